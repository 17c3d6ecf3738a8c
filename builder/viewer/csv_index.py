"""Where the records of a CSV text begin (RFC 4180), found a slice at a time."""

from __future__ import annotations

import csv
from array import array
from collections import OrderedDict
from collections.abc import Iterator
from time import perf_counter

from builder.viewer.body import Bytes

EVERY = 16
"""Of so many records the beginning of one is remembered."""
LONGEST = 64 * 1024
"""Bytes of a record; a quote that is never closed ends there, at the next line."""
DELIMITERS = (b",", b";", b"\t", b"|")
KEPT = 32
"""Groups of `EVERY` records that are remembered as texts."""
Record = tuple[str, ...]


class CsvIndex:
    """The records of some bytes; grows with `advance` until `complete`.

    Attributes:
        count: Records known so far.
        delimiter: What stands between fields, the one the first line has most of.
    """

    def __init__(self, data: Bytes, charset: str) -> None:
        self._data = data
        self._charset = charset
        self._starts = array("Q")
        self._position = 0
        self._groups: OrderedDict[int, tuple[Record, ...]] = OrderedDict()
        self.count = 0
        first = data[: _line_end(data, 0)]
        self.delimiter = max(DELIMITERS, key=first.count).decode()

    @property
    def complete(self) -> bool:
        """Whether all bytes have been looked at."""
        return self._position >= len(self._data)

    def advance(self, seconds: float, most: int) -> None:
        """Look for further records for about that long, up to `most` in all; for some at least."""
        deadline = perf_counter() + seconds
        while not self.complete and self.count < most:
            if self.count % EVERY == 0:
                if self.count and perf_counter() >= deadline:
                    return
                self._starts.append(self._position)
            self._position = _record_end(self._data, self._position)
            self.count += 1

    def record(self, row: int) -> Record:
        """The fields of a record that is known."""
        number, within = divmod(row, EVERY)
        group = self._groups.get(number)
        if group is None or within >= len(group):
            group = tuple(self._read(number))
            self._groups[number] = group
            if len(self._groups) > KEPT:
                self._groups.popitem(last=False)
        return group[within] if within < len(group) else ()

    def _read(self, number: int) -> Iterator[Record]:
        position = self._starts[number]
        for _ in range(min(EVERY, self.count - number * EVERY)):
            end = _record_end(self._data, position)
            text = self._data[position : min(end, position + LONGEST)]
            position = end
            yield _fields(text.decode(self._charset, "replace"), self.delimiter)


def _fields(text: str, delimiter: str) -> Record:
    text = text.removesuffix("\n").removesuffix("\r").replace("\0", "␀")
    try:
        return tuple(next(csv.reader([text], delimiter=delimiter), ()))
    except csv.Error:
        return tuple(text.split(delimiter))


def _line_end(data: Bytes, start: int) -> int:
    """Where the line ends that begins there; a line without an end is cut."""
    end = data.find(b"\n", start, start + LONGEST)
    return min(start + LONGEST, len(data)) if end < 0 else end + 1


def _record_end(data: Bytes, start: int) -> int:
    """Where the record ends that begins there: at a line's end outside of quotes."""
    first = end = _line_end(data, start)
    quotes = data[start:end].count(b'"')
    while quotes % 2 and end < len(data):
        closing = data.find(b'"', end, start + LONGEST)
        if closing < 0:
            return first if start + LONGEST < len(data) else len(data)
        end = _line_end(data, closing)
        quotes += data[closing:end].count(b'"')
    return end
