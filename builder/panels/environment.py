"""The environment panel: the variables of one environment, and where its secrets are kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from builder.document import environment_edits as edits
from builder.document.environments import Environments
from builder.look.icons import icon
from builder.look.theme import Look
from builder.model.environment import Environment
from builder.panels.variable_table import VariableTable

EMPTY = (
    "An environment holds variables, so that one workflow runs against several servers. "
    "A request uses one as {{env.name}}."
)


class EnvironmentPanel(QWidget):
    """Edits one environment at a time. What is typed is in its file a moment later.

    Signals:
        close_requested: The user is done here.
    """

    close_requested = Signal()

    def __init__(
        self, environments: Environments, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._environments = environments
        self._look = look
        self.environment = ""
        self.name = QLineEdit(self)
        self.delete = QToolButton(self)
        self.close_button = QToolButton(self)
        self.new = QPushButton("New environment", self)
        self.fault = QLabel(self)
        self.keep_mine = QPushButton("Keep mine", self)
        self.reload = QPushButton("Reload", self)
        self.keeper = QLabel(self)
        self.empty = QLabel(EMPTY, self)
        self.table = VariableTable(environments, look, self)
        self._describe()
        self._lay_out()
        self._connect()
        self._tint()
        self.edit(environments.current)

    def _describe(self) -> None:
        """Names and looks of the parts."""
        self.name.setProperty("bare", True)
        self.name.setFont(self._look.font(16, bold=True))
        self.name.setAccessibleName("Name of the environment")
        self.delete.setAccessibleName("Delete environment")
        self.delete.setToolTip("Delete this environment")
        self.close_button.setAccessibleName("Close")
        self.close_button.setToolTip("Close")
        for label in (self.fault, self.keeper, self.empty):
            label.setWordWrap(True)
        for label in (self.keeper, self.empty):
            label.setProperty("muted", True)
        self.fault.setProperty("tone", "error")
        self.keep_mine.setToolTip("Write what is here over what the other program wrote")
        self.reload.setToolTip("Take over what the other program wrote; undo brings mine back")

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.addWidget(self.name, 1)
        header.addWidget(self.delete)
        header.addWidget(self.close_button)
        choice = QHBoxLayout()
        choice.addWidget(self.keep_mine)
        choice.addWidget(self.reload)
        choice.addStretch(1)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self.table, self.keeper, self.empty):
            column.addWidget(widget)
        column.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(header)
        layout.addWidget(self.fault)
        layout.addLayout(choice)
        layout.addWidget(scroll, 1)

    def _connect(self) -> None:
        self._environments.changed.connect(self.refresh)
        self._environments.conflict.connect(self._conflict)
        self._environments.failed.connect(self.complain)
        self.table.said.connect(self.complain)
        self.name.editingFinished.connect(self._rename)
        self.delete.clicked.connect(self._delete)
        self.close_button.clicked.connect(lambda checked=False: self.close_requested.emit())
        self.new.clicked.connect(self.make_new)
        self.keep_mine.clicked.connect(self._keep_mine)
        self.reload.clicked.connect(self._reload)
        self._look.changed.connect(self._tint)

    def edit(self, name: str) -> None:
        """Show an environment; empty or unknown shows how to make one."""
        self.environment = name
        self.complain("")
        self.refresh()

    def make_new(self) -> None:
        """Make a new environment and show it, its name ready to be typed over."""
        name = edits.free_name(self._environments)
        edits.create(self._environments, name)
        self.edit(name)
        self.name.setFocus()
        self.name.selectAll()

    def refresh(self) -> None:
        """Show the environment as it is now."""
        value = self._environments.all.get(self.environment)
        problem = self._environments.problems.get(self.environment)
        if problem is not None:
            self.complain(f"{problem} The file is left as it is.")
        if value is None or not self.name.hasFocus():
            self.name.setText(self.environment if value or problem else "Environments")
        self.name.setReadOnly(value is None)
        for widget in (self.table, self.keeper, self.delete):
            widget.setVisible(value is not None)
        self.empty.setVisible(value is None and problem is None)
        self.table.show_environment(self.environment, value or Environment())
        self._show_keeper(value or Environment())

    def _show_keeper(self, value: Environment) -> None:
        """Say where secrets are; asked only when there are any, the keyring takes its time."""
        if not any(variable.secret for variable in value.variables):
            self.keeper.setText("The lock makes a variable secret: its value is in no file.")
            return
        store = self._environments.secrets
        reason = f" {store.reason}" if store.reason else ""
        self.keeper.setText(f"Values of secrets are kept in {store.keeper}, in no file.{reason}")

    def _rename(self) -> None:
        old, new = self.environment, self.name.text().strip()
        if old not in self._environments.all or new == old:
            return
        fault = edits.fault_of(self._environments, new, renamed=old)
        self.complain(fault)
        if not fault:
            self.environment = new
            edits.rename(self._environments, old, new)

    def _delete(self) -> None:
        edits.remove(self._environments, self.environment)

    def _conflict(self, name: str) -> None:
        if name == self.environment:
            self.complain("Another program changed the file meanwhile; nothing was overwritten.")
            self.keep_mine.show()
            self.reload.show()

    def _keep_mine(self) -> None:
        self.complain("")
        self._environments.keep_mine(self.environment)

    def _reload(self) -> None:
        self.complain("")
        self._environments.reload()

    def complain(self, fault: str) -> None:
        """Say what cannot be done; empty takes it away."""
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))
        self.keep_mine.hide()
        self.reload.hide()

    def _tint(self) -> None:
        theme = self._look.theme
        self.delete.setIcon(icon("trash", theme.muted))
        self.close_button.setIcon(icon("close", theme.muted))
        self.new.setIcon(icon("plus", theme.text))
