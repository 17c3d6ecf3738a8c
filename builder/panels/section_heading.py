"""The heading of a section of the workspace panel, with a "+" where something can be added."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from builder.look.icons import icon
from builder.look.theme import Look


class SectionHeading(QWidget):
    """A heading.

    Args:
        look: Colours and fonts.
        title: What it says.
        add: Tooltip of the "+"; without one there is none.
        parent: What it lies in.

    Signals:
        add_requested: The "+" was pressed.
    """

    add_requested = Signal()

    def __init__(self, look: Look, title: str, add: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        words = QLabel(title, self)
        words.setProperty("muted", True)
        words.setProperty("small", True)
        words.setFont(look.font(12, bold=True))
        self.add = QToolButton(self)
        self.add.setToolTip(add)
        self.add.setAccessibleName(add)
        self.add.setFixedSize(24, 24)
        self.add.setVisible(bool(add))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.addWidget(words, 1)
        row.addWidget(self.add)
        self.add.clicked.connect(lambda checked=False: self.add_requested.emit())
        look.changed.connect(self._tint)
        self._tint()

    def _tint(self) -> None:
        self.add.setIcon(icon("plus", self._look.theme.muted))
