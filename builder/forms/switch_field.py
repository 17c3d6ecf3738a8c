"""Yes or no: a switch with its words beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QWidget

from builder.forms.context import FormContext
from builder.forms.field import ALONE, Field
from builder.look.theme import Look
from builder.model.ui import Ui

WIDTH, HEIGHT = 32, 18


class Switch(QAbstractButton):
    """A small sliding switch; Space and Enter turn it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """The track with room for the ring of the focus."""
        return QSize(WIDTH + 4, HEIGHT + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track, knob, and a ring while it has focus."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(2, 2, WIDTH, HEIGHT)
        if self.hasFocus():
            painter.setPen(QPen(theme.accent, 1))
            painter.drawRoundedRect(track.adjusted(-1.5, -1.5, 1.5, 1.5), 11, 11)
        on = self.isChecked()
        painter.setPen(QPen(theme.accent if on else theme.muted, 1))
        painter.setBrush(theme.accent if on else theme.raised)
        painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), HEIGHT / 2, HEIGHT / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.on_primary if on else theme.muted)
        side = HEIGHT - 4
        left = track.right() - side - 2 if on else track.left() + 2
        painter.drawEllipse(QRectF(left, track.top() + 2, side, side))


class Words(QLabel):
    """Text beside a switch; a click on it turns the switch."""

    def __init__(self, text: str, switch: Switch, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setBuddy(switch)
        self._switch = switch
        self.setWordWrap(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Turn the switch."""
        self._switch.click()


class SwitchField(Field):
    """A value that is true or false."""

    def __init__(self, context: FormContext, note: Ui, parent: QWidget | None = None) -> None:
        super().__init__(context, note, parent)
        self.switch = Switch(context.look, self)
        self.switch.setAccessibleName(note.label)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        row.addWidget(Words(note.label, self.switch, self), 1)
        self.finish()
        self.switch.clicked.connect(self._turned)
        self.setFocusProxy(self.switch)

    def set_value(self, value: bool) -> None:
        """Show on or off."""
        if value != self.switch.isChecked():
            self.switch.setChecked(value)

    def _turned(self, on: bool) -> None:
        self.edited.emit(on, ALONE)
