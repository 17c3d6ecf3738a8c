"""Tooltips with data in them, which must stay data."""

from __future__ import annotations

from textwrap import wrap

from builder.forms.chip_text import visible

COLUMNS, LINES = 100, 24
"""Where a line is broken, and how many lines are shown."""


def tip(text: str) -> str:
    """A tooltip that shows a text as it is, unseen characters as signs, no wider than reads well.

    The style sheet has all tooltips be plain text. Lines stay lines; what does not fit ends in "…".
    """
    lines: list[str] = []
    for line in map(visible, text[: COLUMNS * LINES].split("\n")):
        lines += wrap(line, COLUMNS, replace_whitespace=False, drop_whitespace=False) or [""]
    fits = len(text) <= COLUMNS * LINES and len(lines) <= LINES
    return "\n".join(lines[:LINES]) + ("" if fits else "…")
