"""What every field is: a widget that shows one value, and says what the user made of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from builder.forms.context import FormContext
from builder.look.naming import name_choice
from builder.model.ui import Ui
from builder.model.visible_text import visible_lines

ALONE = "-"
"""In place of a place: this edit is an undo step of its own (a row deleted, a kind chosen)."""


class Several(dict[str, Any]):
    """Values of several fields of the model, from a field that edits more than its own."""


class Field(QWidget):
    """Edits one value. Setting the value that is shown touches nothing.

    Signals:
        edited: The new value, and the place inside it where it was edited ("1.value"; "" for the
            value as a whole): edits of one place in a row are one undo step. `ALONE` for an edit
            that is never joined with another.
        secret_offered: A literal was typed into a password-like place and the user wants it to be
            a secret variable: the place inside the value, and the literal.
        counted: What stands beside the heading is another text now.
    """

    edited = Signal(object, str)
    secret_offered = Signal(str, str)
    counted = Signal(str)

    name = ""
    """Name of the field in its model."""
    block = False
    """Whether it has a heading of its own and the full width (tables), or a label (one line)."""

    def __init__(self, context: FormContext, note: Ui, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.note = note
        self._problem = QLabel(self)
        self._problem.setProperty("tone", "warning")
        self._problem.setProperty("small", True)
        self._problem.setWordWrap(True)
        self._problem.hide()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(4)
        self.setToolTip(note.help)
        self.setAccessibleName(note.label)

    def finish(self) -> None:
        """Put the line for problems under what the field was built of."""
        self.body.addWidget(self._problem)

    def set_value(self, value: Any) -> None:
        """Show a value."""
        raise NotImplementedError

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Show what is wrong, by place inside the value."""
        self.say("\n".join(problems.values()))

    def say(self, problem: str) -> None:
        """Show one sentence under the field; none hides the line."""
        problem = visible_lines(problem)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        proxy = self.focusProxy()
        if isinstance(proxy, QComboBox):
            name_choice(proxy, self.note.label, problem)
        elif isinstance(proxy, QLineEdit | QAbstractButton):
            proxy.setAccessibleDescription(problem)

    @property
    def said(self) -> str:
        """The problem that is shown."""
        return self._problem.text() if not self._problem.isHidden() else ""

    @property
    def problem_line(self) -> QWidget:
        """The line for problems, which a page puts elsewhere when fields share one line."""
        return self._problem

    def heading_widget(self) -> QWidget | None:
        """What stands at the right end of the heading (“Bulk edit”, the choice of a kind)."""
        return None

    def below(self) -> QWidget | None:
        """What goes below the whole line when the field shares one with others."""
        return None

    def set_sibling(self, name: str, value: Any) -> None:
        """Another field of the same model has this value; most fields do not care."""

    def set_owner(self, value: BaseModel) -> None:
        """The whole model this field is part of; most fields do not care."""


def inside(problems: Mapping[str, str], place: str) -> dict[str, str]:
    """The problems at and below a place, by the rest of their place."""
    found: dict[str, str] = {}
    for where, message in problems.items():
        if where == place:
            found[""] = message
        elif where.startswith(f"{place}."):
            found[where[len(place) + 1 :]] = message
    return found
