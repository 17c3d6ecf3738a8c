"""Painting the tinted frames round the steps of Fan Outs."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from builder.canvas.geometry import Frame
from builder.document.step_state import States
from builder.look.theme import CARD_RADIUS, Theme

RADIUS = CARD_RADIUS + 4
GROUND = 0.055
"""Opacity of the tint; frames inside frames get darker by themselves."""
EDGE = 0.30
"""Opacity of the frame's line."""


def frame_ground(theme: Theme) -> QColor:
    """The tint of a frame."""
    return _faint(theme.accent, GROUND)


def paint_frames(painter: QPainter, frames: Iterable[Frame], states: States, theme: Theme) -> None:
    """Paint frames, outer ones first; the line has the colour of what the run made of it."""
    for frame in frames:
        state = states.get(frame.step.number)
        tone = state.tone if state is not None else ""
        ink = theme.tone(tone)[0] if tone in ("ok", "warning", "error") else theme.accent
        painter.setBrush(frame_ground(theme))
        painter.setPen(QPen(_faint(ink, EDGE), 1.2, Qt.PenStyle.DashLine))
        area = frame.area
        rect = QRectF(area.left, area.top, area.width, area.height)
        painter.drawRoundedRect(rect, RADIUS, RADIUS)


def _faint(colour: QColor, opacity: float) -> QColor:
    faint = QColor(colour)
    faint.setAlphaF(opacity)
    return faint
