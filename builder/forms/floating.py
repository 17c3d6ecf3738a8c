"""A sheet with a soft shadow that lies over the window."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from builder.look.theme import CARD_RADIUS, Look

SHADOW = 14
"""Room for the shadow around the sheet, px."""


class Floating(QFrame):
    """Lies over its parent; what it holds keeps `SHADOW` from its sides."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look

    def rule(self) -> QFrame:
        """A thin line between two parts."""
        rule = QFrame(self)
        rule.setProperty("rule", True)
        rule.setFixedHeight(1)
        return rule

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a soft shadow, the ground and the border."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        painter.setPen(Qt.PenStyle.NoPen)
        shade = QColor(theme.shadow)
        for spread in range(SHADOW, 0, -2):
            shade.setAlphaF(theme.shadow.alphaF() * 0.22 * (1 - spread / (SHADOW + 2)))
            painter.setBrush(shade)
            grown = box.adjusted(-spread, -spread + 3, spread, spread)
            painter.drawRoundedRect(grown, CARD_RADIUS + spread, CARD_RADIUS + spread)
        painter.setBrush(theme.raised)
        painter.setPen(QPen(theme.border, 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), CARD_RADIUS, CARD_RADIUS)
