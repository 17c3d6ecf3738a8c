"""The connection panel: one connection with its test, or how to make one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from builder.document.connection_tokens import ConnectionTokens
from builder.document.connection_variables import connection_variables
from builder.document.connections import Connections
from builder.document.environments import Environments
from builder.document.one_request import OneRequest, workflow_of
from builder.document.run_session import RunSession
from builder.forms.context import FormContext
from builder.forms.form import Form
from builder.look.language import tr
from builder.look.theme import Look
from builder.model.connection import Connection
from builder.model.events import StepFinished
from builder.model.http import status_text
from builder.model.ui import notes
from builder.model.url import address_problem
from builder.panels.merge_end import MergeEnd
from builder.panels.named_header import MARGIN, NamedHeader
from builder.panels.new_connection import NewConnection
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
        self._tokens = ConnectionTokens(environments, self)
        variables = connection_variables(environments, self)
        self._context = FormContext(look, variables, folder, tokens=self._tokens)
        self.form: Form | None = None
        self.tester = OneRequest(self)
        self.header = NamedHeader(connections, "connection", look, self)
        self.new = NewConnection(self)
        self.test = QPushButton(tr("Test connection"), self)
        self.documentation = QPushButton(tr("Documentation"), self)
        self.result = QLabel(self)
        self._describe()
        self._lay_out()
        self._connect()
        self.edit("")

    @property
    def connection(self) -> str:
        """Name of the connection that is edited; empty for none."""
        return self.header.shown

    def _describe(self) -> None:
        self.test.setProperty("primary", True)
        self.test.setToolTip(tr("Call the test endpoint with GET and show what comes back"))
        self.documentation.setToolTip(tr("Open the API's documentation in the browser"))
        self.result.setWordWrap(True)
        self.result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def _lay_out(self) -> None:
        footer = QHBoxLayout()
        footer.setContentsMargins(MARGIN, 0, MARGIN, 0)
        for widget in (self.result, self.new):
            widget.setContentsMargins(MARGIN, 0, MARGIN, 0)
        footer.addWidget(self.test)
        footer.addWidget(self.documentation)
        footer.addStretch(1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 12, 0, 12)
        self._layout.setSpacing(8)
        self._layout.addWidget(self.header)
        self._layout.addWidget(self.new, 1)
        self._layout.addLayout(footer)
        self._layout.addWidget(self.result)

    def _connect(self) -> None:
        self._connections.changed.connect(self.refresh)
        self._environments.changed.connect(self._check)
        self.new.made.connect(self.make)
        self.new.described.connect(self.described)
        self.new.failed.connect(self.complain)
        self.header.name_typed.connect(self._rename)
        self.header.delete_requested.connect(lambda: self._connections.remove(self.connection))
        self.header.close_requested.connect(self.close_requested)
        self.test.clicked.connect(self.start_test)
        self.documentation.clicked.connect(self._open_documentation)
        self.tester.answered.connect(self._answered)
        self.tester.failed.connect(lambda why: self._say(why, "error"))
        self._merging = MergeEnd(self._connections, self)

    def edit(self, name: str) -> None:
        """Show a connection; empty or unknown shows how to make one."""
        self.header.shown = self._tokens.connection = name
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
        self.header.ask_name()

    def refresh(self) -> None:
        """Show the connection as it is now."""
        value = self._connections.all.get(self.connection)
        problem = self._connections.problems.get(self.connection)
        self.header.refresh(tr("New connection"))
        for widget in (self.test, self.documentation):
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
            self._layout.insertWidget(2, self.form, 1)
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
        self._connections.edit(
            self.connection, self.form.value, tr("Edit {name}", name=tr(label)), merge
        )

    def _rename(self, new: str) -> None:
        old = self.connection
        if old not in self._connections.all or new == old:
            return
        fault = self._connections.fault_of(new, renamed=old)
        self.complain(fault)
        if not fault:
            self.header.shown = self._tokens.connection = new
            self._connections.rename(old, new)
            self.renamed.emit(old, new)

    @property
    def sessions(self) -> tuple[RunSession, ...]:
        """What sends for the panel; whoever owns the panel closes them."""
        return (*self._tokens.sessions, *self.tester.sessions)

    def start_test(self) -> None:
        """Call the test endpoint; what comes back is shown below the button."""
        value = self._connections.all.get(self.connection)
        if value is None:
            return
        step = IntegrationRequest(connection=self.connection, url=value.test_endpoint)
        if not self._environments.permit(workflow_of(step), self.start_test):
            return
        if self.tester.send(step, self._environments.surroundings()):
            self._say(tr("Calling…"), "muted")

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

    def complain(self, fault: str) -> None:
        """Say what cannot be done; empty takes it away."""
        self.header.complain(fault)
