"""Which steps a run that was asked for can reach."""

from __future__ import annotations

from builder.document.run_choices import RunChoices
from builder.model.workflow import Workflow
from builder.steps import Conditional, EventTrigger, Request

INNER = Request(kind="request", number=3)
FLOW = Workflow(
    trigger=EventTrigger(kind="event", number=1),
    steps=(Conditional(kind="conditional", number=2, yes=(INNER,)), Request(number=4)),
)


def reached(choices: RunChoices) -> list[int]:
    return [step.number for step in choices.steps(FLOW)]


def test_a_whole_run_reaches_every_step() -> None:
    assert reached(RunChoices()) == [1, 2, 3, 4]


def test_a_part_reaches_its_steps_only() -> None:
    assert reached(RunChoices(upto=3)) == [1, 2, 3]
    assert reached(RunChoices(start=3)) == [3, 4]
    assert reached(RunChoices(start=2, upto=3)) == [2, 3]


def test_a_step_that_is_gone_bounds_nothing() -> None:
    assert reached(RunChoices(start=9, upto=9)) == [1, 2, 3, 4]
