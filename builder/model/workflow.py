"""The workflow: one trigger and a tree of steps, and how to find one's way in it.

There are no free edges: order and nesting are the flow, so a workflow has no dangling wires and
no cycles by construction.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter, indexOf
from typing import TYPE_CHECKING, Annotated

import msgspec

from builder.model.kind import any_of
from builder.model.step import Step
from builder.model.text import Text
from builder.model.ui import Editor, Ui
from builder.model.value import Value

if TYPE_CHECKING:
    AnyStep = Step
    """Any kind of step; at run time the union of all imported kinds (`builder.steps`)."""
else:
    AnyStep = any_of(Step)

FORMAT = 1
"""The newest file format this version writes."""

ROOT = "steps"
"""Name of the workflow's own list in a `Place`."""

_NUMBER = attrgetter("number")


class Workflow(Value):
    """A trigger and the steps after it."""

    format: int = FORMAT
    note: Annotated[Text, Ui(label="Note", editor=Editor.TEXT)] = ""
    trigger: AnyStep
    steps: tuple[AnyStep, ...] = ()


class Place(msgspec.Struct, frozen=True):
    """A gap in the tree: before position `index` of a list of steps.

    Attributes:
        parent: Number of the step that holds the list; None for the workflow's own.
        branch: Field of the list ("steps" at the root, "yes", "no").
        index: 0 … length of the list.
    """

    parent: int | None
    branch: str
    index: int


def children(step: Step, branch: str) -> tuple[Step, ...]:
    """The nested steps in one branch of a step."""
    steps: tuple[Step, ...] = getattr(step, branch)
    return steps


def walk(workflow: Workflow) -> Iterator[Step]:
    """All steps in reading order: the trigger, then each step before what it holds."""
    yield workflow.trigger
    yield from walk_steps(workflow.steps)


def walk_steps(steps: tuple[Step, ...]) -> Iterator[Step]:
    """The steps of a list and all they hold, in reading order."""
    for step in steps:
        yield step
        for branch in step.branches:
            yield from walk_steps(children(step, branch.field))


def find(workflow: Workflow, number: int) -> Step | None:
    """The step with that number, or None."""
    if workflow.trigger.number == number:
        return workflow.trigger
    return _found(workflow.steps, number)


def index_in(steps: tuple[Step, ...], number: int) -> int | None:
    """Where in a list a step stands, not looking into steps; asked at every keystroke."""
    try:
        return indexOf(map(_NUMBER, steps), number)
    except ValueError:
        return None


def _found(steps: tuple[Step, ...], number: int) -> Step | None:
    index = index_in(steps, number)
    if index is not None:
        return steps[index]
    for step in steps:
        for branch in step.branches:
            inner = _found(children(step, branch.field), number)
            if inner is not None:
                return inner
    return None


def place_of(workflow: Workflow, number: int) -> Place | None:
    """Where a step stands; None for the trigger and for numbers that do not exist."""

    def search(steps: tuple[Step, ...], parent: int | None, branch: str) -> Place | None:
        index = index_in(steps, number)
        if index is not None:
            return Place(parent, branch, index)
        for step in steps:
            for inner in step.branches:
                found = search(children(step, inner.field), step.number, inner.field)
                if found:
                    return found
        return None

    return search(workflow.steps, None, ROOT)


def list_at(workflow: Workflow, parent: int | None, branch: str) -> tuple[Step, ...]:
    """The list of steps a `Place` points into.

    Raises:
        KeyError: No step has the number `parent`.
    """
    if parent is None:
        return workflow.steps
    step = find(workflow, parent)
    if step is None:
        raise KeyError(parent)
    return children(step, branch)


def ancestors(workflow: Workflow, number: int) -> tuple[tuple[Step, str], ...]:
    """The steps around a step with the branch it is in, outermost first."""
    chain: list[tuple[Step, str]] = []
    place = place_of(workflow, number)
    while place is not None and place.parent is not None:
        parent = find(workflow, place.parent)
        assert parent is not None
        chain.insert(0, (parent, place.branch))
        place = place_of(workflow, place.parent)
    return tuple(chain)
