"""A table for spreadsheets (RFC 4180): a line a step, or a line a row of a data-driven run."""

from __future__ import annotations

import csv
from collections.abc import Sequence

from builder.exchange.reports.facts import RunFacts, Write, value_text, visible
from builder.model.events import AnyEvent, StepFinished
from builder.model.places import place
from builder.model.row_events import RowFinished, RowsEvent

STEP_COLUMNS = (
    "step", "name", "status", "summary", "duration_ms", "requests", "method", "url",
    "http_status", "error_kind", "error",
)  # fmt: skip
ROW_COLUMNS = ("row", "line", "status", "duration_ms", "result", "step", "error_kind", "error")

_LONGEST = 32_000
"""Characters of a cell; spreadsheets take no more than 32,767."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class CsvReport:
    """Writes the lines as steps and rows end.

    Args:
        facts: What runs.
        write: Takes the text.
    """

    def __init__(self, facts: RunFacts, write: Write) -> None:
        self._table = Table(write, ROW_COLUMNS if facts.data else STEP_COLUMNS)

    def hear(self, event: AnyEvent, row: int = 0) -> None:
        """Write a step of a single run."""
        if isinstance(event, StepFinished) and not row:
            self._table.add(step_cells(event))

    def hear_rows(self, event: RowsEvent) -> None:
        """Write a row that ended."""
        if isinstance(event, RowFinished):
            self._table.add(row_cells(event))

    def close(self) -> None:
        """Everything is written."""


class Table:
    """CSV lines behind a header; what a spreadsheet would take for a formula gets a "'" in front.

    Args:
        write: Takes the text.
        columns: Names of the columns.
    """

    def __init__(self, write: Write, columns: Sequence[str]) -> None:
        self._writer = csv.writer(_Sink(write), lineterminator="\r\n")
        self._writer.writerow(columns)

    def add(self, cells: Sequence[object]) -> None:
        """Write a line."""
        self._writer.writerow([_safe(cell) for cell in cells])


class _Sink:
    """What the writer of the standard library asks for."""

    def __init__(self, write: Write) -> None:
        self.write = write


def step_cells(event: StepFinished) -> tuple[object, ...]:
    """A step, in the order of `STEP_COLUMNS`."""
    last = event.exchanges[-1] if event.exchanges else None
    return (
        place(event.path, event.step),
        event.name,
        event.status.value,
        event.summary,
        round(event.duration, 3),
        len(event.exchanges),
        last.method if last else "",
        last.url if last else "",
        "" if last is None or last.status is None else last.status,
        event.error.kind if event.error else "",
        event.error.message if event.error else "",
    )


def row_cells(event: RowFinished) -> tuple[object, ...]:
    """A row, in the order of `ROW_COLUMNS`."""
    return (
        event.row,
        event.line,
        event.status.value,
        round(event.duration, 3),
        value_text(event.result, _LONGEST),
        "" if event.step is None else event.step,
        event.error.kind if event.error else "",
        event.error.message if event.error else "",
    )


def _safe(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    text = visible(cell)[:_LONGEST]
    if text.startswith(_FORMULA) and not _is_number(text):
        return f"'{text}"
    return text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
