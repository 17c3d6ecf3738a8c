"""Code: several lines, highlighted as far as they are visible, JSON checked while typing rests."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontMetricsF, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from builder.forms import chips
from builder.forms.context import FormContext
from builder.forms.field import Field
from builder.forms.highlight import Highlighting
from builder.forms.text_box import TextBox
from builder.model.json_text import JsonError, parse
from builder.model.ui import Ui

LINES = (7, 22)
"""A code field grows between these heights, then scrolls."""
CHECK_DELAY = 250
LONGEST_CHECKED = 300_000
"""Longer texts are checked when the step runs, not while typing."""


class CodeField(Field):
    """Text in a language. `Ui.language`, or the sibling field `language`, says which."""

    block = True

    def __init__(
        self, context: FormContext, note: Ui, references: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, note, parent)
        self.language = note.language
        self.box = TextBox(context, one_line=False, references=references, parent=self)
        self.edit = self.box.edit
        self.painter = Highlighting(context, self.edit)
        self.edit.setAccessibleName(note.label)
        self.edit.set_hint(note.placeholder)
        self.edit.setTabStopDistance(2 * QFontMetricsF(self.edit.font()).horizontalAdvance(" "))
        self.edit.indent = "  "
        self._outer_problem = ""
        self.body.addWidget(self.box)
        self.finish()
        self._timer = QTimer(self, interval=CHECK_DELAY, singleShot=True)
        self._timer.timeout.connect(self.check)
        self.box.edited.connect(self._typed)
        self.setFocusProxy(self.box)
        self.painter.set_language(self.language)
        self._grow()

    def set_value(self, value: str) -> None:
        """Show a text."""
        if value != self.box.text():
            self.box.set_text(value)
            self._grow()
            self._timer.start()

    def set_sibling(self, name: str, value: object) -> None:
        """Follow the language chosen beside the text."""
        if name == "language" and str(value) != self.language:
            self.language = str(value)
            self.painter.set_language(self.language)
            self._timer.start()

    def _typed(self, text: str) -> None:
        self._grow()
        self._timer.start()
        self.edited.emit(text, "")

    def _grow(self) -> None:
        lines = max(LINES[0], min(self.edit.blockCount() + 1, LINES[1]))
        line = QFontMetricsF(self.edit.font()).lineSpacing()
        self.box.setFixedHeight(round(lines * line) + 16)

    def check(self) -> None:
        """Look for mistakes in JSON; a reference counts as a value, or as part of a text."""
        raw = chips.read(self.edit.document()).raw
        checked = self.language == "json" and raw.strip() and len(raw) <= LONGEST_CHECKED
        problem = _json_problem(raw) if checked else None
        self.edit.setExtraSelections([self._underline(*problem[1])] if problem else [])
        super().say(self._outer_problem or (problem[0] if problem else ""))

    def say(self, problem: str) -> None:
        """Keep what was said from outside before what is found here."""
        self._outer_problem = problem
        self.check()

    def _underline(self, line: int, column: int) -> QTextEdit.ExtraSelection:
        block = self.edit.document().findBlockByNumber(line - 1)
        cursor = QTextCursor(block)
        right = QTextCursor.MoveOperation.Right
        at = max(0, min(column - 1, block.length() - 2))
        cursor.movePosition(right, QTextCursor.MoveMode.MoveAnchor, at)
        cursor.movePosition(right, QTextCursor.MoveMode.KeepAnchor)
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor
        style = QTextCharFormat()
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        style.setUnderlineColor(self.context.look.theme.error)
        style.setBackground(self.context.look.theme.on_error)
        selection.format = style
        return selection


def _json_problem(raw: str) -> tuple[str, tuple[int, int]] | None:
    try:
        parse(raw.replace(chips.OBJECT, "0"))
    except JsonError as problem:
        where = f"Line {problem.line}, column {problem.column}"
        return f"{where}: {problem.reason}", (problem.line, problem.column)
    return None
