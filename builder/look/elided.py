"""A line of words that ends in “…” where it does not fit, and is whole as a tooltip then."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from builder.model.visible_text import visible


class ElidedLabel(QLabel):
    """Plain words on one line, which take what room there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def shown(self) -> str:
        """The words as they are painted."""
        room = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def setText(self, text: str) -> None:
        """Show other words."""
        super().setText(visible(text))
        self._explain()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer of the words fit."""
        super().resizeEvent(event)
        self._explain()

    def _explain(self) -> None:
        self.setToolTip("" if self.shown == self.text() else self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words that fit."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment()), self.shown)
