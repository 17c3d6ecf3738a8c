"""The button that loads a GraphQL server's schema, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from builder.document.schema_desk import SchemaDesk
from builder.forms.context import FormContext
from builder.look.language import tr

LABEL = "Load schema"
BUSY = "Asking the server…"


class SchemaNow(QWidget):
    """Below the fields of a body whose server can describe itself."""

    def __init__(
        self, context: FormContext, desk: SchemaDesk, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._desk = desk
        self._asked: int | None = None
        self._failed: tuple[int, str] | None = None
        self.button = QPushButton(tr(LABEL), self)
        self.button.setToolTip(
            tr("The query is then checked against the server's types and fields")
        )
        self.said = QLabel(self)
        self.said.setProperty("small", True)
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self.said, 1)
        self.button.clicked.connect(self._load)
        desk.answered.connect(self._show)
        desk.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say what is known of the server of the step that is shown now."""
        number = self._context.variables.number
        if self._asked == number:
            self._say(tr(BUSY), "")
        elif self._failed is not None and self._failed[0] == number:
            self._say(self._failed[1], "warning")
        else:
            schema = self._desk.schema(number)
            self._say(tr("{n:,} types", n=schema.types) if schema else "", "")

    def _load(self) -> None:
        number = self._context.variables.number
        if self._asked == number:
            return  # the button stays enabled meanwhile: disabled it would lose the focus
        self._failed = None
        if self._desk.load(number):
            self._asked = number
        else:
            self._failed = (number, tr("Another server is being asked. Try again in a moment."))
        self.refresh()

    def _show(self, step: int, why: str) -> None:
        if step == self._asked:
            self._asked = None
            self._failed = (step, why) if why else None
            self.refresh()

    def _say(self, text: str, tone: str) -> None:
        if text == self.said.text():
            return
        self.said.setText(text)
        self.said.setProperty("tone", tone or None)
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
