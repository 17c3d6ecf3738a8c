"""The steps before which runs of an open workflow pause."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from builder.document.document import Change, Document
from builder.document.step_changes import step_changes
from builder.model.workflow import walk


class Breakpoints(QObject):
    """Numbers of steps; they follow when steps are renumbered, and go with their steps.

    Attributes:
        numbers: The steps.

    Signals:
        changed: They are others now.
    """

    changed = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.numbers: frozenset[int] = frozenset()
        document.changed.connect(self._follow)

    def toggle(self, number: int) -> None:
        """Pause before a step, or no longer."""
        self._set(self.numbers ^ {number})

    def restore(self, numbers: frozenset[int]) -> None:
        """Pause before these steps as well, if they are there and none is the trigger."""
        workflow = self._document.workflow
        there = {step.number for step in walk(workflow)} - {workflow.trigger.number}
        self._set(self.numbers | (numbers & there))

    def _set(self, numbers: frozenset[int]) -> None:
        if numbers != self.numbers:
            self.numbers = numbers
            self.changed.emit()

    def _follow(self, change: Change) -> None:
        if self.numbers:
            steps = step_changes(change)
            there = self.numbers - set(steps.removed)
            self._set(frozenset(steps.renumbered.get(number, number) for number in there))
