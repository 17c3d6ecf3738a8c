"""CSV as a table: records are found in slices, and only those that are visible are read."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from builder.look.language import tr, tr_count
from builder.look.theme import Look
from builder.model.visible_text import visible
from builder.viewer.body import Body
from builder.viewer.csv_index import CsvIndex, Record

MOST_ROWS = 1_000_000
"""Records that are shown; each takes memory in the table's header."""
MOST_COLUMNS = 300
COPIED = 10_000
"""Rows that are copied at once."""
CELL = 300
"""Characters of a field that are shown."""
MEASURED = 30
"""Records the widths of the columns are taken from."""
SLICE = 0.004
Index = QModelIndex | QPersistentModelIndex


class CsvModel(QAbstractTableModel):
    """The records after the first, which names the columns."""

    def __init__(self, index: CsvIndex, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._index = index
        self._look = look
        self._rows = 0
        index.advance(SLICE, MOST_ROWS + 1)
        self._names = index.record(0) if index.count else ()
        first = (index.record(row) for row in range(min(index.count, MEASURED)))
        self._columns = min(MOST_COLUMNS, max(map(len, first), default=0))
        self.grow()

    def grow(self) -> None:
        """Show the records that were found meanwhile."""
        rows = max(0, self._index.count - 1)
        if rows > self._rows:
            self.beginInsertRows(QModelIndex(), self._rows, rows - 1)
            self._rows = rows
            self.endInsertRows()

    def record(self, row: int) -> Record:
        """The fields of a row."""
        return self._index.record(row + 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Records found so far."""
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """As many as the first records have."""
        return 0 if parent.isValid() else self._columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A field, cut when it is long; the tooltip has more of it."""
        if role == Qt.ItemDataRole.FontRole:
            return self._look.font(12, code=True)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        record = self.record(index.row())
        text = record[index.column()] if index.column() < len(record) else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return visible(text[:2000]) if len(text) > 30 else None
        return visible(text if len(text) <= CELL else f"{text[:CELL]}…").replace("\t", " ")

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The first record above, numbers at the side."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1)
        return visible(self._names[section][:CELL]) if section < len(self._names) else ""


class CsvTable(QTableView):
    """The table; what is selected is copied as lines with tabs, for spreadsheets."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy what is selected, else walk the table."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text())
        else:
            super().keyPressEvent(event)

    def selected_text(self) -> str:
        """The selected fields, whole, of the first rows that are selected."""
        model = self.model()
        if not isinstance(model, CsvModel):
            return ""
        columns: dict[int, list[int]] = {}
        for part in self.selectionModel().selection().toList():
            for row in range(part.top(), min(part.bottom(), part.top() + COPIED) + 1):
                columns.setdefault(row, []).extend(range(part.left(), part.right() + 1))
        lines = []
        for row in sorted(columns)[:COPIED]:
            record = model.record(row)
            fields = (record[c] if c < len(record) else "" for c in sorted(set(columns[row])))
            lines.append("\t".join(field.replace("\t", " ") for field in fields))
        return "\n".join(lines)


class CsvView(QWidget):
    """The table, and how much of the body it is."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._index = CsvIndex(b"", "utf-8")
        self.table = CsvTable()
        self.table.setProperty("plain", True)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setAccessibleName(tr("Body as a table"))
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(26)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.about = QLabel()
        self.about.setProperty("muted", True)
        self.about.setContentsMargins(16, 4, 16, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(self.about)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    def show_body(self, body: Body) -> None:
        """Show a text of records."""
        old = self.table.model()
        self._index = CsvIndex(body.data, body.charset)
        model = CsvModel(self._index, self._look, self)
        self.table.setModel(model)
        if old is not None:
            old.deleteLater()
        self._set_widths(model)
        self._go_on()
        self._timer.start()

    def _set_widths(self, model: CsvModel) -> None:
        metrics = QFontMetrics(self._look.font(12, code=True))
        for column in range(model.columnCount()):
            texts = [str(model.headerData(column, Qt.Orientation.Horizontal))]
            rows = range(min(model.rowCount(), MEASURED))
            texts += [str(model.index(row, column).data()) for row in rows]
            width = max(metrics.horizontalAdvance(text[:60]) for text in texts)
            self.table.setColumnWidth(column, max(60, min(width + 28, 320)))

    def _go_on(self) -> None:
        index, model = self._index, self.table.model()
        if isinstance(model, CsvModel):
            index.advance(SLICE, MOST_ROWS + 1)
            model.grow()
            self._tell(model)
        if index.complete or index.count > MOST_ROWS:
            self._timer.stop()

    def _tell(self, model: CsvModel) -> None:
        rows, columns = model.rowCount(), model.columnCount()
        words = f"{tr_count('{n:,} row', '{n:,} rows', rows)} × "
        words += tr_count("{n} column", "{n} columns", columns)
        if not self._index.complete:
            if self._index.count > MOST_ROWS:
                words = tr("The first {what}; Raw and Save have all.", what=words)
            else:
                words += " …"
        self.about.setText(words)
