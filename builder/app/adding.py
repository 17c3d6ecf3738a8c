"""Steps are added from the palette: at the "+" that was pressed, or below the selected step."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from builder.app.flow_tab import FlowTab
from builder.document import commands
from builder.look.theme import Look
from builder.model.workflow import Place

if TYPE_CHECKING:
    from builder.panels.palette import PalettePopup


class Adding(QObject):
    """Adds steps to the workflow in front.

    Args:
        window: The palette opens over it.
        look: Colours and fonts.
        front: Gives the workflow in front, or None.
    """

    def __init__(self, window: QWidget, look: Look, front: Callable[[], FlowTab | None]) -> None:
        super().__init__(window)
        self._window = window
        self._look = look
        self._front = front
        self._place: Place | None = None

    @cached_property
    def popup(self) -> PalettePopup:
        """The palette that opens at a "+"."""
        from builder.panels.palette import PalettePopup

        popup = PalettePopup(self._look, self._window)
        popup.chosen.connect(self._insert)
        return popup

    def ask(self, place: Place, at: QPoint) -> None:
        """Open the palette for a gap, beside a point of the screen."""
        self._place = place
        self.popup.open_at(at)

    def _insert(self, kind: str) -> None:
        tab = self._front()
        if tab is not None and self._place is not None:
            commands.insert_new(tab.document, self._place, kind)

    def append(self, kind: str) -> None:
        """Put a new step below the selected ones."""
        tab = self._front()
        if tab is not None:
            document = tab.document
            place = commands.place_after(document.workflow, document.selected)
            commands.insert_new(document, place, kind)
