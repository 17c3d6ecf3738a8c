"""The log of a step: what it said while it ran, console output of functions included."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from builder.document.run_record import steps_of
from builder.look.language import tr
from builder.look.theme import Look
from builder.model.amounts import duration_text
from builder.model.events import Log
from builder.model.places import CALL


def line_text(line: Log) -> str:
    """One line: when it was said since the start, by which item, and what."""
    return f"{duration_text(line.at * 1000):>9}  {_place(line.path)}{line.message}"


def _place(path: str) -> str:
    """ "item 2: ", "item 2 in item 1: ", or "in step 7: " for a sub-workflow's."""
    outer, is_call, _ = path.partition(CALL)
    if is_call:
        around, _, step = outer.rpartition(".")
        return f"{_place(around)}{tr('in step {n}', n=step)}: "
    items = [tr("item {n}", n=index + 1) for _, index in reversed(steps_of(path))]
    return f"{tr(' in ').join(items)}: " if items else ""


class LogView(QPlainTextEdit):
    """Shows lines; new ones are added below, and the view stays at the end when it is there."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFont(look.font(12, code=True))
        self.setAccessibleName(tr("Log of the step"))
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
