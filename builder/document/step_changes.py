"""What a change of a workflow did to its steps as such: which came, went, or got other numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import compress
from operator import is_not

from builder.document.document import Change
from builder.model.step import Step
from builder.model.workflow import Workflow, walk


@dataclass(frozen=True, slots=True)
class StepChanges:
    """Steps that came, went, or have other numbers now.

    Attributes:
        added: Steps whose number nobody had before, by number.
        removed: Steps whose number nobody has any more, by number.
        renumbered: From old to new number, when only numbers changed.
    """

    added: Mapping[int, Step] = field(default_factory=dict)
    removed: Mapping[int, Step] = field(default_factory=dict)
    renumbered: Mapping[int, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.renumbered)


NOTHING = StepChanges()


def step_changes(change: Change) -> StepChanges:
    """What a change did; nothing, and found at once, for the edit of a field."""
    if _fields_only(change.before, change.after):
        return NOTHING
    before, after = list(walk(change.before)), list(walk(change.after))
    moved = _renumbered(before, after)
    if moved:
        return StepChanges(renumbered=moved)
    old = {step.number: step for step in before}
    new = {step.number: step for step in after}
    return StepChanges(
        {number: step for number, step in new.items() if number not in old},
        {number: step for number, step in old.items() if number not in new},
    )


def _fields_only(before: Workflow, after: Workflow) -> bool:
    if before.trigger.number != after.trigger.number or len(before.steps) != len(after.steps):
        return False
    pairs = zip(before.steps, after.steps, strict=True)
    return all(
        old.number == new.number and not old.branches and not new.branches
        for old, new in compress(pairs, map(is_not, before.steps, after.steps))
    )


def _renumbered(before: list[Step], after: list[Step]) -> dict[int, int]:
    """From old to new numbers; nothing unless the very same steps stand in the same order.

    A step that was moved is the same object still, one that got another number is a new one.
    """
    if len(before) != len(after):
        return {}
    known = {id(step) for step in before}
    moved: dict[int, int] = {}
    for old, new in zip(before, after, strict=True):
        if old.number == new.number:
            continue
        if id(new) in known or old.kind != new.kind or old.name != new.name:
            return {}
        moved[old.number] = new.number
    return moved
