"""Which blocks are collapsed: a state of the view, never of the file and never in undo."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress
from operator import is_not

from PySide6.QtCore import QObject, Signal

from builder.document.document import Change, Document
from builder.model.step import Step
from builder.model.workflow import Workflow, ancestors, children, find, walk

Steps = tuple[Step, ...]


class Folding(QObject):
    """Collapses and expands the steps that hold others.

    A number stays collapsed while its step is gone, so that undo brings the block back as it was.

    Signals:
        changed: Other blocks are collapsed now.
    """

    changed = Signal()

    def __init__(self, document: Document, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self.collapsed: frozenset[int] = frozenset()

    def follow(self, change: Change) -> None:
        """Keep blocks collapsed that have other numbers now."""
        if self.collapsed:
            self.collapsed = followed(self.collapsed, change.before, change.after)

    def is_block(self, number: int) -> bool:
        """Whether a step holds others and so can be collapsed."""
        step = find(self._document.workflow, number)
        return step is not None and bool(step.branches)

    def set(self, numbers: Iterable[int]) -> None:
        """Collapse just these blocks."""
        wanted = frozenset(numbers)
        if wanted != self.collapsed:
            self.collapsed = wanted
            self.changed.emit()

    def expand(self, number: int) -> None:
        """Expand one block."""
        self.set(self.collapsed - {number})

    def toggle(self, numbers: Iterable[int]) -> None:
        """Collapse the blocks among some steps, or expand them when all of them are collapsed."""
        blocks = frozenset(number for number in numbers if self.is_block(number))
        if blocks:
            all_collapsed = blocks <= self.collapsed
            self.set(self.collapsed - blocks if all_collapsed else self.collapsed | blocks)

    def toggle_all(self) -> None:
        """Collapse every block, or expand all when any is collapsed."""
        blocks = (step.number for step in walk(self._document.workflow) if step.branches)
        self.set(() if self.collapsed else blocks)

    def show(self, number: int) -> None:
        """Expand the blocks around a step, so that it can be seen."""
        if self.collapsed:
            around = ancestors(self._document.workflow, number)
            self.set(self.collapsed - {step.number for step, _ in around})


def followed(numbers: frozenset[int], before: Workflow, after: Workflow) -> frozenset[int]:
    """The numbers steps have after an edit; others than before only when steps were renumbered.

    Steps were renumbered when the same kinds stand in the same order under other numbers, and what
    has another number is no step that was there before, only moved.
    """
    renamed: dict[int, int] = {}
    if not _renumbered((before.trigger, *before.steps), (after.trigger, *after.steps), renamed):
        return numbers
    return frozenset(renamed.get(number, number) for number in numbers)


def _renumbered(before: Steps, after: Steps, renamed: dict[int, int]) -> bool:
    """Whether two lists differ in fields and numbers alone; gathers old and new numbers."""
    if len(before) != len(after):
        return False
    differing = list(compress(zip(before, after, strict=True), map(is_not, before, after)))
    there = {id(old) for old, _ in differing}
    for old, new in differing:
        if old.kind != new.kind or id(new) in there:
            return False
        renamed[old.number] = new.number
        for branch in old.branches:
            held = children(old, branch.field), children(new, branch.field)
            if not _renumbered(*held, renamed):
                return False
    return True
