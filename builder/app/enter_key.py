"""What Enter does in a window of its own."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QPushButton


def leave_enter_to_fields(dialog: QDialog) -> None:
    """Let Enter in a field press no button: Qt's dialogs press the first one they find."""
    for button in dialog.findChildren(QPushButton):
        button.setAutoDefault(False)
