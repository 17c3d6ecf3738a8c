"""Finding text in bytes, a slice at a time."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from time import perf_counter

from builder.viewer.body import Bytes

SLICE = 128 * 1024
"""Bytes looked at between two looks at the clock."""
MOST = 100_000
"""Places remembered; a search that finds more stops there."""


class Search:
    """All places of a text, found with `advance`.

    Lower-case text is found in any case, text with a capital letter only as it is written.

    Attributes:
        text: What is looked for.
        starts: Offsets of the places found so far.
        length: Length of every place, bytes.
    """

    def __init__(self, data: Bytes, text: str, charset: str = "utf-8") -> None:
        self.text = text
        self.starts = array("Q")
        needle = text.encode(charset, "replace")
        self.length = len(needle)
        flags = re.IGNORECASE if text == text.lower() else re.NOFLAG
        self._pattern = re.compile(re.escape(needle), flags)
        self._data = data
        self._position = 0 if needle else len(data)

    @property
    def complete(self) -> bool:
        """Whether all bytes have been looked at, or enough was found."""
        return self._position >= len(self._data) or self.full

    @property
    def full(self) -> bool:
        """Whether the search stopped because it found very much."""
        return len(self.starts) >= MOST

    def advance(self, seconds: float) -> bool:
        """Go on for about that long. False when there was nothing to do."""
        if self.complete:
            return False
        deadline = perf_counter() + seconds
        while not self.complete and perf_counter() < deadline:
            self._look()
        return True

    def _look(self) -> None:
        end = min(self._position + SLICE, len(self._data))
        reach = min(end + self.length - 1, len(self._data))
        last = self._position
        for found in self._pattern.finditer(self._data, self._position, reach):
            self.starts.append(found.start())
            last = found.end()
            if self.full:
                break
        self._position = max(end, last)

    def within(self, start: int, end: int) -> array[int]:
        """Places that begin in a span of bytes."""
        return self.starts[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def after(self, offset: int) -> int | None:
        """Position (in `starts`) of the first place at or after an offset; wraps round."""
        if not self.starts:
            return None
        return bisect_left(self.starts, offset) % len(self.starts)

    def before(self, offset: int) -> int | None:
        """Position of the last place that begins before an offset; wraps round."""
        if not self.starts:
            return None
        return (bisect_right(self.starts, offset - 1) - 1) % len(self.starts)
