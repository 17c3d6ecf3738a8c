"""The button that fetches an access token at once, and what came back, masked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from builder.document.token_desk import TokenDesk
from builder.forms.context import FormContext
from builder.look.language import tr

LABEL = "Get token now"
BUSY = "Getting a token…"


class TokenNow(QWidget):
    """Below the fields of an authorization that fetches a token."""

    def __init__(
        self, context: FormContext, desk: TokenDesk, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._desk = desk
        self._step: int | None = None
        self.button = QPushButton(tr(LABEL), self)
        self.said = QLabel(self)
        self.said.setProperty("small", True)
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.said)
        self.button.clicked.connect(self._fetch)
        desk.answered.connect(self._show)

    def forget(self) -> None:
        """Another step may be shown: what came back was not for it."""
        if self._step != self._context.variables.number:
            self._step = None
            self.said.hide()

    def _fetch(self) -> None:
        number = self._context.variables.number
        if self._desk.fetch(number):
            self._step = number
            self._say(tr(BUSY), "")

    def _show(self, step: int, came: bool, said: str) -> None:
        if step == self._step:
            self._say(said, "" if came else "warning")

    def _say(self, text: str, tone: str) -> None:
        self.said.setText(text)
        self.said.setProperty("tone", tone or None)
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.show()
