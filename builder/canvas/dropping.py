"""Kinds dragged in from the palette."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from builder.canvas.gestures import DropKind, Host
from builder.canvas.pointer import Pointer
from builder.document.clipboard import KIND_MIME
from builder.model.step import Step


class Dropping(QObject):
    """Turns a drag from the palette into a gesture of the canvas."""

    def __init__(self, host: Host, widget: QWidget, pointer: Pointer) -> None:
        super().__init__(widget)
        self._host = host
        self._pointer = pointer
        self._widget = widget
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the events of a drag."""
        if isinstance(event, QDragEnterEvent):
            self._enter(event)
        elif isinstance(event, QDragMoveEvent):
            self._move(event)
        elif isinstance(event, QDropEvent):
            self._drop(event)
        elif event.type() is QEvent.Type.DragLeave:
            self._pointer.cancel()
        else:
            return False
        return True

    def _enter(self, event: QDragEnterEvent) -> None:
        kind = bytes(event.mimeData().data(KIND_MIME).data()).decode("utf-8", "replace")
        if kind not in Step.family:
            event.ignore()
            return
        self._pointer.begin(DropKind(self._host, kind))
        self._pointer.move_to(QPointF(event.position()))
        event.acceptProposedAction()

    def _move(self, event: QDragMoveEvent) -> None:
        self._pointer.move_to(QPointF(event.position()))
        event.acceptProposedAction()

    def _drop(self, event: QDropEvent) -> None:
        gesture = self._pointer.gesture
        landed = gesture is not None and gesture.target is not None
        self._pointer.finish(QPointF(event.position()))
        if landed:
            self._widget.setFocus(Qt.FocusReason.MouseFocusReason)
            event.acceptProposedAction()
        else:
            event.ignore()
