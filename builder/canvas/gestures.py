"""What the pointer does, one object a gesture: it starts, moves, and finishes or is cancelled.

Only `finish` changes the document, so Esc at any moment leaves everything as it was. Points are
in px of the view.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from builder.canvas.camera import Camera
from builder.canvas.cards import CardPainter, Manner, paint_plus
from builder.canvas.geometry import CARD_HEIGHT, CARD_WIDTH, Area, Card, Plus, Spot
from builder.canvas.layout import Layout
from builder.canvas.scene import cards, plus_at
from builder.document import commands
from builder.document.document import Document
from builder.look.language import tr_count
from builder.look.pill import paint_pill, pill_size
from builder.look.theme import CARD_RADIUS, Look
from builder.model.edit import outermost
from builder.model.step import Step
from builder.model.workflow import Place, walk_steps

DRAG_START = 6
"""So far the pointer moves before a press becomes a drag, px."""
DROP_REACH = 64
"""A drop lands on the nearest "+" within this distance, px at 100 %."""

COUNT_INSET = 14
"""From the ghost's right side to how many steps are dragged, px at 100 %."""


class Host(Protocol):
    """What gestures ask of the canvas."""

    document: Document
    look: Look
    camera: Camera

    @property
    def layout_now(self) -> Layout:
        """Where everything stands."""
        ...

    def look_from(self, camera: Camera) -> None:
        """Look at another part."""

    def begin(self, gesture: Gesture) -> None:
        """Go on with another gesture."""

    def update(self) -> None:
        """Paint again."""


class Gesture:
    """The base: does nothing. `cursor` is shown meanwhile."""

    cursor: Qt.CursorShape | None = None

    def start(self) -> None:
        """It is under way now."""

    def move(self, at: QPointF) -> None:
        """The pointer is here now."""

    def finish(self, at: QPointF) -> None:
        """The button was released here."""

    def cancel(self) -> None:
        """Put everything back as it was."""

    def wants(self, place: Place) -> bool:
        """Whether what is dragged could land in a gap."""
        return False

    @property
    def target(self) -> Place | None:
        """The gap it would land in if released now."""
        return None

    @property
    def carried(self) -> frozenset[int]:
        """Numbers of the steps that are dragged, those they hold included."""
        return frozenset()

    def paint(self, painter: QPainter) -> None:
        """Paint over the canvas, in canvas coordinates."""


class Pan(Gesture):
    """Moves what is seen along with the pointer."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, host: Host, at: QPointF) -> None:
        self._host = host
        self._start = at
        self._camera = host.camera

    def move(self, at: QPointF) -> None:
        """Follow the pointer."""
        way = at - self._start
        self._host.look_from(self._camera.panned(way.x(), way.y()))

    def cancel(self) -> None:
        """Look from where it started."""
        self._host.look_from(self._camera)


class Lasso(Gesture):
    """Selects every card that a rectangle touches; a click on empty ground selects none."""

    def __init__(self, host: Host, at: QPointF, extend: bool) -> None:
        self._host = host
        self._start = host.camera.to_canvas(at.x(), at.y())
        self._end = self._start
        self._before = host.document.selected
        self._kept = self._before if extend else ()

    @property
    def area(self) -> Area:
        """The rectangle, on the canvas."""
        (x1, y1), (x2, y2) = self._start, self._end
        return Area(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))

    def move(self, at: QPointF) -> None:
        """Stretch the rectangle and select what it touches."""
        self._end = self._host.camera.to_canvas(at.x(), at.y())
        inside = (card.step.number for card in cards(self._host.layout_now, self.area))
        self._host.document.select((*self._kept, *inside))
        self._host.update()

    def finish(self, at: QPointF) -> None:
        """Keep what is selected; nothing when the pointer never moved."""
        if self._end == self._start:
            self._host.document.select(self._kept)

    def cancel(self) -> None:
        """Select what was selected before."""
        self._host.document.select(self._before)

    def paint(self, painter: QPainter) -> None:
        """Paint the rectangle."""
        theme = self._host.look.theme
        ground = theme.accent.toRgb()
        ground.setAlphaF(0.10)
        painter.setBrush(ground)
        painter.setPen(QPen(theme.accent, 1 / self._host.camera.zoom))
        left, top, right, bottom = self.area
        painter.drawRect(QRectF(left, top, right - left, bottom - top))


class PressCard(Gesture):
    """A press on a card: a click selects it, a drag moves it or all that is selected with it."""

    def __init__(self, host: Host, at: QPointF, card: Card, extend: bool) -> None:
        self._host = host
        self._start = at
        self._card = card
        self._extend = extend
        selected = host.document.selected
        self._grouped = card.step.number in selected and len(selected) > 1

    def start(self) -> None:
        """Select the card at once, unless it is one of several selected ones."""
        if not self._extend and not self._grouped:
            self._host.document.select([self._card.step.number])

    def move(self, at: QPointF) -> None:
        """Become a drag once the pointer has moved far enough."""
        document = self._host.document
        far = (at - self._start).manhattanLength() >= DRAG_START
        if not far or self._card.step is document.workflow.trigger:
            return
        if self._card.step.number not in document.selected:
            document.select((*document.selected, self._card.step.number))
        drag = MoveSteps(self._host, self._start, self._card)
        self._host.begin(drag)
        drag.move(at)

    def finish(self, at: QPointF) -> None:
        """Select the card alone, or with Shift turn its selection round."""
        document, number = self._host.document, self._card.step.number
        if not self._extend:
            document.select([number])
        elif number in document.selected:
            document.select(other for other in document.selected if other != number)
        else:
            document.select((*document.selected, number))


class Drop(Gesture):
    """Something dragged over the canvas that can land on a "+"."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, host: Host, step: Step, grip: QPointF) -> None:
        self._host = host
        self._step = step
        self._grip = grip
        self._at = QPointF()
        self._target: Plus | None = None
        self._painter = CardPainter(host.look)
        self.others = 0

    @property
    def target(self) -> Place | None:
        """The gap nearest to the pointer, if one is near."""
        return self._target.place if self._target else None

    def move(self, at: QPointF) -> None:
        """Carry the ghost along and light where it would land."""
        self._at = QPointF(*self._host.camera.to_canvas(at.x(), at.y()))
        near = plus_at(self._host.layout_now, self._at.x(), self._at.y(), DROP_REACH)
        self._target = near if near and self.wants(near.place) else None
        self._host.update()

    def paint(self, painter: QPainter) -> None:
        """Paint the ghost of the card, and one behind it when there are more."""
        corner = self._at - self._grip
        ghost = Card(self._step, corner.x(), corner.y())
        painter.save()
        if self.others:
            behind = QRectF(ghost.x + 6, ghost.y + 6, CARD_WIDTH, CARD_HEIGHT)
            painter.setOpacity(0.6)
            painter.setBrush(self._host.look.theme.raised)
            painter.setPen(QPen(self._host.look.theme.accent, 1))
            painter.drawRoundedRect(behind, CARD_RADIUS, CARD_RADIUS)
        self._painter.paint(painter, ghost, Manner(selected=True, ghost=True))
        if self.others:
            self._count(painter, ghost)
        painter.restore()
        if self._target is not None:
            paint_plus(painter, self._target, self._host.look, lit=True)

    def _count(self, painter: QPainter, ghost: Card) -> None:
        """Say on the ghost how many steps are dragged."""
        look = self._host.look
        said = tr_count("{n} step", "{n} steps", self.others + 1)
        size = pill_size(said, look)
        left = ghost.x + CARD_WIDTH - size.width() - COUNT_INSET
        pill = QRectF(left, ghost.y - size.height() / 2, size.width(), size.height())
        painter.setOpacity(1.0)
        paint_pill(painter, pill, said, "accent", look)


