"""The buttons at the top right of the canvas: smaller, zoom, larger, fit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from builder.canvas.surface import Surface
from builder.look.icons import icon
from builder.look.language import tr
from builder.look.theme import STEP, Look

WIDEST = "400 %"
"""The longest text that says how large the surface is shown."""
MARGIN = 14
"""From the sides of the surface, px."""
SIDE = 30
"""Width and height of a button, px."""


class ZoomControls(QWidget):
    """Zooms a surface, and says how large it is shown."""

    def __init__(self, surface: Surface, look: Look) -> None:
        super().__init__(surface)
        self.setAccessibleName(tr("Zoom"))
        self._surface = surface
        self._look = look
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(STEP + 2)
        self._icons: dict[str, QToolButton] = {}
        self._button("minus", tr("Smaller"), "Ctrl+-", surface.zoom_out)
        self.percent = self._button("", tr("Original size"), "Ctrl+0", lambda: surface.zoom_to(1.0))
        self._button("plus", tr("Larger"), "Ctrl++", surface.zoom_in)
        self._button("fit", tr("Show the whole workflow"), "Shift+1", surface.fit)
        surface.camera_changed.connect(self._show_zoom)
        look.changed.connect(self._tint)
        self._tint()
        self._show_zoom()
        self.adjustSize()

    def _button(self, name: str, tip: str, keys: str, run: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("boxed", True)
        button.setFixedSize(SIDE, SIDE)
        button.setIconSize(QSize(14, 14))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(f"{tip} ({keys})")
        button.setAccessibleName(tip)
        button.clicked.connect(run)
        if name:
            self._icons[name] = button
        layout = self.layout()
        assert layout is not None
        layout.addWidget(button)
        return button

    def place(self) -> None:
        """Lie at the top right of the surface."""
        self.move(self._surface.width() - self.width() - MARGIN, MARGIN)

    def _tint(self) -> None:
        for name, button in self._icons.items():
            button.setIcon(icon(name, self._look.theme.text, 14))
        font = self._look.font(13)
        self.percent.setFont(font)
        widest = QFontMetrics(font).horizontalAdvance(WIDEST)
        self.percent.setFixedWidth(max(SIDE * 2, widest + 6 * STEP))
        self.adjustSize()
        self.place()

    def _show_zoom(self) -> None:
        text = f"{round(self._surface.camera.zoom * 100)} %"
        if text != self.percent.text():
            self.percent.setText(text)
