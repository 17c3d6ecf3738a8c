"""What opens over the canvas: the find bar, the editor of notes, the problems of a step."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QGuiApplication

from builder.canvas.actions import Offer
from builder.canvas.fixing import Fixing
from builder.canvas.geometry import Spot
from builder.canvas.scene import card_of

if TYPE_CHECKING:
    from builder.canvas.find_bar import FindBar
    from builder.canvas.notes import NoteEditor
    from builder.canvas.view import CanvasView


class Parts(QObject):
    """Opens them, where pointer or keyboard ask for them; made when first wanted."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self.fixing = Fixing(view, view.document)

    @cached_property
    def find_bar(self) -> FindBar:
        """The bar that finds steps."""
        from builder.canvas.find_bar import FindBar

        bar = FindBar(self._view, self._view.document, self._view.controls)
        bar.setLayoutDirection(QGuiApplication.layoutDirection())
        bar.found.connect(self._view.show_found)
        return bar

    @cached_property
    def note_editor(self) -> NoteEditor:
        """The editor of a step's note."""
        from builder.canvas.notes import NoteEditor

        editor = NoteEditor(self._view, self._view.document)
        editor.setLayoutDirection(QGuiApplication.layoutDirection())
        return editor

    @property
    def covered(self) -> int:
        """How much of the top of the canvas the find bar hides, px."""
        bar = self.__dict__.get("find_bar")
        return bar.geometry().bottom() if bar is not None and bar.isVisible() else 0

    def resized(self) -> None:
        """The canvas has another size."""
        if self.covered:
            self.find_bar.place()

    def stop_finding(self) -> None:
        """Close the find bar if it is open."""
        if self.covered:
            self.find_bar.leave()

    def offers(self) -> Mapping[str, Offer]:
        """The actions of the context menu that are done here."""
        document, folding = self._view.document, self._view.folding

        def one() -> bool:
            return document.current is not None

        def blocks() -> bool:
            return any(folding.is_block(number) for number in document.selected)

        def collapsed() -> bool:
            chosen = [number for number in document.selected if folding.is_block(number)]
            return bool(chosen) and folding.collapsed.issuperset(chosen)

        def wrong() -> bool:
            return one() and bool(self._problems_of_current())

        return {
            "note": Offer(self.edit_note, one),
            "collapse": Offer(lambda: folding.toggle(document.selected), blocks, collapsed),
            "problems": Offer(self.list_problems, wrong),
        }

    def press(self, spot: Spot) -> None:
        """A part of a card was pressed."""
        if spot.part == "fold":
            self._view.folding.toggle([spot.number])
            return
        self._view.document.select([spot.number])
        if spot.part == "note":
            self.edit_note()
        else:
            self.list_problems()

    def edit_note(self) -> None:
        """Write the note of the selected step on its slip."""
        number = self._view.document.current
        if number is not None:
            self.note_editor.open(number, self._view.layout_now)

    def list_problems(self) -> None:
        """Open the problems of the selected step at its mark."""
        number = self._view.document.current
        card = card_of(self._view.layout_now, number) if number is not None else None
        if card is None or number is None:
            return
        corner = self._view.camera.to_view(card.mark.right, card.mark.bottom)
        at = self._view.mapToGlobal(QPoint(round(corner.x) - 18, round(corner.y) + 4))
        self.fixing.open(number, number in self._view.folding.collapsed, at)

    def _problems_of_current(self) -> bool:
        number = self._view.document.current
        if number is None:
            return False
        return bool(self.fixing.problems(number, number in self._view.folding.collapsed))
