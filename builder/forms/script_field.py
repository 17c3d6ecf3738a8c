"""Code of the user's own: line numbers, matching brackets, indents, marks where a run failed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget
from shiboken6 import isValid

from builder.forms.brackets import pair_at
from builder.forms.code_field import CodeField
from builder.forms.code_keys import CodeKeys
from builder.forms.context import FormContext
from builder.forms.line_numbers import LineNumbers
from builder.look.language import tr
from builder.model.json_text import JsonError
from builder.model.text_fault import TextFault
from builder.model.ui import Ui

INDENTS = {"python": 4}
"""Spaces of an indent where it is not two."""
OPENS = {"python": ":"}
"""What opens a block at the end of a line, besides brackets."""

_PLACE = re.compile(r"\bLine (\d+), column (\d+): ")


class ScriptField(CodeField):
    """A field of code whose language the sibling `language` says; `Ui.skeletons` are its begins."""

    def __init__(
        self, context: FormContext, note: Ui, references: bool, parent: QWidget | None = None
    ) -> None:
        self.numbers: LineNumbers | None = None
        self._compiled: tuple[str, TextFault | None] = "", None
        super().__init__(context, note, references, parent)
        self.numbers = LineNumbers(self.edit, context.look)
        self.keys = CodeKeys(self.edit)
        self.edit.cursorPositionChanged.connect(self.mark)
        self._follow_language()

    def set_sibling(self, name: str, value: object) -> None:
        """Follow the language."""
        super().set_sibling(name, value)
        self._follow_language()

    def _follow_language(self) -> None:
        skeleton = self.note.skeletons.get(self.language, "")
        if skeleton == self.keys.skeleton:
            return
        self.keys.skeleton = skeleton
        self.keys.opens = OPENS.get(self.language, "")
        self.edit.indent = " " * INDENTS.get(self.language, 2)
        self.edit.set_hint(f"{skeleton}\n{tr('Press Tab to begin with this.')}")

    def fault_in(self, raw: str) -> JsonError | TextFault | None:
        """What is wrong; of JavaScript what was, until the compiler has looked at this text."""
        if self.language != "javascript":
            return super().fault_in(raw)
        if raw != self._compiled[0] and self.context.code is not None:
            self.context.code.check(raw, partial(self._take, raw))
        return self._compiled[1]

    def _take(self, raw: str, fault: TextFault | None) -> None:
        if isValid(self):
            self._compiled = raw, fault
            self.check()

    def selections(self) -> list[QTextEdit.ExtraSelection]:
        """Faults of the text and of the last run, and the brackets at the caret."""
        failed = [(int(line), int(column)) for line, column in _PLACE.findall(self.problem)]
        if self.numbers is not None:
            lines = {line for line, _ in failed} | {fault.line for fault in self.faults}
            self.numbers.set_faulty(frozenset(lines))
        return [
            *super().selections(),
            *(self.underline(line, column) for line, column in failed),
            *self._brackets(),
        ]

    def _brackets(self) -> Iterator[QTextEdit.ExtraSelection]:
        document = self.edit.document()
        pair = pair_at(document, self.edit.textCursor().position(), self.language)
        theme = self.context.look.theme
        for place in pair or ():
            if place < 0:
                continue
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(document)
            cursor.setPosition(place)
            cursor.setPosition(place + 1, QTextCursor.MoveMode.KeepAnchor)
            style = QTextCharFormat()
            alone = pair is not None and pair[1] < 0
            style.setBackground(theme.on_error if alone else theme.selection)
            style.setForeground(theme.error if alone else theme.accent)
            selection.cursor = cursor
            selection.format = style
            yield selection
