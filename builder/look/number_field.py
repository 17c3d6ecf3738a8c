"""Fields for numbers look like other fields."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit

INSET = 9
"""Room before the number, px, as in other fields: style sheets cannot give it to these."""


def inset(field: QAbstractSpinBox) -> None:
    """Give the text of a field for numbers the room that other fields have before theirs."""
    line = field.findChild(QLineEdit)
    if line is not None:
        line.setTextMargins(INSET, 0, 0, 0)
