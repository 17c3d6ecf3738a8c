"""The canvas: the workflow of a document, painted, and everything one does on it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from builder.canvas.actions import StepActions
from builder.canvas.controls import ZoomControls
from builder.canvas.dropping import Dropping
from builder.canvas.geometry import PLUS_RADIUS, Area, Plus
from builder.canvas.gestures import Gesture
from builder.canvas.keys import Keys
from builder.canvas.layout import Layout, lay_out
from builder.canvas.menu import context_menu
from builder.canvas.minimap import Minimap
from builder.canvas.painting import OVERVIEW, Painting, Picture
from builder.canvas.pointer import Pointer
from builder.canvas.scene import NUMBER_ROOM, card_at, card_of, cards, plus_at, plus_of
from builder.canvas.surface import Surface
from builder.document.document import Change, Document
from builder.document.step_state import States
from builder.look.language import tr
from builder.look.theme import Look
from builder.model.workflow import Place

MARGIN = 14
"""Of the buttons and the map from the sides of the canvas, px."""


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
        super().__init__(parent)
        self.document = document
        self.look = look
        self.picture = Picture(lay_out(document.workflow))
        self.picture.selected = frozenset(document.selected)
        self._painting = Painting(look)
        self.actions_on_steps = StepActions(document, self.message.emit, self.step_activated.emit)
        self.pointer = Pointer(self, self)
        self._dropping = Dropping(self, self, self.pointer)
        self._keys = Keys(self)
        self.controls = ZoomControls(self, look)
        self.minimap = Minimap(self, self.picture, look)
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(240, 160)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("Canvas"))
        self._describe()

    def _connect(self) -> None:
        self.document.changed.connect(self._changed)
        self.document.selection_changed.connect(self._selected)
        self.look.changed.connect(self.update)
        self.pointer.hovered.connect(self._hovered)
        self.pointer.plus_clicked.connect(self._plus_clicked)
        self.pointer.activated.connect(self.step_activated)

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
        self.minimap.renew()
        self.update()

    def set_problems(self, problems: Mapping[int, str]) -> None:
        """Mark what is wrong, by the steps' numbers."""
        self.picture.problems = problems
        self.minimap.renew()
        self.update()

    def set_marks(self, breakpoints: frozenset[int], pinned: frozenset[int]) -> None:
        """Mark the steps a run waits before, and those whose output is pinned."""
        self.picture.breakpoints, self.picture.pinned = breakpoints, pinned
        self.update()

    def reveal_step(self, number: int) -> None:
        """Bring a step into sight."""
        card = card_of(self.layout_now, number)
        if card is not None:
            self.reveal(card.area.grown(PLUS_RADIUS))

    def focus_place(self, place: Place | None) -> None:
        """Put the keyboard on a "+"; None back on the selected step."""
        self.picture.focused = self.actions_on_steps.place = place
        plus = plus_of(self.layout_now, place) if place else None
        if plus is not None:
            self.reveal(Area(plus.x, plus.y, plus.x, plus.y).grown(2 * PLUS_RADIUS))
        self._describe()
        self.update()

    def ask_palette(self, place: Place) -> None:
        """Ask for the palette beside a "+"."""
        plus = plus_of(self.layout_now, place)
        if plus is not None:
            self.focus_place(place)
            at = self.camera.to_view(plus.x + PLUS_RADIUS, plus.y - PLUS_RADIUS)
            beside = QPointF(at.x + 12, at.y).toPoint()
            self.palette_requested.emit(place, self.mapToGlobal(beside))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is visible."""
        painter = QPainter(self)
        self._painting.paint(painter, event.rect(), self.camera, self.picture, self.pointer.gesture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep buttons and map in their corners."""
        super().resizeEvent(event)
        self.controls.move(self.width() - self.controls.width() - MARGIN, MARGIN)
        corner = QPoint(self.width() - MARGIN, self.height() - MARGIN)
        self.minimap.move(corner - QPoint(self.minimap.width(), self.minimap.height()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu for what is under the pointer, which gets selected."""
        here = self.camera.to_canvas(event.pos().x(), event.pos().y())
        card = card_at(self.layout_now, here.x, here.y)
        plus = plus_at(self.layout_now, here.x, here.y)
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        if by_mouse and card and card.step.number not in self.document.selected:
            self.document.select([card.step.number])
        if by_mouse:
            self.focus_place(plus.place if plus and not card else None)
        menu = context_menu(self, self.look, self.document, self.actions_on_steps)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def event(self, event: QEvent) -> bool:
        """Tell what is wrong with a step, as a tooltip."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            here = self.camera.to_canvas(event.pos().x(), event.pos().y())
            card = card_at(self.layout_now, here.x, here.y)
            text = self.picture.tip(card.step) if card else ""
            if text:
                QToolTip.showText(event.globalPos(), text, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _changed(self, change: Change) -> None:
        """Lay out anew; only what differs by identity costs anything."""
        idle = self.pointer.gesture is None
        self.pointer.cancel()
        before = self.picture.layout
        self.picture.layout = lay_out(change.after, before)
        if idle and self.camera.zoom >= OVERVIEW and self.layout_now.stands_like(before):
            self._repaint_cards(before)
            return
        focused = self.picture.focused
        if focused and plus_of(self.layout_now, focused) is None:
            self.focus_place(None)
        self.minimap.renew()
        self.update()

    def _repaint_cards(self, before: Layout) -> None:
        """Only fields of some steps changed: the rest of the picture is right as it is."""
        seen = self.seen().grown(NUMBER_ROOM)
        for old, new in zip(cards(before, seen), cards(self.layout_now, seen), strict=True):
            if old.step is not new.step:
                left, top, right, bottom = new.area.grown(NUMBER_ROOM)
                start, end = self.camera.to_view(left, top), self.camera.to_view(right, bottom)
                self.update(QRectF(QPointF(*start), QPointF(*end)).toAlignedRect())

    def _selected(self, numbers: tuple[int, ...]) -> None:
        self.picture.selected = frozenset(numbers)
        self.focus_place(None)
        if len(numbers) == 1 and self.pointer.gesture is None:
            self.reveal_step(numbers[0])

    def _hovered(self, over: int | Place | None) -> None:
        self.picture.hovered = over
        self.update()

    def _plus_clicked(self, plus: Plus) -> None:
        self.ask_palette(plus.place)

    def _describe(self) -> None:
        """Say to screen readers what the keyboard is on."""
        current = self.document.current
        card = card_of(self.layout_now, current) if current is not None else None
        if self.picture.focused is not None:
            self.setAccessibleDescription(tr("Add a step here: press Enter"))
        elif card is not None:
            self.setAccessibleDescription(
                f"{card.step.number}, {card.step.title}, {card.step.label}, {card.step.summary()}"
            )
        else:
            self.setAccessibleDescription(f"{len(self.document.selected)} steps selected")
