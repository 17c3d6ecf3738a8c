"""The bracket that belongs to the one at the caret."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextDocument

from builder.forms.highlight import tokens

OPENING = {"(": ")", "[": "]", "{": "}"}
CLOSING = {closing: opening for opening, closing in OPENING.items()}
FARTHEST = 3_000
"""Lines that are looked through."""

_NO_CODE = ("ok", "muted")
"""Colours of strings and comments, whose brackets are text."""


def pair_at(document: QTextDocument, caret: int, language: str) -> tuple[int, int] | None:
    """The bracket behind or before the caret, and the one that belongs to it.

    Returns:
        Their positions; the second is -1 when it is missing. None without a bracket.
    """
    for position in (caret, caret - 1):
        block = document.findBlock(position) if position >= 0 else QTextBlock()
        if not block.isValid():
            continue
        at = position - block.position()
        found = dict(_brackets(block, language))
        if at in found:
            return position, _partner(block, at, found[at], language)
    return None


def _partner(block: QTextBlock, at: int, bracket: str, language: str) -> int:
    forward = bracket in OPENING
    other = OPENING[bracket] if forward else CLOSING[bracket]
    depth = 0
    for place, mark in _onwards(block, at, forward, language):
        depth += (mark == bracket) - (mark == other)
        if depth == 0:
            return place
    return -1


def _onwards(block: QTextBlock, at: int, forward: bool, language: str) -> Iterator[tuple[int, str]]:
    """Brackets from a place on, in the direction of reading or against it."""
    for number in range(FARTHEST):
        if not block.isValid():
            return
        found = list(_brackets(block, language))
        for place, mark in found if forward else reversed(found):
            if number or (place >= at if forward else place <= at):
                yield block.position() + place, mark
        block = block.next() if forward else block.previous()


def _brackets(block: QTextBlock, language: str) -> Iterator[tuple[int, str]]:
    """Brackets of a line that are code, with their places."""
    line = block.text()
    if not line.isascii() and any(ord(mark) > 0xFFFF for mark in line):
        return  # places would be other ones than the document's
    text = [
        (start, start + length)
        for start, length, colour in tokens(language, line)
        if colour in _NO_CODE
    ]
    for place, mark in enumerate(line):
        if (mark in OPENING or mark in CLOSING) and not any(s <= place < e for s, e in text):
            yield place, mark
