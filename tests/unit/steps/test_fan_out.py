"""The Fan Out step: what it runs over, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from builder.model.step import StepError
from builder.steps.fan_out import FanOut, OnItemFailure
from tests.support.running import fields


def resolving(body: Any) -> Any:
    """As much of a context as the step needs."""
    return fields({2: {"response": {"body": body}}})


async def test_it_hands_on_the_items_of_a_list() -> None:
    step = FanOut(
        number=3,
        array="{{2.response.body.items}}",
        at_once=4,
        per_second=2.5,
        on_failure=OnItemFailure.CONTINUE,
    )
    outcome = await step.run(resolving({"items": [1, {"a": 2}]}))
    assert outcome.branch == "each"
    assert outcome.items is not None
    assert list(outcome.items.values) == [1, {"a": 2}]
    assert (outcome.items.at_once, outcome.items.go_on, outcome.items.per_second) == (4, True, 2.5)


async def test_without_a_limit_there_is_none() -> None:
    outcome = await FanOut(number=3, array="{{2.response.body}}").run(resolving([]))
    assert outcome.items is not None
    assert outcome.items.per_second is None


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"a": 1}, "an object"),
        ("a,b", "text"),
        (7, "a number"),
        (None, "null"),
        (True, "a boolean"),
    ],
)
async def test_what_is_no_list_is_named(body: Any, said: str) -> None:
    with pytest.raises(StepError) as caught:
        await FanOut(number=3, array="{{2.response.body}}").run(resolving(body))
    assert caught.value.kind == "not-an-array"
    assert caught.value.field == "array"
    assert said in caught.value.message


@pytest.mark.parametrize(("array", "said"), [("", "no array yet"), ("[1, 2]", "plain text")])
def test_problems_of_the_field(array: str, said: str) -> None:
    (problem,) = FanOut(number=3, array=array).problems()
    assert said in problem.message
    assert (problem.step, problem.field) == (3, "array")


def test_the_card_shows_the_array() -> None:
    assert FanOut(array="{{2.response.body.items}}").summary() == "2.response.body.items"
