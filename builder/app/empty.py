"""What the middle shows while no workflow is open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from builder.look.language import tr


class EmptyDesk(QWidget):
    """Says what to do next.

    Signals:
        chosen: Name of the action the user wants ("new", "open_file", "open_example").
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(tr("No workflow is open"), self)
        title.setProperty("title", True)
        hint = QLabel(tr("Choose one at the left, or start a new one."), self)
        hint.setProperty("muted", True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for name, text in (
            ("new", "New workflow"),
            ("open_file", "Open workflow…"),
            ("open_example", "Open example workspace"),
        ):
            button = QPushButton(tr(text), self)
            button.setProperty("primary", name == "new")
            button.clicked.connect(lambda checked=False, name=name: self.chosen.emit(name))
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(hint, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(12)
        layout.addLayout(row)
        layout.addStretch(2)
