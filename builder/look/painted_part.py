"""Parts of painted widgets as a screen reader meets them."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget


class PaintedPart(QAccessibleWidget):
    """A part that holds nothing and is no object of Qt's; it tells its name, place and state.

    It is a widget's interface, as only those can have actions in Python. Qt's cache owns it by the
    id under which it is registered, until `let_go`.

    Args:
        around: The accessible object of the widget.
        widget: The widget it is painted on.
        role: What it is.
    """

    def __init__(
        self, around: QAccessibleInterface, widget: QWidget, role: QAccessible.Role
    ) -> None:
        super().__init__(widget, role, "")
        self._around = around

    def object(self) -> QObject | None:  # type: ignore[override]
        """It is none."""
        return None

    def parent(self) -> QAccessibleInterface:
        """The widget."""
        return self._around

    def childCount(self) -> int:
        """It holds nothing."""
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """None."""
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """None."""
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """None is inside."""
        return -1

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """None."""
        return None


def let_go(part: PaintedPart, key: int) -> None:
    """Let Qt's cache end a part registered as `key`; the caller's reference must outlive that."""
    QAccessible.deleteAccessibleInterface(key)
