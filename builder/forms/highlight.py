"""Colours of code, worked out line by line for the lines that are painted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QTextBlock, QTextCharFormat, QTextLayout

from builder.forms.chip_edit import ChipEdit
from builder.forms.chip_text import OBJECT
from builder.forms.context import FormContext
from builder.forms.multiline import LOOK_BACK, STATES, open_after, parts
from builder.look.theme import Theme

if TYPE_CHECKING:
    from pygments.lexer import Lexer

LONGEST_LINE = 4_000
"""Longer lines are shown plain."""


@lru_cache(maxsize=16)
def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


@lru_cache(maxsize=4096)
def tokens(language: str, line: str, state: str = "") -> tuple[tuple[int, int, str], ...]:
    """Start, length and name of the theme colour of what is coloured in a line.

    Args:
        language: A pygments alias.
        line: The text.
        state: What the line before has left open (see `multiline`).
    """
    if len(line) > LONGEST_LINE or not language or language == "text":
        return ()
    if language == "graphql":
        return tuple(_graphql_tokens(line))
    return tuple(
        found
        for start, end, state in parts(language, state, line)[0]
        for found in _part_tokens(language, line[start:end], start, state)
    )


def _part_tokens(language: str, text: str, at: int, state: str) -> Iterator[tuple[int, int, str]]:
    if state:
        yield at, len(text), "muted" if state == "/*" else "ok"
        return
    for start, length, colour in _tokens(language, text):
        yield at + start, length, colour


def _tokens(language: str, line: str) -> Iterator[tuple[int, int, str]]:
    lexer = _lexer(language)
    if lexer is None:
        return
    for start, token, text in lexer.get_tokens_unprocessed(line):
        name = str(token).removeprefix("Token.")
        colour = next((COLOURS[part] for part in _prefixes(name) if part in COLOURS), None)
        if colour is not None:
            yield start, len(text), colour


_GRAPHQL = re.compile(
    r"""(?P<muted>\#.*)
    | (?P<ok>"{3}|"(?:[^"\\]|\\.)*"?)
    | (?P<blue>-?\b[0-9][0-9.eE+-]*|\b(?:query|mutation|subscription|fragment|on|true|false|null)\b)
    | (?P<purple>[$@]\w+|\b[A-Za-z_]\w*(?=\s*[:(]))""",
    re.VERBOSE,
)


def _graphql_tokens(line: str) -> Iterator[tuple[int, int, str]]:
    # The lexer of pygments has to know the lines before: alone, every inner line is an error to it.
    for found in _GRAPHQL.finditer(line):
        assert found.lastgroup is not None
        yield found.start(), found.end() - found.start(), found.lastgroup


def _prefixes(name: str) -> Iterator[str]:
    parts = name.split(".")
    for count in range(len(parts), 0, -1):
        yield ".".join(parts[:count])


COLOURS: Mapping[str, str] = {
    "Name.Tag": "purple",
    "Name.Attribute": "purple",
    "Name.Function": "purple",
    "Name.Class": "purple",
    "Name.Decorator": "purple",
    "Operator.Word": "blue",
    "Name.Builtin": "blue",
    "Keyword": "blue",
    "Literal.String": "ok",
    "Literal.Number": "blue",
    "Comment": "muted",
    "Error": "error",
}


class Highlighting(QObject):
    """Colours an editor's visible lines just before they are painted."""

    def __init__(self, context: FormContext, edit: ChipEdit) -> None:
        super().__init__(edit)
        self._context = context
        self._edit = edit
        self._language = ""
        self._round = 0
        edit.viewport().installEventFilter(self)
        context.look.changed.connect(self._again)

    def set_language(self, language: str) -> None:
        """Colour by another language (a pygments alias)."""
        self._language = language
        self._again()

    def _again(self) -> None:
        self._round += 1
        self._edit.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Before a repaint, colour the lines in view whose text or colours changed."""
        if event.type() == QEvent.Type.Paint:
            self._colour_visible()
        return False

    def _colour_visible(self) -> None:
        block = self._edit.firstVisibleBlock()
        state = open_after(self._language, _lines_before(block))
        bottom = self._edit.viewport().height()
        offset = self._edit.contentOffset()
        while block.isValid():
            done = (block.revision() * 64 + self._round % 64) * 8 + STATES.index(state)
            if block.userState() != done:
                block.layout().setFormats(self._formats(block, state))
                block.setUserState(done)
            state = parts(self._language, state, block.text())[1]
            if self._edit.blockBoundingGeometry(block).translated(offset).bottom() > bottom:
                break
            block = block.next()

    def _formats(self, block: QTextBlock, state: str) -> list[QTextLayout.FormatRange]:
        line = block.text()
        if not line.isascii() and any(ord(character) > 0xFFFF for character in line):
            return []
        found = tokens(self._language, line.replace(OBJECT, "0"), state)
        theme = self._context.look.theme
        return [
            _range(theme, name, start, end)
            for first, length, name in found
            for start, end in _without_chips(line, first, first + length)
        ]


def _lines_before(block: QTextBlock) -> Iterator[str]:
    """The lines above a block, in order, as far back as is looked."""
    number = block.blockNumber()
    block = block.document().findBlockByNumber(max(0, number - LOOK_BACK))
    while block.isValid() and block.blockNumber() < number:
        yield block.text()
        block = block.next()


def _without_chips(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a range between chips, which bring their own colours."""
    while start < end:
        chip = line.find(OBJECT, start, end)
        stop = end if chip < 0 else chip
        if stop > start:
            yield start, stop
        start = stop + 1


def _range(theme: Theme, name: str, start: int, end: int) -> QTextLayout.FormatRange:
    colour: QColor = getattr(theme, name)
    style = QTextCharFormat()
    style.setForeground(colour)
    found = QTextLayout.FormatRange()
    found.start = start
    found.length = end - start
    found.format = style
    return found
