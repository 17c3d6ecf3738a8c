"""The comparison of two versions as a list: a row a step, under it a row for each field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from builder.document.step_names import shown_title
from builder.look.language import tr
from builder.look.theme import Look
from builder.model.flow_comparison import Fate, FieldChange, StepPair
from builder.model.step import Step
from builder.model.visible_text import visible, visible_lines

PAIR = Qt.ItemDataRole.UserRole
LONGEST, MOST_LINES = 1_000, 12
"""Characters and lines of a field that are shown; Qt's views cut longer ones in the middle."""
INDENT = "    "
MARGIN = 8
"""Room at the left and the right of a text, px."""
TALLEST = 100_000
"""Higher than any row, px."""

MARKS = {
    Fate.SAME: " ",
    Fate.ADDED: "+",
    Fate.REMOVED: "−",
    Fate.CHANGED: "≠",
    Fate.MOVED: "↕",
}
TONES = {Fate.ADDED: "ok", Fate.REMOVED: "error", Fate.CHANGED: "warning", Fate.MOVED: "accent"}
WORDS = {
    Fate.SAME: "the same",
    Fate.ADDED: "added",
    Fate.REMOVED: "removed",
    Fate.CHANGED: "changed",
    Fate.MOVED: "moved",
}


class CompareRows(QTreeWidget):
    """What happened to each step, the left version in the middle column, the right one last.

    Signals:
        pair_chosen: The `StepPair` of the row in front, or None.
    """

    pair_chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._pairs: tuple[StepPair, ...] = ()
        self._note: FieldChange | None = None
        self._all = False
        self.setAccessibleName(tr("Steps of both versions"))
        self.setColumnCount(3)
        self.setUniformRowHeights(False)
        self.setWordWrap(True)
        self.setRootIsDecorated(True)
        self.setIndentation(16)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.header().resizeSection(0, 240)
        self.setItemDelegate(_RowHeights(self))
        self.header().sectionResized.connect(self.scheduleDelayedItemsLayout)
        self.currentItemChanged.connect(self._chosen)
        look.changed.connect(self._fill)

    def name_versions(self, left: str, right: str) -> None:
        """Head the columns."""
        self.setHeaderLabels([tr("Step"), left, right])

    def show_pairs(self, pairs: Sequence[StepPair], note: FieldChange | None) -> None:
        """Show a comparison; the row in front stays where it is when it can."""
        self._pairs, self._note = tuple(pairs), note
        self._fill()

    def show_all(self, wanted: bool) -> None:
        """List steps that are the same too, or only differences."""
        self._all = wanted
        self._fill()

    def _fill(self) -> None:
        current = self.currentItem()
        before = None if current is None else _number(current.data(0, PAIR))
        self.clear()
        if self._note is not None:
            row = QTreeWidgetItem([tr("Workflow"), "", ""])
            self.addTopLevelItem(row)
            self._add_fields(row, (self._note,))
            row.setExpanded(True)
        rows = [self._row(p) for p in self._pairs if self._all or p.fate is not Fate.SAME]
        self.addTopLevelItems(rows)
        for row in rows:
            row.setExpanded(True)
            if before is not None and _number(row.data(0, PAIR)) == before:
                self.setCurrentItem(row)
        if self.currentItem() is None and rows:
            self.setCurrentItem(rows[0])

    def _row(self, pair: StepPair) -> QTreeWidgetItem:
        step = pair.right or pair.left
        assert step is not None, "a pair has a step on one side at least"
        name = f"{MARKS[pair.fate]}  {INDENT * pair.depth}{step.number}  {shown_title(step)}"
        row = QTreeWidgetItem([name, _said(pair.left), _said(pair.right)])
        row.setData(0, PAIR, pair)
        row.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{name}, {tr(WORDS[pair.fate])}")
        row.setToolTip(0, tr(WORDS[pair.fate]).capitalize())
        tone = TONES.get(pair.fate)
        if tone is not None:
            ink, _ = self._look.theme.tone(tone)
            row.setForeground(0, ink)
            row.setFont(0, self._look.font(bold=True))
            if pair.left is None or pair.right is None:
                row.setForeground(1, ink)
                row.setForeground(2, ink)
        self._add_fields(row, pair.fields)
        return row

    def _add_fields(self, row: QTreeWidgetItem, fields: Sequence[FieldChange]) -> None:
        for field in fields:
            inner = QTreeWidgetItem([field.label, _cut(field.left), _cut(field.right)])
            inner.setForeground(0, self._look.theme.muted)
            inner.setData(0, PAIR, row.data(0, PAIR))
            for column in (1, 2):
                inner.setFont(column, self._look.font(12, code=True))
                inner.setTextAlignment(column, Qt.AlignmentFlag.AlignTop)
            inner.setTextAlignment(0, Qt.AlignmentFlag.AlignTop)
            row.addChild(inner)

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        self.pair_chosen.emit(None if item is None else item.data(0, PAIR))


class _RowHeights(QStyledItemDelegate):
    """A step in one line, and each field as high as its text: the style sheet knows one height."""

    def __init__(self, rows: CompareRows) -> None:
        super().__init__(rows)
        self._rows = rows

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Wrap fields only."""
        super().initStyleOption(option, index)
        if not index.parent().isValid():
            option.features &= ~QStyleOptionViewItem.ViewItemFeature.WrapText

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """High enough for the text in its column."""
        hint = super().sizeHint(option, index)
        if not index.parent().isValid():
            return hint
        self.initStyleOption(option, index)
        room = self._rows.columnWidth(index.column()) - 2 * MARGIN
        text = option.fontMetrics.boundingRect(
            QRect(0, 0, room, TALLEST), Qt.TextFlag.TextWordWrap, option.text
        )
        return QSize(hint.width(), max(hint.height(), text.height() + MARGIN))


def _number(pair: StepPair | None) -> int | None:
    step = None if pair is None else pair.right or pair.left
    return None if step is None else step.number


def _said(step: Step | None) -> str:
    """The card's words in one line."""
    if step is None:
        return ""
    return visible(" ".join(part for part in (step.badge or step.label, step.summary()) if part))


def _cut(text: str) -> str:
    """As much of a text as a row has room for."""
    shown = "\n".join(text[:LONGEST].split("\n")[:MOST_LINES])
    return visible_lines(shown if shown == text else f"{shown} …")
