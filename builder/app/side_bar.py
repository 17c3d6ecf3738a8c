"""The left side: the workspace, the steps to drag from, or the search."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from builder.look.icons import icon
from builder.look.language import tr
from builder.look.theme import Look

WIDTH = 216

STEPS = 1
"""Index of the page with the steps to drag from."""
SEARCH = 2
"""Index of the page that searches the workspace."""


class SideBar(QWidget):
    """Pages with a switch above them.

    Args:
        look: Colours.
        workspace: The first page.
        others: Make the other pages, each when it is wanted first.
        parent: What it lies in.
    """

    def __init__(
        self,
        look: Look,
        workspace: QWidget,
        others: Sequence[Callable[[], QWidget]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._made: dict[int, QWidget] = {0: workspace}
        self._makers = others
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(184)
        self.setAccessibleName(tr("Side bar"))
        self._pages = QStackedWidget(self)
        self._switch = QButtonGroup(self)
        self._pages.addWidget(workspace)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 10, 8, 0)
        layout.setSpacing(8)
        layout.addLayout(self._buttons())
        layout.addWidget(self._pages, 1)
        self._switch.button(0).setChecked(True)
        self._switch.idClicked.connect(self.show_page)
        look.changed.connect(self._tint)
        self._tint()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        titles = (tr("Workspace"), tr("Steps"), tr("Search"))
        for index, title in enumerate(titles):
            button = QPushButton("" if index == SEARCH else title, self)
            button.setAccessibleName(title)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setProperty("segment", True)
            button.setProperty("tight", True)
            button.setProperty("edge", ("left", "middle", "right")[index])
            self._switch.addButton(button, index)
            row.addWidget(button)
        search = self._switch.button(SEARCH)
        search.setFixedWidth(30)
        search.setIconSize(QSize(14, 14))
        search.setToolTip(tr("Search the workspace (Ctrl+Shift+F)"))
        self._switch.idToggled.connect(self._tint)
        return row

    @property
    def page(self) -> int:
        """Index of the page in front."""
        return self._switch.checkedId()

    def show_page(self, index: int) -> None:
        """Bring a page to the front, made when it is wanted first."""
        page = self._made.get(index)
        if page is None:
            page = self._made[index] = self._makers[index - 1]()
            self._pages.addWidget(page)
        self._switch.button(index).setChecked(True)
        self._pages.setCurrentWidget(page)

    def show_search(self) -> None:
        """Bring the search to the front."""
        self.show()
        self.show_page(SEARCH)

    def _tint(self) -> None:
        search = self._switch.button(SEARCH)
        theme = self._look.theme
        search.setIcon(icon("search", theme.accent if search.isChecked() else theme.muted))
