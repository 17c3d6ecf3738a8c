"""Values as plain JSON data: keys in model order, default values left out, kinds always named."""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import Any

from pydantic import BaseModel

from builder.model.environment import Environment
from builder.model.kind import Kind
from builder.model.secret import Secret
from builder.model.text import to_plain as text_to_plain

ALWAYS = frozenset({"format", "kind", "number", "trigger"})
"""Fields that are written even when they hold their default."""

Plain = Any
"""None, bool, int, Number, str, list or dict."""


def to_plain(value: BaseModel) -> dict[str, Plain]:
    """The value as it stands in a file; keys a newer version wrote come last, unchanged."""
    if isinstance(value, Environment):
        return {**value.model_dump(), **(value.model_extra or {})}
    plain: dict[str, Plain] = {}
    for name, default in _fields(type(value)):
        content = getattr(value, name)
        if name in ALWAYS or content != default:
            plain[name] = _plain(content)
    if value.model_extra:
        plain.update(value.model_extra)
    return plain


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, Any], ...]:
    """Field names with their defaults; what tells a value apart (format, kind, number) first."""
    names = list(model.model_fields)
    if issubclass(model, Kind):
        names.sort(key=lambda name: ("number", "kind").index(name) if name in ALWAYS else 2)
    return tuple((name, model.model_fields[name].get_default()) for name in names)


def _plain(content: Any) -> Plain:
    if isinstance(content, Secret):
        return content.plain()
    if isinstance(content, BaseModel):
        return to_plain(content)
    if isinstance(content, tuple):
        return [_plain(item) for item in content]
    if isinstance(content, Enum):
        return content.value
    return text_to_plain(content) if isinstance(content, str) else content
