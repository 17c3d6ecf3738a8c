"""A table to read and copy from: headers, cookies."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from builder.look.language import tr
from builder.look.theme import Look
from builder.model.visible_text import visible

MEASURED = 30
"""Rows the widths of the columns are taken from."""
EXACT = Qt.ItemDataRole.UserRole
"""The text as it is, with what cannot be seen."""


class PairsView(QTableWidget):
    """Rows of texts under headings, in code font; the first column is the name.

    Attributes:
        references: For each row the reference that stands for its value, or "".
    """

    def __init__(self, look: Look, headings: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(0, len(headings), parent)
        self._look = look
        self.references: tuple[str, ...] = ()
        words = [tr(heading) for heading in headings]
        self.setHorizontalHeaderLabels(words)
        self.setAccessibleName(" · ".join(words))
        self.setProperty("plain", True)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(26)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setResizeContentsPrecision(MEASURED)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.verticalScrollBar().valueChanged.connect(self.fit_rows)
        look.changed.connect(self._tint)

    def show_rows(self, rows: Sequence[Sequence[str]], references: Sequence[str] = ()) -> None:
        """Show these rows instead."""
        self.references = tuple(references)
        font = self._look.font(12, code=True)
        self.setRowCount(len(rows))
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                shown = visible(text)
                item = QTableWidgetItem(shown)
                if shown != text:
                    item.setData(EXACT, text)
                item.setFont(font)
                self.setItem(row, column, item)
        for column in range(self.columnCount() - 1):
            self.resizeColumnToContents(column)
            self.setColumnWidth(column, max(96, min(self.columnWidth(column) + 12, 280)))
        self._tint()
        self.fit_rows()

    def keep_only(self, text: str) -> int:
        """Hide the rows without a text, in whatever case; how many are left."""
        wanted = text.casefold()
        left = 0
        for row in range(self.rowCount()):
            texts = (self._text(row, column) for column in range(self.columnCount()))
            hidden = not any(wanted in part.casefold() for part in texts)
            self.setRowHidden(row, hidden)
            left += not hidden
        self.fit_rows()
        return left

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows get as high as the wrapped texts in them."""
        super().resizeEvent(event)
        self.fit_rows()

    def fit_rows(self) -> None:
        """Make the rows that are visible as high as their texts: measuring all takes long."""
        row, y = max(0, self.rowAt(0)), 0
        while row < self.rowCount() and y < self.viewport().height():
            if not self.isRowHidden(row):
                self.resizeRowToContents(row)
                y += self.rowHeight(row)
            row += 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected rows as `name: value` lines, else walk the table."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text())
        else:
            super().keyPressEvent(event)

    def selected_text(self) -> str:
        """The selected rows as `name: value` lines."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        return "\n".join(
            f"{self._text(row, 0)}: {self._text(row, 1)}"
            for row in rows
            if not self.isRowHidden(row)
        )

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return str(item.data(EXACT) or item.text()) if item else ""

    def _menu(self, point: QPoint) -> None:
        row = self.rowAt(point.y())
        if row < 0:
            return
        texts = {
            tr("Copy value"): self._text(row, 1),
            tr("Copy as name: value"): self.selected_text(),
        }
        if row < len(self.references) and self.references[row]:
            texts[tr("Copy path as reference")] = self.references[row]
        menu = QMenu(self)
        for label, text in texts.items():
            menu.addAction(label).setData(text)
        menu.triggered.connect(lambda action: QGuiApplication.clipboard().setText(action.data()))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.viewport().mapToGlobal(point))

    def _tint(self) -> None:
        for row in range(self.rowCount()):
            item = self.item(row, 0)
            if item is not None:
                item.setForeground(self._look.theme.purple)
