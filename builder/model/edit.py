"""Edits of the tree: each takes a workflow and returns the next, sharing all that is the same."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from builder.model.references import highest_number, map_steps, renumbered
from builder.model.step import Step
from builder.model.workflow import (
    ROOT,
    Place,
    Workflow,
    children,
    find,
    index_in,
    list_at,
    walk,
    walk_steps,
)

Steps = tuple[Step, ...]


def replace_step(workflow: Workflow, number: int, after: Step) -> Workflow:
    """Put `after` where the step with that number is.

    Raises:
        KeyError: No step has that number.
    """
    if workflow.trigger.number == number:
        return workflow.model_copy(update={"trigger": after})
    steps = _replaced(workflow.steps, number, after)
    if steps is None:
        raise KeyError(number)
    return _with_steps(workflow, steps)


def change_step(workflow: Workflow, number: int, **fields: Any) -> Workflow:
    """Change fields of a step.

    Raises:
        KeyError: No step has that number.
    """
    step = find(workflow, number)
    if step is None:
        raise KeyError(number)
    return replace_step(workflow, number, step.model_copy(update=fields))


def change_steps(workflow: Workflow, numbers: Collection[int], **fields: Any) -> Workflow:
    """Change the same fields of many steps, found in one walk; the trigger stays."""
    wanted = frozenset(numbers)
    return map_steps(workflow, lambda step: dict(fields) if step.number in wanted else {})


def insert(workflow: Workflow, place: Place, steps: Sequence[Step]) -> Workflow:
    """Put steps into a gap.

    Raises:
        KeyError: The place's parent does not exist.
    """
    old = list_at(workflow, place.parent, place.branch)
    index = max(0, min(place.index, len(old)))
    new = (*old[:index], *steps, *old[index:])
    if place.parent is None:
        return workflow.model_copy(update={ROOT: new})
    return change_step(workflow, place.parent, **{place.branch: new})


def remove(workflow: Workflow, numbers: Collection[int]) -> Workflow:
    """Take steps out, with all they hold. The trigger stays."""
    return _with_steps(workflow, _without(workflow.steps, frozenset(numbers)))


def move(workflow: Workflow, numbers: Sequence[int], place: Place) -> Workflow:
    """Move steps, in reading order, into a gap. Into oneself: nothing changes."""
    moved = outermost(workflow, numbers)
    inside = {step.number for step in walk_steps(moved)}
    if not moved or place.parent in inside:
        return workflow
    target = list_at(workflow, place.parent, place.branch)
    before = sum(step.number in inside for step in target[: place.index])
    rest = remove(workflow, inside)
    return insert(rest, Place(place.parent, place.branch, place.index - before), moved)


def outermost(workflow: Workflow, numbers: Collection[int]) -> Steps:
    """The chosen steps in reading order, without those that lie inside another chosen one."""
    wanted = set(numbers) - {workflow.trigger.number}
    found: list[Step] = []

    def search(steps: Steps) -> None:
        for step in steps:
            if step.number in wanted:
                found.append(step)
                continue
            for branch in step.branches:
                search(children(step, branch.field))

    search(workflow.steps)
    return tuple(found)


def next_number(workflow: Workflow) -> int:
    """One more than the highest number present or referenced."""
    return highest_number(workflow) + 1


def with_fresh_numbers(workflow: Workflow, steps: Sequence[Step]) -> Steps:
    """The same steps under numbers that are free; references among them follow."""
    start = next_number(workflow)
    numbers = {s.number: start + i for i, s in enumerate(walk_steps(tuple(steps)))}
    return tuple(renumbered(step, numbers) for step in steps)


def in_reading_order(workflow: Workflow) -> Workflow:
    """Number all steps in reading order and rewrite every reference."""
    numbers = {step.number: i for i, step in enumerate(walk(workflow), start=1)}
    return workflow.model_copy(
        update={
            "trigger": renumbered(workflow.trigger, numbers),
            ROOT: tuple(renumbered(step, numbers) for step in workflow.steps),
        }
    )


def _with_steps(workflow: Workflow, steps: Steps) -> Workflow:
    return workflow if steps is workflow.steps else workflow.model_copy(update={ROOT: steps})


def _replaced(steps: Steps, number: int, after: Step) -> Steps | None:
    """The list with that step replaced, wherever in the tree it stands; None when it is not."""
    here = index_in(steps, number)
    if here is not None:
        return (*steps[:here], after, *steps[here + 1 :])
    for index, step in enumerate(steps):
        if step.branches:
            new = _replaced_inside(step, number, after)
            if new is not None:
                return (*steps[:index], new, *steps[index + 1 :])
    return None


def _replaced_inside(step: Step, number: int, after: Step) -> Step | None:
    for branch in step.branches:
        inner = _replaced(children(step, branch.field), number, after)
        if inner is not None:
            return step.model_copy(update={branch.field: inner})
    return None


def _without(steps: Steps, numbers: frozenset[int]) -> Steps:
    """The list without those steps, wherever they stand; the same tuple when nothing changed."""
    kept = tuple(
        _without_inside(step, numbers) if step.branches else step
        for step in steps
        if step.number not in numbers
    )
    same = len(kept) == len(steps) and all(a is b for a, b in zip(kept, steps, strict=True))
    return steps if same else kept


def _without_inside(step: Step, numbers: frozenset[int]) -> Step:
    update = {}
    for branch in step.branches:
        old = children(step, branch.field)
        new = _without(old, numbers)
        if new is not old:
            update[branch.field] = new
    return step.model_copy(update=update) if update else step
