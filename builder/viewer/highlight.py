"""Colouring text by media type, a few rows at a time."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

LEXERS = {
    "json": "json",
    "x-ndjson": "json",
    "jsonl": "json",
    "html": "html",
    "xhtml+xml": "html",
    "xml": "xml",
    "javascript": "javascript",
    "css": "css",
    "yaml": "yaml",
    "x-yaml": "yaml",
    "markdown": "markdown",
    "csv": "",
    "plain": "",
}
"""Subtype to the name of pygments' lexer; `+json` and `+xml` count as what they end in."""


class Ink(StrEnum):
    """What a piece of text is painted as."""

    KEY = "key"
    TEXT = "text"
    NUMBER = "number"
    COMMENT = "comment"


class Span(NamedTuple):
    """A coloured piece of a row: first character, length, ink."""

    start: int
    length: int
    ink: Ink


def lexer_name(media_type: str) -> str:
    """The lexer for a media type; empty when its text is not coloured."""
    subtype = media_type.rpartition("/")[2]
    for suffix in ("json", "xml"):
        if subtype.endswith(f"+{suffix}") and subtype not in LEXERS:
            return suffix
    return LEXERS.get(subtype, "")


class Highlighter:
    """Colours rows of one language. The lexer is imported with the first row."""

    def __init__(self, lexer: str) -> None:
        self._name = lexer
        self._lexer: Lexer | None = None

    @property
    def context(self) -> int:
        """Rows above that have to be read too, to know in what a row begins."""
        return 1 if self._name == "json" else 24

    def spans(self, rows: Sequence[str]) -> list[list[Span]]:
        """The coloured pieces of each row, in order."""
        result: list[list[Span]] = [[] for _ in rows]
        starts = [0]
        for row in rows:
            starts.append(starts[-1] + len(row) + 1)
        current = 0
        for index, kind, value in self._get_lexer().get_tokens_unprocessed("\n".join(rows)):
            ink = _ink(kind)
            if ink is None:
                continue
            position, end = index, index + len(value)
            while position < end:
                while position >= starts[current + 1]:
                    current += 1
                stop = min(end, starts[current + 1] - 1)
                if stop > position:
                    result[current].append(Span(position - starts[current], stop - position, ink))
                position = starts[current + 1] if stop < end else end
        return result

    def _get_lexer(self) -> Lexer:
        if self._lexer is None:
            from pygments.lexers import get_lexer_by_name

            self._lexer = get_lexer_by_name(self._name)
        return self._lexer


@cache
def _ink(kind: _TokenType) -> Ink | None:
    from pygments.token import Comment, Keyword, Name, Number, String

    inks = (
        (String, Ink.TEXT),
        (Number, Ink.NUMBER),
        (Keyword.Constant, Ink.NUMBER),
        (Name.Tag, Ink.KEY),
        (Name.Attribute, Ink.KEY),
        (Keyword, Ink.KEY),
        (Comment, Ink.COMMENT),
    )
    return next((ink for family, ink in inks if kind[: len(family)] == family), None)
