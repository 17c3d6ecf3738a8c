"""Rows of a CSV file (RFC 4180): the first line names the columns, every cell is text."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from builder.engine.rows.row import Row, RowsError
from builder.engine.rows.text_lines import text_lines

DELIMITERS = (",", ";", "\t")
"""What may stand between cells; the first of these that the header has does."""

_WORDS = (
    ("unexpected end", "A quote is opened here and never closed."),
    ("expected after", "A closing quote is followed by something else than the end of the cell."),
    ("new-line character", "The lines end with a carriage return alone. Save with LF or CRLF."),
    (
        "field larger",
        f"A cell has more than {csv.field_size_limit():,} characters. Is a quote never closed?",
    ),
)
_STRAY = (
    "A quote stands inside a cell that is not quoted. "
    'Put the whole cell in quotes and double those inside: "5"" pipe".'
)


def csv_rows(file: BinaryIO, path: Path) -> Iterator[Row]:
    """The rows as objects, keyed by the header; empty lines are left out.

    Raises:
        RowsError: Wrong quoting, a row with more or fewer cells than the header, a header with
            a column twice or without a name, not UTF-8, no header.
        OSError: The file cannot be read.
    """
    records = _records(file, path)
    first = next(records, None)
    if first is None:
        raise RowsError(path, "The file is empty: a first line with the names of the columns.", 1)
    header = _header(first, path)
    for number, (line, cells) in enumerate(records, 1):
        if len(cells) != len(header):
            reason = f"The row has {_cells(len(cells))}, the header {_cells(len(header))}."
            raise RowsError(path, reason, line)
        yield Row(number, line, dict(zip(header, cells, strict=True)))


class _Feed:
    """Lines for the reader, which asks for as many as a record needs."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.read = 0
        self.record: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.read += 1
            self.record.append(line)
            yield line


def _records(file: BinaryIO, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it begins in."""
    lines = text_lines(file, path)
    first = next(lines, "")
    feed = _Feed(_chained(first, lines))
    reader = csv.reader(iter(feed), delimiter=_delimiter(first), strict=True)
    while True:
        feed.record = []
        line = feed.read + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise RowsError(path, _reason(str(error)), line) from None
        if cells is None:
            return
        if _is_stray(feed.record, cells):
            raise RowsError(path, _STRAY, line)
        if cells:
            yield line, cells


def _chained(first: str, lines: Iterator[str]) -> Iterator[str]:
    if first:
        yield first
    yield from lines


def _delimiter(header: str) -> str:
    outside = "".join(header.split('"')[::2])
    return next((mark for mark in DELIMITERS if mark in outside), DELIMITERS[0])


def _is_stray(lines: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a cell holds quotes although it was not quoted itself."""
    quoting = [cell for cell in cells if '"' in cell]
    if not quoting:
        return False
    text = "".join(lines)
    return any('"{}"'.format(cell.replace('"', '""')) not in text for cell in quoting)


def _header(first: tuple[int, list[str]], path: Path) -> list[str]:
    line, cells = first
    names = [cell.strip() for cell in cells]
    if "" in names:
        reason = f"Column {names.index('') + 1} of the header has no name."
        raise RowsError(path, reason, line)
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise RowsError(path, f"The header names the column “{twice[0]}” twice.", line)
    return names


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} cells"


def _reason(message: str) -> str:
    return next((words for part, words in _WORDS if part in message), f"No CSV: {message}.")
