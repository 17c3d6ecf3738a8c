"""Where the rows of a text begin, found without reading more than needed.

A row ends at a newline; a window of 512 bytes (at a multiple of that) without any newline ends one
too, so that a minified file of one line has rows as well. Both ends can be told by looking at one
block of 64 KiB alone, which makes the index sparse: per block, how many rows and lines begin
before it. The offsets inside a block are worked out when somebody looks there.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterator
from time import perf_counter

from builder.viewer.body import Bytes

BLOCK = 64 * 1024
WINDOW = 512
KEPT = 8
"""Blocks whose offsets are remembered."""


class RowIndex:
    """Row starts of some bytes; grows with `advance` until `complete`."""

    def __init__(self, data: Bytes) -> None:
        self._data = data
        self._rows = array("Q", [0])
        self._lines = array("Q", [0])
        self._scanned = 0
        self._blocks: OrderedDict[int, tuple[array[int], array[int]]] = OrderedDict()

    @property
    def complete(self) -> bool:
        """Whether all bytes have been looked at."""
        return self._scanned >= len(self._data)

    @property
    def count(self) -> int:
        """Rows known so far; at least 1. A last row that is empty does not count."""
        ends = int(self._rows[-1])
        return max(1, ends if self.complete and self._ends_with_break() else ends + 1)

    def advance(self, seconds: float) -> bool:
        """Look at further blocks for about that long. True when there was anything to do."""
        if self.complete:
            return False
        deadline = perf_counter() + seconds
        while not self.complete:
            chunk = self._data[self._scanned : self._scanned + BLOCK]
            newlines = chunk.count(b"\n")
            forced = sum(1 for _ in _free_windows(chunk))
            self._rows.append(self._rows[-1] + newlines + forced)
            self._lines.append(self._lines[-1] + newlines)
            self._scanned += len(chunk)
            if perf_counter() >= deadline:
                break
        return True

    def start(self, row: int) -> int:
        """Offset of a row's first byte; the length of the data past the last row."""
        if row <= 0:
            return 0
        if row > self._rows[-1]:
            return len(self._data)
        block = bisect_left(self._rows, row) - 1
        ends, _ = self._ends(block)
        return block * BLOCK + ends[row - self._rows[block] - 1]

    def row_at(self, offset: int) -> int:
        """The row that holds the byte at an offset (which must be scanned already)."""
        block = min(offset // BLOCK, len(self._rows) - 2)
        if block < 0:
            return 0
        ends, _ = self._ends(block)
        return int(self._rows[block]) + bisect_right(ends, offset - block * BLOCK)

    def line(self, row: int) -> int | None:
        """1-based number of the line that begins with this row; None when it goes on in it."""
        if row == 0:
            return 1
        block = bisect_left(self._rows, row) - 1
        ends, newlines = self._ends(block)
        end = ends[row - self._rows[block] - 1]
        position = bisect_left(newlines, end)
        if position == len(newlines) or newlines[position] != end:
            return None
        return int(self._lines[block]) + position + 2

    def _ends_with_break(self) -> bool:
        return len(self._data) > 0 and self.start(int(self._rows[-1])) == len(self._data)

    def _ends(self, block: int) -> tuple[array[int], array[int]]:
        """Offsets in a block where a row ends, and those of them that are newlines'."""
        found = self._blocks.get(block)
        if found is None:
            chunk = self._data[block * BLOCK : (block + 1) * BLOCK]
            newlines = array("Q", _newlines(chunk))
            found = array("Q", sorted([*newlines, *_free_windows(chunk)])), newlines
            self._blocks[block] = found
            if len(self._blocks) > KEPT:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end(block)
        return found


def _newlines(chunk: bytes) -> Iterator[int]:
    position = chunk.find(b"\n")
    while position >= 0:
        yield position + 1
        position = chunk.find(b"\n", position + 1)


def _free_windows(chunk: bytes) -> Iterator[int]:
    """Ends of the windows without a newline; a cut window at the end of the data does not count."""
    for start in range(0, len(chunk) - WINDOW + 1, WINDOW):
        if chunk.find(b"\n", start, start + WINDOW) < 0:
            yield start + WINDOW
