"""Places inside a value as the user reads them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from builder.model.secret import Secret
from builder.model.ui import notes


def field_label(value: BaseModel, place: str) -> str:
    """A dotted place in words: "headers.1.value" is "Headers, row 2, value"; empty stays empty."""
    words: list[str] = []
    holder: Any = value
    for part in filter(None, place.split(".")):
        if isinstance(holder, Secret):
            break  # what it consists of is one field to the user
        words.append(_word(holder, part))
        holder = _inside(holder, part)
    return ", ".join(words)


def _word(holder: Any, part: str) -> str:
    if part.isdecimal():
        return f"row {int(part) + 1}"
    if isinstance(holder, BaseModel) and part in type(holder).model_fields:
        return notes(type(holder), part).label or part.replace("_", " ")
    return part.replace("_", " ")


def _inside(holder: Any, part: str) -> Any:
    if part.isdecimal():
        members = holder if isinstance(holder, tuple) else ()
        return members[int(part)] if int(part) < len(members) else None
    return getattr(holder, part, None)
