"""The list inside the variable menu: entries under headings, filtered by key and by value."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from builder.document.variables import Entry, Group
from builder.look.theme import Look

AnyIndex = QModelIndex | QPersistentModelIndex
HEADING_HEIGHT = 26
ENTRY_HEIGHT = 32
SHOWN_DEPTH = 3
"""Paths with more segments are found by searching, or by opening the object they are in."""
CROWD = 20
"""Children of an object with more than these are shown once it is opened."""


@dataclass(frozen=True, slots=True)
class Line:
    """A heading (no entry) or an entry of the list."""

    title: str = ""
    entry: Entry | None = None
    usable: bool = True


def lines(
    groups: tuple[Group, ...], wanted: str, opened: Entry | None, accepts: Collection[str]
) -> tuple[Line, ...]:
    """What the menu lists: what matches, or what is near, or what is inside an opened object."""
    found: list[Line] = []
    needle = wanted.casefold()
    for group in groups:
        entries = [entry for entry in group.entries if _listed(entry, needle, opened)]
        if entries:
            found.append(Line(group.title))
            found.extend(Line(entry=e, usable=_usable(e, accepts)) for e in entries)
    return tuple(found)


def _listed(entry: Entry, needle: str, opened: Entry | None) -> bool:
    if opened and not entry.path.startswith((f"{opened.path}.", f"{opened.path}[")):
        return False
    if needle:
        return needle in entry.path.casefold() or needle in entry.sample.casefold()
    if opened:
        return entry.depth == opened.depth + 1
    return entry.depth <= SHOWN_DEPTH and entry.siblings <= CROWD


def _usable(entry: Entry, accepts: Collection[str]) -> bool:
    return not accepts or not entry.kind or entry.kind in accepts


class VariableModel(QAbstractListModel):
    """The lines as Qt reads them; headings cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()
        self.needle = ""

    def show(self, shown: tuple[Line, ...], needle: str) -> None:
        """List other lines; `needle` is drawn bold where it occurs."""
        self.beginResetModel()
        self.lines = shown
        self.needle = needle
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a line, for painting and for screen readers."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.entry.path if line.entry else line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.entry.path}, {line.entry.sample}" if line.entry else line.title
        if role == Qt.ItemDataRole.ToolTipRole and line.entry:
            return f"{{{{{line.entry.path}}}}}\n{line.entry.sample}"
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Only entries can be selected."""
        if index.isValid() and self.lines[index.row()].entry:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def first(self) -> int:
        """The first entry that can be inserted, else the first that can be opened, else -1."""
        usable = (row for row, line in enumerate(self.lines) if line.entry and line.usable)
        return next(usable, self.step(-1, 1))

    def step(self, row: int, by: int) -> int:
        """The nearest entry from a row on, in a direction; the row itself at the end."""
        target = row + by
        while 0 <= target < len(self.lines):
            if self.lines[target].entry:
                return target
            target += by
        return row


class VariableDelegate(QStyledItemDelegate):
    """Paints headings, and entries as a chip with the sample value at the right."""

    def __init__(self, look: Look, model: VariableModel) -> None:
        super().__init__()
        self._look = look
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Headings are lower than entries."""
        entry = self._model.lines[index.row()].entry
        return QSize(100, ENTRY_HEIGHT if entry else HEADING_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one line."""
        line = self._model.lines[index.row()]
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.entry is None:
            painter.setFont(self._look.font(11, bold=True))
            painter.setPen(self._look.theme.muted)
            painter.drawText(rect.adjusted(12, 4, -12, 0), _LEFT, line.title)
        else:
            if chosen:
                painter.fillRect(rect, self._look.theme.selection)
            painter.setOpacity(1 if line.usable else 0.45)
            self._paint_entry(painter, rect, line.entry)
        painter.restore()

    def _paint_entry(self, painter: QPainter, rect: QRectF, entry: Entry) -> None:
        theme = self._look.theme
        metrics = QFontMetricsF(self._look.font(12, code=True))
        width = min(metrics.horizontalAdvance(entry.label) + 14, rect.width() * 0.66)
        chip = QRectF(rect.left() + 12, rect.center().y() - 10, width, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.chip)
        painter.drawRoundedRect(chip, 4, 4)
        self._paint_label(painter, chip.adjusted(6, 0, -4, 0), entry.label, theme.chip_text)
        room = rect.adjusted(width + 24, 0, -14, 0)
        sample = f"{entry.sample} ›" if entry.children else entry.sample
        painter.setFont(self._look.font(12, code=True))
        painter.setPen(theme.muted)
        shown = metrics.elidedText(sample, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _RIGHT, shown)

    def _paint_label(self, painter: QPainter, box: QRectF, label: str, ink: QColor) -> None:
        painter.setPen(ink)
        at = label.casefold().find(self._model.needle.casefold()) if self._model.needle else -1
        end = at + len(self._model.needle)
        parts = [(label, False)]
        if at >= 0:
            parts = [(label[:at], False), (label[at:end], True), (label[end:], False)]
        x = box.left()
        for text, bold in parts:
            font = QFont(self._look.font(12, bold=bold, code=True))
            metrics = QFontMetricsF(font)
            room = max(box.right() - x, 0)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room + 1)
            painter.setFont(font)
            painter.drawText(QRectF(x, box.top(), room + 2, box.height()), _LEFT, shown)
            x += metrics.horizontalAdvance(shown)


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
