"""The rows of a tree: values, and ranges that stand for many children of one value."""

from __future__ import annotations

from PySide6.QtGui import QColor

from builder.look.language import grouped, tr_count
from builder.look.theme import Theme
from builder.model.reference import Segment
from builder.model.visible_text import visible
from builder.viewer.nodes import Node

GROUP = 500
"""A value with more children shows ranges of so many (or of that many ranges) instead."""


class Item:
    """A row of the tree: a value, or (`node` is None) a range of the children of one.

    Attributes:
        node: The value.
        parent: The row around it.
        row: Its position there.
        start: Of a range, the position of its first child in the value.
        total: How many children the value or the range has; None when it was not counted.
        children: The rows inside, as far as they were read.
        asked: Whether they have been asked for.
    """

    __slots__ = ("asked", "children", "node", "parent", "row", "start", "total")

    def __init__(self, node: Node | None, parent: Item | None, row: int) -> None:
        self.node = node
        self.parent = parent
        self.row = row
        self.start = 0
        self.total = node.count if node is not None else None
        self.children: list[Item] = []
        self.asked = False

    @property
    def value(self) -> Item:
        """The value this row is, or whose children it stands for."""
        item = self
        while item.node is None and item.parent is not None:
            item = item.parent
        return item

    @property
    def path(self) -> tuple[Segment, ...]:
        """From the document down to the value."""
        keys: list[Segment] = []
        item: Item | None = self.value
        while item is not None and item.parent is not None:
            if item.node is not None:
                keys.append(item.node.key)
            item = item.parent
        return tuple(reversed(keys))

    @property
    def opens(self) -> bool:
        """Whether there is anything inside."""
        holds = self.node is None or self.node.kind in ("object", "list")
        return holds and self.total != 0

    @property
    def key_text(self) -> str:
        """What stands in the first column; empty for the document."""
        if self.node is None:
            return f"{grouped(self.start)} – {grouped(self.start + (self.total or 1) - 1)}"
        return "" if self.parent is None else visible(str(self.node.key))

    @property
    def value_text(self) -> str:
        """What stands in the second column."""
        if self.node is None:
            return ""
        if self.node.kind == "object":
            return _held("{ }", tr_count("{n:,} key", "{n:,} keys", self.total or 0), self.total)
        if self.node.kind == "list":
            return _held("[ ]", tr_count("{n:,} item", "{n:,} items", self.total or 0), self.total)
        return visible(self.node.text) + ("…" if self.node.cut else "")


def _held(brackets: str, count: str, total: int | None) -> str:
    return f"{brackets}  {count}" if total else brackets


def group_size(total: int) -> int:
    """How many children a range of so many in all stands for; 1 when they need no ranges."""
    size = 1
    while total > size * GROUP:
        size *= GROUP
    return size


def ranges(item: Item) -> list[Item]:
    """The ranges that stand for the children of a value, or of a range."""
    total = item.total or 0
    size = group_size(total)
    rows = []
    for row, start in enumerate(range(0, total, size)):
        part = Item(None, item, row)
        part.start = item.start + start
        part.total = min(size, total - start)
        rows.append(part)
    return rows


def colour_of(item: Item, column: int, theme: Theme) -> QColor:
    """The colour of a key (column 0) or of a value, which tells its type."""
    if item.node is None or (column == 0 and item.parent is None):
        return theme.muted
    if column == 0:
        is_position = isinstance(item.node.key, int)
        return theme.muted if is_position else theme.purple
    inks = {"text": theme.ok, "number": theme.blue, "boolean": theme.blue}
    return inks.get(item.node.kind, theme.muted)
