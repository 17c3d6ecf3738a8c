"""A small picture of a large workflow, with a frame round what is seen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from builder.canvas.geometry import Area
from builder.canvas.overview import paint_overview, tone_colour
from builder.canvas.painting import Picture
from builder.canvas.surface import Surface
from builder.look.language import tr
from builder.look.stylesheet import mix
from builder.look.theme import RADIUS, Look
from builder.model.step import Step

WIDTH, HEIGHT, PADDING = 168, 132, 8
LARGEST = 0.09
"""Largest scale: small workflows do not fill the map."""
WORTH_IT = 2.2
"""The map shows once the workflow is this many times as wide or as high as what is seen."""
SMALLEST_FRAME = 5


class Minimap(QWidget):
    """Shows where one is; a click or drag goes there. Hidden while all is nearly in sight."""

    def __init__(self, surface: Surface, picture: Picture, look: Look) -> None:
        super().__init__(surface)
        self._surface = surface
        self._picture = picture
        self._look = look
        self._drawn: QPixmap | None = None
        self.setFixedSize(WIDTH, HEIGHT)
        self.setAccessibleName(tr("Map of the workflow"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        surface.camera_changed.connect(self._follow)
        look.changed.connect(self.renew)
        self.hide()

    def renew(self) -> None:
        """The workflow, its states or the colours are others now."""
        self._drawn = None
        self._follow()

    def _follow(self) -> None:
        bounds, seen = self._surface.bounds(), self._surface.seen()
        large = bounds.width > WORTH_IT * seen.width or bounds.height > WORTH_IT * seen.height
        view = self._surface.size()
        roomy = view.width() > 3 * self.width() and view.height() > 3 * self.height()
        self.setVisible(large and roomy)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the map from memory, and the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._drawn is None:
            self._drawn = self._draw()
        painter.drawPixmap(0, 0, self._drawn)
        seen, bounds, transform = self._surface.seen(), self._surface.bounds(), self._transform()
        left, top = max(seen.left, bounds.left), max(seen.top, bounds.top)
        right, bottom = min(seen.right, bounds.right), min(seen.bottom, bounds.bottom)
        frame = transform.mapRect(QRectF(left, top, max(0.0, right - left), max(0.0, bottom - top)))
        missing_x = max(0.0, SMALLEST_FRAME - frame.width()) / 2
        missing_y = max(0.0, SMALLEST_FRAME - frame.height()) / 2
        painter.setPen(QPen(self._look.theme.accent, 1.5))
        ground = self._look.theme.accent.toRgb()
        ground.setAlphaF(0.12)
        painter.setBrush(ground)
        painter.drawRoundedRect(frame.adjusted(-missing_x, -missing_y, missing_x, missing_y), 3, 3)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        self._go_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along with the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go_to(event.position())

    def _go_to(self, at: QPointF) -> None:
        here = self._transform().inverted()[0].map(at)
        surface, camera = self._surface, self._surface.camera
        shown = camera.to_view(here.x(), here.y())
        surface.pan(surface.width() / 2 - shown.x, surface.height() / 2 - shown.y)

    def _transform(self) -> QTransform:
        """Canvas to map: each direction fills the map on its own, so that long flows show."""
        bounds = self._surface.bounds()
        across = min(LARGEST, (WIDTH - 2 * PADDING) / max(1.0, bounds.width))
        down = min(LARGEST, (HEIGHT - 2 * PADDING) / max(1.0, bounds.height))
        x = WIDTH / 2 - (bounds.left + bounds.right) / 2 * across
        y = HEIGHT / 2 - (bounds.top + bounds.bottom) / 2 * down
        return QTransform(across, 0, 0, down, x, y)

    def _colour(self, step: Step) -> QColor:
        """As in the overview, only darker: cards are tiny here."""
        picture, theme = self._picture, self._look.theme
        colour = tone_colour(step, picture.states, picture.problems, frozenset(), theme)
        return mix(theme.grid, theme.muted, 0.6) if colour == theme.grid else colour

    def _draw(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        drawn = QPixmap(round(WIDTH * ratio), round(HEIGHT * ratio))
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        painter.setPen(QPen(theme.border, 1))
        painter.setBrush(theme.surface)
        painter.drawRoundedRect(QRectF(0.5, 0.5, WIDTH - 1, HEIGHT - 1), RADIUS, RADIUS)
        transform = self._transform()
        painter.setTransform(transform, combine=True)
        paint_overview(
            painter,
            self._picture.layout,
            Area(*self._surface.bounds()),
            2 / transform.m22(),
            self._colour,
            theme,
        )
        painter.end()
        return drawn
