"""Something dragged that rests over a collapsed block."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from builder.canvas.geometry import Point
from builder.canvas.gestures import Drop, Gesture
from builder.canvas.layout import Layout
from builder.canvas.scene import card_at

REST = 600
"""Milliseconds after which what is dragged has rested."""


class Lingering(QObject):
    """Notices it.

    Signals:
        lingered: Number of the block.
    """

    lingered = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._over: int | None = None
        self._rest = QTimer(self, interval=REST, singleShot=True)
        self._rest.timeout.connect(self._rested)

    def watch(self, gesture: Gesture | None, layout: Layout, here: Point) -> None:
        """A gesture is at this point of the canvas now; None for its end."""
        over = None
        if isinstance(gesture, Drop):
            card = card_at(layout, here.x, here.y)
            if card is not None and card.step.number in layout.collapsed - gesture.carried:
                over = card.step.number
        if over != self._over:
            self._over = over
            self._rest.stop()
            if over is not None:
                self._rest.start()

    def _rested(self) -> None:
        if self._over is not None:
            self.lingered.emit(self._over)
