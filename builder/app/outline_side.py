"""Where the outline lies beside the canvas; nothing of it is made before it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from builder.document.document import Document
from builder.document.step_state import NO_STATES, States
from builder.look.icons import icon
from builder.look.theme import Look

if TYPE_CHECKING:
    from builder.canvas.outline import OutlineView

NONE: frozenset[int] = frozenset()


class OutlineSide(QWidget):
    """Holds the outline, and hands on what it is to show.

    Signals:
        step_activated: Number of a step to edit (Enter or a double click).
        place_wanted: A `Place` where a step is to be added.

    Attributes:
        commands: Does what a key stands for on the canvas; None for nothing.
    """

    step_activated = Signal(int)
    place_wanted = Signal(object)

    def __init__(self, document: Document, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._document = document
        self._states = NO_STATES
        self._marks = NONE, NONE
        self._problems: Mapping[int, str] = {}
        self._view: OutlineView | None = None
        self.commands: Callable[[QKeyEvent], bool] | None = None
        look.changed.connect(self._show_when_seen)
        self.hide()

    def open(self) -> None:
        """Show the outline and put the focus on it."""
        if self._view is None:
            self._view = self._made()
        self.show()
        self._show_run(self._view)
        self._view.setFocus()

    def _made(self) -> OutlineView:
        from builder.canvas.outline import OutlineView

        view = OutlineView(self._document)
        view.step_activated.connect(self.step_activated)
        view.place_wanted.connect(self.place_wanted)
        if self.commands is not None:
            view.commands = self.commands
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(view)
        self.setFocusProxy(view)
        return view

    def set_states(self, states: States) -> None:
        """Say how far each step of a run got."""
        self._states = states
        self._show_when_seen()

    def set_marks(self, breakpoints: frozenset[int], pinned: frozenset[int]) -> None:
        """Say before which steps runs pause, and which outputs are pinned."""
        self._marks = breakpoints, pinned
        self._show_when_seen()

    def set_problems(self, problems: Mapping[int, str]) -> None:
        """Say what is wrong with each step, by number."""
        self._problems = problems
        self._show_when_seen()

    def _show_when_seen(self) -> None:
        if self._view is not None and self.isVisible():
            self._show_run(self._view)

    def _show_run(self, view: OutlineView) -> None:
        view.outline.mark = icon("warning", self._look.theme.warning, 14)
        view.outline.set_marks(*self._marks)
        view.outline.set_problems(self._problems)
        view.outline.set_states(self._states)
