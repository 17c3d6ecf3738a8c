"""Rows as text, one `key: value` a line; a row that is off starts with `#` or `//`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol, Self, TypeVar

from builder.model.secret import Secret


class AnyRow(Protocol):
    """What all rows of tables have in common."""

    @property
    def enabled(self) -> bool:
        """Whether the row counts."""
        ...

    @property
    def key(self) -> str:
        """The key, with references."""
        ...

    @property
    def value(self) -> Any:
        """The value: text with references, or a `Secret`."""
        ...

    def model_copy(self, *, update: Mapping[str, Any] | None = None) -> Self:
        """The row with other values."""
        ...

    @classmethod
    def model_validate(cls, obj: Any) -> Self:
        """A row from plain data."""
        ...


R = TypeVar("R", bound=AnyRow)

_MARK = re.compile("[{}:]")
_OFF = re.compile(r"\s*(?:#|//)\s?")
_ESCAPED = re.compile(r"\\([\\nr])")
_BREAKS = {"n": "\n", "r": "\r", "\\": "\\"}


def value_text(row: AnyRow) -> str:
    """The value of a row as text."""
    return row.value.text if isinstance(row.value, Secret) else str(row.value)


def to_text(rows: Sequence[AnyRow]) -> str:
    r"""The rows as lines. In a value with line breaks they are written `\n`."""
    return "\n".join(_line(row) for row in rows)


def _line(row: AnyRow) -> str:
    value = value_text(row)
    if _has_breaks(value):
        value = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if row.enabled else '# '}{row.key}: {value}"


def _has_breaks(value: str) -> bool:
    return "\n" in value or "\r" in value


def from_text(text: str, before: Sequence[R], kind: type[R]) -> tuple[R, ...]:
    """The rows a text stands for; what a line cannot say (a type) stays as it was in that row.

    Args:
        text: Lines; empty ones are skipped.
        before: The rows so far; those that did not change stay the same objects.
        kind: Class of a new row.
    """
    unused: dict[str, list[R]] = {}
    for row in before:
        unused.setdefault(row.key, []).append(row)
    unchanged = {_line(row): row for row in before}
    rows: list[R] = []
    for line in text.split("\n"):
        if line.strip():
            known = unchanged.get(line)
            key = known.key if known else _parts(line)[1]
            same = unused[key].pop(0) if unused.get(key) else None
            rows.append(same if same and _line(same) == line else _row(line, same, kind))
    return tuple(rows)


def _parts(line: str) -> tuple[bool, str, str]:
    off = _OFF.match(line)
    key, value = _split(line[off.end() :] if off else line)
    return off is None, key.strip(), value.removeprefix(" ")


def _split(line: str) -> tuple[str, str]:
    """Split at the first colon that is not inside a reference."""
    depth = 0
    for found in _MARK.finditer(line):
        index, character = found.start(), found[0]
        depth += (character == "{") - (character == "}")
        if character == ":" and depth <= 0 and index > 0:
            return line[:index], line[index + 1 :]
    return line, ""


def _row(line: str, same: R | None, kind: type[R]) -> R:
    enabled, key, value = _parts(line)
    if same is None:
        return kind.model_validate({"enabled": enabled, "key": key, "value": value})
    if _has_breaks(value_text(same)):
        value = _ESCAPED.sub(lambda found: _BREAKS[found[1]], value)
    changed = Secret(text=value) if isinstance(same.value, Secret) else value
    return same.model_copy(update={"enabled": enabled, "value": changed})


def pasted(text: str, kind: type[R]) -> tuple[R, ...]:
    """Rows in a pasted text; none when it does not look like lines of `key: value`."""
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    if not lines or not all(_looks_like_row(line) for line in lines):
        return ()
    return from_text("\n".join(lines), (), kind)


def _looks_like_row(line: str) -> bool:
    _, key, value = _parts(line)
    has_colon = len(_split(line)[0]) < len(line)
    return has_colon and bool(key) and " " not in key and not value.startswith("//")
