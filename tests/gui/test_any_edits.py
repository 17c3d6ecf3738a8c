"""Edits, undo and redo in any order: every value comes back as it was."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.document.document import Document
from builder.model.edit import (
    change_step,
    in_reading_order,
    insert,
    move,
    next_number,
    remove,
    with_fresh_numbers,
)
from builder.model.plain import to_plain
from builder.model.references import map_templates
from builder.model.workflow import ROOT, Place, Workflow, find, walk
from builder.steps import Conditional, FanOut, Request
from tests.support.trees import WORKFLOWS

ACTIONS = ("insert", "remove", "move", "change", "renumber", "paste", "refer", "undo", "redo")
CHOICES = st.tuples(st.sampled_from(ACTIONS), st.integers(0, 99), st.integers(0, 99))


def places(workflow: Workflow) -> list[Place]:
    """Every gap in the tree."""
    found = [Place(None, ROOT, index) for index in range(len(workflow.steps) + 1)]
    for step in walk(workflow):
        for branch in step.branches:
            inside = getattr(step, branch.field)
            found += [Place(step.number, branch.field, i) for i in range(len(inside) + 1)]
    return found


def edited(workflow: Workflow, action: str, first: int, second: int) -> Workflow:
    """The workflow after one edit, chosen by two numbers."""
    numbers = [step.number for step in walk(workflow)][1:]
    gaps = places(workflow)
    place = gaps[second % len(gaps)]
    if action == "insert":
        number = next_number(workflow)
        new = (Request(number=number), Conditional(number=number), FanOut(number=number))
        return insert(workflow, place, [new[first % 3]])
    if action == "renumber":
        return in_reading_order(workflow)
    if not numbers:
        return workflow
    number = numbers[first % len(numbers)]
    step = find(workflow, number)
    assert step is not None
    match action:
        case "remove":
            return remove(workflow, {number})
        case "move":
            return move(workflow, [number], place)
        case "paste":
            return insert(workflow, place, with_fresh_numbers(workflow, [step]))
        case "refer":
            return map_templates(workflow, lambda text: f"{text}{{{{{number}.x}}}}"[-60:])
    return change_step(workflow, number, name=f"name {second}", enabled=bool(second % 2))


@settings(max_examples=80, deadline=None)
@given(workflow=WORKFLOWS, choices=st.lists(CHOICES, max_size=25))
def test_every_value_comes_back(
    qapp: Any, workflow: Workflow, choices: list[tuple[str, int, int]]
) -> None:
    document = Document(workflow)
    past: list[tuple[Workflow, Any]] = [(workflow, to_plain(workflow))]
    at = 0
    for action, first, second in choices:
        if action == "undo":
            document.history.undo()
            at = max(0, at - 1)
        elif action == "redo":
            document.history.redo()
            at = min(len(past) - 1, at + 1)
        else:
            after = edited(document.workflow, action, first, second)
            document.edit(action, after)
            if after is not past[at][0]:
                past = [*past[: at + 1], (after, to_plain(after))]
                at += 1
        value, plain = past[at]
        assert document.workflow is value
        assert to_plain(document.workflow) == plain
    numbers = [step.number for step in walk(document.workflow)]
    assert len(set(numbers)) == len(numbers)
    while document.history.canUndo():
        document.history.undo()
    assert document.workflow is workflow
    assert to_plain(workflow) == past[0][1]
    document.deleteLater()
