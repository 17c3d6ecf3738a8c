"""A number, typed; what cannot be one is said under the field and changes nothing."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter, ValidationError
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from builder.forms.context import FormContext
from builder.forms.field import Field
from builder.look.language import tr
from builder.model.ui import Ui

WIDTH = 96


class NumberField(Field):
    """A whole or decimal number within the limits its type gives."""

    def __init__(
        self, context: FormContext, note: Ui, kind: Any, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, note, parent)
        self._kind: TypeAdapter[float | int] = TypeAdapter(kind)
        self.line = QLineEdit(self)
        self.line.setFixedWidth(WIDTH)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.setAccessibleName(note.label)
        self.body.addWidget(self.line, 0, Qt.AlignmentFlag.AlignRight)
        self.finish()
        self._value: float | int | None = None
        self._shown_problem = ""
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._show)
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_value(self, value: float | int) -> None:
        """Show a number, unless it is what is being typed."""
        if value != self._value:
            self._value = value
            self._show()

    def _show(self) -> None:
        if self._value is not None:
            self.line.setText(f"{self._value:g}" if abs(self._value) < 1e6 else str(self._value))
        self._say_own("")

    def _typed(self, text: str) -> None:
        try:
            value = self._kind.validate_python(text.strip().replace(",", "."))
        except ValidationError as problem:
            self._say_own(_reason(problem))
            return
        self._say_own("")
        self._value = value
        self.edited.emit(value, "")

    def _say_own(self, problem: str) -> None:
        if problem or self._shown_problem:
            self._shown_problem = problem
            self.say(problem)
        if bool(problem) != bool(self.line.property("bad")):
            self.line.setProperty("bad", bool(problem))
            self.line.style().polish(self.line)


def _reason(problem: ValidationError) -> str:
    """What is wrong with what was typed, and what would be right."""
    fault = problem.errors()[0]
    limits = fault.get("ctx", {})
    if "ge" in limits:
        return tr("Type a number of at least {n}.", n=f"{limits['ge']:g}")
    if "gt" in limits:
        return tr("Type a number above {n}.", n=f"{limits['gt']:g}")
    if "le" in limits:
        return tr("Type a number of at most {n}.", n=f"{limits['le']:g}")
    if "lt" in limits:
        return tr("Type a number below {n}.", n=f"{limits['lt']:g}")
    return tr("Type a whole number.") if fault["type"].startswith("int") else tr("Type a number.")
