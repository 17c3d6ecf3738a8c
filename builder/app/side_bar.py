"""The left side: the workspace, or the steps to drag from."""

from __future__ import annotations

from collections.abc import Callable

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


STEPS = 1
"""Index of the page with the steps to drag from."""


class SideBar(QWidget):
    """Two pages with a switch above them.

    Args:
        workspace: The first page.
        palette: Makes the second page, when it is wanted first.
        parent: What it lies in.
    """

    def __init__(
        self, workspace: QWidget, palette: Callable[[], QWidget], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._palette = palette
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(176)
        self._pages = QStackedWidget(self)
        self._switch = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(0)
        for index, title in enumerate(("Workspace", "Steps")):
            button = QPushButton(title, self)
            button.setCheckable(True)
            button.setProperty("segment", True)
            button.setProperty("edge", ("left", "right")[index])
            self._switch.addButton(button, index)
            row.addWidget(button)
        self._pages.addWidget(workspace)
        self._switch.button(0).setChecked(True)
        self._switch.idClicked.connect(self._show_page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 10, 8, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self._pages, 1)

    def _show_page(self, index: int) -> None:
        if index == self._pages.count():
            self._pages.addWidget(self._palette())
        self._pages.setCurrentIndex(index)
