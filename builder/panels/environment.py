"""The environment panel: the variables of one environment, and where its secrets are kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from builder.document import environment_edits as edits
from builder.document.environments import Environments
from builder.look.icons import icon
from builder.look.language import tr
from builder.look.theme import Look
from builder.model.environment import Environment
from builder.panels.named_header import MARGIN, NamedHeader
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
        self.header = NamedHeader(environments, "environment", look, self)
        self.new = QPushButton(tr("New environment"), self)
        self.production = QCheckBox(tr("Production: ask before every run"), self)
        self.production.setToolTip(
            tr("Colours the top bar, and asks before a run sends its first request")
        )
        self.keeper = QLabel(self)
        self.empty = QLabel(tr(EMPTY), self)
        self.table = VariableTable(environments, look, self)
        for label in (self.keeper, self.empty):
            label.setWordWrap(True)
            label.setProperty("muted", True)
        self._lay_out()
        self._connect()
        self._tint()
        self.edit(environments.current)

    @property
    def environment(self) -> str:
        """Name of the environment that is edited; empty for none."""
        return self.header.shown

    def _lay_out(self) -> None:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(MARGIN, 0, MARGIN, 0)
        column.setSpacing(12)
        for widget in (self.production, self.table, self.keeper, self.empty):
            column.addWidget(widget)
        column.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the field that has the keys
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 12)
        layout.setSpacing(8)
        layout.addWidget(self.header)
        layout.addWidget(scroll, 1)

    def _connect(self) -> None:
        self._environments.changed.connect(self.refresh)
        self.table.said.connect(self.complain)
        self.header.name_typed.connect(self._rename)
        self.header.delete_requested.connect(
            lambda: edits.remove(self._environments, self.environment)
        )
        self.header.close_requested.connect(self.close_requested)
        self.new.clicked.connect(self.make_new)
        self.production.clicked.connect(
            lambda on: edits.set_production(self._environments, self.environment, on)
        )
        self._look.changed.connect(self._tint)

    def edit(self, name: str) -> None:
        """Show an environment; empty or unknown shows how to make one."""
        self.header.shown = name
        self.complain("")
        self.refresh()

    def make_new(self) -> None:
        """Make a new environment and show it, its name ready to be typed over."""
        name = edits.free_name(self._environments)
        edits.create(self._environments, name)
        self.edit(name)
        self.header.ask_name()

    def refresh(self) -> None:
        """Show the environment as it is now."""
        value = self._environments.all.get(self.environment)
        problem = self._environments.problems.get(self.environment)
        self.header.refresh(tr("Environments"))
        for widget in (self.production, self.table, self.keeper):
            widget.setVisible(value is not None)
        self.production.setChecked(value is not None and value.production)
        self.empty.setVisible(value is None and problem is None)
        self.table.show_environment(self.environment, value or Environment())
        self._show_keeper(value or Environment())

    def _show_keeper(self, value: Environment) -> None:
        """Say where secrets are; asked only when there are any, the keyring takes its time."""
        if not any(variable.secret for variable in value.variables):
            self.keeper.setText(tr("The lock makes a variable secret: its value is in no file."))
            return
        store = self._environments.secrets
        said = tr("Values of secrets are kept in {keeper}, in no file.", keeper=tr(store.keeper))
        self.keeper.setText(f"{said} {tr(store.reason)}".rstrip())

    def _rename(self, new: str) -> None:
        old = self.environment
        if old not in self._environments.all or new == old:
            return
        fault = edits.fault_of(self._environments, new, renamed=old)
        self.complain(fault)
        if not fault:
            self.header.shown = new
            edits.rename(self._environments, old, new)

    def complain(self, fault: str) -> None:
        """Say what cannot be done; empty takes it away."""
        self.header.complain(fault)

    def _tint(self) -> None:
        self.new.setIcon(icon("plus", self._look.theme.text))
