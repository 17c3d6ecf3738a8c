"""Painting the lines of the flow and the labels of branches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from builder.canvas.geometry import CORNER, Edge, Point
from builder.canvas.states import Trace, trace
from builder.document.step_state import States
from builder.look.language import tr
from builder.look.theme import Look, Theme

WIDTH = 1.6
"""Of a line, px at 100 %."""
LABEL_HEIGHT = 20
LABEL_PADDING = 8
LABEL_SIZE = 11
ORDER = (Trace.LEFT, Trace.OPEN, Trace.TAKEN)
"""The way the run took is painted over the others."""


def line_colour(kind: Trace, theme: Theme) -> QColor:
    """What a line is painted in."""
    if kind is Trace.LEFT:
        return theme.grid
    if kind is Trace.TAKEN:
        return theme.ok
    colour = QColor(theme.muted)
    colour.setAlphaF(0.62)
    return colour


def paint_edges(
    painter: QPainter, edges: Sequence[Edge], states: States, theme: Theme
) -> list[tuple[Edge, Trace]]:
    """Paint lines; returns what the run made of each."""
    paths = {kind: QPainterPath() for kind in ORDER}
    traces = [(edge, trace(edge, states)) for edge in edges]
    for edge, kind in traces:
        add_line(paths[kind], edge.points)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for kind in ORDER:
        if not paths[kind].isEmpty():
            painter.setPen(QPen(line_colour(kind, theme), WIDTH))
            painter.drawPath(paths[kind])
    return traces


def add_line(path: QPainterPath, points: Sequence[Point]) -> None:
    """Add a line through points to a path, its corners rounded."""
    path.moveTo(*points[0])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        start, end = _towards(corner, before), _towards(corner, after)
        path.lineTo(start)
        path.quadTo(QPointF(*corner), end)
    path.lineTo(*points[-1])


def _towards(corner: Point, other: Point) -> QPointF:
    """The point where the rounding of a corner begins, on the way to its neighbour."""
    dx, dy = other.x - corner.x, other.y - corner.y
    length = abs(dx) + abs(dy)
    share = min(CORNER, length / 2) / length if length else 0.0
    return QPointF(corner.x + dx * share, corner.y + dy * share)


def paint_labels(painter: QPainter, traces: Iterable[tuple[Edge, Trace]], look: Look) -> None:
    """Paint the labels of branches on their lines, in colour on the way the run took."""
    font = look.font(LABEL_SIZE, bold=True)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    for edge, kind in traces:
        if not edge.label:
            continue
        width = metrics.horizontalAdvance(tr(edge.label)) + 2 * LABEL_PADDING
        at = edge.label_at
        rect = QRectF(at.x - width / 2, at.y - LABEL_HEIGHT / 2, width, LABEL_HEIGHT)
        _paint_label(painter, rect, tr(edge.label), kind, look.theme)


def _paint_label(painter: QPainter, rect: QRectF, label: str, kind: Trace, theme: Theme) -> None:
    taken = kind is Trace.TAKEN
    painter.setPen(QPen(theme.on_ok if taken else theme.border, 1))
    painter.setBrush(theme.on_ok if taken else theme.raised)
    painter.drawRoundedRect(rect, LABEL_HEIGHT / 2, LABEL_HEIGHT / 2)
    painter.setPen(theme.ok if taken else theme.muted)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, label)
