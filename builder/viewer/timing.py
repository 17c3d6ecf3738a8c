"""Where the time of an exchange went: a bar a phase, and facts about the connection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from builder.look.language import tr
from builder.look.theme import Look, Theme
from builder.model.amounts import duration_text, size_text
from builder.model.http import Exchange, Timings

ROW = 26
LABEL = 150
FIGURE = 90
PADDING = 16
PHASES = (
    ("dns", "DNS lookup"),
    ("connect", "Connect"),
    ("tls", "TLS handshake"),
    ("send", "Send request"),
    ("wait", "Wait for response"),
    ("receive", "Receive body"),
)


class Bar(NamedTuple):
    """A phase: name, label, when it began and how long it took (milliseconds; None: not at all)."""

    name: str
    label: str
    start: float
    length: float | None


def bars(timings: Timings) -> list[Bar]:
    """The phases one after another."""
    result, start = [], 0.0
    for name, label in PHASES:
        length: float | None = getattr(timings, name)
        result.append(Bar(name, tr(label), start, length))
        start += length or 0.0
    return result


def facts(exchange: Exchange) -> list[tuple[str, str]]:
    """What else is known of an exchange."""
    body = exchange.body
    wire = size_text(body.raw_size or body.size)
    if body.raw_size and body.raw_size != body.size:
        wire += ", " + tr("{size} unpacked", size=size_text(body.size))
    peer = exchange.remote + (f" ({tr('connection was open already')})" if exchange.reused else "")
    rows = [
        (tr("Protocol"), exchange.http_version),
        (tr("Remote address"), peer.strip()),
        (tr("Response body"), wire),
        (tr("Request body"), size_text(exchange.request_body.size)),
    ]
    return [(label, text) for label, text in rows if text]


class TimingView(QWidget):
    """Paints the phases and the facts."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Painted by hand from left to right.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._look = look
        self._bars: Sequence[Bar] = ()
        self._facts: Sequence[tuple[str, str]] = ()
        self._total = 0.0
        look.changed.connect(self.update)

    def show_exchange(self, exchange: Exchange | None) -> None:
        """Show the times of an exchange."""
        self._bars = bars(exchange.timings) if exchange else ()
        self._facts = facts(exchange) if exchange else ()
        self._total = exchange.timings.total if exchange else 0.0
        self.setAccessibleDescription(", ".join(f"{b.label} {_figure(b)}" for b in self._bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All rows, at a width where bars can be told apart."""
        return QSize(420, 2 * PADDING + ROW * (len(self._bars) + len(self._facts) + 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows."""
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = PADDING
        for bar in self._bars:
            self._paint_bar(painter, bar, y)
            y += ROW
        if self._bars:
            self._paint_line(painter, tr("Total"), duration_text(self._total), y, bold=True)
            y += ROW + 12
        for label, text in self._facts:
            self._paint_line(painter, label, text, y)
            y += ROW

    def _paint_bar(self, painter: QPainter, bar: Bar, y: int) -> None:
        theme = self._look.theme
        painter.setFont(self._look.font())
        self._text(painter, QRectF(PADDING, y, LABEL, ROW), bar.label, theme.muted)
        track = QRectF(PADDING + LABEL, y + ROW / 2 - 3, self._track_width(), 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.canvas)
        painter.drawRoundedRect(track, 3, 3)
        if bar.length is not None and self._total > 0:
            left = track.left() + track.width() * bar.start / self._total
            width = max(2.0, track.width() * bar.length / self._total)
            painter.setBrush(_colour(bar.name, theme))
            painter.drawRoundedRect(
                QRectF(min(left, track.right() - width), track.top(), width, 6), 3, 3
            )
        figure = QRectF(track.right() + 8, y, FIGURE - 8, ROW)
        self._text(
            painter, figure, _figure(bar), theme.text if bar.length else theme.muted, right=True
        )

    def _paint_line(
        self, painter: QPainter, label: str, text: str, y: int, bold: bool = False
    ) -> None:
        painter.setFont(self._look.font(bold=bold))
        theme = self._look.theme
        self._text(
            painter, QRectF(PADDING, y, LABEL, ROW), label, theme.text if bold else theme.muted
        )
        room = QRectF(PADDING + LABEL, y, self._track_width() + FIGURE, ROW)
        self._text(painter, room, text, theme.text, right=bold)

    def _text(
        self, painter: QPainter, room: QRectF, text: str, colour: QColor, right: bool = False
    ) -> None:
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.setPen(colour)
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, text)

    def _track_width(self) -> float:
        return min(480.0, max(40.0, self.width() - 2 * PADDING - LABEL - FIGURE))


def _figure(bar: Bar) -> str:
    return "–" if bar.length is None else duration_text(bar.length)


def _colour(phase: str, theme: Theme) -> QColor:
    if phase == "wait":
        return theme.ok
    return theme.blue if phase == "receive" else theme.accent
