"""Several members of an enumeration: a row of buttons, each on or off."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from builder.forms.choice_field import words
from builder.forms.context import FormContext
from builder.forms.field import ALONE, Field
from builder.model.ui import Ui


class SeveralField(Field):
    """Any number of members; the value keeps the order of the enumeration."""

    block = True

    def __init__(
        self,
        context: FormContext,
        note: Ui,
        members: Sequence[Enum],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, note, parent)
        self._members = tuple(members)
        self.buttons: dict[Enum, QPushButton] = {}
        row = QHBoxLayout()
        row.setSpacing(4)
        for member in self._members:
            button = QPushButton(words(member), self)
            button.setCheckable(True)
            button.setMinimumWidth(0)
            button.setProperty("segment", True)
            button.clicked.connect(self._turned)
            self.buttons[member] = button
            row.addWidget(button, 1)
        self.body.addLayout(row)
        self.finish()
        self.setFocusProxy(self.buttons[self._members[0]])

    def set_value(self, value: Any) -> None:
        """Show which are chosen."""
        for member, button in self.buttons.items():
            if button.isChecked() != (member in value):
                button.setChecked(member in value)

    def _turned(self) -> None:
        chosen = tuple(member for member in self._members if self.buttons[member].isChecked())
        self.edited.emit(chosen, ALONE)
