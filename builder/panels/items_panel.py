"""The items of a Fan Out in a run: totals, failures, the slowest, and any one of them to open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from builder.look.icons import icon
from builder.look.language import grouped, tr
from builder.look.pill import Pill
from builder.look.theme import Look
from builder.model.amounts import duration_text
from builder.model.events import Status

ORDERS = (("index", "All"), ("failed", "Failed"), ("slowest", "Slowest"))
"""How the items can be listed, as the history calls it, and in words."""
ROW = 26
ROOMY = 420
NARROW = 350
"""Below these widths, px, the head of the list leaves out the slowest item and the totals."""
COLUMNS = ("Item", "Time", "Result")
Index = QModelIndex | QPersistentModelIndex
ICONS = {Status.SUCCEEDED: ("check", "ok"), Status.FAILED: ("cross", "error")}


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of the list.

    Attributes:
        index: Its position, from 0.
        status: How it went, or "running".
        duration: Milliseconds.
        words: Why it failed; empty otherwise.
    """

    index: int
    status: Status
    duration: float = 0.0
    words: str = ""


@dataclass(frozen=True, slots=True)
class ItemTotals:
    """The items together.

    Attributes:
        fan_out: Number of the Fan Out.
        title: What it is called.
        summary: Its pill ("640 items · 3 failed").
        tone: The pill's tone.
        slowest: The slowest item that is known, if any.
        chosen: Index of the item that is looked at.
    """

    fan_out: int
    title: str
    summary: str = ""
    tone: str = ""
    slowest: ItemRow | None = None
    chosen: int = 0


class ItemModel(QAbstractTableModel):
    """The rows that are listed."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.rows: tuple[ItemRow, ...] = ()

    def show(self, rows: Sequence[ItemRow]) -> None:
        """List other rows; the view keeps what is chosen by row."""
        if tuple(rows) == self.rows:
            return
        if len(rows) == len(self.rows):
            self.rows = tuple(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row an item."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Item, time, result."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """What the columns are called."""
        if side is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(COLUMNS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, icon, tooltip."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.words or None
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            name, tone = ICONS.get(row.status, ("play", "warning"))
            return icon(name, self._look.theme.tone(tone)[0], 12)
        if role == Qt.ItemDataRole.ForegroundRole and row.status is Status.FAILED:
            return self._look.theme.error
        return None


def _text(row: ItemRow, column: int) -> str:
    if column == 0:
        return grouped(row.index + 1)
    if column == 1:
        return duration_text(row.duration)
    return row.words or tr(row.status.value)


class ItemsPanel(QWidget):
    """Totals above, the items below.

    Signals:
        chosen: Number of the Fan Out and index of the item to look at.
        opened: The same, for an item whose exchange is wanted.
        order_changed: The list is wanted in another order.
    """

    chosen = Signal(int, int)
    opened = Signal(int, int)
    order_changed = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.order = ORDERS[0][0]
        self._totals = ItemTotals(0, "")
        self.pill = Pill(look, parent=self)
        self.slowest = QPushButton(self)
        self.slowest.setProperty("flat", True)
        self.slowest.setToolTip(tr("Open the slowest item"))
        self.slowest.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.slowest.setMinimumWidth(40)
        self.note = QLabel(self)
        self.note.setProperty("muted", True)
        self.note.setWordWrap(True)
        self.model = ItemModel(look, self)
        self.list = self._table()
        self.orders = self._order_buttons()
        self._lay_out()
        self.list.clicked.connect(partial(self._tell, self.chosen))
        self.list.activated.connect(partial(self._tell, self.opened))
        self.slowest.clicked.connect(self._open_slowest)

    def _table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setAccessibleName(tr("Items"))
        table.setProperty("plain", True)
        table.setShowGrid(False)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(0, 76)
        table.setColumnWidth(1, 84)
        table.setToolTip(tr("Click to look at an item, double-click or Enter to open its exchange"))
        return table

    def _order_buttons(self) -> list[QPushButton]:
        buttons = []
        for position, (order, text) in enumerate(ORDERS):
            button = QPushButton(tr(text), self)
            button.setProperty("segment", True)
            button.setProperty("edge", {0: "left", len(ORDERS) - 1: "right"}.get(position, ""))
            button.setCheckable(True)
            button.setChecked(order == self.order)
            button.setAutoExclusive(True)
            button.clicked.connect(partial(self._sort, order))
            buttons.append(button)
        return buttons

    def _lay_out(self) -> None:
        head = QFrame(self)
        head.setProperty("bar", True)
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(self.pill)
        row.addWidget(self.slowest, 1)
        row.addStretch(0)
        orders = QHBoxLayout()
        orders.setSpacing(0)
        for button in self.orders:
            orders.addWidget(button)
        row.addLayout(orders)
        self.note.setContentsMargins(16, 6, 12, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (head, self.note, self.list):
            column.addWidget(part)

    def show_totals(self, totals: ItemTotals) -> None:
        """Say how the items went together, and mark the one that is looked at."""
        self._totals = totals
        self.list.setAccessibleName(
            tr("Items of {step}, {title}", step=totals.fan_out, title=totals.title)
        )
        self.pill.set(totals.summary, totals.tone)
        slowest = totals.slowest
        self._fit()
        if slowest is not None:
            took = duration_text(slowest.duration)
            self.slowest.setText(tr("Slowest: {n:,} · {time}", n=slowest.index + 1, time=took))
        self._mark()

    def show_rows(self, rows: Sequence[ItemRow], note: str = "") -> None:
        """List these items; `note` says what is left out, or why there are none."""
        self.model.show(rows)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the slowest item is found by sorting."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.slowest.setVisible(self._totals.slowest is not None and self.width() >= ROOMY)
        self.pill.setVisible(self.width() >= NARROW)

    def _mark(self) -> None:
        current = self.list.currentIndex()
        rows = self.model.rows
        if current.isValid() and rows[current.row()].index == self._totals.chosen:
            return
        row = next((i for i, item in enumerate(rows) if item.index == self._totals.chosen), None)
        if row is None:
            self.list.clearSelection()
        else:
            self.list.setCurrentIndex(self.model.index(row, 0))

    def _sort(self, order: str) -> None:
        if order != self.order:
            self.order = order
            self.order_changed.emit(order)

    def _open_slowest(self) -> None:
        if self._totals.slowest is not None:
            self.opened.emit(self._totals.fan_out, self._totals.slowest.index)

    def _tell(self, signal: Any, index: QModelIndex) -> None:
        signal.emit(self._totals.fan_out, self.model.rows[index.row()].index)
