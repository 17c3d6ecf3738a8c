"""The table of rows that ended. It holds a few numbers a row; the rest is read when it is shown."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from builder.engine.protocol import RowPlace
from builder.look.language import grouped, tr
from builder.look.theme import Look
from builder.model.amounts import duration_text
from builder.model.row_events import RowFinished

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("Row", "Status", "Time", "Response value or error")
LONGEST = 300
"""Characters of a value that are shown."""

Read = Callable[[int], RowFinished | None]
"""Reads a row from its place in the journal."""


class ResultsModel(QAbstractTableModel):
    """Rows in the order they ended; with the filter on, only those that failed.

    A million rows need some 20 MB here, whatever their values are.
    """

    def __init__(self, look: Look, words: Callable[[RowFinished], str], parent: QObject) -> None:
        """Prepare an empty table.

        Args:
            look: Colours.
            words: What came of a row, on one line.
            parent: The owner.
        """
        super().__init__(parent)
        self._look = look
        self._words = words
        self._read: Read = lambda place: None
        self._clear()
        self._only_failed = False

    def _clear(self) -> None:
        self._rows = array("L")
        self._durations = array("f")
        self._places = array("Q")
        self._is_failed = bytearray()
        self._failed = array("L")
        self._cached = lru_cache(maxsize=500)(self._read)

    def begin(self, read: Read) -> None:
        """Show a new run, whose rows are read so."""
        self.beginResetModel()
        self._read = read
        self._clear()
        self.endResetModel()

    def add(self, seen: Iterable[RowPlace]) -> None:
        """Rows ended."""
        new = tuple(seen)
        shown = [row for row in new if row.failed or not self._only_failed]
        first = self.rowCount()
        if shown:
            self.beginInsertRows(QModelIndex(), first, first + len(shown) - 1)
        for row in new:
            if row.failed:
                self._failed.append(len(self._rows))
            self._rows.append(row.row)
            self._durations.append(row.duration)
            self._places.append(row.at)
            self._is_failed.append(row.failed)
        if shown:
            self.endInsertRows()

    def show_failed(self, only: bool) -> None:
        """Switch the filter."""
        if only is not self._only_failed:
            self.beginResetModel()
            self._only_failed = only
            self.endResetModel()

    @property
    def total(self) -> int:
        """Rows that ended."""
        return len(self._rows)

    @property
    def failed(self) -> int:
        """Rows that failed."""
        return len(self._failed)

    def row(self, line: int) -> int:
        """The row in a line of the table."""
        return self._rows[self._at(line)]

    def result(self, line: int) -> RowFinished | None:
        """What came of the row in a line of the table; None when its journal is gone."""
        return self._cached(self._places[self._at(line)])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One line a row."""
        if parent.isValid():
            return 0
        return len(self._failed) if self._only_failed else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Row, status, time, value."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names of the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return tr(COLUMNS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's text and colour."""
        at = self._at(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(at, index.column())
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 1:
            return QColor(self._look.theme.error if self._is_failed[at] else self._look.theme.ok)
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 3:
            return self._text(at, 3)
        return None

    def _text(self, at: int, column: int) -> str:
        if column == 0:
            return grouped(self._rows[at])
        if column == 1:
            return tr("failed") if self._is_failed[at] else tr("succeeded")
        if column == 2:
            return duration_text(self._durations[at])
        result = self._cached(self._places[at])
        return "" if result is None else self._words(result)[:LONGEST]

    def _at(self, line: int) -> int:
        return self._failed[line] if self._only_failed else line
