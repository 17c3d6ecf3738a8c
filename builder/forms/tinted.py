"""Buttons whose icon follows the theme."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton

from builder.look.icons import icon
from builder.look.theme import Look

SIZE = 14


class Tint(QObject):
    """Keeps one button's icon in the muted colour; goes with the button."""

    def __init__(self, button: QAbstractButton, name: str, look: Look) -> None:
        super().__init__(button)
        self._button = button
        self._name = name
        self._look = look
        look.changed.connect(self.tint)
        self.tint()

    def tint(self) -> None:
        """Paint the icon in the colour that is on now."""
        self._button.setIcon(icon(self._name, self._look.theme.muted, SIZE))


def tinted(button: QAbstractButton, name: str, look: Look) -> None:
    """Give a button an icon in the muted colour, now and after a change of theme."""
    Tint(button, name, look)
