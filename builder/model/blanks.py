"""A text with its references blanked out, so that it can be checked before they have values."""

from __future__ import annotations

import re

from builder.model.template import Template

_NOT_A_BREAK = re.compile(r"[^\n]")


def blanked(template: Template, mark: str) -> str:
    """The text with each reference as a run of marks of the same length, so that places stay."""
    spans = iter(template.spans)
    parts: list[str] = []
    for piece in template.pieces:
        if isinstance(piece, str):
            parts.append(piece)
        else:
            start, end = next(spans)
            parts.append(_NOT_A_BREAK.sub(mark, template.text[start:end]))
    return "".join(parts)
