"""Code: several lines, highlighted as far as they are visible, checked while typing rests."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontMetricsF, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from builder.forms import chips
from builder.forms.chip_text import OBJECT
from builder.forms.completion import Completion
from builder.forms.context import FormContext
from builder.forms.field import Field
from builder.forms.highlight import Highlighting
from builder.forms.live import LiveLine
from builder.forms.live_caret import LiveCaret
from builder.forms.text_box import TextBox
from builder.look.language import tr
from builder.model.body_encoding import BodyEncoding, decoded
from builder.model.graphql_schema import schema_faults
from builder.model.graphql_text import read_graphql
from builder.model.json_text import JsonError, parse
from builder.model.python_text import check_python
from builder.model.text_fault import TextFault
from builder.model.ui import Ui
from builder.model.xml_text import check_xml

LINES = (7, 22)
"""A code field grows between these heights, then scrolls."""
CHECK_DELAY = 250
LONGEST_CHECKED = {
    "json": 300_000,
    "xml": 300_000,
    "graphql": 20_000,
    "python": 60_000,
    "javascript": 300_000,
}
"""Longer texts are checked when the step runs, not while typing."""
LONGEST_DIGITS = 300_000
"""The same for text in a body encoding."""


class CodeField(Field):
    """Text in a language. `Ui.language`, or the sibling field `language`, says which.

    Attributes:
        problem: What was said from outside.
        faults: What was found in the text, with its places.
    """

    block = True

    def __init__(
        self, context: FormContext, note: Ui, references: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, note, parent)
        self.language = note.language
        self._encoding = BodyEncoding.NONE
        self.box = TextBox(context, one_line=False, references=references, parent=self)
        self.edit = self.box.edit
        self.painter = Highlighting(context, self.edit)
        self.edit.setAccessibleName(note.label)
        self.edit.set_hint(note.placeholder)
        self.edit.setTabStopDistance(2 * QFontMetricsF(self.edit.font()).horizontalAdvance(" "))
        self.edit.indent = "  "
        self.problem = ""
        self.faults: tuple[JsonError | TextFault, ...] = ()
        self.live = LiveLine(context, parent=self)
        self.caret = LiveCaret(self.edit, self.live)
        self.body.addWidget(self.box)
        self.body.addWidget(self.live)
        self.finish()
        self._timer = QTimer(self, interval=CHECK_DELAY, singleShot=True)
        self._timer.timeout.connect(self.check)
        self.box.edited.connect(self._typed)
        self.setFocusProxy(self.box.edit)
        self.painter.set_language(self.language)
        self._grow()
        if self.language == "graphql" and context.schemas is not None:
            context.schemas.changed.connect(self._timer.start)
            self.completion = Completion(context, context.schemas, self.edit)
            self.box.button.setToolTip(tr("Insert a variable ({{)"))

    def set_value(self, value: str) -> None:
        """Show a text."""
        if value != self.box.text():
            self.box.set_text(value)
            self.caret.show()
            self._grow()
            self._timer.start()

    def set_sibling(self, name: str, value: object) -> None:
        """Follow the language chosen beside the text; digits that stand for bytes are none."""
        if isinstance(value, BodyEncoding) and value is not self._encoding:
            self._encoding = value
            self.painter.set_language("" if self._digits else self.language)
            self._timer.start()
        if name == "language" and str(value) != self.language:
            self.language = str(value)
            self.painter.set_language("" if self._digits else self.language)
            self._timer.start()

    @property
    def _digits(self) -> bool:
        return self._encoding.binary

    def _typed(self, text: str) -> None:
        self._grow()
        self._timer.start()
        self.edited.emit(text, "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere in another width: look again when the text has it."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            QTimer.singleShot(0, self, self._grow)

    def _grow(self) -> None:
        # Lines that are broken count as often as they are; a plain text's size is in lines.
        shown = min(self.edit.blockCount(), LINES[1])
        if shown < LINES[1]:
            shown = round(self.edit.document().size().height())
        lines = max(LINES[0], min(shown + 1, LINES[1]))
        line = QFontMetricsF(self.edit.font()).lineSpacing()
        self.box.setFixedHeight(round(lines * line) + 16)

    def check(self) -> None:
        """Look for mistakes; a reference counts as a value, or as part of a text."""
        raw = self._raw()
        checked = not self._digits and 0 < len(raw.strip()) <= LONGEST_CHECKED.get(self.language, 0)
        fault = self.fault_in(raw) if checked else None
        doubts = self._doubts(raw) if checked and fault is None else ()
        found = (fault,) if fault else doubts or self._wrong_digits(raw)
        self.faults = found
        self.mark()
        lines = [
            self.problem or (_sentence(fault) if fault else ""),
            *map(_sentence, doubts),
        ]
        said = "\n".join(filter(None, lines))
        super().say(said)
        self.box.set_bad(said)

    def fault_in(self, raw: str) -> JsonError | TextFault | None:
        """What keeps a text from being of its language."""
        return _fault(self.language, raw)

    def _raw(self) -> str:
        """The text with U+FFFC for each reference; empty when it is too long to be looked at."""
        if len(self.box.text()) > LONGEST_DIGITS:
            return ""
        shown = chips.read(self.edit.document())
        return "" if shown.folded else shown.raw

    def mark(self) -> None:
        """Show what stands out in the text."""
        self.edit.setExtraSelections(self.selections())

    def selections(self) -> list[QTextEdit.ExtraSelection]:
        """What stands out: the faults."""
        return [self.underline(fault.line, fault.column) for fault in self.faults]

    def _wrong_digits(self, raw: str) -> tuple[TextFault, ...]:
        """Where a text is not in its body encoding; the body itself says what is wrong."""
        if self._encoding is BodyEncoding.NONE or OBJECT in raw or len(raw) > LONGEST_DIGITS:
            return ()
        try:
            decoded(raw, self._encoding)
        except TextFault as fault:
            return (fault,)
        return ()

    def _doubts(self, raw: str) -> tuple[TextFault, ...]:
        """What the server's schema, once it is loaded, has against a query."""
        schemas = self.context.schemas
        if self.language != "graphql" or schemas is None:
            return ()
        schema = schemas.schema(self.context.variables.number)
        if schema is None:
            return ()
        chip_places = [place for place, mark in enumerate(raw) if mark == OBJECT]
        return schema_faults(schema, raw.replace(OBJECT, "0"), chip_places)

    def say(self, problem: str) -> None:
        """Keep what was said from outside before what is found here."""
        self.problem = problem
        self.check()

    def underline(self, line: int, column: int) -> QTextEdit.ExtraSelection:
        """A wave under one character; lines and columns begin at 1."""
        block = self.edit.document().findBlockByNumber(max(line, 1) - 1)
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


def _fault(language: str, raw: str) -> JsonError | TextFault | None:
    if language not in _CHECKS:
        return None  # a body is whatever its receiver takes
    if language == "xml" and raw.strip() == OBJECT:
        return None  # what it stands for is the document
    try:
        _CHECKS[language](raw)
    except (JsonError, TextFault) as fault:
        return fault
    return None


def _sentence(fault: JsonError | TextFault) -> str:
    where = f"Line {fault.line}, column {fault.column}: " if fault.line else ""
    return f"{where}{fault.reason}"


_CHECKS: Mapping[str, Callable[[str], object]] = {
    "python": check_python,
    "json": lambda raw: parse(raw.replace(OBJECT, "0")),
    "xml": lambda raw: check_xml(raw.replace(OBJECT, "x")),
    "graphql": lambda raw: read_graphql(raw.replace(OBJECT, "0")),
}
