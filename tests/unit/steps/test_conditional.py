from __future__ import annotations

from pathlib import Path

import pytest

from builder.model.events import Status
from builder.steps.conditional import Conditional
from tests.support.running import conditional, flow, ran


@pytest.mark.parametrize(("id", "choice", "taken", "left"), [(7, "Yes", 3, 4), (8, "No", 4, 3)])
async def test_the_rules_choose_a_branch_and_both_rejoin(
    tmp_path: Path, id: int, choice: str, taken: int, left: int
) -> None:
    inner = {n: conditional(n, "{{1.event.id}}", "greater_than", "0") for n in (3, 4, 5)}
    outer = conditional(2, "{{1.event.id}}", "equals", "7", yes=[inner[3]], no=[inner[4]])
    what = await ran(flow(outer, inner[5]), tmp_path, event={"id": id})
    assert what.step(2).sample == {"selectedChoice": choice}
    assert what.step(2).summary == choice
    assert what.step(taken).status is Status.SUCCEEDED
    assert what.step(left).status is Status.SKIPPED
    assert what.step(5).status is Status.SUCCEEDED
    assert what.end.counts == {"succeeded": 4, "skipped": 1}


async def test_everything_inside_the_branch_not_taken_is_skipped(tmp_path: Path) -> None:
    deep = conditional(3, "{{1.event.id}}", "equals", "1", yes=[conditional(4, "x", "is_null")])
    outer = conditional(2, "{{1.event.id}}", "equals", "1", no=[deep])
    what = await ran(flow(outer), tmp_path, event={"id": 1})
    assert [what.step(n).status for n in (3, 4)] == [Status.SKIPPED, Status.SKIPPED]


async def test_a_rule_that_cannot_be_decided_fails_the_step(tmp_path: Path) -> None:
    what = await ran(flow(conditional(2, "{{1.event}}", "greater_than", "1")), tmp_path)
    error = what.step(2).error
    assert error is not None
    assert error.kind == "rule"


async def test_a_missing_path_names_what_is_there(tmp_path: Path) -> None:
    workflow = flow(conditional(2, "{{1.event.usr}}", "exactly_matches", "x"))
    what = await ran(workflow, tmp_path, event={"user": "x"})
    error = what.step(2).error
    assert error is not None
    assert error.kind == "reference"
    assert "Did you mean “user”" in error.message


async def test_whether_a_path_exists_may_be_asked_of_a_step_that_was_skipped(
    tmp_path: Path,
) -> None:
    left_out = conditional(3, "{{1.event}}", "is_null")
    outer = conditional(2, "{{1.event}}", "is_null", yes=[left_out])
    workflow = flow(outer, conditional(4, "{{3.selectedChoice}}", "exists"))
    what = await ran(workflow, tmp_path)
    assert what.step(4).sample == {"selectedChoice": "No"}


def test_a_conditional_without_a_rule_is_a_problem() -> None:
    assert [p.field for p in Conditional(number=3).problems()] == ["rules"]


def test_the_card_shows_the_first_rule() -> None:
    step = flow(conditional(2, "{{1.event.id}}", "equals", "7")).steps[0]
    assert step.summary() == "1.event.id Equals 7"
