"""What differs between two JSON values, place by place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from builder.model.json_text import JsonError, compact
from builder.model.sample import shortened

LIMIT = 1_000
"""Differences that are listed."""

SHOWN = 500
"""About how many bytes of a value a difference shows."""

ADDED, REMOVED, CHANGED = "added", "removed", "changed"

Path = tuple[str | int, ...]
"""Keys and positions from the top down; positions are those before, of what was added after."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place at which two values differ.

    Attributes:
        kind: "added", "removed" or "changed".
        path: Where.
        before: What stood there, shortened when it is large; None when it was added.
        after: What stands there now, likewise; None when it was removed.
    """

    kind: str
    path: Path
    before: Any = None
    after: Any = None

    @property
    def place(self) -> str:
        """The path in words ("response.body.items[0].id"); empty for the value as a whole."""
        words = ""
        for segment in self.path:
            if isinstance(segment, int):
                words += f"[{segment}]"
            elif segment.isidentifier() or segment.replace("-", "_").isidentifier():
                words += f".{segment}" if words else segment
            else:
                words += f'["{segment}"]'
        return words


def differences(before: Any, after: Any, limit: int = LIMIT) -> tuple[Difference, ...]:
    """Where two JSON values differ, in the order of the first.

    Lists are compared position by position between what they begin and end with in common, so
    that an item put in at the front is one difference. Numbers that are equal are equal however
    they are written; true is not 1.

    Args:
        before: The older value.
        after: The newer value.
        limit: How many differences to look for.
    """
    return tuple(islice(_walk(before, after), limit))


def _walk(before: Any, after: Any) -> Iterator[Difference]:
    """Without recursion: what servers send may be nested deeper than Python's stack."""
    waiting: list[Iterator[tuple[Path, Any, Any]]] = [iter([((), before, after)])]
    while waiting:
        found = next(waiting[-1], None)
        if found is None:
            waiting.pop()
            continue
        path, old, new = found
        if old is _NOTHING:
            yield Difference(ADDED, path, after=_shown(new))
        elif new is _NOTHING:
            yield Difference(REMOVED, path, before=_shown(old))
        elif isinstance(old, Mapping) and isinstance(new, Mapping):
            waiting.append(_members(path, old, new))
        elif isinstance(old, list) and isinstance(new, list):
            waiting.append(_items(path, old, new))
        elif _differ(old, new):
            yield Difference(CHANGED, path, _shown(old), _shown(new))


_NOTHING = object()


def _members(
    path: Path, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[tuple[Path, Any, Any]]:
    for key, old in before.items():
        yield (*path, key), old, after.get(key, _NOTHING)
    for key, new in after.items():
        if key not in before:
            yield (*path, key), _NOTHING, new


def _items(
    path: Path, before: Sequence[Any], after: Sequence[Any]
) -> Iterator[tuple[Path, Any, Any]]:
    start, end = _common(before, after)
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    for index in range(max(len(old), len(new))):
        yield (
            (*path, start + index),
            old[index] if index < len(old) else _NOTHING,
            new[index] if index < len(new) else _NOTHING,
        )


def _common(before: Sequence[Any], after: Sequence[Any]) -> tuple[int, int]:
    """How many items both lists begin with, and how many further ones they end with."""
    most = min(len(before), len(after))
    start = 0
    while start < most and _same(before[start], after[start]):
        start += 1
    end = 0
    while end < most - start and _same(before[-1 - end], after[-1 - end]):
        end += 1
    return start, end


def _same(before: Any, after: Any) -> bool:
    """Whether two items are written the same; those too deep to be written count as different."""
    try:
        return compact(before) == compact(after)
    except JsonError:
        return False


def _differ(before: Any, after: Any) -> bool:
    if isinstance(before, bool) or isinstance(after, bool):
        return before is not after
    return bool(before != after)


def _shown(value: Any) -> Any:
    return shortened(value, SHOWN)[0]
