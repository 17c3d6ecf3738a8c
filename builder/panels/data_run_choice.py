"""Which rows to run and how: the file, its first rows, rows at once, requests a second."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from builder.engine.rows.row import Row
from builder.exchange.reports.facts import value_text, visible
from builder.look.language import tr
from builder.look.number_field import inset

PREVIEWED = 20
"""Rows that are shown before a run."""
_MOST_COLUMNS = 50
_WIDEST = 320
"""Pixels of a column."""


@dataclass(frozen=True, slots=True)
class DataChoice:
    """What the user chose.

    Attributes:
        path: The file of rows; None while none is named.
        at_once: Rows at a time.
        per_second: At most so many requests a second; 0 for as many as go.
        bail: Whether the first failed row ends it.
    """

    path: Path | None
    at_once: int
    per_second: float
    bail: bool


class DataChoiceForm(QWidget):
    """The fields, and below them the first rows of the file.

    Signals:
        path_changed: Another file was named.
        browse_requested: The user wants to choose a file from a list.
    """

    path_changed = Signal()
    browse_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = QLineEdit(placeholderText=tr("rows.csv, .json or .jsonl"))
        self.path.setAccessibleName(tr("Data file"))
        self.browse = QPushButton(tr("Choose…"))
        self.at_once = QSpinBox(minimum=1, maximum=1000)
        self.at_once.setAccessibleName(tr("Rows at once"))
        self.per_second = QDoubleSpinBox(maximum=100_000, decimals=1)
        self.per_second.setSpecialValueText(tr("no limit"))
        self.per_second.setAccessibleName(tr("Requests a second"))
        inset(self.at_once)
        inset(self.per_second)
        self.bail = QCheckBox(tr("Stop at the first failed row"))
        self.said = QLabel(wordWrap=True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.preview = QTableWidget()
        self.preview.setAccessibleName(tr("First rows of the data"))
        self.preview.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.preview.setMinimumHeight(90)
        self.preview.setShowGrid(False)
        self.preview.setWordWrap(False)
        header = self.preview.horizontalHeader()
        header.setMaximumSectionSize(_WIDEST)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._arrange()
        self.path.editingFinished.connect(self.path_changed)
        self.browse.clicked.connect(self.browse_requested)
        self.say(tr("Choose a file. Each of its rows is the event of one run."), "")

    def _arrange(self) -> None:
        first = QHBoxLayout()
        first.addWidget(QLabel(tr("Data")))
        first.addWidget(self.path, 1)
        first.addWidget(self.browse)
        second = QHBoxLayout()
        second.addWidget(QLabel(tr("Rows at once")))
        second.addWidget(self.at_once)
        second.addSpacing(16)
        second.addWidget(QLabel(tr("Requests a second")))
        second.addWidget(self.per_second)
        second.addSpacing(16)
        second.addWidget(self.bail)
        second.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.said)
        column.addWidget(self.preview)

    @property
    def choice(self) -> DataChoice:
        """What is chosen now."""
        text = self.path.text().strip()
        return DataChoice(
            Path(text).expanduser() if text else None,
            self.at_once.value(),
            self.per_second.value(),
            self.bail.isChecked(),
        )

    def say(self, words: str, tone: str) -> None:
        """Say what the file holds, or what is wrong with it (tone "error")."""
        self.said.setText(words)
        self.said.setProperty("tone", tone or None)
        self.said.style().polish(self.said)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show the first rows, a column for each key; rows that are no objects in one column."""
        columns = _columns(rows)
        self.preview.setColumnCount(len(columns))
        self.preview.setRowCount(len(rows))
        self.preview.setHorizontalHeaderLabels([visible(name) or tr("value") for name in columns])
        for line, row in enumerate(rows):
            for column, name in enumerate(columns):
                item = QTableWidgetItem(visible(value_text(_cell(row, name))))
                self.preview.setItem(line, column, item)
        self.preview.resizeColumnsToContents()


def _columns(rows: tuple[Row, ...]) -> list[str]:
    """The keys of the rows in the order they appear; "" for values that are no objects."""
    found: dict[str, None] = {}
    for row in rows:
        found.update(dict.fromkeys(row.value if isinstance(row.value, dict) else ("",)))
    return list(found)[:_MOST_COLUMNS]


def _cell(row: Row, name: str) -> object:
    if isinstance(row.value, dict):
        return row.value.get(name)
    return row.value if name == "" else None
