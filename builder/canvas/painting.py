"""Painting what is visible of a workflow, near and far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTransform

from builder.canvas.camera import Camera
from builder.canvas.cards import CardPainter, Manner, paint_plus
from builder.canvas.edges import paint_edges, paint_labels
from builder.canvas.frames import paint_frames
from builder.canvas.geometry import Area
from builder.canvas.gestures import Gesture
from builder.canvas.grid import Grid
from builder.canvas.layout import Layout
from builder.canvas.overview import paint_overview, tone_colour
from builder.canvas.scene import NUMBER_ROOM, cards, edges, frames, pluses
from builder.canvas.states import left_out
from builder.document.step_state import States
from builder.look.theme import Look
from builder.model.step import Step
from builder.model.workflow import Place

OVERVIEW = 0.25
"""Below this zoom cards are plain rectangles."""
HINT = "Press + to add the first step, or drag one here from Steps."
HINT_WIDTH = 420
READABLE = 0.45
"""Below this zoom texts are bars."""


@dataclass
class Picture:
    """All that decides what the canvas looks like.

    Attributes:
        layout: Where everything stands.
        states: How far each step of the last run got.
        problems: What is wrong, by number.
        breakpoints: Numbers of the steps before which a run waits.
        pinned: Numbers of the steps whose output is pinned.
        selected: Numbers of the selected steps.
        hovered: Number of the card, or the gap, under the pointer.
        focused: The gap the keyboard is on.
    """

    layout: Layout
    states: States = field(default_factory=dict)
    problems: Mapping[int, str] = field(default_factory=dict)
    breakpoints: frozenset[int] = frozenset()
    pinned: frozenset[int] = frozenset()
    selected: frozenset[int] = frozenset()
    hovered: int | Place | None = None
    focused: Place | None = None

    def tip(self, step: Step) -> str:
        """What the tooltip of a card says: problem, note, pin and breakpoint."""
        number = step.number
        parts = [self.problems.get(number, ""), step.note]
        if number in self.pinned:
            parts.append("Its output is pinned: it does not run, the pinned value is used.")
        if number in self.breakpoints:
            parts.append("A run pauses before this step.")
        return "\n".join(part for part in parts if part)


class Painting:
    """Paints a `Picture` as a camera sees it."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._grid = Grid(look)
        self._cards = CardPainter(look)

    def paint(
        self,
        painter: QPainter,
        rect: QRect,
        camera: Camera,
        picture: Picture,
        gesture: Gesture | None,
    ) -> None:
        """Paint a rectangle of the view."""
        self._grid.paint(painter, rect, camera, painter.device().devicePixelRatioF())
        painter.setTransform(
            QTransform(camera.zoom, 0, 0, camera.zoom, camera.x, camera.y), combine=True
        )
        left, top = camera.to_canvas(rect.left(), rect.top())
        right, bottom = camera.to_canvas(rect.right() + 1, rect.bottom() + 1)
        area = Area(left, top, right, bottom)
        if camera.zoom < OVERVIEW:
            self._far(painter, area, picture)
        else:
            self._near(painter, area, picture, gesture, camera.zoom >= READABLE)
        if gesture is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            gesture.paint(painter)

    def _hint(self, painter: QPainter, bottom: float) -> None:
        """Say what to do next, below the "+" of an empty workflow."""
        rect = QRectF(-HINT_WIDTH / 2, bottom + 20, HINT_WIDTH, 48)
        painter.setFont(self._look.font(13))
        painter.setPen(self._look.theme.muted)
        painter.drawText(rect, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, HINT)

    def _far(self, painter: QPainter, area: Area, picture: Picture) -> None:
        theme = self._look.theme

        def colour(step: Step) -> QColor:
            return tone_colour(step, picture.states, picture.problems, picture.selected, theme)

        paint_overview(painter, picture.layout, area, 0, colour, theme)

    def _near(
        self,
        painter: QPainter,
        area: Area,
        picture: Picture,
        gesture: Gesture | None,
        text: bool,
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout, states = picture.layout, picture.states
        paint_frames(painter, frames(layout, area), states, self._look.theme)
        traces = paint_edges(painter, list(edges(layout, area)), states, self._look.theme)
        if text:
            paint_labels(painter, traces, self._look)
        self._pluses(painter, area, picture, gesture)
        if not layout.root.steps:
            self._hint(painter, layout.bounds.bottom)
        for card in cards(layout, area.grown(NUMBER_ROOM)):
            self._cards.paint(painter, card, _manner(card.step, picture), text)

    def _pluses(
        self, painter: QPainter, area: Area, picture: Picture, gesture: Gesture | None
    ) -> None:
        target = gesture.target if gesture else None
        for plus in pluses(picture.layout, area):
            place = plus.place
            lit = place in (picture.hovered, picture.focused, target)
            wanted = gesture is not None and gesture.wants(place)
            paint_plus(painter, plus, self._look, lit, wanted)


def _manner(step: Step, picture: Picture) -> Manner:
    number = step.number
    return Manner(
        state=picture.states.get(number),
        problem=picture.problems.get(number, ""),
        selected=number in picture.selected,
        hovered=picture.hovered == number,
        faint=not step.enabled or left_out(step, picture.states),
        breakpoint=number in picture.breakpoints,
        pinned=number in picture.pinned,
    )
