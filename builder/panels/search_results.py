"""What a search found: a line for each file, under it a row of two lines for each place."""

from __future__ import annotations

from collections import deque
from time import monotonic

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from builder.look.icons import pixmap
from builder.look.theme import Look
from builder.model.search import Hit
from builder.model.shown_name import shown_name
from builder.model.visible_text import visible, visible_lines
from builder.storage.file_kinds import FLOW as FLOW_ENDING
from builder.storage.search import CONNECTION, FLOW, FileHits

SLICE = 0.006
"""Seconds of listing between two looks at what the user does."""
FILE, HIT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
FILE_HEIGHT, HIT_HEIGHT = 28, 42
ICONS = {FLOW: "file", CONNECTION: "connection"}
MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft

Index = QModelIndex | QPersistentModelIndex


def file_name(file: FileHits) -> str:
    """What a file is called in lists."""
    return shown_name(file.name.removesuffix(FLOW_ENDING) if file.kind == FLOW else file.name)


def heading(hit: Hit) -> str:
    """The step and the field of a place."""
    step = f"{hit.step} {shown_name(hit.title)}" if hit.step else ""
    return " · ".join(part for part in (step, visible(hit.label)) if part)


class HitPainter(QStyledItemDelegate):
    """Paints rows; what was found stands on a tinted ground."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(0, 1, -1, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.theme.selection)
            painter.drawRoundedRect(rect, 6, 6)
        hit, file = index.data(HIT), index.data(FILE)
        if hit is None:
            self._paint_file(painter, rect, file, str(index.data()))
        else:
            self._paint_hit(painter, rect.adjusted(8, 3, -6, -3), hit)
        painter.restore()

    def _paint_file(self, painter: QPainter, rect: QRectF, file: FileHits, text: str) -> None:
        theme = self._look.theme
        mark = pixmap(ICONS.get(file.kind, "environment"), theme.muted, 14, 2.0)
        painter.drawPixmap(rect.topLeft() + QPointF(4, (rect.height() - 14) / 2), mark)
        painter.setFont(self._look.font(bold=True))
        painter.setPen(theme.text)
        self._draw(painter, rect.adjusted(24, 0, -4, 0), text)

    def _paint_hit(self, painter: QPainter, rect: QRectF, hit: Hit) -> None:
        theme = self._look.theme
        upper = QRectF(rect.x(), rect.y(), rect.width(), rect.height() / 2)
        painter.setFont(self._look.font(11))
        painter.setPen(theme.muted)
        self._draw(painter, upper, heading(hit))
        lower = upper.translated(0, upper.height())
        font = self._look.font(11, code=True)
        metrics = QFontMetricsF(font)
        line, start = _in_sight(hit, metrics, lower.width())
        words = line[start : start + hit.length]
        found = QRectF(
            lower.x() + metrics.horizontalAdvance(line[:start]),
            lower.y() + 1,
            metrics.horizontalAdvance(words),
            lower.height() - 2,
        ).intersected(lower)
        painter.setFont(font)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.chip)
        painter.drawRoundedRect(found, 3, 3)
        painter.setPen(theme.text)
        self._draw(painter, lower, line)

    @staticmethod
    def _draw(painter: QPainter, rect: QRectF, text: str) -> None:
        cut = QFontMetricsF(painter.font()).elidedText(
            text, Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.drawText(rect, MIDDLE, cut)


def _in_sight(hit: Hit, metrics: QFontMetricsF, room: float) -> tuple[str, int]:
    """The line, cut at its beginning until what was found is seen, and where that begins."""
    line = visible(hit.line).replace("\t", " ")
    cut = 0
    while cut < hit.start and (
        metrics.horizontalAdvance(f"…{line[cut : hit.start + hit.length]}") > room
    ):
        cut += 1
    return (f"…{line[cut:]}", hit.start - cut + 1) if cut else (line, hit.start)


class SearchResults(QTreeWidget):
    """The list; Enter or a click opens a place.

    Signals:
        opened: A `FileHits` and the `Hit`; for the line of a file its first one, or None.
        filled: All that was added is listed.
    """

    opened = Signal(object, object)
    filled = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._waiting: deque[FileHits] = deque()
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._fill)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("plain", True)
        self.setItemDelegate(HitPainter(look, self))
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
        self.itemClicked.connect(self._open)
        look.changed.connect(self.doItemsLayout)

    @property
    def filling(self) -> bool:
        """Whether something that was added is not listed yet."""
        return bool(self._waiting)

    def add(self, file: FileHits) -> None:
        """List what was found in a file, in a moment: a thousand files are listed in slices."""
        self._waiting.append(file)
        self._slices.start()

    def forget(self) -> None:
        """List nothing."""
        self._waiting.clear()
        self.clear()

    def _fill(self) -> None:
        until = monotonic() + SLICE
        while self._waiting and monotonic() < until:
            self._list(self._waiting.popleft())
        if not self._waiting:
            self._slices.stop()
            self.filled.emit()

    def _list(self, file: FileHits) -> None:
        # Sizes lie in the rows: asking Python for each of thousands would hold the window up.
        name = file_name(file)
        own = QTreeWidgetItem([f"{name}  {len(file.hits) or ''}".rstrip()])
        own.setData(0, FILE, file)
        own.setSizeHint(0, QSize(120, self._look.scaled(FILE_HEIGHT)))
        own.setToolTip(0, visible_lines(file.fault) or shown_name(file.name))
        size = QSize(120, self._look.scaled(HIT_HEIGHT))
        for hit in file.hits:
            row = QTreeWidgetItem(own, [f"{heading(hit)}: {visible(hit.line)}"])
            row.setData(0, FILE, file)
            row.setData(0, HIT, hit)
            row.setSizeHint(0, size)
            row.setToolTip(0, f"{name} · {heading(hit)}")
        self.addTopLevelItem(own)
        own.setExpanded(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens on every platform."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._open(item)
            return
        super().keyPressEvent(event)

    def _open(self, item: QTreeWidgetItem) -> None:
        file: FileHits = item.data(0, FILE)
        hit = item.data(0, HIT) or next(iter(file.hits), None)
        self.opened.emit(file, hit)
