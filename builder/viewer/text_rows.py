"""Bytes as rows of text in some charset."""

from __future__ import annotations

import re

from builder.model.visible_text import visible
from builder.viewer.body import Bytes
from builder.viewer.row_index import RowIndex
from builder.viewer.rows import Spot

LOST = re.compile("[\ud800-\udfff]")
"""Bytes that are no text, as `surrogateescape` holds them."""


class TextRows:
    """Rows of text; a column is a character of the row, bytes that are no text one each."""

    def __init__(self, data: Bytes, charset: str = "utf-8") -> None:
        self.data = data
        self.charset = charset
        self._index = RowIndex(data)

    @property
    def count(self) -> int:
        """Rows known so far; at least 1."""
        return self._index.count

    @property
    def complete(self) -> bool:
        """Whether all rows are known."""
        return self._index.complete

    def advance(self, seconds: float) -> bool:
        """Find further rows for about that long. False when all are known."""
        return self._index.advance(seconds)

    def label(self, row: int) -> str:
        """The number of the line that begins with the row."""
        return str(self._index.line(row) or "")

    def text(self, row: int) -> str:
        """The characters of a row; what cannot be seen, and lost bytes, as signs."""
        return visible(LOST.sub("�", self._exact(row)))

    def character(self, spot: Spot) -> str:
        """The character after a spot as it really is; empty at the end of the row."""
        return self._exact(spot.row)[spot.column : spot.column + 1]

    def offset(self, spot: Spot) -> int:
        """The byte at a spot."""
        start, _ = self._span(spot.row)
        return start + len(
            self._exact(spot.row)[: spot.column].encode(self.charset, "surrogateescape")
        )

    def spot(self, offset: int) -> Spot:
        """The spot before a byte."""
        row = min(self._index.row_at(offset), self.count - 1)
        start, _ = self._span(row)
        if offset < start:
            row -= 1
            start, _ = self._span(row)
        before = self.data[start:offset].decode(self.charset, "surrogateescape")
        return Spot(row, min(len(before), len(self._exact(row))))

    def copied(self, start: Spot, end: Spot) -> str:
        """The text between two spots, line breaks as they are."""
        data = self.data[self.offset(start) : self.offset(end)]
        return data.decode(self.charset, "replace")

    def _exact(self, row: int) -> str:
        start, end = self._span(row)
        data = self.data[start:end].removesuffix(b"\n").removesuffix(b"\r")
        return data.decode(self.charset, "surrogateescape")

    def _span(self, row: int) -> tuple[int, int]:
        return self._whole(self._index.start(row)), self._whole(self._index.start(row + 1))

    def _whole(self, offset: int) -> int:
        """A row that was cut inside a UTF-8 character begins after it."""
        if self.charset == "utf-8":
            for further in range(4):
                byte = self.data[offset + further : offset + further + 1]
                if not byte or byte[0] & 0xC0 != 0x80:
                    return offset + further
        return offset
