from __future__ import annotations

import pytest

from builder.model.flow import certain, upstream
from tests.support.running import conditional, flow, request

WORKFLOW = flow(
    request(2, "http://x/"),
    {**request(3, "http://x/"), "enabled": False},
    conditional(
        4,
        "x",
        "is_null",
        yes=[
            request(5, "http://x/"),
            conditional(6, "x", "is_null", yes=[request(7, "http://x/")]),
        ],
        no=[request(8, "http://x/"), {**request(9, "http://x/"), "enabled": False}],
    ),
    request(10, "http://x/"),
)


@pytest.mark.parametrize(
    ("number", "before", "sure"),
    [
        (1, [], []),
        (2, [1], [1]),
        (4, [1, 2], [1, 2]),
        (5, [1, 2, 4], [1, 2, 4]),
        (7, [1, 2, 4, 5, 6], [1, 2, 4, 5, 6]),
        (8, [1, 2, 4], [1, 2, 4]),
        (10, [1, 2, 4, 5, 6, 7, 8], [1, 2, 4]),
        (99, [], []),
    ],
)
def test_what_can_have_run_before_a_step(number: int, before: list[int], sure: list[int]) -> None:
    assert [step.number for step in upstream(WORKFLOW, number)] == before
    assert sorted(certain(WORKFLOW, number)) == sure
