"""What part of the canvas is looked at, and how large."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from builder.canvas.geometry import Area, Point

SMALLEST = 0.1
LARGEST = 4.0
MARGIN = 48
"""Room left round the workflow by `fitted`, px on screen."""
KEPT = 80
"""How much of the workflow always stays in sight, px on screen."""


class Camera(msgspec.Struct, frozen=True):
    """A point of the canvas is shown at `point * zoom + (x, y)` of the view."""

    zoom: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def to_canvas(self, x: float, y: float) -> Point:
        """The canvas point shown at a point of the view."""
        return Point((x - self.x) / self.zoom, (y - self.y) / self.zoom)

    def to_view(self, x: float, y: float) -> Point:
        """Where a canvas point is shown."""
        return Point(x * self.zoom + self.x, y * self.zoom + self.y)

    def seen(self, width: float, height: float) -> Area:
        """The part of the canvas that a view of this size shows."""
        return Area(*self.to_canvas(0, 0), *self.to_canvas(width, height))

    def panned(self, dx: float, dy: float) -> Camera:
        """Moved by px of the view."""
        return replace(self, x=self.x + dx, y=self.y + dy)

    def zoomed(self, zoom: float, x: float, y: float) -> Camera:
        """At another zoom, with what is under the view's point (x, y) staying there."""
        zoom = max(SMALLEST, min(zoom, LARGEST))
        here = self.to_canvas(x, y)
        return Camera(zoom, x - here.x * zoom, y - here.y * zoom)

    def kept(self, bounds: Area, width: float, height: float) -> Camera:
        """Moved back so far that some of the workflow is in sight."""
        room_x, room_y = min(KEPT, width / 2), min(KEPT, height / 2)
        low_x, high_x = room_x - bounds.right * self.zoom, width - room_x - bounds.left * self.zoom
        low_y, high_y = room_y - bounds.bottom * self.zoom, height - room_y - bounds.top * self.zoom
        x, y = max(low_x, min(self.x, high_x)), max(low_y, min(self.y, high_y))
        return replace(self, x=x, y=y)

    def showing(self, area: Area, width: float, height: float, margin: float = MARGIN) -> Camera:
        """Moved as little as needed to have an area in sight (its top-left if it is too large).

        Args:
            area: In the canvas's units.
            width: Of the view, px.
            height: Of the view, px.
            margin: What is to be left around the area, px.
        """
        left, top = self.to_view(area.left, area.top)
        right, bottom = self.to_view(area.right, area.bottom)
        return self.panned(_shift(left, right, width, margin), _shift(top, bottom, height, margin))


def fitted(bounds: Area, width: float, height: float) -> Camera:
    """The whole workflow in sight, at most at 100 %; from its top when it is too large for that."""
    wide = (width - 2 * MARGIN) / max(1.0, bounds.width)
    high = (height - 2 * MARGIN) / max(1.0, bounds.height)
    zoom = max(SMALLEST, min(1.0, wide, high))
    middle = (bounds.top + bounds.bottom) / 2
    y = height / 2 - middle * zoom if zoom <= high else MARGIN - bounds.top * zoom
    x = width / 2 - ((bounds.left + bounds.right) / 2 if zoom <= wide else 0) * zoom
    return Camera(zoom, x, y)


def at_start(width: float) -> Camera:
    """At 100 % with the trigger at the top of the view, in the middle."""
    return Camera(1.0, round(width / 2), MARGIN)


def _shift(start: float, end: float, length: float, margin: float) -> float:
    margin = max(0.0, min(margin, (length - (end - start)) / 2))
    if start < margin:
        return margin - start
    if end > length - margin:
        return max(length - margin - end, margin - start)
    return 0.0