class MoveSteps(Drop):
    """Drags the selected steps to another gap: one undoable edit, made on release."""

    def __init__(self, host: Host, at: QPointF, card: Card) -> None:
        start = host.camera.to_canvas(at.x(), at.y())
        super().__init__(host, card.step, QPointF(start.x - card.x, start.y - card.y))
        self._numbers = host.document.selected
        moved = outermost(host.document.workflow, self._numbers)
        self._carried = frozenset(step.number for step in walk_steps(moved))
        self.others = len(self._carried) - 1
        self._answers: dict[Place, bool] = {}

    @property
    def carried(self) -> frozenset[int]:
        """Numbers of the steps that are dragged, those they hold included."""
        return self._carried

    def wants(self, place: Place) -> bool:
        """Everywhere but where they stand and inside themselves."""
        known = self._answers.get(place)
        if known is None:
            workflow = self._host.document.workflow
            known = self._answers[place] = commands.moves(workflow, self._numbers, place)
        return known

    def finish(self, at: QPointF) -> None:
        """Move the steps, if a gap is lit."""
        self.move(at)
        if self.target is not None:
            commands.move(self._host.document, self._numbers, self.target)


class DropKind(Drop):
    """A kind dragged in from the palette: a new step where it is dropped."""

    def __init__(self, host: Host, kind: str) -> None:
        step = Step.called(kind)(kind=kind, number=1)
        super().__init__(host, step, QPointF(CARD_WIDTH / 2, CARD_HEIGHT / 2))
        self._kind = kind

    def wants(self, place: Place) -> bool:
        """A new step can go anywhere."""
        return True

    def finish(self, at: QPointF) -> None:
        """Insert the step, if a gap is lit."""
        self.move(at)
        if self.target is not None:
            commands.insert_new(self._host.document, self.target, self._kind)


class PressSpot(Gesture):
    """A press on a part of a card: released on it, something is done."""

    def __init__(
        self,
        spot: Spot,
        under: Callable[[QPointF], Spot | None],
        do: Callable[[Spot], None],
    ) -> None:
        self._spot = spot
        self._under = under
        self._do = do

    def finish(self, at: QPointF) -> None:
        """Do it when still on that part."""
        if self._under(at) == self._spot:
            self._do(self._spot)


class PressPlus(Gesture):
    """A press on a "+": released on it, the palette is asked for."""

    def __init__(self, host: Host, plus: Plus, ask: Callable[[Plus], None]) -> None:
        self._host = host
        self._plus = plus
        self._ask = ask

    def finish(self, at: QPointF) -> None:
        """Ask for the palette when still on the "+"."""
        here = self._host.camera.to_canvas(at.x(), at.y())
        found = plus_at(self._host.layout_now, here.x, here.y)
        if found is not None and found.place == self._plus.place:
            self._ask(self._plus)
