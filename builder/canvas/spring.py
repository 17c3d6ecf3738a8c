"""A value dragged over a card opens the step: so it can be dropped on a field of its panel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from builder.canvas.gestures import Host
from builder.canvas.scene import card_at

REST = 250
"""Milliseconds over one card until its step is selected."""


class Spring(QObject):
    """Selects the step under a dragged reference; on the canvas itself it cannot be dropped."""

    def __init__(self, host: Host, widget: QWidget) -> None:
        super().__init__(widget)
        self._host = host
        self._over: int | None = None
        self._timer = QTimer(self, interval=REST, singleShot=True)
        self._timer.timeout.connect(self._open)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow a dragged reference; other drags are not for this."""
        if event.type() is QEvent.Type.DragLeave:
            self._rest_on(None)
        if not isinstance(event, QDropEvent) or not _is_reference(event):
            return False  # entering and moving events are drop events to Qt
        if isinstance(event, QDragMoveEvent):
            here = self._host.camera.to_canvas(event.position().x(), event.position().y())
            card = card_at(self._host.layout_now, here.x, here.y)
            self._rest_on(card.step.number if card else None)
        if isinstance(event, QDragEnterEvent):
            event.acceptProposedAction()
        else:
            event.ignore()
        return True

    def _rest_on(self, number: int | None) -> None:
        if number != self._over:
            self._over = number
            self._timer.start()

    def _open(self) -> None:
        if self._over is not None and self._over != self._host.document.current:
            self._host.document.select([self._over])


def _is_reference(event: QDropEvent) -> bool:
    return event.mimeData().text().startswith("{{")
