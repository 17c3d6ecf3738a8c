"""Searching the rows of a view, in slices."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from builder.viewer.body_view import BodyView
from builder.viewer.search import Search
from builder.viewer.search_bar import SearchBar, found_text
from builder.viewer.selection import Selection
from builder.viewer.text_rows import TextRows

SLICE = 0.004
"""Seconds of one slice of searching."""


class TextSearch(QObject):
    """Finds the text of the bar in what a view shows, marks the places and walks them."""

    def __init__(self, view: BodyView, bar: SearchBar) -> None:
        super().__init__(view)
        self._view = view
        self._bar = bar
        self._search: Search | None = None
        self._jumped = False
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    def look_for(self, text: str) -> None:
        """Look for a text in what the view shows now; empty for nothing."""
        rows = self._view.rows
        charset = rows.charset if isinstance(rows, TextRows) else "utf-8"
        self._search = Search(rows.data, text, charset) if text else None
        self._jumped = False
        self._view.mark(self._search)
        if self._search is not None:
            self._timer.start()
            self._go_on()
        else:
            self._timer.stop()
            self._bar.tell("")

    def stop(self) -> None:
        """Look for nothing, and say nothing."""
        self._search = None
        self._timer.stop()

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
        self._tell(search, place)

    def _go_on(self) -> None:
        search = self._search
        if search is None:
            self._timer.stop()
            return
        search.advance(SLICE)
        self._tell(search)
        if search.starts and not self._jumped and self._view.rows.complete:
            self._jumped = True
            caret = self._view.rows.offset(self._view.selection.start)
            self._select(search, search.after(caret) or 0)
        if search.complete and (self._jumped or not search.starts):
            self._timer.stop()
        self._view.viewport().update()

    def _tell(self, search: Search, place: int | None = None) -> None:
        found = len(search.starts)
        sure = search.complete and not search.full
        self._bar.tell(found_text(found, place, sure), walks=found > 0)
