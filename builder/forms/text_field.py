"""Fields of text: one line, several lines, and the URL that is one thing with its query table."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget

from builder.exchange.curl import CurlProblem, from_curl, is_curl
from builder.forms.context import FormContext
from builder.forms.field import ALONE, Field, Several
from builder.forms.live import LiveLine
from builder.forms.live_caret import LiveCaret
from builder.forms.text_box import TextBox
from builder.http.fields import RequestFields
from builder.model.landing import Landing
from builder.model.rows import Row
from builder.model.step import Step
from builder.model.ui import Ui
from builder.model.url import join, split

FLAT = ("text", "number", "boolean", "null", "")
"""What can stand in a line of text; objects and arrays are only passed through."""
KEPT = frozenset(Step.model_fields)
"""Fields of a step that a pasted cURL command leaves alone: its number, its name, …"""
LINES = (3, 12)
"""A field of several lines grows between these heights."""


class LineField(Field):
    """One line of text, with the value it comes to below while it has references."""

    def __init__(
        self, context: FormContext, note: Ui, references: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, note, parent)
        self.box = TextBox(context, references=references, parent=self)
        self.box.edit.set_hint(note.placeholder)
        self.box.edit.setAccessibleName(note.label)
        self.live = self._make_live()
        self.body.addWidget(self.box)
        self.body.addWidget(self.live)
        self.finish()
        self.box.edited.connect(self._typed)
        self.setFocusProxy(self.box.edit)

    def _make_live(self) -> LiveLine:
        """What shows the value it comes to."""
        return LiveLine(self.context, parent=self)

    def set_value(self, value: str) -> None:
        """Show a text."""
        self.box.set_text(value)
        self.live.show_text(value)

    def below(self) -> QWidget:
        """The value it comes to has the width of the whole line."""
        return self.live

    def _typed(self, text: str) -> None:
        self.live.show_text(text)
        self.edited.emit(text, "")

    def say(self, problem: str) -> None:
        """Mark the frame too."""
        super().say(problem)
        self.box.set_bad(problem)
        self.live.show_problem(problem)


class UrlField(LineField):
    """The address with its query: what is typed behind `?` becomes rows, and rows are shown there.

    Its value is the address without the query; `edited` gives `Several` fields, since one keystroke
    may change both. A pasted cURL command gives all fields of a request.
    """

    def __init__(self, context: FormContext, note: Ui, parent: QWidget | None = None) -> None:
        super().__init__(context, note, True, parent)
        self.box.accepts = FLAT
        self.box.edit.take_paste = self._take_paste
        self.live.landing = Landing.URL
        self._url = ""
        self._rows: tuple[Row, ...] = ()

    def set_value(self, value: str) -> None:
        """Show an address, unless what is typed already stands for it."""
        self._url = value
        self._show()

    def set_sibling(self, name: str, value: Any) -> None:
        """Show other rows of the query."""
        if name == "query" and value is not self._rows:
            self._rows = value
            self._show()

    def _show(self) -> None:
        url, rows = split(self.box.text(), self._rows)
        if url != self._url or rows != self._rows:
            self.box.set_text(join(self._url, self._rows))
        self.live.show_text(self.box.text())

    def _typed(self, text: str) -> None:
        self.live.show_text(text)
        self._url, self._rows = split(text, self._rows)
        self.edited.emit(Several({self.name: self._url, "query": self._rows}), "")

    def _take_paste(self, text: str) -> bool:
        """A pasted cURL command fills the whole step."""
        if not is_curl(text):
            return False
        try:
            pasted = from_curl(text)
        except CurlProblem as problem:
            self.context.say(str(problem))
            return True
        step = pasted.step
        names = RequestFields.model_fields.keys() - KEPT
        fields = {name: getattr(step, name) for name in names}
        self.edited.emit(Several(fields), ALONE)
        if pasted.notice:
            self.context.say(pasted.notice)
        return True


class TextField(Field):
    """Several lines of text, growing with what is typed."""

    def __init__(
        self, context: FormContext, note: Ui, references: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, note, parent)
        self.box = TextBox(context, one_line=False, references=references, parent=self)
        self.box.edit.set_hint(note.placeholder)
        self.box.edit.setAccessibleName(note.label)
        if not references:
            self.box.edit.setFont(context.look.font(13))
        self.box.edit.setTabChangesFocus(True)
        self.live = LiveLine(context, parent=self)
        self.caret = LiveCaret(self.box.edit, self.live)
        self.body.addWidget(self.box)
        self.body.addWidget(self.live)
        self.finish()
        self.box.edited.connect(self._typed)
        self._grow()

    def set_value(self, value: str) -> None:
        """Show a text."""
        self.box.set_text(value)
        self.caret.show()
        self._grow()

    def _typed(self, text: str) -> None:
        self._grow()
        self.edited.emit(text, "")

    def _grow(self) -> None:
        lines = max(LINES[0], min(self.box.edit.blockCount(), LINES[1]))
        line = QFontMetricsF(self.box.edit.font()).lineSpacing()
        self.box.setFixedHeight(round(lines * line) + 18)
