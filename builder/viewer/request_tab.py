"""The request as it was sent: method, URL, headers, body; secrets are masked already."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from builder.exchange.to_curl import to_curl
from builder.exchange.to_python import to_python
from builder.look.icons import icon
from builder.look.language import tr
from builder.look.pill import Pill
from builder.look.theme import Look
from builder.model.amounts import size_text
from builder.model.http import BodyRecord, Exchange
from builder.viewer.body import Nature, open_body
from builder.viewer.body_view import BodyView
from builder.viewer.hex_rows import HexRows
from builder.viewer.highlight import Highlighter, lexer_name
from builder.viewer.pairs import PairsView
from builder.viewer.text_rows import TextRows

_NARROW = 560
"""Below this width the buttons make room for the URL."""
_NARROWEST = 400
"""Below this width they are icons alone."""

TONES = {"POST": "warning", "DELETE": "error", "PUT": "accent", "PATCH": "accent"}


class RequestTab(QWidget):
    """What went out.

    Signals:
        again_requested: The `Exchange` whose request is to be edited and sent again; emitted only
            where `again` is shown.
    """

    again_requested = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.method = Pill(look)
        self.url = QLineEdit(readOnly=True)
        self.url.setProperty("code", True)
        self.url.setProperty("bare", True)
        self.url.setAccessibleName(tr("URL as sent"))
        self.headers = PairsView(look, (tr("Header"), tr("Value")))
        self.body = BodyView(look)
        self.body.setAccessibleName(tr("Body of the request"))
        self.copy_curl = self._copying(
            tr("Copy as cURL"),
            tr("A command for bash that sends this again; secrets are variables"),
            to_curl,
        )
        self.copy_python = self._copying(
            tr("Copy as Python"),
            tr("A program with httpx; secrets come from the environment"),
            to_python,
        )
        self._exchange: Exchange | None = None
        self.again = QPushButton(tr("Edit and send again"), self)
        self.again.setProperty("flat", True)
        self.again.setAccessibleName(tr("Edit and send again"))
        self.again.setToolTip(tr("Open this request as a new workflow"))
        self.again.clicked.connect(lambda: self.again_requested.emit(self._exchange))
        self.again.hide()
        self.about = QLabel()
        self.about.setProperty("muted", True)
        self._arrange()

    def _copying(self, words: str, help: str, write: Callable[[Exchange], str]) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("flat", True)
        button.setAccessibleName(words)
        button.setToolTip(help)
        button.clicked.connect(partial(self._copy, write))
        return button

    def _copy(self, write: Callable[[Exchange], str], _: bool = False) -> None:
        if self._exchange is not None:
            QGuiApplication.clipboard().setText(write(self._exchange))

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(16, 10, 16, 10)
        line.setSpacing(8)
        line.addWidget(self.method)
        line.addWidget(self.url, 1)
        line.addWidget(self.copy_curl)
        line.addWidget(self.copy_python)
        line.addWidget(self.again)
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.about.setContentsMargins(16, 6, 16, 6)
        column.addWidget(self.about)
        column.addWidget(self.body, 1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.headers)
        parts.addWidget(lower)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(line)
        whole.addWidget(parts, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the buttons say what there is room for."""
        super().resizeEvent(event)
        buttons = (
            (self.copy_curl, "copy", "cURL"),
            (self.copy_python, "copy", "Python"),
            (self.again, "refresh", ""),
        )
        for button, name, words in buttons:
            narrow = self.width() < _NARROW
            short = words if self.width() >= _NARROWEST else ""
            button.setText(short if narrow else button.accessibleName())
            button.setIcon(icon(name, self._look.theme.muted, 14) if narrow else QIcon())

    def show_exchange(self, exchange: Exchange) -> None:
        """Show the request of an exchange."""
        self._exchange = exchange
        self.method.set(exchange.method, TONES.get(exchange.method, "ok"))
        self.url.setText(exchange.url)
        self.url.setCursorPosition(0)
        self.url.setToolTip(exchange.url)
        self.headers.show_rows(exchange.request_headers)
        self._show_body(exchange.request_body)

    def _show_body(self, record: BodyRecord) -> None:
        self.body.setVisible(record.size > 0)
        if not record.size:
            self.about.setText(tr("No body was sent."))
            return
        try:
            body = open_body(record)
        except OSError as error:
            self.about.setText(
                tr("The body that was sent cannot be read: {why}.", why=error.strerror)
            )
            return
        if not len(body.data):
            self.about.setText(
                tr("Body of {size}, streamed and not kept.", size=size_text(record.size))
            )
            return
        kind = body.media_type or tr("no media type")
        self.about.setText(f"{tr('Body')} · {kind} · {size_text(record.size)}")
        if body.nature in (Nature.BINARY, Nature.IMAGE):
            self.body.set_rows(HexRows(body.data), None)
        else:
            name = "json" if body.nature is Nature.JSON else lexer_name(body.media_type)
            rows = TextRows(body.data, body.charset)
            self.body.set_rows(rows, Highlighter(name) if name else None)
