"""The pointer on the canvas: which gesture a press begins, and how it goes on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from builder.canvas.geometry import Plus, Point, Spot, Under
from builder.canvas.gestures import (
    Drop,
    Gesture,
    Host,
    Lasso,
    Pan,
    PressCard,
    PressPlus,
    PressSpot,
)
from builder.canvas.lingering import Lingering
from builder.canvas.painting import READABLE, Picture
from builder.canvas.scene import card_at, plus_at
from builder.canvas.spots import spot_at, under
from builder.model.workflow import Place

EDGE = 36
"""Dragging this near to a side of the view moves what is seen, px."""
EDGE_SPEED = 14
EDGE_TICK = 16
"""Milliseconds between two such moves."""
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


class Pointer(QObject):
    """Turns mouse events of the canvas into gestures; at most one is under way.

    Signals:
        plus_clicked: The "+" of a `Place` was clicked.
        spot_clicked: A `Spot` of a card was clicked.
        activated: Number of a step that was double-clicked.
    """

    plus_clicked = Signal(object)
    spot_clicked = Signal(object)
    activated = Signal(int)

    def __init__(self, host: Host, widget: QWidget, picture: Picture) -> None:
        super().__init__(widget)
        self._host = host
        self._picture = picture
        self._widget = widget
        self.gesture: Gesture | None = None
        self.space = False
        self._at = QPointF()
        self._last: QPointF | None = None
        self._inside = False
        self._edge = QTimer(self, interval=EDGE_TICK)
        self._edge.timeout.connect(self._move_along)
        self.lingering = Lingering(self)
        self._handlers = {
            QEvent.Type.MouseButtonPress: self._press,
            QEvent.Type.MouseMove: self._move,
            QEvent.Type.MouseButtonRelease: self._release,
            QEvent.Type.MouseButtonDblClick: self._double_click,
        }
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take mouse events; leaving the canvas ends hovering."""
        if event.type() is QEvent.Type.Leave:
            self._last = None
            self.look_again()
        handler = self._handlers.get(event.type())
        if handler is None or not isinstance(event, QMouseEvent):
            return False
        handler(event)
        return True

    def begin(self, gesture: Gesture) -> None:
        """Go on with another gesture."""
        self.gesture = gesture
        self._inside = False
        gesture.start()
        self.show_cursor()

    def move_to(self, at: QPointF) -> None:
        """The gesture's point is here now."""
        self._at = at
        if self.gesture is not None:
            self.gesture.move(at)
            self._watch_edges()
            here = self._host.camera.to_canvas(at.x(), at.y())
            self.lingering.watch(self.gesture, self._host.layout_now, here)

    def finish(self, at: QPointF) -> None:
        """End the gesture where it is."""
        gesture = self._end()
        if gesture is not None:
            gesture.finish(at)
            self._widget.update()
            self.look_again()

    def cancel(self) -> bool:
        """Break the gesture off; False when there is none."""
        gesture = self._end()
        if gesture is not None:
            gesture.cancel()
            self._widget.update()
        return gesture is not None

    def look_again(self) -> None:
        """Find out what lies under the pointer now: it, or what is seen, has moved."""
        if self.gesture is not None:
            return
        over: Under = None
        if self._last is not None:
            here = self._host.camera.to_canvas(self._last.x(), self._last.y())
            over = self._spot_at(self._last) or under(self._host.layout_now, here)
        if over != self._picture.hovered:
            self._picture.hovered = over
            self.show_cursor()
            self._widget.update()

    def hold_space(self, held: bool) -> None:
        """While the space bar is held, dragging moves what is seen."""
        self.space = held
        self.show_cursor()

    def show_cursor(self) -> None:
        """Show the gesture's cursor, else what a press would do here."""
        shape = Qt.CursorShape.ArrowCursor
        if self.gesture is not None and self.gesture.cursor is not None:
            shape = self.gesture.cursor
        elif self.space:
            shape = Qt.CursorShape.OpenHandCursor
        elif isinstance(self._picture.hovered, Place | Spot):
            shape = Qt.CursorShape.PointingHandCursor
        self._widget.setCursor(shape)

    def _press(self, event: QMouseEvent) -> None:
        self._widget.setFocus(Qt.FocusReason.MouseFocusReason)
        self._picture.ringed = False
        if self.gesture is not None:
            return
        at, button = event.position(), event.button()
        if button is MIDDLE or (button is LEFT and self.space):
            self.begin(Pan(self._host, at))
        elif button is LEFT:
            self._press_left(at, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _press_left(self, at: QPointF, extend: bool) -> None:
        host = self._host
        spot = self._spot_at(at)
        if spot is not None:
            self.begin(PressSpot(spot, self._spot_at, self.spot_clicked.emit))
            return
        here = host.camera.to_canvas(at.x(), at.y())
        plus = plus_at(host.layout_now, here.x, here.y)
        card = card_at(host.layout_now, here.x, here.y)
        if plus is not None and card is None:
            self.begin(PressPlus(host, plus, self._clicked))
        elif card is not None:
            self.begin(PressCard(host, at, card, extend))
        else:
            self.begin(Lasso(host, at, extend))

    def _spot_at(self, at: QPointF) -> Spot | None:
        """The part of a card under a point of the view, where parts are large enough to hit."""
        if self._host.camera.zoom < READABLE:
            return None
        here = self._host.camera.to_canvas(at.x(), at.y())
        return spot_at(self._picture, here.x, here.y)

    def _clicked(self, plus: Plus) -> None:
        self.plus_clicked.emit(plus.place)

    def _move(self, event: QMouseEvent) -> None:
        self._last = event.position()
        if self.gesture is not None:
            self.move_to(event.position())
        else:
            self.look_again()

    def _release(self, event: QMouseEvent) -> None:
        if event.button() in (LEFT, MIDDLE):
            self.finish(event.position())

    def _double_click(self, event: QMouseEvent) -> None:
        here = self._host.camera.to_canvas(event.position().x(), event.position().y())
        card = card_at(self._host.layout_now, here.x, here.y)
        if self._spot_at(event.position()) is not None:
            self._press(event)
        elif card is not None and event.button() is LEFT:
            self.activated.emit(card.step.number)

    def _end(self) -> Gesture | None:
        gesture, self.gesture = self.gesture, None
        self._edge.stop()
        self.lingering.watch(None, self._host.layout_now, Point(0, 0))
        self.show_cursor()
        return gesture

    def _watch_edges(self) -> None:
        """Keep moving what is seen while a drag stays near a side, once it came from inside."""
        near = not self._edge_way().isNull()
        self._inside |= not near
        if near and self._inside and isinstance(self.gesture, Drop | Lasso):
            if not self._edge.isActive():
                self._edge.start()
        else:
            self._edge.stop()

    def _edge_way(self) -> QPoint:
        width, height = self._widget.width(), self._widget.height()
        x = (self._at.x() < EDGE) - (self._at.x() > width - EDGE)
        y = (self._at.y() < EDGE) - (self._at.y() > height - EDGE)
        return QPoint(x, y) * EDGE_SPEED

    def _move_along(self) -> None:
        way = self._edge_way()
        self._host.look_from(self._host.camera.panned(way.x(), way.y()))
        self.move_to(self._at)
