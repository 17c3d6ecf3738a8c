"""Values as plain JSON data: keys in model order, default values left out, kinds always named."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import Any

from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from builder.model.environment import Environment
from builder.model.kind import Kind
from builder.model.secret import Secret
from builder.model.text import from_plain
from builder.model.text import to_plain as text_to_plain

ALWAYS = frozenset({"format", "kind", "number", "trigger"})
"""Fields that are written even when they hold their default."""

Plain = Any
"""None, bool, int, Number, str, list or dict."""

_NONE = object()
"""The default of fields that have to be written whatever they hold."""


def to_plain(value: BaseModel) -> dict[str, Plain]:
    """The value as it stands in a file; keys a newer version wrote come last, unchanged."""
    if type(value) is Environment:
        return {**value.model_dump(), **(value.model_extra or {})}
    plain: dict[str, Plain] = {}
    contents = value.__dict__
    given = value.__pydantic_fields_set__
    for name, default, by_lines in _fields(type(value)):
        if name not in given and default is not _NONE:
            continue
        content = contents[name]
        if content is default:
            continue
        if type(content) is str:
            if content != default:
                plain[name] = text_to_plain(content) if by_lines and "\n" in content else content
        elif content != default and not _left_out(content):
            plain[name] = _plain(content)
    if value.model_extra:
        plain.update(value.model_extra)
    return plain


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, Any, bool], ...]:
    """Field names with their defaults and whether they read a list of lines.

    What tells a value apart (format, kind, number) comes first.
    """
    names = list(model.model_fields)
    if issubclass(model, Kind):
        names.sort(key=lambda name: ("number", "kind").index(name) if name in ALWAYS else 2)
    fields = model.model_fields
    defaults = ((name, _NONE if name in ALWAYS else _default(fields[name])) for name in names)
    return tuple((name, default, _by_lines(fields[name])) for name, default in defaults)


def _default(field: FieldInfo) -> Any:
    return field.get_default(call_default_factory=True, validated_data={})


def _by_lines(field: FieldInfo) -> bool:
    """Whether a field is `Text` or `Template`, which alone read lists of lines."""
    return any(
        isinstance(note, BeforeValidator) and note.func is from_plain for note in field.metadata
    )


def _left_out(content: Any) -> bool:
    """Whether a literal in a password-like field leaves nothing that a file may have."""
    return type(content) is Secret and content.withheld


def _plain(content: Any) -> Plain:
    return _writer(type(content))(content)  # type: ignore[arg-type]  # any type can be hashed


@cache
def _writer(kind: type) -> Callable[[Any], Plain]:
    """What makes plain data of contents of one type."""
    if issubclass(kind, Secret):
        return Secret.plain
    if issubclass(kind, BaseModel):
        return to_plain
    if issubclass(kind, tuple):
        return _items
    if issubclass(kind, Enum):
        return lambda content: content.value
    if issubclass(kind, float):
        return lambda content: int(content) if content.is_integer() else content
    return lambda content: content


def _items(content: tuple[Any, ...]) -> list[Plain]:
    return [_plain(item) for item in content]
