"""A widget that looks at a part of a plane: panning, zooming and fitting, whatever is painted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QNativeGestureEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from builder.canvas.camera import Camera, at_start, fitted
from builder.canvas.geometry import Area
from builder.canvas.motion import may_move
from builder.look.theme import ANIMATION, Look

ZOOM_STEP = 1.25
"""What one press of a zoom button, or one notch of the wheel, multiplies by."""
NOTCH = 120
"""Angle of one notch of a wheel, in eighths of a degree."""
LINES = 60
"""How far one notch scrolls, px."""


class Surface(QWidget):
    """Pans with the wheel or two fingers, zooms at the cursor with Ctrl and the wheel or a pinch.

    Attributes:
        placed: The size it had when it was last laid out; None before that.

    Signals:
        camera_changed: Another part is looked at, or at another zoom.
    """

    camera_changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.camera = Camera()
        self.placed: QSize | None = None
        self._glide = QVariantAnimation(self, duration=ANIMATION)
        self._glide.valueChanged.connect(self._glided)
        self._from = self._to = self.camera
        self.grabGesture(Qt.GestureType.PinchGesture)

    def bounds(self) -> Area:
        """The part of the plane where there is something."""
        raise NotImplementedError

    def seen(self) -> Area:
        """The part of the plane in sight."""
        return self.camera.seen(self.width(), self.height())

    def look_from(self, camera: Camera) -> None:
        """Look at another part, at once."""
        self._glide.stop()
        self._show(camera)

    def pan(self, dx: float, dy: float) -> None:
        """Move what is seen by px."""
        self.look_from(self.camera.panned(dx, dy))

    def zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        """Zoom (1.0 is 100 %), what is under `at` (else in the middle) staying where it is."""
        at = at or QPointF(self.width() / 2, self.height() / 2)
        self.look_from(self.camera.zoomed(zoom, at.x(), at.y()))

    def zoom_in(self) -> None:
        """One step larger."""
        self.zoom_to(self.camera.zoom * ZOOM_STEP)

    def zoom_out(self) -> None:
        """One step smaller."""
        self.zoom_to(self.camera.zoom / ZOOM_STEP)

    def fit(self) -> None:
        """Show everything."""
        self.fit_area(self.bounds())

    def fit_area(self, area: Area) -> None:
        """Show a part of the plane as large as it fits, at most at 100 %."""
        self._glide_to(fitted(area, self.width(), self.height()))

    def reveal(self, area: Area) -> None:
        """Move as little as needed to have an area of the plane in sight."""
        target = self.camera.showing(area, self.width(), self.height())
        if target != self.camera:
            self._glide_to(target)

    def start_over(self) -> None:
        """Look at the start of the plane at 100 %."""
        self.look_from(at_start(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the middle of what was seen in the middle."""
        before, self.placed = self.placed, event.size()  # of a hidden widget Qt forgets the old one
        if before is None:
            self.start_over()
        else:
            self.pan((event.size().width() - before.width()) / 2, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Pan; with Ctrl zoom at the cursor; with Shift pan sideways."""
        angle, pixels = event.angleDelta(), event.pixelDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            notches = (angle.y() or angle.x()) / NOTCH
            self.zoom_to(self.camera.zoom * ZOOM_STEP**notches, event.position())
        else:
            dx, dy = angle.x() * LINES / NOTCH, angle.y() * LINES / NOTCH
            if not pixels.isNull():
                dx, dy = pixels.x(), pixels.y()
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not dx:
                dx, dy = dy, 0
            self.pan(dx, dy)
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Zoom with a pinch on a touch screen or a touch pad."""
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                at = QPointF(self.mapFromGlobal(pinch.centerPoint().toPoint()))
                self.zoom_to(self.camera.zoom * pinch.scaleFactor(), at)
                return True
        zooming = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is zooming:
            self.zoom_to(self.camera.zoom * (1 + event.value()), event.position())
            return True
        return super().event(event)

    def _glide_to(self, camera: Camera) -> None:
        """Go there smoothly, or at once where no animation is wanted or nobody sees it."""
        if not may_move(self, self.look):
            self.look_from(camera)
            return
        self._glide.stop()
        self._from, self._to = self.camera, camera
        self._glide.setStartValue(0.0)
        self._glide.setEndValue(1.0)
        self._glide.start()

    def _glided(self, share: object) -> None:
        assert isinstance(share, float)
        one, other = self._from, self._to
        self._show(
            other
            if share >= 1
            else Camera(
                one.zoom + (other.zoom - one.zoom) * share,
                one.x + (other.x - one.x) * share,
                one.y + (other.y - one.y) * share,
            )
        )

    def _show(self, camera: Camera) -> None:
        camera = camera.kept(self.bounds(), self.width(), self.height())
        if camera != self.camera:
            self.camera = camera
            self.update()
            self.camera_changed.emit()
