"""Rows of text painted straight from bytes: only what is visible is read, laid out, coloured."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from builder.look.stylesheet import mix
from builder.look.theme import Look
from builder.model.visible_text import UNSEEN, unseen_name
from builder.viewer.highlight import Highlighter
from builder.viewer.json_rows import JsonRows
from builder.viewer.row_layouts import Mark, RowLayouts
from builder.viewer.rows import Rows, Spot
from builder.viewer.search import Search
from builder.viewer.selection import START, Selection
from builder.viewer.text_rows import TextRows

SLICE = 0.004
"""Seconds of one slice of looking for rows."""
MARGIN = 16
ROW_PADDING = 4


class RowsView(QAbstractScrollArea):
    """Paints rows with labels in the margin, what is selected and what a search found.

    Attributes:
        rows: What is shown.
        selection: What is selected of it.
        row_height: Height of a row, px.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Painted by hand from left to right.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._look = look
        self._search: Search | None = None
        self.selection = Selection(START, START)
        self._font = look.font(12, code=True)
        metrics = QFontMetricsF(self._font)
        self._character = metrics.horizontalAdvance("0")
        self.row_height = round(metrics.height()) + ROW_PADDING
        self._indexing = QTimer(self, interval=0)
        self._indexing.timeout.connect(self._index)
        self.rows: Rows = TextRows(b"")
        self._highlighter: Highlighter | None = None
        self._layouts = RowLayouts(self.rows, None, look)
        self._widest = 0.0
        self.setProperty("sunken", True)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        look.changed.connect(self._restyle)

    def set_rows(self, rows: Rows, highlighter: Highlighter | None, keep: bool = False) -> None:
        """Show other rows, from the top or (`keep`) from where the view is."""
        place = self.verticalScrollBar().value() if keep else 0
        self.rows = rows
        self._highlighter = highlighter
        self._search = None
        if not keep:
            self.selection = Selection(START, START)
            self._widest = 0.0
            self.horizontalScrollBar().setValue(0)
        self._restyle()
        rows.advance(SLICE)
        self._fit()
        self.verticalScrollBar().setValue(place)
        if not rows.complete:
            self._indexing.start()

    def mark(self, search: Search | None) -> None:
        """Mark the places a search has found."""
        self._search = search
        self.viewport().update()

    def spot_at(self, point: QPoint) -> Spot:
        """The spot nearest to a point of the viewport."""
        top = self.verticalScrollBar().value()
        row = max(0, min(top + (point.y() - ROW_PADDING) // self.row_height, self.rows.count - 1))
        x = point.x() - self._text_left() + self.horizontalScrollBar().value()
        return Spot(row, self._layouts.get(row).column(x))

    def reveal(self, spot: Spot) -> None:
        """Scroll until a spot is visible."""
        bar, page = self.verticalScrollBar(), self.page()
        if not bar.value() <= spot.row < bar.value() + page:
            near = abs(spot.row - bar.value()) <= 2 * page
            below = spot.row - page + 1 if spot.row > bar.value() else spot.row
            bar.setValue(below if near else spot.row - page // 2)
        layout = self._layouts.get(spot.row)
        self._widest = max(self._widest, layout.width)
        self._widen()
        x, side = layout.x(spot.column), self.horizontalScrollBar()
        if not side.value() <= x <= side.value() + side.pageStep():
            side.setValue(round(x - side.pageStep() / 2) if x > side.pageStep() else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the visible rows."""
        painter = QPainter(self.viewport())
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.fillRect(self.viewport().rect(), self._look.theme.canvas)
        first = self.verticalScrollBar().value()
        last = min(first + self.page() + 1, self.rows.count - 1)
        self._layouts.prepare(first, last)
        for row in range(first, last + 1):
            self._paint_row(painter, row, ROW_PADDING + (row - first) * self.row_height)
        self._widen()
        if self.hasFocus():
            painter.setPen(self._look.theme.accent)
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        if self._layouts.waiting:
            QTimer.singleShot(0, self.viewport().update)

    def _paint_row(self, painter: QPainter, row: int, y: int) -> None:
        theme = self._look.theme
        left = self._text_left()
        layout = self._layouts.get(row)
        self._widest = max(self._widest, layout.width)
        x = left - self.horizontalScrollBar().value()
        painter.setClipRect(left - 2, y, self.viewport().width(), self.row_height)
        painter.setPen(theme.text)
        marks = self._marks(row, len(layout.text))
        layout.draw(painter, x, y + ROW_PADDING / 2, self.viewport().width(), marks)
        note = self.rows.note(row) if isinstance(self.rows, JsonRows) else ""
        if note:
            painter.setFont(self._font)
            painter.setPen(theme.muted)
            room = QRectF(x + layout.width + MARGIN, y, self.viewport().width(), self.row_height)
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, note)
        if self.hasFocus() and self.selection.caret.row == row:
            caret = QRectF(x + layout.x(self.selection.caret.column), y + 1, 1, self.row_height - 2)
            painter.fillRect(caret, theme.accent)
        painter.setClipping(False)
        painter.setFont(self._font)
        painter.setPen(mix(theme.muted, theme.canvas, 0.2))
        margin = QRectF(0, y, left - MARGIN, self.row_height)
        painter.drawText(
            margin,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            self.rows.label(row),
        )

    def _marks(self, row: int, length: int) -> list[Mark]:
        theme = self._look.theme
        marks = [Mark(*span, mix(theme.canvas, theme.warning, 0.35)) for span in self._found(row)]
        if isinstance(self.rows, TextRows):
            ground = mix(theme.canvas, theme.error, 0.2)
            signs = UNSEEN.finditer(self._layouts.get(row).text)
            marks += [Mark(sign.start(), sign.end(), ground) for sign in signs]
        columns = self.selection.columns(row, length)
        if columns:
            marks.append(Mark(*columns, mix(theme.canvas, theme.accent, 0.3)))
        return marks

    def _found(self, row: int) -> list[tuple[int, int]]:
        if self._search is None or not self._search.starts:
            return []
        start = self.rows.offset(Spot(row, 0))
        end = self.rows.offset(Spot(row, len(self.rows.text(row))))
        places = self._search.within(start, end)
        length = self._search.length
        return [
            (self.rows.spot(place).column, self.rows.spot(min(place + length, end)).column)
            for place in places
        ]

    def viewportEvent(self, event: QEvent) -> bool:
        """Name the character below the mouse, if it is one that cannot be seen."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            name = self.unseen_at(event.pos())
            QToolTip.showText(event.globalPos(), name, self)
            return True
        return super().viewportEvent(event)

    def unseen_at(self, point: QPoint) -> str:
        """The name of the unseen character at a point of the viewport; empty for any other."""
        if not isinstance(self.rows, TextRows):
            return ""
        spot = self.spot_at(point - QPoint(round(self._character / 2), 0))
        character = self.rows.character(spot)
        return unseen_name(character) if character else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the scroll bars."""
        self._fit()

    def _index(self) -> None:
        if not self.rows.advance(SLICE):
            self._indexing.stop()
        self._fit()

    def _restyle(self) -> None:
        self._layouts = RowLayouts(self.rows, self._highlighter, self._look)
        self.viewport().update()

    def page(self) -> int:
        """Rows that are visible as a whole."""
        return max(1, (self.viewport().height() - 2 * ROW_PADDING) // self.row_height)

    def _text_left(self) -> int:
        digits = max(3, len(self.rows.label(0)), len(str(self.rows.count)))
        return round(digits * self._character) + 2 * MARGIN

    def _fit(self) -> None:
        page = self.page()
        self.verticalScrollBar().setRange(0, max(0, self.rows.count - page))
        self.verticalScrollBar().setPageStep(page)
        self._widen()
        if not self._indexing.isActive() or self.rows.count < 2 * page:
            self.viewport().update()

    def _widen(self) -> None:
        room = self.viewport().width() - self._text_left() - MARGIN
        bar = self.horizontalScrollBar()
        bar.setRange(0, max(0, round(self._widest) - room))
        bar.setPageStep(max(1, room))
        bar.setSingleStep(round(self._character * 4))
