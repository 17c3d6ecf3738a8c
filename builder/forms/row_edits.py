"""Edits of a table's rows: each takes the rows and gives the next ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from builder.forms.bulk import R

Rows = tuple[R, ...]


def changed(rows: Sequence[R], index: int, kind: type[R], name: str, value: Any) -> Rows[R]:
    """One field of a row is another value; behind the last row a new one begins."""
    if index >= len(rows):
        return (*rows, kind.model_validate({name: value}))
    row = rows[index].model_copy(update={name: value})
    return (*rows[:index], row, *rows[index + 1 :])


def moved(rows: Sequence[R], index: int, gap: int) -> Rows[R]:
    """A row stands in the gap before position `gap` of the rows as they were."""
    rest = [*rows[:index], *rows[index + 1 :]]
    rest.insert(gap - 1 if gap > index else gap, rows[index])
    return tuple(rest)


def stepped(rows: Sequence[R], index: int, step: int) -> Rows[R]:
    """A row changes places with the one above (-1) or below (1)."""
    return moved(rows, index, index + (2 if step > 0 else -1))


def without(rows: Sequence[R], index: int) -> Rows[R]:
    """A row is gone."""
    return (*rows[:index], *rows[index + 1 :])


def doubled(rows: Sequence[R], index: int) -> Rows[R]:
    """A row stands there twice."""
    return (*rows[: index + 1], *rows[index:])


def with_rows(rows: Sequence[R], index: int, more: Sequence[R]) -> Rows[R]:
    """Rows stand in place of an empty row, or before one that is not."""
    here = rows[index] if index < len(rows) else None
    keep = here is not None and (here.key or here.value)
    return (*rows[:index], *more, *rows[index + (0 if keep else 1) :])
