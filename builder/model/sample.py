"""A step's output made small enough to travel and to be looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

BUDGET = 64 * 1024
"""About how many bytes of JSON a sample may have."""

_TEXT = 2_000
_ITEMS = 20
_KEYS = 200
_DEPTH = 24
_ELLIPSIS = "…"


def shortened(value: Any, budget: int = BUDGET) -> tuple[Any, bool]:
    """The value, or a smaller one of the same shape when it is larger than the budget.

    Long texts end in "…", long lists and objects lose their later members.

    Returns:
        The value to show, and whether something was left out.
    """
    if _fits(value, budget):
        return value, False
    for factor in (1.0, 0.2, 0.02):
        smaller = _smaller(value, factor, _DEPTH)
        if _fits(smaller, budget):
            return smaller, True
    return _smaller(value, 0.0, 3), True


def _fits(value: Any, budget: int) -> bool:
    """Whether the value has about that many bytes as JSON; stops counting beyond."""
    left = budget
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            left -= len(item) + 2
        elif isinstance(item, dict):
            left -= sum(map(len, item)) + 4 * len(item) + 2
            waiting.extend(item.values())
        elif isinstance(item, list):
            left -= len(item) + 2
            if left < 0:
                return False
            waiting.extend(item)
        elif isinstance(item, Mapping):
            return False
        else:
            left -= 8 if not isinstance(item, int) else 8 + item.bit_length() // 3
        if left < 0:
            return False
    return True


def _smaller(value: Any, factor: float, depth: int) -> Any:
    if isinstance(value, str):
        limit = max(20, int(_TEXT * factor))
        return value if len(value) <= limit else value[:limit] + _ELLIPSIS
    if isinstance(value, Mapping):
        if depth == 0:
            return {}
        keys = list(value)[: max(3, int(_KEYS * factor))]
        return {key: _member(value, key, factor, depth) for key in keys}
    if isinstance(value, list):
        kept = value[: max(1, int(_ITEMS * factor))] if depth else []
        return [_smaller(item, factor, depth - 1) for item in kept]
    return value


def _member(value: Mapping[str, Any], key: str, factor: float, depth: int) -> Any:
    if not isinstance(value, dict) and key == "data":
        return _ELLIPSIS  # the bytes of a File stay on disk
    return _smaller(value[key], factor, depth - 1)
