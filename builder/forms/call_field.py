"""Test data that a real call can bring: code, and below it the button that waits for the call."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from pydantic import BaseModel
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QWidget

from builder.document.listener import Listener
from builder.forms.code_field import CodeField
from builder.forms.context import FormContext
from builder.forms.field import ALONE
from builder.forms.tinted import tinted
from builder.look.language import tr
from builder.model.ui import Ui

LISTEN = "Listen"
STOP = "Stop"
COMMAND_HEIGHT = 72
TAKEN = "The call is the test data now."


@runtime_checkable
class Callable(Protocol):
    """A model that can be called over HTTP."""

    method: str
    path: str

    def curl(self, address: str) -> str:
        """See `builder.steps.request_trigger.RequestTrigger.curl`."""
        ...


class CallField(CodeField):
    """JSON of a request; *Listen* waits on this machine for one, and keeps it as an edit."""

    def __init__(self, context: FormContext, note: Ui, parent: QWidget | None = None) -> None:
        super().__init__(context, note, False, parent)
        self._owner: Callable | None = None
        self.listener = Listener(self)
        self.button = QPushButton(tr(LISTEN), self)
        self.button.setToolTip(tr("Wait on this machine for a real call, and keep it as test data"))
        self.told = QLabel(self)
        self.told.setProperty("small", True)
        self.told.setProperty("muted", True)
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.curl = self._command()
        self.copy = QPushButton(tr("Copy"), self)
        self.copy.setToolTip(tr("Copy the command"))
        tinted(self.copy, "copy", context.look)
        self._lay_out()
        self.button.clicked.connect(self._turn)
        self.copy.clicked.connect(self._copy)
        self.listener.changed.connect(self._show_listening)
        self.listener.received.connect(self._take)
        self.listener.failed.connect(self.told.setText)
        self._show_listening()

    def _command(self) -> QPlainTextEdit:
        """Where the command is read; an address may be longer than the line."""
        command = QPlainTextEdit(self)
        command.setReadOnly(True)
        command.setFont(self.context.look.font(12, code=True))
        command.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        command.setFixedHeight(COMMAND_HEIGHT)
        command.setAccessibleName(tr("Command that calls this workflow"))
        return command

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self.told, 1)
        command = QHBoxLayout()
        command.setSpacing(8)
        command.addWidget(self.curl, 1)
        command.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addSpacing(4)
        self.body.addLayout(row)
        self.body.addLayout(command)

    def set_owner(self, value: BaseModel) -> None:
        """Follow what is called; another method or path ends the waiting."""
        owner = value if isinstance(value, Callable) else None
        before, self._owner = self._owner, owner
        if before is None or owner is None:
            return
        if self.listener.address and (before.method, before.path) != (owner.method, owner.path):
            self.listener.stop()

    def _turn(self) -> None:
        if self.listener.address:
            self.listener.stop()
        elif self._owner is not None:
            self.listener.start(self._owner.method, self._owner.path)

    def _show_listening(self) -> None:
        address = self.listener.address
        listening = bool(address) and self._owner is not None
        self.button.setText(tr(STOP) if listening else tr(LISTEN))
        self.curl.setVisible(listening)
        self.copy.setVisible(listening)
        self.told.setText("")
        if self._owner is not None and listening:
            self.told.setText(
                tr(
                    "Waiting for {request}",
                    request=f"{self._owner.method} {address}{self._owner.path}",
                )
            )
            self.curl.setPlainText(self._owner.curl(address))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.curl.toPlainText())

    def _take(self, text: str) -> None:
        self.set_value(text)
        self.edited.emit(text, ALONE)
        self.told.setText(tr(TAKEN))
