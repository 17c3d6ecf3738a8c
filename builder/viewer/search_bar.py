"""The search field over a body: counts while it looks, Enter and Shift+Enter walk the places."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from builder.look.icons import icon
from builder.look.theme import Look
from builder.viewer.body_view import BodyView
from builder.viewer.rows import Rows
from builder.viewer.search import Search
from builder.viewer.selection import Selection
from builder.viewer.text_rows import TextRows

SLICE = 0.004
"""Seconds of one slice of searching."""


class SearchField(QLineEdit):
    """A field where Enter goes on to the next place, Shift+Enter back, Escape gives up.

    Signals:
        walked: To the next place (1) or the one before (-1).
        left: The user is done with it.
    """

    walked = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, leave, else edit."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.walked.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class SearchBar(QWidget):
    """Searches the rows of a view, in slices."""

    def __init__(self, look: Look, view: BodyView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._view = view
        self._search: Search | None = None
        self._jumped = False
        self.field = SearchField(placeholderText="Find in body")
        self.field.setProperty("code", True)
        self.field.setAccessibleName("Find in body")
        self.count = QLabel()
        self.count.setProperty("muted", True)
        self._back = QToolButton()
        self._back.setToolTip("Previous place (Shift+Enter)")
        self._on = QToolButton()
        self._on.setToolTip("Next place (Enter)")
        self._clear = QAction("Clear", self)
        self._clear.triggered.connect(self.field.clear)
        self._timer = QTimer(self, interval=0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self.field, self.count, self._back, self._on):
            row.addWidget(widget, 1 if widget is self.field else 0)
        self._timer.timeout.connect(self._go_on)
        self.field.textChanged.connect(self.restart)
        self.field.walked.connect(self.walk)
        self.field.left.connect(self._leave)
        self._back.clicked.connect(lambda: self.walk(-1))
        self._on.clicked.connect(lambda: self.walk(1))
        look.changed.connect(self._tint)
        self._tint()
        self._tell()

    def restart(self) -> None:
        """Look for the text of the field in what the view shows now."""
        text = self.field.text()
        rows: Rows = self._view.rows
        charset = rows.charset if isinstance(rows, TextRows) else "utf-8"
        self._search = Search(rows.data, text, charset) if text else None
        self._jumped = False
        if text and self._clear not in self.field.actions():
            self.field.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        elif not text:
            self.field.removeAction(self._clear)
        self._view.mark(self._search)
        if self._search is not None:
            self._timer.start()
            self._go_on()
        else:
            self._timer.stop()
            self._tell()

    def walk(self, step: int) -> None:
        """Select the next (1) or previous (-1) place, round the end."""
        search, view = self._search, self._view
        if search is None or not view.rows.complete:
            return
        caret = view.rows.offset(view.selection.start)
        begin = caret + (0 if view.selection.empty else 1)
        place = search.after(begin) if step > 0 else search.before(caret)
        if place is not None:
            self._select(search, place)

    def _select(self, search: Search, place: int) -> None:
        rows, start = self._view.rows, search.starts[place]
        self._view.select(Selection(rows.spot(start), rows.spot(start + search.length)))
        self._tell(place)

    def _go_on(self) -> None:
        search = self._search
        if search is None:
            self._timer.stop()
            return
        search.advance(SLICE)
        self._tell()
        if search.starts and not self._jumped and self._view.rows.complete:
            self._jumped = True
            caret = self._view.rows.offset(self._view.selection.start)
            self._select(search, search.after(caret) or 0)
        if search.complete and (self._jumped or not search.starts):
            self._timer.stop()
        self._view.viewport().update()

    def _tell(self, place: int | None = None) -> None:
        search = self._search
        found = len(search.starts) if search else 0
        for button in (self._back, self._on):
            button.setVisible(found > 0)
        if search is None:
            self.count.setText("")
        elif not found:
            self.count.setText("not found" if search.complete else "…")
        else:
            position = f"{place + 1:,} of " if place is not None else ""
            unsure = "+" if search.full or not search.complete else ""
            self.count.setText(f"{position}{found:,}{unsure}")

    def _leave(self) -> None:
        self.field.clear()
        self._view.setFocus()

    def _tint(self) -> None:
        self._back.setIcon(icon("chevron-up", self._look.theme.muted))
        self._clear.setIcon(icon("close", self._look.theme.muted))
        self._on.setIcon(icon("chevron-down", self._look.theme.muted))
