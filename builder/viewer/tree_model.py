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
    QTimer,
)
from shiboken6 import isValid

from builder.look.language import tr
from builder.look.theme import Look
from builder.model.reference import Segment
from builder.viewer.naming import Naming
from builder.viewer.nodes import Node
from builder.viewer.tree_items import GROUP, Item, colour_of, group_size, ranges

Index = QModelIndex | QPersistentModelIndex
Path = tuple[Segment, ...]
Arrived = Callable[[int, Sequence[Node]], None]


class TreeSource(Protocol):
    """Where the model gets levels from."""

    def children(self, path: Path, start: int, count: int, then: Arrived) -> None:
        """Read children of the value at a path: `then` gets how many there are, and those."""
        ...

    def position(self, path: Path, then: Callable[[int], None]) -> None:
        """Find out how many members of the object around a value stand before it."""
        ...


class TreeModel(QAbstractItemModel):
    """Two columns, key and value; one root row, the document."""

    def __init__(
        self,
        source: TreeSource,
        root: Node,
        look: Look,
        naming: Naming,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._look = look
        self._naming = naming
        self._root = Item(root, None, 0)
        self._waiting: dict[Item, list[Callable[[], None]]] = {}

    def item(self, index: Index) -> Item:
        """The row behind an index."""
        found: Item = index.internalPointer()
        return found

    def reference(self, index: Index) -> str:
        """The reference to a value; empty for what has none."""
        item = self.item(index)
        return self._naming.reference(item.path) if item.node is not None else ""

    def reveal(self, path: Path, then: Callable[[QModelIndex], None]) -> None:
        """Read what is needed to show the value at a path; `then` gets its index, maybe later."""
        self._descend(self._root, path, then)

    def _descend(self, item: Item, path: Path, then: Callable[[QModelIndex], None]) -> None:
        if not path:
            then(self.createIndex(item.row, 0, item))
            return
        if isinstance(path[0], int):
            self._go_to(item, path[0], path[1:], then)
        else:
            whole = (*item.path, path[0])
            self._source.position(whole, lambda at: self._go_to(item, at, path[1:], then))

    def _go_to(
        self, item: Item, position: int, rest: Path, then: Callable[[QModelIndex], None]
    ) -> None:
        """Go on through the child of a value, or of a range, at a position in the value."""

        def go_on() -> None:
            size = group_size(item.total or 0)
            row = (position - item.start) // size
            if row >= len(item.children):
                return
            child = item.children[row]
            if child.node is None:
                self._go_to(child, position, rest, then)
            else:
                self._descend(child, rest, then)

        if item.children:
            go_on()
        else:
            self._waiting.setdefault(item, []).append(go_on)
            self._read(item)

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
        """Read the children."""
        if self.canFetchMore(parent):
            self._read(self.item(parent))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, colours and fonts; for a screen reader key and value in one."""
        item = self.item(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._key(item) if index.column() == 0 else item.value_text
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return f"{self._key(item)}: {item.value_text}".removesuffix(": ")
        if role == Qt.ItemDataRole.ForegroundRole:
            return colour_of(item, index.column(), self._look.theme)
        if role == Qt.ItemDataRole.FontRole:
            return self._look.font(12, code=True)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.reference(index) or None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Values can be dragged onto fields, as references."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsDragEnabled if self.reference(index) else flags

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The reference to the dragged value, as text."""
        data = QMimeData()
        data.setText(self.reference(indexes[0]))
        return data

    def _key(self, item: Item) -> str:
        if item.parent is None:
            return tr("body") if self._naming.places is None else tr("matches")
        if self._naming.places is not None and item.node is not None and len(item.path) == 1:
            return self._naming.expression(item.path).removeprefix("$").removeprefix(".") or "$"
        return item.key_text

    def _read(self, item: Item) -> None:
        if item.asked:
            return
        item.asked = True
        if item.node is None and group_size(item.total or 0) > 1:
            self._insert(item, ranges(item))
            return
        count = GROUP if item.node is not None else item.total or 0
        self._source.children(
            item.path, item.start, count, lambda total, nodes: self._arrived(item, total, nodes)
        )

    def _arrived(self, item: Item, total: int, nodes: Sequence[Node]) -> None:
        if not isValid(self):
            return
        if item.node is not None:
            item.total = total
        if group_size(item.total or 0) > 1:
            self._insert(item, ranges(item))
        else:
            self._insert(item, [Item(node, item, row) for row, node in enumerate(nodes)])

    def _insert(self, item: Item, rows: list[Item]) -> None:
        index = self.createIndex(item.row, 0, item)
        if rows:
            self.beginInsertRows(index, 0, len(rows) - 1)
            item.children = rows
            self.endInsertRows()
        self.dataChanged.emit(index, index.siblingAtColumn(1))
        for then in self._waiting.pop(item, ()):
            QTimer.singleShot(0, self, then)  # not from here: paths may be deeper than the stack


def plain_value(json: str) -> str:
    """A value for the clipboard: text without its quotes, anything else as JSON."""
    return str(msgspec.json.decode(json)) if json.startswith('"') else json
