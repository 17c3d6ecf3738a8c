"""Edits of a text with chips: a typed reference becomes one, a fold shows more of what it holds."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor

from builder.forms import chip_text, chips

UNFOLDED = 2000
"""So many characters of a folded part are shown at a time."""


def close(cursor: QTextCursor, before: str) -> None:
    """Make a chip of the reference that was just closed by `}}`.

    Args:
        cursor: Where the caret is.
        before: The text of the line in front of it.
    """
    start = before.rfind("{{")
    while start >= 0:
        source = before[start:]
        if chip_text.OBJECT in source:
            return
        if chip_text.opens(before, start) and chip_text.is_reference(source):
            keep = QTextCursor.MoveMode.KeepAnchor
            cursor.movePosition(QTextCursor.MoveOperation.Left, keep, chip_text.units(source))
            chips.insert(cursor, chip_text.Content(chip_text.OBJECT, (source,)))
            return
        start = before.rfind("{{", 0, start)


def unfold(cursor: QTextCursor, source: str, one_line: bool, references: bool) -> None:
    """Show the next part of what is folded; the rest stays so.

    Args:
        cursor: Has the fold selected.
        source: The folded text.
        one_line: Whether line breaks are shown as signs.
        references: Whether references are chips.
    """
    part = chip_text.content(source[:UNFOLDED], one_line=one_line, chips=references)
    rest = source[UNFOLDED:]
    if rest:
        part = chip_text.Content(part.raw + chip_text.OBJECT, (*part.sources, rest))
    chips.insert(cursor, part)
