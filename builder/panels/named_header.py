"""The top of the editor of an environment or a connection: its name, and what went wrong."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from builder.document.named_values import NamedValues
from builder.look.icons import icon
from builder.look.language import tr
from builder.look.theme import Look

MARGIN = 16
"""Room at the sides, px."""
CONFLICT = "Another program changed the file meanwhile; nothing was overwritten."
WORDS = {
    "connection": ("Name of the connection", "Delete this connection"),
    "environment": ("Name of the environment", "Delete this environment"),
}
"""What the name and the button that deletes are called, by what is edited."""


class NamedHeader(QWidget):
    """Name, buttons that delete and close, a line for faults, and the choice after a conflict.

    Attributes:
        shown: Name of what is edited; empty for nothing.

    Signals:
        name_typed: The name that was typed, once it is finished.
        delete_requested: What is edited is to go.
        close_requested: The user is done here.
    """

    name_typed = Signal(str)
    delete_requested = Signal()
    close_requested = Signal()

    def __init__(
        self, values: NamedValues[Any], what: str, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._values = values
        self._look = look
        self.shown = ""
        self.name = QLineEdit(self)
        self.delete = QToolButton(self)
        self.close_button = QToolButton(self)
        self.fault = QLabel(self)
        self.keep_mine = QPushButton(tr("Keep mine"), self)
        self.reload = QPushButton(tr("Reload"), self)
        self._describe(what)
        self._lay_out()
        self._connect()
        self._tint()
        self.complain("")

    def _describe(self, what: str) -> None:
        self.name.setProperty("bare", True)
        self.name.setFont(self._look.font(16, bold=True))
        naming, deleting = (tr(text) for text in WORDS[what])
        self.name.setAccessibleName(naming)
        self.delete.setAccessibleName(deleting)
        self.delete.setToolTip(deleting)
        self.close_button.setAccessibleName(tr("Close"))
        self.close_button.setToolTip(tr("Close"))
        self.fault.setWordWrap(True)
        self.fault.setProperty("tone", "error")
        self.keep_mine.setToolTip(tr("Write what is here over what the other program wrote"))
        self.reload.setToolTip(tr("Take over what the other program wrote; undo brings mine back"))

    def _lay_out(self) -> None:
        top, choice = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.name, 1)
        top.addWidget(self.delete)
        top.addWidget(self.close_button)
        choice.addWidget(self.keep_mine)
        choice.addWidget(self.reload)
        choice.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 0, MARGIN, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.fault)
        column.addLayout(choice)

    def _connect(self) -> None:
        self.name.editingFinished.connect(lambda: self.name_typed.emit(self.name.text().strip()))
        self.delete.clicked.connect(lambda checked=False: self.delete_requested.emit())
        self.close_button.clicked.connect(lambda checked=False: self.close_requested.emit())
        self.keep_mine.clicked.connect(lambda: self._settle(mine=True))
        self.reload.clicked.connect(lambda: self._settle(mine=False))
        self._values.conflict.connect(self._conflict)
        self._values.failed.connect(self.complain)
        self._look.changed.connect(self._tint)

    def refresh(self, otherwise: str) -> None:
        """Show the name as it is now.

        Args:
            otherwise: The heading while nothing is edited.
        """
        there = self.shown in self._values.all
        problem = self._values.problems.get(self.shown)
        if problem is not None:
            self.complain(f"{problem} {tr('The file is left as it is.')}")
        if not there or not self.name.hasFocus():
            self.name.setText(self.shown if there or problem else otherwise)
        self.name.setReadOnly(not there)
        reach = Qt.FocusPolicy.StrongFocus if there else Qt.FocusPolicy.NoFocus
        self.name.setFocusPolicy(reach)
        self.delete.setVisible(there)

    def ask_name(self) -> None:
        """Let the name be typed over."""
        self.name.setFocus()
        self.name.selectAll()

    def complain(self, fault: str) -> None:
        """Say what cannot be done; empty takes it away."""
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))
        self.keep_mine.hide()
        self.reload.hide()

    def _conflict(self, name: str) -> None:
        if name == self.shown:
            self.complain(tr(CONFLICT))
            self.keep_mine.show()
            self.reload.show()

    def _settle(self, mine: bool) -> None:
        self.complain("")
        if mine:
            self._values.keep_mine(self.shown)
        else:
            self._values.reload()

    def _tint(self) -> None:
        theme = self._look.theme
        self.delete.setIcon(icon("trash", theme.muted))
        self.close_button.setIcon(icon("close", theme.muted))
