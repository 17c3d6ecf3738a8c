"""Bytes as rows of 16: offset in the margin, hexadecimal digits, printable characters."""

from __future__ import annotations

from builder.viewer.body import Bytes
from builder.viewer.rows import Spot

WIDTH = 16
CHARACTERS = WIDTH * 3 + 2
"""Column where the characters begin."""
PRINTABLE = "".join(chr(code) if 32 <= code < 127 else "·" for code in range(256))


class HexRows:
    """Rows of a hex dump; every byte takes three columns and, further right, one more."""

    complete = True

    def __init__(self, data: Bytes) -> None:
        self.data = data
        self._digits = max(8, len(f"{len(data):x}"))

    @property
    def count(self) -> int:
        """Rows; at least 1."""
        return max(1, -(-len(self.data) // WIDTH))

    def advance(self, seconds: float) -> bool:
        """All rows are known."""
        return False

    def label(self, row: int) -> str:
        """The offset of the row's first byte."""
        return f"{row * WIDTH:0{self._digits}x}"

    def text(self, row: int) -> str:
        """The digits and the characters of a row."""
        chunk = self.data[row * WIDTH : (row + 1) * WIDTH]
        digits = chunk.hex(" ")
        characters = "".join(PRINTABLE[byte] for byte in chunk)
        return f"{digits:<{CHARACTERS}}{characters}"

    def offset(self, spot: Spot) -> int:
        """The byte at a spot, in whichever half."""
        column = spot.column
        within = column - CHARACTERS if column >= CHARACTERS else (column + 1) // 3
        return min(spot.row * WIDTH + max(0, min(within, WIDTH)), len(self.data))

    def spot(self, offset: int) -> Spot:
        """The spot before a byte's digits."""
        return Spot(offset // WIDTH, offset % WIDTH * 3)

    def copied(self, start: Spot, end: Spot) -> str:
        """The bytes between two spots as hexadecimal digits."""
        return self.data[self.offset(start) : self.offset(end)].hex(" ")
