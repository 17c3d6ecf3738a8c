"""A text of dots as a screen reader meets it: a password, of which nothing is read out."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from builder.forms.held_edit import HeldEdit


class DotsAccess(QAccessibleWidget):
    """Has no text interface, so neither what is there nor what is typed is told."""

    def __init__(self, edit: HeldEdit) -> None:
        super().__init__(edit, QAccessible.Role.EditableText, "")

    def state(self) -> QAccessible.State:
        """A password that can be typed."""
        state = super().state()
        state.passwordEdit = state.editable = True
        return state


def access_of(thing: QObject) -> QAccessibleInterface | None:
    """The accessible object of a text of dots; None for any other, which Qt describes well."""
    return DotsAccess(thing) if isinstance(thing, HeldEdit) and thing.dotted else None
