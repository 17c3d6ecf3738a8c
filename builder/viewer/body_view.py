"""The view of a body: rows that can be walked, selected and copied with mouse and keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QWidget

from builder.look.announcing import announce
from builder.look.language import tr
from builder.look.theme import Look
from builder.viewer.rows import Spot
from builder.viewer.rows_view import RowsView
from builder.viewer.selection import Selection, move_of, moved, word_at

COPY_LIMIT = 10_000_000
"""Bytes that may go to the clipboard."""
SPOKEN = 1000
"""Characters of a row that are read out."""


class BodyView(RowsView):
    """Rows that can be selected and copied.

    Signals:
        menu_requested: A context menu is wanted at a global position.
        notice: Something to tell the user.
    """

    menu_requested = Signal(QPoint)
    notice = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._scrolling = QTimer(self, interval=30)
        self._scrolling.timeout.connect(self._scroll_on)
        self._pointer = QPoint()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleName(tr("Body"))

    def select(self, selection: Selection) -> None:
        """Select characters and bring the caret into view."""
        row = self.selection.caret.row
        self.selection = selection
        self.reveal(selection.caret)
        self.viewport().update()
        if selection.caret.row != row:
            self._say_row(selection.caret.row)

    def spoken_row(self, row: int) -> str:
        """What a screen reader says of a row."""
        return f"{self.rows.label(row)} {self.rows.text(row).strip()[:SPOKEN]}".strip()

    def _say_row(self, row: int) -> None:
        """Let a screen reader read the row of the caret."""
        said = self.spoken_row(row)
        self.setAccessibleDescription(said)
        announce(self, said)

    def selected_text(self) -> str:
        """What is selected, as the clipboard gets it."""
        return self.rows.copied(self.selection.start, self.selection.end)

    def copy(self) -> None:
        """Copy what is selected, unless it is very much."""
        start, end = self.selection.start, self.selection.end
        if self.rows.offset(end) - self.rows.offset(start) > COPY_LIMIT:
            self.notice.emit(tr("More than 10 MB are selected: save the body to a file instead."))
        elif not self.selection.empty:
            QGuiApplication.clipboard().setText(self.selected_text())

    def select_all(self) -> None:
        """Select everything, without scrolling."""
        last = self.rows.count - 1
        self.selection = Selection(Spot(0, 0), Spot(last, len(self.rows.text(last))))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret, select, copy."""
        move = move_of(event)
        if move is not None:
            caret = moved(self.rows, self.selection.caret, move[0], self.page())
            self.select(self.selection.to(caret, extend=move[1]))
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the caret there; with Shift, select up to there."""
        if event.button() is Qt.MouseButton.LeftButton:
            extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.select(self.selection.to(self.spot_at(event.position().toPoint()), extend))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select up to there; outside of the view, scroll on."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._pointer = event.position().toPoint()
            if self.viewport().rect().contains(self._pointer):
                self._scrolling.stop()
                self.selection = self.selection.to(self.spot_at(self._pointer), extend=True)
                self.viewport().update()
            elif not self._scrolling.isActive():
                self._scrolling.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End selecting."""
        self._scrolling.stop()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word."""
        self.selection = word_at(self.rows, self.spot_at(event.position().toPoint()))
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu; outside of the selection the caret goes there first."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            spot = self.spot_at(event.pos())
            if not self.selection.start <= spot <= self.selection.end:
                self.select(Selection(spot, spot))
        self.menu_requested.emit(event.globalPos())

    def _scroll_on(self) -> None:
        self.select(self.selection.to(self.spot_at(self._pointer), extend=True))
