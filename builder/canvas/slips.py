"""Painting what hangs on cards: slips with notes, and the buttons that collapse blocks."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from builder.canvas.geometry import CARD_HEIGHT, NOTE_GAP, NOTE_WIDTH, Area, Card
from builder.canvas.inside import Inside
from builder.look.icons import pixmap
from builder.look.language import tr_count
from builder.look.theme import RADIUS, Look
from builder.model.visible_text import visible

PADDING = 8
LINES = 3
"""So many lines of a note are shown; the tooltip has all of it."""
MARGIN = 6
"""Above and below a note's text."""
TEXT_SIZE = 11
LONGEST = 400
"""More letters than this never fit."""
KEPT_TEXTS = 1024
"""So many wrapped notes are remembered before they are all forgotten."""
DOT = 3.5
"""Radius of the dot that tells how the run went inside a block."""


class Note(msgspec.Struct, frozen=True):
    """A note as it is painted: its lines, and how large its slip is."""

    lines: tuple[str, ...]
    width: float
    height: float
    spacing: float


class SlipPainter:
    """Paints slips and buttons in the colours of a look; wrapped notes are remembered."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._notes: dict[str, Note] = {}
        look.changed.connect(self._notes.clear)

    def note(self, painter: QPainter, card: Card, text: bool, opacity: float = 1.0) -> None:
        """Paint the slip with a step's note; without text where it could not be read."""
        theme = self._look.theme
        note = self._laid_out(card.step.note)
        left, middle = card.note.left, (card.note.top + card.note.bottom) / 2
        rect = QRectF(left, middle - note.height / 2, note.width, note.height)
        painter.setOpacity(opacity)
        painter.setPen(QPen(theme.accent, 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(left - NOTE_GAP, middle), QPointF(left, middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.on_accent)
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if text:
            painter.setFont(self._look.font(TEXT_SIZE))
            painter.setPen(theme.text)
            top = rect.center().y() - len(note.lines) * note.spacing / 2
            line = QRectF(rect.left() + PADDING, top, NOTE_WIDTH, note.spacing)
            for words in note.lines:
                painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)
                line.translate(0, note.spacing)
        painter.setOpacity(1.0)

    def _laid_out(self, text: str) -> Note:
        note = self._notes.get(text)
        if note is None:
            if len(self._notes) > KEPT_TEXTS:
                self._notes.clear()
            font = self._look.font(TEXT_SIZE)
            note = self._notes[text] = laid_out(text, font)
        return note

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


def laid_out(text: str, font: QFont) -> Note:
    """The first lines of a note, on a slip that is no larger than they need."""
    metrics = QFontMetricsF(font)
    spacing = metrics.lineSpacing() + 1
    most = max(1, int((CARD_HEIGHT - MARGIN) / spacing))
    lines = wrapped(text, font, NOTE_WIDTH - 2 * PADDING, min(LINES, most))
    widest = max((metrics.horizontalAdvance(line) for line in lines), default=0.0)
    height = min(CARD_HEIGHT, len(lines) * spacing + 2 * MARGIN)
    return Note(lines, min(NOTE_WIDTH, widest + 2 * PADDING + 1), height, spacing)


def wrapped(text: str, font: QFont, width: float, most: int) -> tuple[str, ...]:
    """The first lines of a text, broken at words; the last ends in an ellipsis if more follows.

    Args:
        text: What is to be shown.
        font: What it is painted in.
        width: Of the lines, px.
        most: How many lines.
    """
    whole = "\u2028".join(map(visible, text[:LONGEST].split("\n")))
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
        if len(lines) > most:
            break
    layout.endLayout()
    if len(lines) > most:
        rest = f"{lines[most - 1]} {lines[most]}…"
        last = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
        return (*lines[: most - 1], last)
    return tuple(lines)
