"""Painting what hangs on cards: slips with notes, and the buttons that collapse blocks."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from builder.canvas.geometry import NOTE_GAP, Area, Card
from builder.canvas.inside import Inside
from builder.look.icons import pixmap
from builder.look.language import tr_count
from builder.look.theme import RADIUS, Look

PADDING = 8
LINES = 3
"""So many lines of a note are shown; the tooltip has all of it."""
LINE_HEIGHT = 16
TEXT_SIZE = 11
LONGEST = 400
"""More letters than this never fit."""
KEPT_TEXTS = 1024
"""So many wrapped notes are remembered before they are all forgotten."""
DOT = 3.5
"""Radius of the dot that tells how the run went inside a block."""


class SlipPainter:
    """Paints slips and buttons in the colours of a look; wrapped notes are remembered."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._wrapped: dict[str, tuple[str, ...]] = {}
        look.changed.connect(self._wrapped.clear)

    def note(self, painter: QPainter, card: Card, text: bool, opacity: float = 1.0) -> None:
        """Paint the slip with a step's note; without text where it could not be read."""
        theme = self._look.theme
        painter.setOpacity(opacity)
        rect = to_rect(card.note)
        middle = rect.center().y()
        painter.setPen(QPen(theme.accent, 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(rect.left() - NOTE_GAP, middle), QPointF(rect.left(), middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.on_accent)
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if text:
            self._lines(painter, rect, card.step.note)
        painter.setOpacity(1.0)

    def _lines(self, painter: QPainter, rect: QRectF, note: str) -> None:
        font = self._look.font(TEXT_SIZE)
        lines = self._wrapped.get(note)
        if lines is None:
            if len(self._wrapped) > KEPT_TEXTS:
                self._wrapped.clear()
            lines = self._wrapped[note] = wrapped(note, font, rect.width() - 2 * PADDING)
        painter.setFont(font)
        painter.setPen(self._look.theme.text)
        top = rect.center().y() - len(lines) * LINE_HEIGHT / 2
        for row, line in enumerate(lines):
            place = QRectF(
                rect.left() + PADDING, top + row * LINE_HEIGHT, rect.width(), LINE_HEIGHT
            )
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, line)

    def fold(
        self, painter: QPainter, card: Card, folded: Inside | None, hovered: bool, text: bool
    ) -> None:
        """Paint the button at the foot of a block's card: what is inside while it is collapsed."""
        theme = self._look.theme
        rect = to_rect(card.fold(folded is not None))
        ink = theme.accent if hovered or folded else theme.muted
        painter.setPen(QPen(theme.accent if hovered else theme.border, 1))
        painter.setBrush(theme.on_accent if folded else theme.raised)
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        middle = QPointF(rect.left() + rect.height() / 2, rect.center().y())
        name = "chevron-right" if folded else "chevron-down"
        painter.drawPixmap(middle - QPointF(5.5, 5.5), pixmap(name, ink, 11, 2.0))
        if folded is not None:
            self._inside(painter, rect, folded, text)

    def _inside(self, painter: QPainter, rect: QRectF, inside: Inside, text: bool) -> None:
        theme = self._look.theme
        room = rect.adjusted(rect.height(), 0, -PADDING - (3 * DOT if inside.tone else 0), 0)
        if text:
            font = self._look.font(TEXT_SIZE, bold=True)
            said = tr_count("{n} step", "{n} steps", inside.count)
            painter.setFont(font)
            painter.setPen(theme.chip_text)
            shown = QFontMetricsF(font).elidedText(said, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        if inside.tone:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.tone(inside.tone)[0])
            at = QPointF(rect.right() - PADDING - DOT, rect.center().y())
            painter.drawEllipse(at, DOT, DOT)


def to_rect(area: Area) -> QRectF:
    """An area as Qt's rectangle."""
    return QRectF(area.left, area.top, area.width, area.height)


def wrapped(text: str, font: QFont, width: float) -> tuple[str, ...]:
    """The first lines of a text, broken at words; the last ends in an ellipsis if more follows."""
    whole = "\u2028".join(text[:LONGEST].split("\n"))
    layout = QTextLayout(whole, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = line.textStart()
        lines.append(whole[start : start + line.textLength()].strip())
        if len(lines) > LINES:
            break
    layout.endLayout()
    if len(lines) > LINES:
        rest = f"{lines[LINES - 1]} {lines[LINES]}…"
        last = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
        return (*lines[: LINES - 1], last)
    return tuple(lines)
