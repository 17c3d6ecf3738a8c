"""A text with its references blanked out, so that it can be checked before they have values."""

from __future__ import annotations

from builder.model.template import Template


def blanked(template: Template, mark: str) -> str:
    """The text with each reference as a run of marks, so that the places of all else stay."""
    spans = iter(template.spans)
    parts: list[str] = []
    for piece in template.pieces:
        if isinstance(piece, str):
            parts.append(piece)
        else:
            start, end = next(spans)
            first, *others = template.text[start:end].split("\n")
            parts.append("\n".join((mark * len(first), *(" " * len(line) for line in others))))
    return "".join(parts)
