"""The left side: the workspace, or the steps to drag from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

WIDTH = 216


class SideBar(QWidget):
    """Two pages with a switch above them."""

    def __init__(self, workspace: QWidget, palette: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(176)
        self._pages = QStackedWidget(self)
        self._switch = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(0)
        for index, (title, page) in enumerate((("Workspace", workspace), ("Steps", palette))):
            button = QPushButton(title, self)
            button.setCheckable(True)
            button.setProperty("segment", True)
            button.setProperty("edge", ("left", "right")[index])
            self._switch.addButton(button, index)
            row.addWidget(button)
            self._pages.addWidget(page)
        self._switch.button(0).setChecked(True)
        self._switch.idClicked.connect(self._pages.setCurrentIndex)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 10, 8, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self._pages, 1)

    def show_steps(self) -> None:
        """Bring the palette up."""
        self._switch.button(1).click()
