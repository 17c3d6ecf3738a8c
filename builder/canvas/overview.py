"""Painting many cards at scales where a card is a few px: plain rectangles, one call a colour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterator

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from builder.canvas.edges import line_colour
from builder.canvas.frames import frame_ground
from builder.canvas.geometry import CARD_HEIGHT, CARD_WIDTH, FORK_HEAD, GAP, Area
from builder.canvas.layout import Layout, Run
from builder.canvas.scene import edges, frames
from builder.canvas.states import Trace
from builder.document.step_state import States
from builder.look.theme import Theme
from builder.model.step import Step

Colours = Callable[[Step], QColor]


def tone_colour(
    step: Step, states: States, problems: Container[int], selected: frozenset[int], theme: Theme
) -> QColor:
    """The colour that stands for a card: selection, else problem, else state, else its kind."""
    if step.number in selected:
        return theme.accent
    if step.number in problems:
        return theme.warning
    state = states.get(step.number)
    if state is not None and state.tone in ("ok", "warning", "error", "accent"):
        return theme.tone(state.tone)[0]
    return theme.grid


def paint_overview(
    painter: QPainter, layout: Layout, area: Area, pitch: float, colour: Colours, theme: Theme
) -> None:
    """Paint the cards of an area and the lines between them, in canvas coordinates.

    Args:
        painter: Already at the scale.
        layout: What to paint.
        area: What part of it.
        pitch: Cards that start closer than this (in canvas px) to the one above are left out.
        colour: What each card is filled with.
        theme: For the lines.
    """
    rects: defaultdict[int, list[QRectF]] = defaultdict(list)
    lines: list[QLineF] = []
    runs = list(layout.runs(area, pitch))
    for run in runs:
        lines.extend(_spine(run, area))
        _add_cards(rects, run, area, colour)
    if area.top <= CARD_HEIGHT:
        rects[colour(layout.trigger).rgba()].append(_rect(0, 0))
    if not pitch:
        lines.extend(_bars(layout, area))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(frame_ground(theme))
        painter.drawRects([_bounds(frame.area) for frame in frames(layout, area)])
    painter.setPen(QPen(theme.border if pitch else line_colour(Trace.OPEN, theme), 0))
    painter.drawLines(lines)
    painter.setPen(Qt.PenStyle.NoPen)
    for value, found in rects.items():
        painter.setBrush(QColor.fromRgba(value))
        painter.drawRects(found)


def _add_cards(
    rects: defaultdict[int, list[QRectF]], run: Run, area: Area, colour: Colours
) -> None:
    left = run.x - CARD_WIDTH / 2
    if left > area.right or left + CARD_WIDTH < area.left:
        return
    steps, tops, y = run.column.steps, run.column.tops, run.y
    for row in run.rows:
        found = rects[colour(steps[row]).rgba()]
        found.append(QRectF(left, y + tops[row], CARD_WIDTH, CARD_HEIGHT))


def _bounds(area: Area) -> QRectF:
    return QRectF(area.left, area.top, area.width, area.height)


def _rect(axis: float, top: float) -> QRectF:
    return QRectF(axis - CARD_WIDTH / 2, top, CARD_WIDTH, CARD_HEIGHT)


def _spine(run: Run, area: Area) -> Iterator[QLineF]:
    """The upright lines of a column, broken where a step's branches stand."""
    column, x = run.column, run.x
    top = run.y - GAP
    for row in run.rows if column.forks else ():
        fork = column.forks.get(row)
        if fork:
            start = run.y + column.tops[row]
            yield QLineF(x, max(area.top, top), x, start + CARD_HEIGHT + FORK_HEAD)
            top = start + fork.join
    yield QLineF(x, max(area.top, top), x, min(area.bottom, run.y + column.height + GAP))


def _bars(layout: Layout, area: Area) -> list[QLineF]:
    """The lines of branches that are no part of a column's own."""
    return [
        QLineF(start.x, start.y, end.x, end.y)
        for edge in edges(layout, area)
        if len(edge.points) == 4
        for start, end in ((edge.points[0], edge.points[1]), (edge.points[1], edge.points[2]))
    ]
