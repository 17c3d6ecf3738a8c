"""The numbers of an editor's lines, at its left edge."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from builder.forms.bare_edit import BareEdit
from builder.look.theme import Look

GAP = 10
"""Room between the numbers and the text, px."""
FEWEST_DIGITS = 2


class LineNumbers(QWidget):
    """Paints the numbers of the lines in view; those with a fault stand out."""

    def __init__(self, edit: BareEdit, look: Look) -> None:
        super().__init__(edit)
        self._edit = edit
        self._look = look
        self._faulty: frozenset[int] = frozenset()
        edit.installEventFilter(self)
        edit.blockCountChanged.connect(self._make_room)
        edit.updateRequest.connect(self._follow)
        edit.cursorPositionChanged.connect(self.update)
        look.changed.connect(self.update)
        self._make_room()

    def set_faulty(self, lines: frozenset[int]) -> None:
        """Mark lines, counted from 1."""
        if lines != self._faulty:
            self._faulty = lines
            self.update()

    @property
    def faulty(self) -> frozenset[int]:
        """The lines that are marked."""
        return self._faulty

    def _room(self) -> int:
        digits = max(FEWEST_DIGITS, len(str(self._edit.blockCount())))
        return round(digits * QFontMetricsF(self._edit.font()).horizontalAdvance("0")) + GAP

    def _make_room(self) -> None:
        room = self._room()
        if self._edit.viewportMargins().left() != room:
            self._edit.setViewportMargins(room, 0, 0, 0)
        self._place()

    def _place(self) -> None:
        inside = self._edit.contentsRect()
        self.setGeometry(QRect(inside.left(), inside.top(), self._room(), inside.height()))

    def _follow(self, changed: QRect, moved: int) -> None:
        if moved:
            self.scroll(0, moved)
        else:
            self.update(0, changed.y(), self.width(), changed.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the height of the editor."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        elif event.type() == QEvent.Type.FontChange:
            self._make_room()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the numbers that lie in the part to repaint."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setFont(self._edit.font())
        current = self._edit.textCursor().blockNumber()
        block = self._edit.firstVisibleBlock()
        offset = self._edit.contentOffset()
        while block.isValid():
            box = self._edit.blockBoundingGeometry(block).translated(offset)
            if box.top() > event.rect().bottom():
                break
            number = block.blockNumber()
            ink = theme.text if number == current else theme.muted
            if number + 1 in self._faulty:
                ink = theme.error
                self._mark(painter, box, ink)
            painter.setPen(ink)
            painter.drawText(self._line(box), Qt.AlignmentFlag.AlignRight, str(number + 1))
            block = block.next()

    def _line(self, box: QRectF) -> QRectF:
        line = QFontMetricsF(self._edit.font()).lineSpacing()
        return QRectF(0, box.top(), self.width() - GAP, line)

    def _mark(self, painter: QPainter, box: QRectF, ink: QColor) -> None:
        line = self._line(box)
        painter.fillRect(QRectF(self.width() - GAP + 3, line.top() + 1, 3, line.height() - 2), ink)
