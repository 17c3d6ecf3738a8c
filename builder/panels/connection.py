"""The connection panel: one connection with its test, or how to make one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from builder.document.connection_variables import connection_variables
from builder.document.connections import Connections
from builder.document.environments import Environments
from builder.document.one_request import OneRequest
from builder.forms.context import FormContext
from builder.forms.form import MARGIN, Form
from builder.look.icons import icon
from builder.look.theme import Look
from builder.model.connection import Connection
from builder.model.events import StepFinished
from builder.model.http import status_text
from builder.model.ui import notes
from builder.model.url import address_problem
from builder.panels.new_connection import NewConnection
from builder.panels.step_panel import MergeEnd
from builder.steps import IntegrationRequest


class ConnectionPanel(QWidget):
    """Edits one connection at a time. What is typed is in its file a moment later.

    Signals:
        close_requested: The user is done here.
        described: File or URL of an OpenAPI 3 document to make a connection from; empty to ask.
        renamed: The old and the new name of a connection.
        secret_offered: Place of a literal that should become a secret variable, and the literal.
    """

    close_requested = Signal()
    described = Signal(str)
    renamed = Signal(str, str)
    secret_offered = Signal(str, str)

    def __init__(
        self,
        connections: Connections,
        environments: Environments,
        look: Look,
        folder: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._connections = connections
        self._environments = environments
        self._look = look
        self._context = FormContext(look, connection_variables(environments, self), folder)
        self.connection = ""
        self.form: Form | None = None
        self.tester = OneRequest(self)
        self.name = QLineEdit(self)
        self.delete = QToolButton(self)
        self.close_button = QToolButton(self)
        self.fault = QLabel(self)
        self.keep_mine = QPushButton("Keep mine", self)
        self.reload = QPushButton("Reload", self)
        self.new = NewConnection(self)
        self.test = QPushButton("Test connection", self)
        self.documentation = QPushButton("Documentation", self)
        self.result = QLabel(self)
        self._describe()
        self._lay_out()
        self._connect()
        self._tint()
        self.edit("")

    def _describe(self) -> None:
        self.name.setProperty("bare", True)
        self.name.setFont(self._look.font(16, bold=True))
        self.name.setAccessibleName("Name of the connection")
        self.delete.setAccessibleName("Delete connection")
        self.delete.setToolTip("Delete this connection")
        self.close_button.setAccessibleName("Close")
        self.close_button.setToolTip("Close")
        self.test.setProperty("primary", True)
        self.test.setToolTip("Call the test endpoint with GET and show what comes back")
        self.documentation.setToolTip("Open the API's documentation in the browser")
        for label in (self.fault, self.result):
            label.setWordWrap(True)
        self.fault.setProperty("tone", "error")
        self.result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.keep_mine.setToolTip("Write what is here over what the other program wrote")
        self.reload.setToolTip("Take over what the other program wrote; undo brings mine back")

    def _lay_out(self) -> None:
        header, choice, footer = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (header, choice, footer):
            row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        for widget in (self.fault, self.result, self.new):
            widget.setContentsMargins(MARGIN, 0, MARGIN, 0)
        header.addWidget(self.name, 1)
        header.addWidget(self.delete)
        header.addWidget(self.close_button)
        choice.addWidget(self.keep_mine)
        choice.addWidget(self.reload)
        choice.addStretch(1)
        footer.addWidget(self.test)
        footer.addWidget(self.documentation)
        footer.addStretch(1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 12, 0, 12)
        self._layout.setSpacing(8)
        self._layout.addLayout(header)
        self._layout.addWidget(self.fault)
        self._layout.addLayout(choice)
        self._layout.addWidget(self.new, 1)
        self._layout.addLayout(footer)
        self._layout.addWidget(self.result)

    def _connect(self) -> None:
        self._connections.changed.connect(self.refresh)
        self._environments.changed.connect(self._check)
        self._connections.conflict.connect(self._conflict)
        self._connections.failed.connect(self.complain)
        self.new.made.connect(self.make)
        self.new.described.connect(self.described)
        self.new.failed.connect(self.complain)
        self.name.editingFinished.connect(self._rename)
        self.delete.clicked.connect(lambda: self._connections.remove(self.connection))
        self.close_button.clicked.connect(lambda checked=False: self.close_requested.emit())
        self.keep_mine.clicked.connect(lambda: self._settle(mine=True))
        self.reload.clicked.connect(lambda: self._settle(mine=False))
        self.test.clicked.connect(self.start_test)
        self.documentation.clicked.connect(self._open_documentation)
        self.tester.answered.connect(self._answered)
        self.tester.failed.connect(lambda why: self._say(why, "error"))
        self._look.changed.connect(self._tint)
        self._merging = MergeEnd(self._connections, self)

    def edit(self, name: str) -> None:
        """Show a connection; empty or unknown shows how to make one."""
        self.connection = name
        self._show_form(None)
        self._say("")
        self.complain("")
        self.refresh()

    def make(self, wanted: str, connection: Connection) -> None:
        """Make a connection and show it, its name ready to be typed over."""
        try:
            name = self._connections.create(wanted, connection)
        except ValueError as fault:
            self.complain(str(fault))
            return
        self.edit(name)
        self.name.setFocus()
        self.name.selectAll()

    def refresh(self) -> None:
        """Show the connection as it is now."""
        value = self._connections.all.get(self.connection)
        problem = self._connections.problems.get(self.connection)
        if problem is not None:
            self.complain(f"{problem} The file is left as it is.")
        if value is None or not self.name.hasFocus():
            self.name.setText(self.connection if value or problem else "New connection")
        self.name.setReadOnly(value is None)
        for widget in (self.delete, self.test, self.documentation):
            widget.setVisible(value is not None)
        self.new.setVisible(value is None and problem is None)
        self._show_form(value)
        self._check()

    def _show_form(self, value: Connection | None) -> None:
        """Each connection has a form of its own: what one was must not be offered to another."""
        if value is None:
            if self.form is not None:
                self.form.deleteLater()
                self.form.hide()
            self.form = None
            return
        if self.form is None:
            self.form = Form(self._context, Connection, self)
            self.form.edited.connect(self._edited)
            self.form.secret_offered.connect(self.secret_offered)
            self._layout.insertWidget(4, self.form, 1)
        self.form.set_value(value)
        self.documentation.setEnabled(address_problem(value.documentation) is None)

    def _check(self) -> None:
        value = self._connections.all.get(self.connection)
        if value is not None and self.form is not None:
            self.form.set_problems({p.field: p.message for p in value.problems()})

    def _edited(self, fields: dict[str, Any], place: str) -> None:
        if self.form is None or not isinstance(self.form.value, Connection):
            return
        label = notes(Connection, next(iter(fields))).label
        merge = f"{self.connection}.{place}" if place else ""
        self._connections.edit(self.connection, self.form.value, f"Edit {label}", merge)

    def _rename(self) -> None:
        old, new = self.connection, self.name.text().strip()
        if old not in self._connections.all or new == old:
            return
        fault = self._connections.fault_of(new, renamed=old)
        self.complain(fault)
        if not fault:
            self.connection = new
            self._connections.rename(old, new)
            self.renamed.emit(old, new)

    def start_test(self) -> None:
        """Call the test endpoint; what comes back is shown below the button."""
        value = self._connections.all.get(self.connection)
        if value is None:
            return
        step = IntegrationRequest(connection=self.connection, url=value.test_endpoint)
        if self.tester.send(step, self._environments.surroundings()):
            self._say("Calling…", "muted")

    def _answered(self, event: StepFinished) -> None:
        last = event.exchanges[-1]
        self._say(f"{status_text(last)} · {event.duration:.0f} ms · {last.method} {last.url}", "ok")

    def _say(self, text: str, tone: str = "muted") -> None:
        self.result.setProperty("tone", "" if tone == "muted" else tone)
        self.result.setProperty("muted", tone == "muted")
        self.result.style().polish(self.result)
        self.result.setText(text)
        self.result.setVisible(bool(text))

    def _open_documentation(self) -> None:
        value = self._connections.all.get(self.connection)
        if value is not None:
            QDesktopServices.openUrl(QUrl(value.documentation))

    def _conflict(self, name: str) -> None:
        if name == self.connection:
            self.complain("Another program changed the file meanwhile; nothing was overwritten.")
            self.keep_mine.show()
            self.reload.show()

    def _settle(self, mine: bool) -> None:
        self.complain("")
        if mine:
            self._connections.keep_mine(self.connection)
        else:
            self._connections.reload()

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
