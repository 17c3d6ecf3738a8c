"""What stands above a body: how it is shown, the search, its size, a menu, and what went wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from builder.look.icons import icon
from builder.look.language import tr
from builder.look.naming import name_choice
from builder.look.theme import Look
from builder.viewer.body_pages import Mode
from builder.viewer.search_bar import SearchBar

NARROW = 360
"""Below this width the amount makes room."""


class BodyBar(QWidget):
    """The bar.

    Signals:
        chosen: The user wants to see the body in another way (`Mode`).
        menu_requested: The menu is wanted at a global position.
    """

    chosen = Signal(object)
    menu_requested = Signal(QPoint)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.modes = QComboBox()
        for mode in Mode:
            self.modes.addItem(tr(mode.value))
        self.modes.setToolTip(tr("How the body is shown"))
        name_choice(self.modes, tr("How the body is shown"))
        self.search = SearchBar(look)
        self.amount = QLabel()
        self.amount.setProperty("muted", True)
        self.more = QToolButton()
        self.more.setToolTip(tr("Copy, save and more"))
        self.more.setAccessibleName(tr("Copy, save and more"))
        self.more.setIconSize(QSize(14, 14))
        self.fault = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.fault.setProperty("tone", "error")
        self.fault.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.modes, self.search, self.amount, self.more):
            row.addWidget(widget, 1 if widget is self.search else 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.fault)
        self.modes.activated.connect(lambda position: self.chosen.emit(list(Mode)[position]))
        self.more.clicked.connect(
            lambda: self.menu_requested.emit(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        )
        look.changed.connect(self._tint)
        self._tint()

    @property
    def mode(self) -> Mode:
        """How the body is shown."""
        return list(Mode)[self.modes.currentIndex()]

    def set_mode(self, mode: Mode) -> None:
        """Say how the body is shown; a preview has nothing to search."""
        self.modes.setCurrentIndex(list(Mode).index(mode))
        self.search.setEnabled(mode is not Mode.PREVIEW)

    def allow(self, modes: Sequence[Mode]) -> None:
        """Which ways make sense for the body."""
        items = self.modes.model()
        assert isinstance(items, QStandardItemModel)
        for position, mode in enumerate(Mode):
            items.item(position).setEnabled(mode in modes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the search its room: in a narrow panel the size goes."""
        super().resizeEvent(event)
        self.amount.setVisible(self.width() >= NARROW)

    def say_fault(self, words: str) -> None:
        """Say what is wrong with the filter; empty for nothing."""
        self.fault.setText(words)
        self.fault.setVisible(bool(words))

    def _tint(self) -> None:
        self.more.setIcon(icon("more", self._look.theme.text, 14))
