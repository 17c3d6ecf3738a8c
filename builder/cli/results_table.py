"""The table of rows that a data-driven run ends with."""

from __future__ import annotations

from collections.abc import Iterator

from builder.cli.words import MARKS, duration, row_outcome
from builder.model.events import Status
from builder.model.row_events import RowFinished

MOST_LINES = 50
"""Rows that are printed; of more rows than that, those that failed."""
_WIDTH = 60


class ResultsTable:
    """Keeps what is printed, however many rows there are."""

    def __init__(self) -> None:
        self._count = 0
        self._first: list[RowFinished] = []
        self._bad: list[RowFinished] = []
        self._bad_count = 0

    def add(self, row: RowFinished) -> None:
        """Take a row that ended."""
        self._count += 1
        if len(self._first) < MOST_LINES:
            self._first.append(row)
        if row.status is not Status.SUCCEEDED:
            self._bad_count += 1
            if len(self._bad) < MOST_LINES:
                self._bad.append(row)

    def lines(self) -> Iterator[str]:
        """The table in the order of the rows, with what was left out."""
        all_fit = self._count <= MOST_LINES
        shown = self._first if all_fit else self._bad
        if not shown:
            return
        yield ""
        yield f"{'row':>7}  {'status':<11}  {'time':>8}  result"
        for row in sorted(shown, key=lambda row: row.row):
            said = row_outcome(row)
            said = said if len(said) <= _WIDTH else f"{said[: _WIDTH - 1]}…"
            mark = f"{MARKS.get(row.status, '·')} {row.status.value}"
            yield f"{row.row:>7}  {mark:<11}  {duration(row.duration):>8}  {said}".rstrip()
        hidden = self._bad_count - len(self._bad)
        if not all_fit and hidden:
            yield f"… and {hidden:,} more rows that did not succeed"
        if not all_fit:
            yield "(rows that succeeded are left out; --report csv=FILE lists all)"
        yield ""
