"""A JSON document as an item model that reads each level when it is opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import msgspec
from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor

from builder.look.theme import Look
from builder.model.reference import Segment
from builder.viewer.nodes import Node
from builder.viewer.reference_text import reference_text

PAGE = 500
"""Children that are read at a time."""
Index = QModelIndex | QPersistentModelIndex
Arrived = Callable[[int, Sequence[Node]], None]


class TreeSource(Protocol):
    """Where the model gets levels from."""

    def children(self, path: tuple[Segment, ...], start: int, count: int, then: Arrived) -> None:
        """Read children of the value at a path: `then` gets how many there are, and those."""
        ...


class Item:
    """A row of the tree: a value, or (`node` is None) the row that stands for further ones."""

    __slots__ = ("asked", "children", "node", "parent", "row", "total")

    def __init__(self, node: Node | None, parent: Item | None, row: int) -> None:
        self.node = node
        self.parent = parent
        self.row = row
        self.children: list[Item] = []
        self.total = node.count if node is not None else None
        self.asked = False

    @property
    def path(self) -> tuple[Segment, ...]:
        """From the document down to here."""
        if self.parent is None or self.node is None:
            return ()
        return (*self.parent.path, self.node.key)

    @property
    def opens(self) -> bool:
        """Whether there is anything inside."""
        holds = self.node is not None and self.node.kind in ("object", "list")
        return holds and self.total != 0


class TreeModel(QAbstractItemModel):
    """Two columns, key and value; one root row, the document."""

    def __init__(
        self,
        source: TreeSource,
        root: Node,
        look: Look,
        reference: tuple[int, tuple[Segment, ...]],
        parent: QObject | None = None,
    ) -> None:
        """`reference` is the step and the path in its output where the document stands."""
        super().__init__(parent)
        self._source = source
        self._look = look
        self._step, self._base = reference
        self._root = Item(root, None, 0)

    def item(self, index: Index) -> Item:
        """The row behind an index."""
        found: Item = index.internalPointer()
        return found

    def reference(self, index: Index) -> str:
        """The reference to a value."""
        return reference_text(self._step, (*self._base, *self.item(index).path))

    def more(self, index: Index) -> None:
        """Read the values a row "more" stands for."""
        item = self.item(index)
        if item.node is None and item.parent is not None:
            self._read(item.parent)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """The index of a row."""
        if not parent.isValid():
            return self.createIndex(0, column, self._root) if row == 0 else QModelIndex()
        children = self.item(parent).children
        if not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, column, children[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        """The row around."""
        above = self.item(index).parent if index.isValid() else None
        return QModelIndex() if above is None else self.createIndex(above.row, 0, above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Rows read so far."""
        if not parent.isValid():
            return 1
        return len(self.item(parent).children) if parent.column() == 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Key and value."""
        return 2

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        """Whether a row can be opened."""
        return not parent.isValid() or (parent.column() == 0 and self.item(parent).opens)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether a row has never been opened."""
        return parent.isValid() and self.item(parent).opens and not self.item(parent).asked

    def fetchMore(self, parent: Index) -> None:
        """Read the first children."""
        if self.canFetchMore(parent):
            self._read(self.item(parent))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, colours and fonts."""
        item = self.item(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return _key(item) if index.column() == 0 else _value(item)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(item, index.column())
        if role == Qt.ItemDataRole.FontRole:
            return self._look.font(12, code=True)
        if role == Qt.ItemDataRole.ToolTipRole and item.node is not None:
            return self.reference(index)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Values can be dragged onto fields, as references."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsDragEnabled if self.item(index).node else flags

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The reference to the dragged value, as text."""
        data = QMimeData()
        data.setText(self.reference(indexes[0]))
        return data

    def _read(self, item: Item) -> None:
        item.asked = True
        loaded = sum(child.node is not None for child in item.children)
        self._source.children(
            item.path, loaded, PAGE, lambda total, nodes: self._arrived(item, total, nodes)
        )

    def _arrived(self, item: Item, total: int, nodes: Sequence[Node]) -> None:
        index = self.createIndex(item.row, 0, item)
        item.total = total
        if item.children and item.children[-1].node is None:
            last = len(item.children) - 1
            self.beginRemoveRows(index, last, last)
            item.children.pop()
            self.endRemoveRows()
        start = len(item.children)
        rows: list[Node | None] = [*nodes, *([None] if start + len(nodes) < total else [])]
        if rows:
            self.beginInsertRows(index, start, start + len(rows) - 1)
            item.children += [Item(node, item, start + i) for i, node in enumerate(rows)]
            self.endInsertRows()
        self.dataChanged.emit(index, index.siblingAtColumn(1))

    def _colour(self, item: Item, column: int) -> QColor:
        theme = self._look.theme
        if item.node is None or (column == 0 and item.parent is None):
            return theme.muted
        if column == 0:
            is_position = isinstance(item.node.key, int)
            return theme.muted if is_position else theme.purple
        inks = {"text": theme.ok, "number": theme.blue, "boolean": theme.blue}
        return inks.get(item.node.kind, theme.muted)


def _key(item: Item) -> str:
    if item.node is None:
        return "more …"
    return "body" if item.parent is None else str(item.node.key)


def _value(item: Item) -> str:
    if item.node is None:
        assert item.parent is not None
        left = (item.parent.total or 0) - item.row
        return f"{left:,} not shown yet; Enter or double click shows {min(left, PAGE):,}"
    if item.node.kind == "object":
        return "{ }" if item.total is None else f"{{ }}  {_counted(item.total, 'key')}"
    if item.node.kind == "list":
        return "[ ]" if item.total is None else f"[ ]  {_counted(item.total, 'item')}"
    return item.node.text + ("…" if item.node.cut else "")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def plain_value(json: str) -> str:
    """A value for the clipboard: text without its quotes, anything else as JSON."""
    return str(msgspec.json.decode(json)) if json.startswith('"') else json
