"""Where the joining of keystrokes into one undo step ends: when focus leaves a field."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from builder.document.document import Document
from builder.document.named_values import NamedValues


def in_popup(widget: QWidget | None) -> bool:
    """Whether a widget with focus lies in what was opened for a field, which is edited still."""
    around = widget.parentWidget() if widget is not None else None
    return around is not None and bool(around.property("popup"))


class MergeEnd(QObject):
    """Ends the joining of keystrokes into one undo step when focus leaves a field of a panel."""

    def __init__(self, document: Document | NamedValues[Any], panel: QWidget) -> None:
        super().__init__(panel)
        self._document = document
        self._panel = panel
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)
        document.destroyed.connect(self._stop)

    def _stop(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.disconnect(self._focus_changed)

    def _focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        # A panel that is being ended loses the focus after all else of it is gone.
        inside = old is not None and isValid(self._panel) and self._panel.isAncestorOf(old)
        if inside and not in_popup(now):
            self._document.end_merge()
