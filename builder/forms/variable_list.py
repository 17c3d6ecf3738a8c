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
from builder.forms.chip_text import visible
from builder.forms.tip import tip
from builder.look.language import tr
from builder.look.theme import Look

AnyIndex = QModelIndex | QPersistentModelIndex
HEADING_HEIGHT = 26
ENTRY_HEIGHT = 32
SHOWN_DEPTH = 3
"""Paths with more segments are found by searching, or by opening the object they are in."""
LEAST_SAMPLE = 90
"""Room a sample value needs beside its type, px."""
CROWD = 20
"""Children of an object with more than these are shown once it is opened."""


@dataclass(frozen=True, slots=True)
class Line:
    """A heading (no entry) with where its values are from, or an entry of the list."""

    title: str = ""
    source: str = ""
    entry: Entry | None = None
    usable: bool = True


def lines(
    groups: tuple[Group, ...], wanted: str, opened: Entry | None, accepts: Collection[str]
) -> tuple[Line, ...]:
    """What the menu lists: what matches, or what is near, or what is inside an opened object."""
    found: list[Line] = []
    words = tuple(wanted.casefold().split())
    for group in groups:
        entries = [entry for entry in group.entries if _listed(entry, words, opened)]
        if entries:
            found.append(Line(group.title, group.source))
            found.extend(Line(entry=e, usable=_usable(e, accepts)) for e in entries)
    return tuple(found)


def _listed(entry: Entry, words: tuple[str, ...], opened: Entry | None) -> bool:
    if opened and not entry.path.startswith((f"{opened.path}.", f"{opened.path}[")):
        return False
    if words:
        path, sample = entry.path.casefold(), entry.sample.casefold()
        return all(word in path or word in sample for word in words)
    if opened:
        return entry.depth == opened.depth + 1
    return entry.depth <= SHOWN_DEPTH and entry.siblings <= CROWD


def _usable(entry: Entry, accepts: Collection[str]) -> bool:
    return not accepts or not entry.kind or entry.kind in accepts


def kind_words(kind: str) -> str:
    """The JSON type of a value as the menu names it."""
    names = {
        "text": tr("text"),
        "number": tr("number"),
        "boolean": tr("boolean"),
        "null": "null",
        "object": tr("object"),
        "array": tr("array"),
    }
    return names.get(kind, "")


def unusable(entry: Entry) -> str:
    """Why an entry cannot be inserted."""
    kind = kind_words(entry.kind)
    if entry.children:
        return tr("The field takes no {kind}: → opens it", kind=kind)
    return tr("The field takes no {kind}", kind=kind)


def spoken(line: Line) -> str:
    """What a screen reader says of a line."""
    if line.entry is None:
        return ", ".join(filter(None, (line.title, line.source)))
    entry = line.entry
    words = [entry.path, kind_words(entry.kind), entry.sample]
    if not line.usable:
        words.append(unusable(entry))
    return ", ".join(filter(None, words))


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
            return spoken(line)
        if role == Qt.ItemDataRole.ToolTipRole and line.entry:
            more = "" if line.usable else f"\n{unusable(line.entry)}"
            return tip(f"{{{{{line.entry.path}}}}}\n{line.entry.sample}{more}")
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
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.entry is None:
            painter.setFont(self._look.font(11, bold=True))
            painter.setPen(self._look.theme.muted)
            self._paint_heading(painter, rect.adjusted(12, 4, -14, 0), line)
        else:
            if chosen:
                painter.fillRect(rect, self._look.theme.selection)
            painter.setOpacity(1 if line.usable else 0.45)
            self._paint_entry(painter, rect, line.entry)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        """The step at the left, where its values are from at the right."""
        painter.setFont(self._look.font(11))
        metrics = QFontMetricsF(self._look.font(11))
        source = visible(line.source)
        painter.drawText(rect, _RIGHT, source)
        rect.setWidth(rect.width() - metrics.horizontalAdvance(source) - 12)
        bold = self._look.font(11, bold=True)
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(bold)
        shown = QFontMetricsF(bold).elidedText(visible(line.title), elide, rect.width())
        painter.drawText(rect, _LEFT, shown)

    def _paint_entry(self, painter: QPainter, rect: QRectF, entry: Entry) -> None:
        theme = self._look.theme
        metrics = QFontMetricsF(self._look.font(12, code=True))
        width = min(metrics.horizontalAdvance(entry.label) + 14, rect.width() * 0.66)
        chip = QRectF(rect.left() + 12, rect.center().y() - 10, width, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.chip)
        painter.drawRoundedRect(chip, 4, 4)
        self._paint_label(painter, chip.adjusted(6, 0, -4, 0), entry.label, theme.chip_text)
        room = rect.adjusted(width + 20, 0, -14, 0)
        room.setLeft(room.left() + self._paint_kind(painter, room, entry.kind))
        sample = visible(f"{entry.sample} ›" if entry.children else entry.sample)
        painter.setFont(self._look.font(12, code=True))
        painter.setPen(theme.muted)
        shown = metrics.elidedText(sample, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _RIGHT, shown)

    def _paint_kind(self, painter: QPainter, room: QRectF, kind: str) -> float:
        """The type beside the chip, where there is room for it; how much room it took."""
        font, words = self._look.font(11), kind_words(kind)
        width = QFontMetricsF(font).horizontalAdvance(words) + 10
        if not words or width > room.width() - LEAST_SAMPLE:
            return 0
        painter.setFont(font)
        painter.setPen(self._look.theme.muted)
        painter.drawText(room, _LEFT, words)
        return width

    def _paint_label(self, painter: QPainter, box: QRectF, label: str, ink: QColor) -> None:
        painter.setPen(ink)
        words = self._model.needle.casefold().split()
        found = ((label.casefold().find(word), len(word)) for word in words)
        at, length = next((pair for pair in found if pair[0] >= 0), (-1, 0))
        end = at + length
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
