"""Places of steps in a run."""

import pytest

from builder.model.places import around, indexes, place


@pytest.mark.parametrize(
    ("path", "whole", "outer", "items"),
    [
        ("", "3", (), ()),
        ("4[12]", "4[12].3", ("4",), (12,)),
        ("7/", "7/3", ("7",), ()),
        ("4[1].7/2[0]", "4[1].7/2[0].3", ("4", "4[1].7", "4[1].7/2"), (1, 0)),
    ],
)
def test_places(path: str, whole: str, outer: tuple[str, ...], items: tuple[int, ...]) -> None:
    assert place(path, 3) == whole
    assert around(path) == outer
    assert indexes(path) == items
