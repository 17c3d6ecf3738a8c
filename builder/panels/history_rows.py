"""Past runs as rows of a table, read a page at a time."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from builder.document.history_desk import HistoryDesk
from builder.document.history_words import details, icon_name, tip, tone, when_text
from builder.history.entries import RunEntry, Wanted
from builder.history.history import PAGE, History
from builder.look.icons import icon
from builder.look.language import tr
from builder.look.theme import Look
from builder.model.amounts import duration_text
from builder.model.shown_name import shown_name

COLUMNS = ("Status", "Workflow", "Started", "Time", "Details")
MOST_AGAIN = 500
"""Rows that are read again when runs have changed; further ones come when they are scrolled to."""

Index = QModelIndex | QPersistentModelIndex


class RunRows(QAbstractTableModel):
    """The runs that are wanted, the latest first.

    Signals:
        loaded: A page came.
    """

    loaded = Signal()

    def __init__(self, desk: HistoryDesk, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._look = look
        self._wanted = Wanted()
        self._rows: tuple[RunEntry, ...] = ()
        self._asked = 0
        self._is_asking = False
        self._is_whole = False
        look.changed.connect(self._paint_again)

    def want(self, wanted: Wanted) -> None:
        """List these runs."""
        if wanted.parent != self._wanted.parent:  # what is there is of another kind
            self.beginResetModel()
            self._rows = ()
            self.endResetModel()
        self._wanted = wanted
        self._ask(PAGE)

    def refresh(self) -> None:
        """Read the rows again that are there."""
        self._ask(min(MOST_AGAIN, max(PAGE, len(self._rows))))

    def entry(self, row: int) -> RunEntry:
        """The run of a row."""
        return self._rows[row]

    def row_of(self, run: int) -> int | None:
        """The row of a run."""
        return next((row for row, entry in enumerate(self._rows) if entry.id == run), None)

    def _ask(self, limit: int) -> None:
        """Read from the start; what was asked before does not matter any more."""
        self._asked += 1
        self._is_asking = True
        question = partial(_page, self._wanted, None, limit)
        self._desk.ask(question, partial(self._take, self._asked, limit), self)

    def _take(self, asked: int, limit: int, rows: tuple[RunEntry, ...]) -> None:
        if asked != self._asked:
            return
        self._is_asking = False
        self._is_whole = len(rows) < limit
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        self.loaded.emit()

    def canFetchMore(self, parent: Index) -> bool:
        """Whether older runs may be there."""
        return not parent.isValid() and bool(self._rows) and not self._is_whole

    def fetchMore(self, parent: Index) -> None:
        """Read the next page."""
        if self._is_asking or not self._rows:
            return
        self._is_asking = True
        question = partial(_page, self._wanted, self._rows[-1].id, PAGE)
        self._desk.ask(question, partial(self._append, self._asked), self)

    def _append(self, asked: int, rows: tuple[RunEntry, ...]) -> None:
        if asked != self._asked:
            return
        self._is_asking = False
        self._is_whole = len(rows) < PAGE
        if rows:
            count = len(self._rows)
            self.beginInsertRows(QModelIndex(), count, count + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()
        self.loaded.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The rows read so far."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Always the same."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(COLUMNS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, tooltips and the icon of the status."""
        entry = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(entry, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(entry)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            theme = self._look.theme
            ink = theme.tone(tone(entry))[0] if tone(entry) else theme.muted
            return icon(icon_name(entry), ink)
        return None

    def _paint_again(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, 0)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.DecorationRole])


def _text(entry: RunEntry, column: int) -> str:
    texts = (
        tr(entry.status).capitalize(),
        shown_name(entry.flow),
        when_text(entry.started),
        duration_text(entry.duration),
        details(entry),
    )
    return texts[column]


def _page(wanted: Wanted, before: int | None, limit: int, history: History) -> tuple[RunEntry, ...]:
    return history.runs(wanted, before, limit)
