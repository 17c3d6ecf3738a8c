"""A table with a field above that keeps the rows in which a text stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from builder.look.language import tr
from builder.look.theme import Look
from builder.viewer.pairs import PairsView

FROM = 6
"""Rows from which on there is a field to filter them."""


class FilteredPairs(QWidget):
    """The table.

    Attributes:
        table: The rows.
        field: What keeps only some of them.
        nothing: Said where there is no row.
    """

    def __init__(
        self, look: Look, headings: Sequence[str], nothing: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.table = PairsView(look, headings)
        self.field = QLineEdit(placeholderText=tr("Filter"), clearButtonEnabled=True)
        self.field.setAccessibleName(tr("Filter the rows"))
        self.count = QLabel()
        self.count.setProperty("muted", True)
        self.nothing = QLabel(nothing, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.nothing.setProperty("muted", True)
        self._bar = QWidget()
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._pages, 1)
        self.field.textChanged.connect(self._filter)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.start_filter)

    def show_rows(self, rows: Sequence[Sequence[str]], references: Sequence[str] = ()) -> None:
        """Show these rows instead."""
        self.table.show_rows(rows, references)
        self._pages.setCurrentIndex(0 if rows else 1)
        self._bar.setVisible(len(rows) >= FROM or bool(self.field.text()))
        self._filter()

    def say(self, words: str) -> None:
        """Show a sentence instead of rows."""
        self.table.show_rows(())
        self.nothing.setText(words)
        self._pages.setCurrentIndex(1)
        self._bar.hide()

    def start_filter(self) -> None:
        """Go to the field."""
        self._bar.show()
        self.field.setFocus()
        self.field.selectAll()

    def _filter(self) -> None:
        left = self.table.keep_only(self.field.text())
        total = self.table.rowCount()
        words = tr("{n} of {total}", n=f"{left:,}", total=f"{total:,}")
        self.count.setText(words if self.field.text() else "")
