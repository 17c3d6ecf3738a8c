"""A window in which a step's pinned output is written as JSON."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from builder.document.samples import Sample
from builder.look.language import tr
from builder.look.theme import Look
from builder.model.json_text import JsonError, parse, pretty

SIZE = (560, 460)
EMPTY = "{\n  \n}"
SHORTENED = (
    "The output is larger than what stands here: pin it as it is to use the whole, or pin this "
    "shortened one."
)


class PinEditor(QDialog):
    """Edits the output of one step. It can stay open; nothing is pinned before *Pin*.

    Signals:
        chosen: The JSON value to pin.
    """

    chosen = Signal(object)

    def __init__(self, look: Look, title: str, sample: Sample | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Pinned output of {title}", title=title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        said = tr("Runs use this output and do not run the step.")
        if sample is not None and sample.file:
            said = tr(SHORTENED)
        self.said = QLabel(said, self)
        self.said.setProperty("muted", True)
        self.said.setWordWrap(True)
        self.text = QPlainTextEdit(self)
        self.text.setFont(look.font(12, code=True))
        self.text.setAccessibleName(tr("Output as JSON"))
        self.text.setPlainText(EMPTY if sample is None else pretty(sample.value))
        self.problem = QLabel(self)
        self.problem.setProperty("tone", "error")
        self.problem.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.pin = buttons.addButton(tr("Pin"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.pin.setProperty("primary", True)
        self.pin.style().polish(self.pin)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        for widget in (self.said, self.text, self.problem, buttons):
            column.addWidget(widget)
        self.text.textChanged.connect(self._check)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        self._check()
        self.text.setFocus()

    def _check(self) -> None:
        """Say what is wrong while typing."""
        try:
            value = parse(self.text.toPlainText())
            said = "" if isinstance(value, dict) else tr("An output is a JSON object: { … }")
        except JsonError as error:
            said = f"{error}."
        self.problem.setText(said)
        self.problem.setVisible(bool(said))
        self.pin.setEnabled(not said)

    def _take(self) -> None:
        self.chosen.emit(parse(self.text.toPlainText()))
        self.accept()
