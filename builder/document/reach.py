"""Whether a reference can reach a step from where it stands, and why not."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from builder.document.document import Document
from builder.document.step_names import shown_title
from builder.look.language import tr
from builder.model.flow import upstream
from builder.model.workflow import find

REST = 150
"""Milliseconds of rest before an edit is looked at: typing changes no order of steps."""


class Reach(QObject):
    """The steps that can have run before one step, kept while their order stays.

    Signals:
        changed: Other steps are in reach.
    """

    changed = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._number = document.workflow.trigger.number
        self._above: frozenset[int] | None = None
        self._timer = QTimer(self, interval=REST, singleShot=True)
        self._timer.timeout.connect(self._look_again)
        document.changed.connect(self._timer.start)

    def look_from(self, number: int) -> None:
        """Tell what can be reached from this step."""
        self._number = number
        self._above = None

    def why_not(self, number: int) -> str:
        """Why no reference can reach a step; empty when one can."""
        if self._above is None:
            self._above = self._found()
        if number in self._above or number == self._number:
            return ""
        step = find(self._document.workflow, number)
        if step is None:
            return tr("There is no step {number}.", number=number)
        title = f"{number} · {shown_title(step)}"
        if not step.enabled:
            return tr("{step} is turned off.", step=title)
        return tr("{step} cannot have run before this step.", step=title)

    def _found(self) -> frozenset[int]:
        return frozenset(step.number for step in upstream(self._document.workflow, self._number))

    def _look_again(self) -> None:
        if self._above is None:
            return
        before, self._above = self._above, self._found()
        if before != self._above:
            self.changed.emit()
