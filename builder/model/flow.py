"""Which steps can have run before a step: what its references may reach."""

from __future__ import annotations

from builder.model.step import Step
from builder.model.workflow import Workflow, children, walk_steps


def upstream(workflow: Workflow, number: int) -> tuple[Step, ...]:
    """The steps that can have run before a step, in reading order; disabled ones never have.

    Empty for the trigger and for numbers that do not exist.
    """
    return tuple(step for step, _ in _before(workflow, number))


def certain(workflow: Workflow, number: int) -> frozenset[int]:
    """Numbers of those among `upstream` that must have run; the others lie in a branch."""
    return frozenset(step.number for step, sure in _before(workflow, number) if sure)


def _before(workflow: Workflow, number: int) -> list[tuple[Step, bool]]:
    if number == workflow.trigger.number:
        return []
    found = _search(workflow.steps, number)
    return [] if found is None else [(workflow.trigger, True), *found]


def _search(steps: tuple[Step, ...], number: int) -> list[tuple[Step, bool]] | None:
    """What can have run before `number` in a list and what it holds; None when it is not there."""
    before: list[tuple[Step, bool]] = []
    for step in steps:
        if step.number == number:
            return before
        own = [(step, True)] if step.enabled else []
        for branch in step.branches:
            inside = _search(children(step, branch.field), number)
            if inside is not None:
                return [*before, *own, *inside]
        before += own
        if step.enabled:
            before += _held(step)
    return None


def _held(step: Step) -> list[tuple[Step, bool]]:
    """The steps inside a step's branches: seen from below, any of them may have been left out."""
    return [
        (inner, False)
        for branch in step.branches
        for inner in _enabled(children(step, branch.field))
    ]


def _enabled(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps of a list and all they hold, without disabled ones and what those hold."""
    off = {n.number for step in walk_steps(steps) if not step.enabled for n in walk_steps((step,))}
    return tuple(step for step in walk_steps(steps) if step.number not in off)
