"""Painting one step's card, and the "+" between cards."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from builder.canvas.geometry import CARD_HEIGHT, CARD_WIDTH, PLUS_RADIUS, Card, Plus
from builder.canvas.inside import Inside
from builder.canvas.slips import to_rect
from builder.document.step_names import shown_title
from builder.document.step_state import StepState
from builder.look.icons import pixmap
from builder.look.language import tr
from builder.look.pill import colours as pill_colours
from builder.look.pill import paint_pill, pill_size
from builder.look.stylesheet import mix
from builder.look.theme import CARD_RADIUS, RADIUS, Look
from builder.model.events import Status
from builder.model.step import Step
from builder.model.visible_text import visible

TILE = 36
"""Side of the square with the icon or the method."""
INSET = 12
TEXT_LEFT = INSET + TILE + 11
PILL_ROOM = 104
"""A pill is at most this wide; what follows a dot stands below it then."""
DOT = " · "
FAILED = " failed"
"""What the words end with when items failed."""
BADGE_HEIGHT = 19
BADGE_LEFT = 13
FAINT = 0.45
"""Opacity of what a run left out, and of disabled steps."""
SHORT = {"DELETE": "DEL", "OPTIONS": "OPT"}
"""What long methods are called where there is little room."""
GHOST = 0.88
"""Opacity of what is being dragged."""
BREAKPOINT = 6.5
"""Radius of the dot that stands for a breakpoint."""
LONGEST = 200
"""Characters of a text that could fit: measuring a megabyte takes long."""
KEPT_TEXTS = 4096
"""So many cut texts are remembered before they are all forgotten."""


class Manner(msgspec.Struct, frozen=True):
    """How a card is to look just now.

    Attributes:
        state: Where its step stands in the last run.
        problem: What is wrong with it; empty for nothing.
        selected, hovered, faint: As the words say.
        ghost: It is being dragged: half transparent, without a number.
        folded: What it hides, for a block that is collapsed.
        shown: Opacity, below 1 while it appears.
        breakpoint: A run waits before its step.
        pinned: Its step's output is pinned.
    """

    state: StepState | None = None
    problem: str = ""
    selected: bool = False
    hovered: bool = False
    faint: bool = False
    ghost: bool = False
    folded: Inside | None = None
    shown: float = 1.0
    breakpoint: bool = False
    pinned: bool = False

    @property
    def waiting(self) -> bool:
        """Whether a run waits before its step now."""
        return self.state is not None and self.state.status is Status.WAITING


class CardPainter:
    """Paints cards in the colours of a look; what was cut to fit is remembered."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._cut: dict[tuple[str, int, bool], str] = {}
        self._fonts: dict[tuple[int, bool], tuple[QFont, QFontMetricsF]] = {}
        look.changed.connect(self.forget)

    def forget(self) -> None:
        """Fonts or colours changed."""
        self._cut.clear()
        self._fonts.clear()

    def paint(self, painter: QPainter, card: Card, manner: Manner, text: bool = True) -> None:
        """Paint a card at its place; without text (bars instead) at scales too small to read."""
        full = (GHOST if manner.ghost else 1.0) * manner.shown
        painter.setOpacity(full)
        rect = QRectF(card.x, card.y, CARD_WIDTH, CARD_HEIGHT)
        if manner.folded is not None:
            self._stacked(painter, rect)
        self._ground(painter, rect, manner)
        painter.setOpacity(full * (FAINT if manner.faint else 1.0))
        tile = QRectF(rect.left() + INSET, rect.top() + (CARD_HEIGHT - TILE) / 2, TILE, TILE)
        self._tile(painter, card.step, tile, text)
        if text:
            self._texts(painter, card.step, rect, manner)
        else:
            self._bars(painter, rect, manner.state)
        painter.setOpacity(full)
        if text and not manner.ghost:
            self._number(painter, rect, card.step.number)
            if manner.pinned:
                self._pin(painter, rect, card.step.number)
        if manner.breakpoint and not manner.ghost:
            self._breakpoint(painter, rect, manner.waiting)
        if manner.problem:
            self._mark(painter, to_rect(card.mark))
        painter.setOpacity(1.0)

    def _stacked(self, painter: QPainter, rect: QRectF) -> None:
        """The edge of another card behind: more is in here."""
        theme = self._look.theme
        painter.setPen(QPen(theme.border, 1))
        painter.setBrush(theme.raised)
        behind = rect.adjusted(6, 6, -6, 5)
        painter.drawRoundedRect(behind, CARD_RADIUS, CARD_RADIUS)

    def _ground(self, painter: QPainter, rect: QRectF, manner: Manner) -> None:
        theme = self._look.theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.shadow)
        painter.drawRoundedRect(rect.translated(0, 1.5), CARD_RADIUS, CARD_RADIUS)
        edge, width = theme.border, 1.0
        if manner.waiting:
            edge, width = theme.warning, 2.0
        elif manner.selected:
            edge, width = theme.accent, 2.0
        elif manner.hovered:
            edge, width = mix(theme.border, theme.accent, 0.55), 1.0
        painter.setBrush(theme.raised)
        painter.setPen(QPen(edge, width))
        painter.drawRoundedRect(rect, CARD_RADIUS, CARD_RADIUS)

    def _tile(self, painter: QPainter, step: Step, rect: QRectF, text: bool) -> None:
        badge = step.badge
        name = SHORT.get(badge, visible(badge[:LONGEST]))
        theme = self._look.theme
        ink, ground = theme.method(badge) if badge else theme.tone(step.tone)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if not badge:
            picture = pixmap(step.icon, ink, 16, 2.0)
            painter.drawPixmap(rect.center() - QPointF(8, 8), picture)
        elif text:
            shown, font = self._badge(name, int(rect.width()) - 3)
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, shown)

    def _badge(self, badge: str, room: int) -> tuple[str, QFont]:
        """A method as large as fits; long ones of the user's own are cut."""
        for size in (11, 10, 9, 8):
            font, metrics = self._font(size, True)
            if metrics.horizontalAdvance(badge) <= room:
                return badge, font
        return metrics.elidedText(badge, Qt.TextElideMode.ElideRight, room), font

    def _texts(self, painter: QPainter, step: Step, rect: QRectF, manner: Manner) -> None:
        theme = self._look.theme
        right = rect.right() - INSET
        state = manner.state
        if state is not None and state.summary:
            right -= self._pill(painter, rect, state.summary, state.tone) + 8
        elif not step.enabled:
            right -= self._pill(painter, rect, tr("disabled"), "") + 8
        left = rect.left() + TEXT_LEFT
        room = int(right - left)
        summary = step.summary()
        line = QRectF(left, rect.top() + (13 if summary else 22), room, 20)
        self._line(painter, line, shown_title(step), 13, True, theme.text)
        if summary:
            line.translate(0, 18)
            self._line(painter, line, " ".join(summary[:LONGEST].split()), 12, False, theme.muted)

    def _pill(self, painter: QPainter, rect: QRectF, words: str, tone: str) -> float:
        """Paint the pill; words too wide for one are split at their dot. Returns its width."""
        below = ""
        is_wide = pill_size(words, self._look).width() > PILL_ROOM
        if is_wide or words.endswith(FAILED):
            words, _, below = words.partition(DOT)
        width = min(PILL_ROOM, pill_size(words, self._look).width())
        right = rect.right() - INSET
        top = rect.top() + 12 if below else rect.center().y() - 10
        paint_pill(painter, QRectF(right - width, top, width, 20), words, tone, self._look)
        if not below:
            return width
        font, metrics = self._font(11, True)
        room = min(PILL_ROOM, metrics.horizontalAdvance(below))
        painter.setFont(font)
        theme = self._look.theme
        painter.setPen(theme.error if below.endswith(FAILED) else theme.muted)
        line = QRectF(right - room, top + 21, room, 18)
        shown = metrics.elidedText(visible(below), Qt.TextElideMode.ElideRight, room + 1)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)
        return max(width, room)

    def _line(
        self, painter: QPainter, rect: QRectF, text: str, size: int, bold: bool, colour: QColor
    ) -> None:
        font, metrics = self._font(size, bold)
        key = (text, int(rect.width()), bold)
        shown = self._cut.get(key)
        if shown is None:
            if len(self._cut) > KEPT_TEXTS:
                self._cut.clear()
            shown = metrics.elidedText(
                visible(text[:LONGEST]), Qt.TextElideMode.ElideRight, rect.width()
            )
            self._cut[key] = shown
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(QPointF(rect.left(), rect.center().y() + metrics.capHeight() / 2), shown)

    def _number(self, painter: QPainter, rect: QRectF, number: int) -> None:
        theme = self._look.theme
        font, metrics = self._font(10, False)
        text = str(number)
        width = max(BADGE_HEIGHT, metrics.horizontalAdvance(text) + 10)
        badge = QRectF(rect.left() + BADGE_LEFT, rect.top() - 8.5, width, BADGE_HEIGHT)
        painter.setPen(QPen(theme.border, 1))
        painter.setBrush(theme.raised)
        painter.drawRoundedRect(badge, BADGE_HEIGHT / 2, BADGE_HEIGHT / 2)
        painter.setFont(font)
        painter.setPen(theme.muted)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)

    def _pin(self, painter: QPainter, rect: QRectF, number: int) -> None:
        """A small round mark beside the number: the output is pinned."""
        theme = self._look.theme
        left = rect.left() + BADGE_LEFT + BADGE_HEIGHT + 6
        left += max(0.0, self._font(10, False)[1].horizontalAdvance(str(number)) - 9)
        badge = QRectF(left, rect.top() - 8.5, BADGE_HEIGHT, BADGE_HEIGHT)
        painter.setPen(QPen(theme.border, 1))
        painter.setBrush(theme.raised)
        painter.drawEllipse(badge)
        painter.drawPixmap(badge.center() - QPointF(5.5, 5.5), pixmap("pin", theme.accent, 11, 2.0))

    def _breakpoint(self, painter: QPainter, rect: QRectF, waiting: bool) -> None:
        """A dot on the card's left side, filled and ringed while the run waits there."""
        theme = self._look.theme
        centre = QPointF(rect.left(), rect.center().y())
        painter.setPen(QPen(theme.raised, 2))
        painter.setBrush(theme.error)
        painter.drawEllipse(centre, BREAKPOINT, BREAKPOINT)
        if waiting:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.warning, 2))
            painter.drawEllipse(centre, BREAKPOINT + 2.5, BREAKPOINT + 2.5)

    def _bars(self, painter: QPainter, rect: QRectF, state: StepState | None) -> None:
        """Bars for title and summary; for the pill a block of its ink, which is seen from afar."""
        painter.setPen(Qt.PenStyle.NoPen)
        if state is not None and state.summary:
            painter.setBrush(pill_colours(state.tone, self._look)[0])
            painter.drawRect(QRectF(rect.right() - INSET - 32, rect.center().y() - 7, 32, 14))
        painter.setBrush(self._look.theme.grid)
        painter.drawRect(QRectF(rect.left() + TEXT_LEFT, rect.top() + 19, 110, 9))
        painter.setBrush(self._look.theme.border)
        painter.drawRect(QRectF(rect.left() + TEXT_LEFT, rect.top() + 38, 150, 7))

    def _mark(self, painter: QPainter, circle: QRectF) -> None:
        theme = self._look.theme
        painter.setPen(QPen(theme.warning, 1))
        painter.setBrush(theme.on_warning)
        painter.drawEllipse(circle)
        painter.setFont(self._font(11, True)[0])
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, "!")

    def _font(self, size: int, bold: bool) -> tuple[QFont, QFontMetricsF]:
        known = self._fonts.get((size, bold))
        if known is None:
            font = self._look.font(size, bold=bold)
            known = self._fonts[size, bold] = (font, QFontMetricsF(font))
        return known


def paint_plus(painter: QPainter, plus: Plus, look: Look, lit: bool, wanted: bool = False) -> None:
    """Paint a "+".

    Args:
        painter: In canvas coordinates.
        plus: Where it is.
        look: The colours.
        lit: Filled with the accent: hovered, focused, or where a drop would land.
        wanted: Outlined with the accent: a place where what is dragged could land.
    """
    theme = look.theme
    centre = QPointF(plus.x, plus.y)
    painter.setPen(QPen(theme.accent if lit or wanted else theme.border, 1.4 if wanted else 1))
    painter.setBrush(theme.accent if lit else theme.on_accent if wanted else theme.raised)
    painter.drawEllipse(centre, PLUS_RADIUS, PLUS_RADIUS)
    ink = theme.on_primary if lit else theme.accent if wanted else theme.muted
    painter.setPen(QPen(ink, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(plus.x - 3.5, plus.y), QPointF(plus.x + 3.5, plus.y))
    painter.drawLine(QPointF(plus.x, plus.y - 3.5), QPointF(plus.x, plus.y + 3.5))
