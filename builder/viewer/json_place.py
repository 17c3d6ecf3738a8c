"""Which value of a JSON body a place in its text stands for."""

from __future__ import annotations

from builder.model.reference import Segment
from builder.viewer.json_shape import path_at
from builder.viewer.rows import Rows, Spot

REACH = 256 * 1024
"""Bytes of text that are read in the window to find a path."""


def path_of_row(rows: Rows, row: int) -> tuple[Segment, ...] | None:
    """The path to the value in a row of pretty-printed JSON; None too far down in a large body."""
    text = rows.text(row)
    indent = len(text) - len(text.lstrip())
    offset = rows.offset(Spot(row, indent)) + text.lstrip().startswith(("]", "}"))
    if offset > REACH:
        return None
    return path_at(rows.data[: offset + 4096], offset)


def path_of_spot(rows: Rows, spot: Spot) -> tuple[Segment, ...] | None:
    """The path to the value at a spot of any JSON text; None too far down in a large body."""
    offset = rows.offset(spot)
    return None if offset > REACH else path_at(rows.data[: offset + 4096], offset)
