"""The section of the workspace panel that lists workflows in their folders."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from builder.look.language import tr
from builder.look.theme import Look
from builder.panels.flow_rows import PATH
from builder.panels.flow_tree import FlowTree
from builder.panels.section_heading import SectionHeading


class FlowSection(QWidget):
    """Heading, tree, and what to do while it is empty.

    Signals:
        add_requested: The "+" was pressed.
        menu_requested: Path of the row whose menu is wanted (None: the workspace), and where it
            belongs in global coordinates.
    """

    add_requested = Signal()
    menu_requested = Signal(object, QPoint)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = SectionHeading(look, tr("Workflows"), tr("New workflow"), self)
        self.add = self.heading.add
        self.tree = FlowTree(look, self)
        self.empty = QLabel(self)
        self.empty.setProperty("muted", True)
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(8, 0, 8, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addWidget(self.tree)
        column.addWidget(self.empty)
        self._words = ""
        self.heading.add_requested.connect(self.add_requested)
        self.tree.resized.connect(self._show_empty)
        self.tree.customContextMenuRequested.connect(self._ask_menu)
        self._show_empty()

    def filter(self, words: str) -> None:
        """List only workflows whose path has these words in it."""
        self._words = words
        self.tree.filter(words)

    def _show_empty(self) -> None:
        rows = self.tree.topLevelItemCount()
        self.tree.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        nothing = tr("No workflows here yet. Press + to make the first one.")
        self.empty.setText(tr("Nothing found.") if self._words else nothing)

    def _ask_menu(self, at: QPoint) -> None:
        item = self.tree.itemAt(at) or self.tree.currentItem()
        path = None if item is None else item.data(0, PATH)
        self.menu_requested.emit(path, self.tree.viewport().mapToGlobal(at))
