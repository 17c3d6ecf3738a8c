"""The status pill: a few words on a tinted round ground ("200 · 84 ms", "Yes", "failed")."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from builder.look.theme import Look
from builder.model.visible_text import visible

HEIGHT = 20
"""Height of a pill, px."""
PADDING = 8
"""Room at the left and the right of the text, px."""
WIDEST = 320
"""Of a pill that is dragged, px."""
TEXT_SIZE = 11
"""Height of the text, px."""


def colours(tone: str, look: Look) -> tuple[QColor, QColor]:
    """Ink and ground of a tone: "ok", "warning", "error", "accent"; any other is muted."""
    if tone in ("ok", "warning", "error", "accent"):
        return look.theme.tone(tone)
    return look.theme.muted, look.theme.canvas


def pill_size(text: str, look: Look) -> QSize:
    """What a pill with that text takes, px."""
    width = QFontMetricsF(look.font(TEXT_SIZE, bold=True)).horizontalAdvance(text)
    return QSize(round(width + 0.5) + 2 * PADDING, HEIGHT)


def paint_pill(painter: QPainter, rect: QRectF, text: str, tone: str, look: Look) -> None:
    """Paint a pill that fills `rect`; text that does not fit is cut with an ellipsis."""
    ink, ground = colours(tone, look)
    painter.save()
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # figures read so anywhere
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    font = look.font(TEXT_SIZE, bold=True)
    painter.setFont(font)
    painter.setPen(ink)
    room = rect.adjusted(PADDING - 1, 0, 1 - PADDING, 0)
    elide = Qt.TextElideMode.ElideRight
    shown = QFontMetricsF(font).elidedText(visible(text), elide, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()


def pill_picture(text: str, tone: str, look: Look, on: QWidget) -> QPixmap:
    """A pill as a picture in the resolution of a widget's screen, at most `WIDEST` px wide."""
    size = pill_size(text, look).boundedTo(QSize(WIDEST, HEIGHT))
    ratio = on.devicePixelRatioF()
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_pill(painter, QRectF(0, 0, size.width(), size.height()), text, tone, look)
    painter.end()
    return picture


class Pill(QWidget):
    """A pill as a widget, as wide as its text; nothing while it has none."""

    def __init__(self, look: Look, text: str = "", tone: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self._look = look
        self.text = ""
        self.tone = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)
        self.set(text, tone)

    def set(self, text: str, tone: str) -> None:
        """Show a text in a tone ("ok", "warning", "error", "accent", else muted)."""
        self.text = text
        self.tone = tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the text."""
        return pill_size(self.text, self._look) if self.text else QSize(0, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill."""
        if not self.text:
            return
        painter = QPainter(self)
        paint_pill(painter, QRectF(self.rect()), self.text, self.tone, self._look)
