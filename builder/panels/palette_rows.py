"""The kinds of steps as rows under their groups: the model behind both faces of the palette."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QMimeData, QModelIndex, QObject, Qt
from PySide6.QtCore import QPersistentModelIndex as Persistent

from builder.document.clipboard import KIND_MIME
from builder.look.language import tr
from builder.model.step import Step

NOT_OFFERED = frozenset({"", "Triggers"})
"""Groups whose kinds are never in the palette."""
GROUPS = ("Actions", "Logic", "Code", "Output")
"""The order of the groups; others come after these."""
ROW = Qt.ItemDataRole.UserRole
"""Role under which a row gives its `Row`."""
Index = QModelIndex | Persistent


@dataclass(frozen=True, slots=True)
class Row:
    """A heading (without a kind), or a kind one can choose."""

    text: str
    kind: str = ""
    hint: str = ""
    icon: str = ""
    tone: str = "accent"
    tip: str = ""


def rows(query: str = "") -> tuple[Row, ...]:
    """The kinds that hold every word of a query in label, hint or group, under their groups."""
    words = query.casefold().split()
    groups: dict[str, list[Row]] = {}
    for name, member in _by_rank():
        said = " ".join((*_english(member), *map(tr, _english(member)))).casefold()
        if member.group not in NOT_OFFERED and all(word in said for word in words):
            groups.setdefault(member.group, []).append(_row(name, member))
    order = (*(g for g in GROUPS if g in groups), *(g for g in groups if g not in GROUPS))
    return tuple(row for group in order for row in (Row(tr(group)), *groups[group]))


def _by_rank() -> list[tuple[str, type[Step]]]:
    members = [(name, member) for name, member in Step.family.items() if issubclass(member, Step)]
    return sorted(members, key=lambda item: item[1].rank)


def _row(name: str, member: type[Step]) -> Row:
    tip = (member.__doc__ or "").strip().splitlines()[0] if member.__doc__ else ""
    return Row(tr(member.label), name, tr(member.hint), member.icon, member.tone, tr(tip))


def _english(member: type[Step]) -> tuple[str, ...]:
    """What can be searched for, in the texts' own language."""
    return member.label, member.hint, member.group


class KindModel(QAbstractListModel):
    """The rows for a view; kinds can be dragged."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = rows()

    def search(self, query: str) -> None:
        """Show only what fits."""
        self.beginResetModel()
        self._rows = rows(query)
        self.endResetModel()

    def row(self, index: Index) -> Row:
        """What stands at an index."""
        return self._rows[index.row()]

    def choosable(self) -> list[int]:
        """Positions of the kinds, headings left out."""
        return [position for position, row in enumerate(self._rows) if row.kind]

    def rowCount(self, parent: Index | None = None) -> int:
        """Headings and kinds."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Label, tooltip, and what a screen reader says."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.tip or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.text}: {row.hint}" if row.kind else tr("Group {name}", name=row.text)
        return row if role == ROW else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are only there to be read."""
        if not index.isValid() or not self._rows[index.row()].kind:
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def mimeTypes(self) -> list[str]:
        """A kind's name."""
        return [KIND_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The dragged kind."""
        data = QMimeData()
        data.setData(KIND_MIME, QByteArray(self._rows[indexes[0].row()].kind.encode()))
        return data
