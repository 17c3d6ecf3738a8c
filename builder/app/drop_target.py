"""Takes what is dragged to a window from other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent

if TYPE_CHECKING:
    from builder.app.window import Window


class DropTarget(QObject):
    """Lets files and texts be dropped on a window; `builder.app.dropping` finds out what they are.

    Args:
        window: The window.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept what other programs offer, and take it."""
        if isinstance(event, QDragEnterEvent):
            if event.mimeData().hasUrls() or event.mimeData().hasText():
                event.acceptProposedAction()
            return True
        if event.type() is QEvent.Type.Drop and isinstance(event, QDropEvent):
            if event.source() is None:
                event.acceptProposedAction()
                self._window.late.dropping.take(event.mimeData())
            return True
        return super().eventFilter(watched, event)
