"""Gliding from one picture of the workflow to the next, where that is wanted."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QVariantAnimation
from PySide6.QtWidgets import QWidget

from builder.canvas.geometry import Area
from builder.canvas.layout import Layout
from builder.canvas.shot import Shot, Way, shot_of
from builder.look.theme import ANIMATION, Look


def may_move(widget: QWidget, look: Look) -> bool:
    """Whether things may glide: the settings and the system let them, and somebody sees it."""
    if not (look.animated and widget.isVisible()):
        return False
    from PySide6.QtWidgets import QStyle  # with its names it takes 5 ms, the first paint needs none

    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    return bool(widget.style().styleHint(hint, None, widget))


class Motion:
    """How far the canvas is on the way from the last layout to the present one."""

    def __init__(self, widget: QWidget, look: Look) -> None:
        self._widget = widget
        self._look = look
        self._way: Way | None = None
        self._clock = QVariantAnimation(widget, duration=ANIMATION)
        self._clock.setStartValue(0.0)
        self._clock.setEndValue(1.0)
        self._clock.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._clock.valueChanged.connect(widget.update)
        self._clock.finished.connect(self.stop)

    def begin(self, before: Layout, seen: Area) -> None:
        """The layout is another one from now on; what was seen of the last one moves."""
        self.stop()
        if may_move(self._widget, self._look):
            self._way = Way(shot_of(before, seen))
            self._clock.start()

    def stop(self) -> None:
        """Everything is where it belongs."""
        self._clock.stop()
        if self._way is not None:
            self._way = None
            self._widget.update()

    @property
    def moving(self) -> bool:
        """Whether anything is on its way."""
        return self._way is not None

    def shot(self, layout: Layout, area: Area) -> Shot:
        """What to paint now."""
        end = shot_of(layout, area)
        share = self._clock.currentValue()
        if self._way is None or not isinstance(share, float):
            return end
        return self._way.at(end, share)
