"""One row of data, and what can be wrong with the file it comes from."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from builder.model.json_text import Json

LONGEST = 16 * 1024 * 1024
"""Bytes a row may have; more would not be read row by row any more."""


class Row(NamedTuple):
    """A row: its number (from 1), the line it begins in (from 1), and its value."""

    number: int
    line: int
    value: Json


class RowsError(Exception):
    """A data file cannot be used; `str()` says which, where and what to do.

    Attributes:
        path: The file.
        line: 1-based line of the fault; 0 when there is none.
        reason: What is wrong, without the place.
    """

    def __init__(self, path: Path, reason: str, line: int = 0) -> None:
        super().__init__(f"{path}: {f'line {line}: ' if line else ''}{reason}")
        self.path = path
        self.line = line
        self.reason = reason
