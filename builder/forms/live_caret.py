"""The value below a text of several lines: of the reference at the caret, else of a short text."""

from __future__ import annotations

from PySide6.QtCore import QObject

from builder.forms import chips
from builder.forms.chip_edit import ChipEdit
from builder.forms.live import LiveLine

SHORT = 400
"""Longer texts are too much for one line below them: only the reference at the caret shows."""


class LiveCaret(QObject):
    """Has a line show what the caret of an editor is at."""

    def __init__(self, edit: ChipEdit, line: LiveLine) -> None:
        super().__init__(edit)
        self._edit = edit
        self._line = line
        edit.cursorPositionChanged.connect(self.show)
        edit.edited.connect(self.show)
        edit.focused.connect(self.show)

    def show(self) -> None:
        """Show the value as soon as the caret rests."""
        text = self._edit.text()
        here = chips.beside(self._edit.textCursor()) if self._edit.hasFocus() else ""
        self._line.show_text(here or (text if len(text) <= SHORT else ""))
