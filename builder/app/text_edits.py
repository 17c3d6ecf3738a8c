"""Cut, copy and paste of the menu: on the text with the focus, else on the selected steps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

Handler = Callable[[], object]
TextField = QLineEdit | QPlainTextEdit | QTextEdit


def _delete(field: TextField) -> None:
    if field.isReadOnly():
        return
    if isinstance(field, QLineEdit):
        field.del_()
        return
    cursor = field.textCursor()
    if not cursor.hasSelection():
        cursor.movePosition(cursor.MoveOperation.Right, cursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()


EDITS: dict[str, Callable[[TextField], object]] = {
    "cut": lambda field: field.cut(),
    "copy": lambda field: field.copy(),
    "paste": lambda field: field.paste(),
    "select_all": lambda field: field.selectAll(),
    "delete": _delete,
}
"""What the actions of these names do in a text."""


def in_text_or(name: str, otherwise: Handler) -> Handler:
    """A handler that edits the text with the focus, and does something else where there is none.

    Args:
        name: Of the action; where it is none of `EDITS` it never is about text.
        otherwise: Done while the focus is in no text.
    """
    edit = EDITS.get(name)
    if edit is None:
        return otherwise

    def handle() -> None:
        field = QApplication.focusWidget()
        if isinstance(field, TextField):
            edit(field)
        else:
            otherwise()

    return handle
