"""Workflows as the bytes of a file and back. The bytes are canonical: equal values, equal bytes."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

import builder.steps  # noqa: F401 - completes "any step"
from builder.model.edit import next_number
from builder.model.json_text import pretty
from builder.model.plain import to_plain
from builder.model.step import Step, UnknownStep
from builder.model.workflow import FORMAT, Workflow, children
from builder.storage import migrations
from builder.storage.file_problem import FileProblem
from builder.storage.migrations import Migration, migrate
from builder.storage.validation import explain

DEEPEST = 64
"""Levels of steps inside steps that are accepted; nobody reads more."""

TRIGGERS = "Triggers"
"""The group of the kinds a workflow can start with."""


class DuplicateNumbers(FileProblem):
    """Two steps have the same number, as a merge by hand makes them.

    Attributes:
        fixed: The workflow with fresh numbers for the later ones of each pair; references keep
            pointing at the first.
    """

    def __init__(self, path: Path, first: Step, second: Step, fixed: Workflow) -> None:
        self.fixed = fixed
        super().__init__(
            path,
            f"Two steps have the number {first.number}: “{first.title}” and “{second.title}”. "
            "Give the later one a number of its own, and look at the references to it.",
            place=f"step {first.number}",
        )


def to_bytes(value: BaseModel) -> bytes:
    """The canonical bytes of a workflow or an environment: UTF-8, one newline at the end.

    Raises:
        JsonError: A text in it cannot be written as UTF-8.
    """
    with without_collector():
        return f"{pretty(to_plain(value))}\n".encode()


def to_workflow(
    plain: dict[str, Any],
    path: Path,
    known: Mapping[int, Migration] = migrations.FLOW,
    newest: int = FORMAT,
) -> Workflow:
    """The workflow that data from a file stands for.

    Args:
        plain: What the file says.
        path: The file, for messages.
        known: Migrations of older formats.
        newest: The format that needs none.

    Raises:
        DuplicateNumbers: Two steps have one number.
        FileProblem: It is of a newer format, or something in it has the wrong type.
    """
    with without_collector():
        current = migrate(plain, newest, known, path)
        try:
            workflow = Workflow.model_validate(current)
        except ValidationError as error:
            raise explain(path, current, error) from None
        _check_kinds(workflow, path)
        _check_steps(workflow, path)
    return workflow


@contextmanager
def without_collector() -> Iterator[None]:
    """Switch the garbage collector off: many new objects, no garbage (five times faster)."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _check_kinds(workflow: Workflow, path: Path) -> None:
    trigger = workflow.trigger
    if trigger.group != TRIGGERS and not isinstance(trigger, UnknownStep):
        reason = f"A workflow starts with a trigger; “{trigger.kind}” is a step."
        raise FileProblem(path, reason, place="trigger.kind")


def _check_steps(workflow: Workflow, path: Path) -> None:
    """Refuse duplicate numbers, triggers among the steps and absurd nesting."""
    seen: dict[int, Step] = {workflow.trigger.number: workflow.trigger}
    pending = [(step, 1) for step in reversed(workflow.steps)]
    while pending:
        step, depth = pending.pop()
        if depth > DEEPEST:
            raise _problem_at(step, f"Steps are nested deeper than {DEEPEST} levels.", path)
        if step.group == TRIGGERS:
            raise _problem_at(step, "A trigger can only be the first step.", path)
        if seen.setdefault(step.number, step) is not step:
            raise DuplicateNumbers(path, seen[step.number], step, _renumbered(workflow))
        for branch in reversed(step.branches):
            pending += [(inner, depth + 1) for inner in reversed(children(step, branch.field))]


def _problem_at(step: Step, reason: str, path: Path) -> FileProblem:
    return FileProblem(path, reason, place=f"step {step.number} (“{step.title}”)")


def _renumbered(workflow: Workflow) -> Workflow:
    """The workflow with a fresh number for every step whose number an earlier one has."""
    taken = {workflow.trigger.number}
    free = next_number(workflow)

    def fresh(steps: tuple[Step, ...]) -> tuple[Step, ...]:
        nonlocal free
        result = []
        for step in steps:
            update: dict[str, Any] = {}
            if step.number in taken:
                update["number"] = free
                free += 1
            taken.add(step.number)
            for branch in step.branches:
                update[branch.field] = fresh(children(step, branch.field))
            result.append(step.model_copy(update=update))
        return tuple(result)

    return workflow.model_copy(update={"steps": fresh(workflow.steps)})
