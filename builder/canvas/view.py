"""The canvas: the workflow of a document, painted, and everything one does on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from builder.canvas.actions import StepActions
from builder.canvas.arrangement import Arrangement
from builder.canvas.context import Context
from builder.canvas.controls import MARGIN, ZoomControls
from builder.canvas.dropping import Dropping
from builder.canvas.folding import Folding
from builder.canvas.geometry import CARD_HEIGHT, PLUS_RADIUS, Area
from builder.canvas.gestures import Gesture
from builder.canvas.keys import Keys
from builder.canvas.layout import Layout, lay_out
from builder.canvas.minimap import Minimap
from builder.canvas.painting import Painting, Picture
from builder.canvas.parts import Parts
from builder.canvas.pointer import Pointer
from builder.canvas.scene import block_area, card_of, cards, plus_of
from builder.canvas.speech import spoken
from builder.canvas.spring import Spring
from builder.canvas.surface import Surface
from builder.document.document import Document
from builder.document.step_state import States
from builder.look.language import tr
from builder.look.theme import Look
from builder.model.problem import Problem
from builder.model.workflow import Place


class CanvasView(Surface):
    """Shows a document's workflow and edits it.

    Signals:
        palette_requested: A `Place` and the global `QPoint` beside which to open the palette.
        step_activated: Number of a step to edit (Enter or a double click).
        message: A sentence for the user.
    """

    palette_requested = Signal(object, QPoint)
    step_activated = Signal(int)
    message = Signal(str)

    def __init__(self, document: Document, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.document = document
        self.picture = Picture(lay_out(document.workflow))
        self.picture.selected = frozenset(document.selected)
        self._painting = Painting(look)
        self.folding = Folding(document, self)
        self.actions_on_steps = StepActions(document, self.message.emit, self.step_activated.emit)
        self.parts = Parts(self)
        self.actions_on_steps.own = self.parts.offers()
        self.context = Context(self)
        self.pointer = Pointer(self, self, self.picture)
        self._dropping = Dropping(self, self, self.pointer)
        self._spring = Spring(self, self)
        self.keys = Keys(self)
        self.controls = ZoomControls(self, look)
        self.minimap = Minimap(self, self.picture, look)
        self.arrangement = Arrangement(self)
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(240, 160)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        # A flow runs downwards and its branches stand in the order of their step, in any script.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAccessibleName(tr("Canvas"))
        self.describe()

    def _connect(self) -> None:
        self.document.selection_changed.connect(self._selected)
        self.look.changed.connect(self.update)
        self.pointer.plus_clicked.connect(self.ask_palette)
        self.pointer.spot_clicked.connect(self.parts.press)
        self.pointer.activated.connect(self.step_activated)
        self.camera_changed.connect(self.pointer.look_again)
        self.pointer.lingering.lingered.connect(self.folding.expand)

    @property
    def layout_now(self) -> Layout:
        """Where everything stands."""
        return self.picture.layout

    def bounds(self) -> Area:
        """The workflow's area."""
        return self.picture.layout.bounds

    def begin(self, gesture: Gesture) -> None:
        """Go on with another gesture."""
        self.pointer.begin(gesture)

    def set_states(self, states: States) -> None:
        """Show how far each step of a run got; empty for no run."""
        self.picture.states = states
        self.renew()

    def set_problems(self, problems: Mapping[int, str], found: Sequence[Problem] = ()) -> None:
        """Mark what is wrong.

        Args:
            problems: What to say of each step, by its number.
            found: The same one by one, to be listed with what would put them right.
        """
        self.picture.problems = problems
        self.parts.fixing.set_found(found)
        self.renew()

    def set_marks(self, breakpoints: frozenset[int], pinned: frozenset[int]) -> None:
        """Mark the steps a run waits before, and those whose output is pinned."""
        self.picture.breakpoints, self.picture.pinned = breakpoints, pinned
        self.update()

    def show_found(self, numbers: frozenset[int] | None) -> None:
        """Dim all steps but these; None for looking for nothing."""
        self.picture.found = numbers
        self.renew()

    def reveal_step(self, number: int) -> None:
        """Bring a step into sight."""
        card = card_of(self.layout_now, number)
        if card is not None:
            area = card.area.grown(PLUS_RADIUS)
            self.reveal(area._replace(top=area.top - self.parts.covered / self.camera.zoom))

    def fit_selection(self) -> None:
        """Show the selected steps, with all they hold, as large as they fit."""
        found = (block_area(self.layout_now, number) for number in self.document.selected)
        areas = [area for area in found if area is not None]
        if areas:
            lefts, tops, rights, bottoms = zip(*areas, strict=True)
            self.fit_area(Area(min(lefts), min(tops), max(rights), max(bottoms)))

    def focus_place(self, place: Place | None) -> None:
        """Put the keyboard on a "+"; None back on the selected step."""
        self.picture.focused = self.actions_on_steps.place = place
        plus = plus_of(self.layout_now, place) if place else None
        if plus is not None:
            self.reveal(Area(plus.x, plus.y, plus.x, plus.y).grown(2 * PLUS_RADIUS))
        self.describe()
        self.update()

    def ask_palette(self, place: Place) -> None:
        """Ask for the palette beside a "+"."""
        if place.parent is not None:
            self.folding.show(place.parent)
            self.folding.expand(place.parent)
        plus = plus_of(self.layout_now, place)
        if plus is not None:
            self.focus_place(place)
            at = self.camera.to_view(plus.x + PLUS_RADIUS, plus.y - PLUS_RADIUS)
            beside = QPointF(at.x + 12, at.y).toPoint()
            self.palette_requested.emit(place, self.mapToGlobal(beside))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is visible."""
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as branches and URLs run
        gesture, motion = self.pointer.gesture, self.arrangement.motion
        self._painting.paint(painter, event.rect(), self.camera, self.picture, gesture, motion)
        if self.picture.ringed:
            self._painting.ring(painter, self.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep buttons and map in their corners, and the step in hand in sight."""
        before = self.placed
        super().resizeEvent(event)
        if before is not None:
            self._keep_current(before.height())
        self.parts.resized()
        self.controls.place()
        corner = QPoint(self.width() - MARGIN, self.height() - MARGIN)
        self.minimap.move(corner - QPoint(self.minimap.width(), self.minimap.height()))

    def renew(self) -> None:
        """Paint everything anew, the map included."""
        self.minimap.renew()
        self.update()

    def _selected(self, numbers: tuple[int, ...]) -> None:
        self.picture.selected = frozenset(numbers)
        self.focus_place(None)
        if len(numbers) == 1:
            self.folding.show(numbers[0])
            if self.pointer.gesture is None:
                self.reveal_step(numbers[0])
        elif numbers and self.pointer.gesture is None:
            well = self.seen().grown(-CARD_HEIGHT / 2)
            in_sight = (card.step.number for card in cards(self.layout_now, well))
            if self.picture.selected.isdisjoint(in_sight):
                self.reveal_step(numbers[0])

    def _keep_current(self, height: int) -> None:
        """Bring the selected step back that was in sight while the view had another height."""
        current = self.document.current
        card = card_of(self.layout_now, current) if current is not None else None
        if card is not None and current is not None:
            bottom = self.camera.to_view(card.x, card.area.bottom).y
            if self.height() < bottom <= height:
                self.reveal_step(current)

    def describe(self) -> None:
        """Say to screen readers what the keyboard is on."""
        self.setAccessibleDescription(spoken(self.picture, self.document))
        if QAccessible.isActive() and self.hasFocus():
            from builder.canvas.accessible import tell_focus

            tell_focus(self)
