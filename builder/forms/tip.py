"""Tooltips with data in them, which must stay data."""

from __future__ import annotations

from html import escape

from builder.forms.chip_text import visible


def tip(text: str) -> str:
    """A tooltip that shows a text as it is: what looks like HTML is no HTML, and lines stay lines.

    Args:
        text: Lines; the first one is shown in bold when there are more.
    """
    first, *others = (escape(visible(line)) for line in text.split("\n"))
    head = f"<b>{first}</b>" if others else first
    return f"<div style='white-space: pre-wrap'>{'<br>'.join((head, *others))}</div>"
