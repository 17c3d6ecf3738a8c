"""A file of rows: checked as a whole first, then read row by row."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TypeAlias

from builder.engine.rows.csv_rows import csv_rows
from builder.engine.rows.json_rows import json_line_rows, json_rows
from builder.engine.rows.row import Row, RowsError

Reader: TypeAlias = Callable[[BinaryIO, Path], Iterator[Row]]

READERS: dict[str, Reader] = {
    ".csv": csv_rows,
    ".json": json_rows,
    ".jsonl": json_line_rows,
    ".ndjson": json_line_rows,
}
"""How a file is read, by how its name ends."""

_LOOK_EVERY = 256
"""Rows between two looks at whether the file was changed."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a data file held when it was checked.

    Attributes:
        sha256: Of its bytes, in hex.
        rows: How many rows it has.
        size, modified: Bytes and time of the last change (ns), to notice later changes by.
    """

    sha256: str
    rows: int
    size: int
    modified: int


def preview(path: Path, count: int) -> tuple[Row, ...]:
    """The first rows of a file; the rest is not read.

    Raises:
        RowsError: The file cannot be used as far as it was read.
    """
    return tuple(islice(_rows(path), count))


def check(path: Path, cancelled: Callable[[], bool] = lambda: False) -> Contents:
    """Read a whole file, so that what is wrong with it is known before anything is sent.

    Args:
        path: The file.
        cancelled: Asked now and then; once it is true the check ends early with what it has.

    Raises:
        RowsError: Something is wrong with it.
    """
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            status = os.fstat(file.fileno())
    except OSError as error:
        raise RowsError(path, f"{error.strerror or error}.") from None
    count = 0
    for row in _rows(path):
        count = row.number
        if count % _LOOK_EVERY == 0 and cancelled():
            break
    return Contents(digest, count, status.st_size, status.st_mtime_ns)


def read(path: Path, contents: Contents) -> Iterator[Row]:
    """The rows of a file that was checked, read as they are asked for.

    Raises:
        RowsError: The file was changed since.
    """
    for row in _rows(path):
        if row.number % _LOOK_EVERY == 1:
            _refuse_change(path, contents)
        yield row
    _refuse_change(path, contents)


def _rows(path: Path) -> Iterator[Row]:
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        kinds = ", ".join(READERS)
        raise RowsError(path, f"Data is read from files whose names end in {kinds}.")
    try:
        with path.open("rb") as file:
            yield from reader(file, path)
    except OSError as error:
        raise RowsError(path, f"{error.strerror or error}.") from None


def _refuse_change(path: Path, contents: Contents) -> None:
    try:
        status = path.stat()
    except OSError as error:
        raise RowsError(path, f"{error.strerror or error}.") from None
    if (status.st_size, status.st_mtime_ns) != (contents.size, contents.modified):
        raise RowsError(path, "The file was changed while its rows were run.")
