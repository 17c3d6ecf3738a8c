"""What differs between two ends of a step, found in the helper process."""

from __future__ import annotations

from builder.history.comparison import compared
from builder.model.event_json import decode
from builder.model.events import StepFinished
from builder.model.json_diff import ADDED, REMOVED, Difference
from builder.model.json_text import JsonError, compact

WHOLE = 64_000_000
"""Bytes of a body up to which it is compared by its structure."""
TIMES = frozenset({("response", "headers", "date"), ("response", "headers", "age")})
"""Headers that say when (RFC 9110, section 6.6.1; RFC 9111, section 5.1)."""
Row = tuple[str, str, str, str]
"""Place, kind ("added", "removed", "changed"), before, after."""


def difference_rows(before: str, after: str) -> tuple[Row, ...]:
    """The places at which two ends of a step differ; times are left out.

    Args:
        before: The earlier end, as `event_json` writes it.
        after: The later one.
    """
    old, new = (decode(text.encode(), StepFinished) for text in (before, after))
    (step,) = compared((old,), (new,), WHOLE)
    return tuple(_row(found) for found in step.found if _path(found) not in TIMES)


def _path(difference: Difference) -> tuple[str, ...]:
    return tuple(str(segment).lower() for segment in difference.path)


def _row(difference: Difference) -> Row:
    before = "" if difference.kind == ADDED else _value(difference.before)
    after = "" if difference.kind == REMOVED else _value(difference.after)
    return difference.place, difference.kind, before, after


def _value(value: object) -> str:
    try:
        return compact(value)
    except JsonError:
        return "(nested too deep to be shown)"
