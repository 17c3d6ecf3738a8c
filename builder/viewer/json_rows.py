"""Rows of pretty-printed JSON, which know how many items the list has that begins in a row."""

from __future__ import annotations

import re
from collections.abc import Callable

from builder.look.language import tr_count
from builder.viewer.body import Bytes
from builder.viewer.json_place import path_of_row
from builder.viewer.json_shape import INDENT
from builder.viewer.naming import Path
from builder.viewer.rows import Spot
from builder.viewer.text_rows import TextRows

REACH = 256 * 1024
"""Bytes in which the end of a list is looked for here; longer ones are counted elsewhere."""
NEAR = 16 * 1024
"""Bytes from the beginning in which a long list must begin to be counted elsewhere: its path is
found by reading all that stands before it."""
FEWEST = 2
"""Items from which on a list is worth a count."""
Count = Callable[[Path, Callable[[int], None]], None]


class JsonRows(TextRows):
    """The rows."""

    def __init__(self, data: Bytes, count: Count, changed: Callable[[], None]) -> None:
        """Rows of pretty-printed JSON.

        Args:
            data: The text, indented by `INDENT`.
            count: Finds out, later, how many items the list at a path has.
            changed: Called when a note has become known.
        """
        super().__init__(data)
        self._count = count
        self._changed = changed
        self._counts: dict[int, int] = {}

    def note(self, row: int) -> str:
        """ "640 items" for the row a list begins in; empty for any other, or while unknown."""
        found = self._counts.get(row)
        if found is None:
            found = self._counts[row] = self._counted(row)
        return tr_count("{n:,} item", "{n:,} items", found) if found >= FEWEST else ""

    def _counted(self, row: int) -> int:
        text = self.text(row)
        if not text.endswith("["):
            return 0
        indent = len(text) - len(text.lstrip(" "))
        start = self.offset(Spot(row, len(text)))
        below = self.data[start : start + REACH]
        end = below.find(b"\n" + b" " * indent + b"]")
        if end >= 0:
            item = re.compile(b"\n" + b" " * (indent + INDENT) + rb"(?=[^ \]}])")
            return sum(1 for _ in item.finditer(below, 0, end))
        path = path_of_row(self, row) if start <= NEAR else None
        if path is not None:
            self._count(path, lambda total: self._learn(row, total))
        return 0

    def _learn(self, row: int, total: int) -> None:
        self._counts[row] = total
        self._changed()
