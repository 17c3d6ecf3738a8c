"""What the mouse wheel does in a window of its own that scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QDialog


class _WheelLeaver(QObject):
    """Hands turns of the wheel over fields to what is around them."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ignored, an event goes on to the parent."""
        if event.type() is QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def leave_wheel_to_scrolling(dialog: QDialog) -> None:
    """Let the wheel scroll the window, and change no number or choice it happens to be over."""
    leaver = _WheelLeaver(dialog)
    for kind in (QAbstractSpinBox, QComboBox):
        for field in dialog.findChildren(kind):
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            field.installEventFilter(leaver)
