"""The dotted ground of the canvas."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QBrush, QPainter, QPixmap

from builder.canvas.camera import Camera
from builder.look.theme import Look

SPACING = 20
"""Between two dots at 100 %, px."""
CLOSEST = 14
"""Dots never stand closer than this on screen, px."""
CELLS = 8
"""So many dots wide and high is the tile: few large copies are faster than many small ones."""
DOT = 1.6
"""Diameter of a dot, px."""


class Grid:
    """Paints the dots as one tile, made anew only when spacing, theme or resolution change."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._tile = QPixmap()
        self._made_for: tuple[int, float, str] = (0, 0.0, "")

    def paint(self, painter: QPainter, rect: QRect, camera: Camera, ratio: float) -> None:
        """Fill a rectangle of the view."""
        spacing = self._spacing(camera.zoom)
        self._renew(spacing, ratio)
        half = spacing / 2
        x, y = camera.x % spacing - half, camera.y % spacing - half
        # On whole pixels of the screen, so that a dot looks the same however it is repainted.
        painter.setBrushOrigin(QPointF(round(x * ratio) / ratio, round(y * ratio) / ratio))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.fillRect(rect, QBrush(self._tile))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def _spacing(self, zoom: float) -> int:
        spacing = SPACING * zoom
        while spacing < CLOSEST:
            spacing *= 2
        while spacing > 3 * CLOSEST:
            spacing /= 2
        return round(spacing)

    def _renew(self, spacing: int, ratio: float) -> None:
        wanted = (spacing, ratio, self._look.theme.name)
        if wanted == self._made_for:
            return
        self._made_for = wanted
        side = round(spacing * CELLS * ratio)
        self._tile = QPixmap(side, side)
        self._tile.setDevicePixelRatio(ratio)
        self._tile.fill(self._look.theme.canvas)
        painter = QPainter(self._tile)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.theme.grid)
        for cell in range(CELLS * CELLS):
            across, down = cell % CELLS + 0.5, cell // CELLS + 0.5
            painter.drawEllipse(QPointF(across * spacing, down * spacing), DOT / 2, DOT / 2)
        painter.end()
