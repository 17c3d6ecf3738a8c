"""Painting what is visible of a workflow, near and far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform

from builder.canvas.camera import Camera
from builder.canvas.cards import CardPainter, Manner, paint_plus
from builder.canvas.edges import paint_edges, paint_labels
from builder.canvas.frames import paint_frames
from builder.canvas.geometry import Area, Card, Spot, Under
from builder.canvas.gestures import Drop, Gesture
from builder.canvas.grid import Grid
from builder.canvas.inside import Inside, inside_of
from builder.canvas.layout import Layout
from builder.canvas.motion import Motion
from builder.canvas.overview import paint_overview, tone_colour
from builder.canvas.shot import Shot
from builder.canvas.slips import SlipPainter
from builder.canvas.states import left_out
from builder.document.step_state import States
from builder.forms.tip import tip
from builder.look.language import tr
from builder.look.theme import Look
from builder.model.step import Step
from builder.model.workflow import Place

OVERVIEW = 0.25
"""Below this zoom cards are plain rectangles."""
HINT_WIDTH = 420
READABLE = 0.45
"""Below this zoom texts are bars."""
DIMMED = 0.35
"""Opacity of a note whose step is not what is looked for."""


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
        found: Numbers of the steps that are looked for; None while nothing is.
        hovered: What is under the pointer.
        focused: The gap the keyboard is on.
        ringed: Whether the canvas got the keyboard by a key, which its frame shows.
    """

    layout: Layout
    states: States = field(default_factory=dict)
    problems: Mapping[int, str] = field(default_factory=dict)
    breakpoints: frozenset[int] = frozenset()
    pinned: frozenset[int] = frozenset()
    selected: frozenset[int] = frozenset()
    found: frozenset[int] | None = None
    hovered: Under = None
    focused: Place | None = None
    ringed: bool = False
    _inside: dict[int, tuple[object, Inside]] = field(default_factory=dict)

    def inside(self, step: Step) -> Inside | None:
        """What a step hides; None for one that hides nothing. Worked out once for each state."""
        if not step.branches or step.number not in self.layout.collapsed:
            return None
        made_for = (step, self.states, self.problems)
        known = self._inside.get(step.number)
        if known is None or not _same(known[0], made_for):
            known = (made_for, inside_of(step, self.states, self.problems))
            self._inside[step.number] = known
        return known[1]

    def problem(self, step: Step) -> str:
        """What is wrong with a step, and with what it hides."""
        inside = self.inside(step)
        parts = (self.problems.get(step.number, ""), inside.problems if inside else "")
        return "\n".join(part for part in parts if part)

    def tip(self, step: Step) -> str:
        """What the tooltip of a card says: problem, note, pin and breakpoint."""
        number = step.number
        parts = [self.problem(step), step.note]
        if number in self.pinned:
            parts.append(tr("Its output is pinned: it does not run, the pinned value is used."))
        if number in self.breakpoints:
            parts.append(tr("A run pauses before this step."))
        return tip("\n".join(part for part in parts if part))


class Painting:
    """Paints a `Picture` as a camera sees it."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._grid = Grid(look)
        self._cards = CardPainter(look)
        self._slips = SlipPainter(look)

    def paint(
        self,
        painter: QPainter,
        rect: QRect,
        camera: Camera,
        picture: Picture,
        gesture: Gesture | None,
        motion: Motion,
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
            shot = motion.shot(picture.layout, area)
            self._near(painter, shot, picture, gesture, camera.zoom >= READABLE)
        if gesture is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            gesture.paint(painter)

    def ring(self, painter: QPainter, rect: QRect) -> None:
        """Frame the view: the keyboard is on it."""
        painter.resetTransform()
        painter.setPen(QPen(self._look.theme.accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))

    def _hint(self, painter: QPainter, bottom: float) -> None:
        """Say what to do next, below the "+" of an empty workflow."""
        said = tr(
            "Press + to add the first step, drag one here from Steps, or paste a cURL command."
        )
        rect = QRectF(-HINT_WIDTH / 2, bottom + 20, HINT_WIDTH, 64)
        painter.setFont(self._look.font(13))
        painter.setPen(self._look.theme.muted)
        painter.drawText(rect, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, said)

    def _far(self, painter: QPainter, area: Area, picture: Picture) -> None:
        theme = self._look.theme
        found = picture.found

        def colour(step: Step) -> QColor:
            if found is not None:
                in_it = step.number in found or step.number in picture.selected
                return theme.accent if in_it else theme.grid
            return tone_colour(step, picture.states, picture.problems, picture.selected, theme)

        paint_overview(painter, picture.layout, area, 0, colour, theme)

    def _near(
        self,
        painter: QPainter,
        shot: Shot,
        picture: Picture,
        gesture: Gesture | None,
        text: bool,
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout, states = picture.layout, picture.states
        paint_frames(painter, shot.frames, states, self._look.theme)
        traces = paint_edges(painter, shot.edges, states, self._look.theme)
        if text:
            paint_labels(painter, traces, self._look)
        self._pluses(painter, shot, picture, gesture)
        if not layout.root.steps:
            self._hint(painter, layout.bounds.bottom)
        for card in shot.noted:
            dimmed = picture.found is not None and card.step.number not in picture.found
            opacity = DIMMED if dimmed else shot.opacity(card.step.number)
            self._slips.note(painter, card, text, opacity)
        carried = gesture.carried if gesture is not None else frozenset()
        for card in shot.cards:
            self._card(painter, card, manner(card.step, picture, shot, carried), picture, text)

    def _card(
        self, painter: QPainter, card: Card, how: Manner, picture: Picture, text: bool
    ) -> None:
        self._cards.paint(painter, card, how, text)
        if card.step.branches:
            hovered = picture.hovered == Spot("fold", card.step.number)
            self._slips.fold(painter, card, how.folded, hovered, text)

    def _pluses(
        self, painter: QPainter, shot: Shot, picture: Picture, gesture: Gesture | None
    ) -> None:
        hot = (picture.hovered, picture.focused)
        lights = (gesture.target,) if isinstance(gesture, Drop) else hot
        for plus in shot.pluses:
            place = plus.place
            lit = place in lights
            wanted = gesture is not None and gesture.wants(place)
            paint_plus(painter, plus, self._look, lit, wanted)


def manner(step: Step, picture: Picture, shot: Shot, carried: frozenset[int]) -> Manner:
    """How the card of a step looks just now; steps that are dragged are faint where they stand."""
    number = step.number
    if picture.found is None:
        faint = not step.enabled or left_out(step, picture.states)
    else:
        faint = number not in picture.found
    return Manner(
        state=picture.states.get(number),
        problem=picture.problem(step),
        selected=number in picture.selected,
        hovered=picture.hovered == number,
        faint=faint or number in carried,
        folded=picture.inside(step),
        shown=shot.opacity(number),
        breakpoint=number in picture.breakpoints,
        pinned=number in picture.pinned,
    )


def _same(one: object, other: object) -> bool:
    """Whether two tuples hold the same objects."""
    assert isinstance(one, tuple)
    assert isinstance(other, tuple)
    return all(a is b for a, b in zip(one, other, strict=True))
