"""The log of a step: what it said while it ran, console output of functions included."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from builder.look.theme import Look
from builder.model.amounts import duration_text
from builder.model.events import Log


def line_text(line: Log) -> str:
    """One line: when it was said since the start, by which item, and what."""
    place = f"[{line.path}] " if line.path else ""
    return f"{duration_text(line.at * 1000):>9}  {place}{line.message}"


class LogView(QPlainTextEdit):
    """Shows lines; new ones are added below, and the view stays at the end when it is there."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFont(look.font(12, code=True))
        self.setAccessibleName("Log of the step")
        self._lines: tuple[Log, ...] = ()

    def show_lines(self, lines: Sequence[Log]) -> None:
        """Show these lines; those that stand there already stay."""
        lines = tuple(lines)
        if lines == self._lines:
            return
        known = len(self._lines)
        if known and lines[:known] == self._lines:
            self.appendPlainText("\n".join(map(line_text, lines[known:])))
        else:
            self.setPlainText("\n".join(map(line_text, lines)))
        self._lines = lines
