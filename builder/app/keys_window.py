"""The overview of all shortcuts, to be searched by keys and by words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from builder.app.enter_key import leave_enter_to_fields
from builder.app.fuzzy import cost
from builder.app.key_list import KeyEntry, key_entries
from builder.look.language import tr
from builder.look.theme import Look


class KeysWindow(QDialog):
    """A list of all keys with a field to find some; stays open while other things are done.

    Args:
        look: Fonts.
        parent: The window it belongs to.
    """

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.resize(560, 600)
        self.setMinimumSize(320, 240)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(tr("Find by keys or by what they do"))
        self.search.setAccessibleName(tr("Find shortcuts"))
        self.search.setClearButtonEnabled(True)
        self.list = QTreeWidget(self)
        self.list.setAccessibleName(tr("Keyboard shortcuts"))
        self.list.setProperty("plain", True)
        self.list.setColumnCount(2)
        self.list.setHeaderLabels([tr("Action"), tr("Keys")])
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(12)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.nothing = QLabel(tr("No shortcut is called that."), self)
        self.nothing.setProperty("muted", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        self._look = look
        self._fill()
        self.search.textChanged.connect(self._filter)
        self._filter("")
        leave_enter_to_fields(self)

    def _fill(self) -> None:
        groups: dict[str, QTreeWidgetItem] = {}
        for entry in key_entries():
            group = groups.get(entry.group)
            if group is None:
                group = QTreeWidgetItem(self.list, [tr(entry.group)])
                group.setFirstColumnSpanned(True)
                group.setFont(0, self._look.font(12, bold=True))
                group.setFlags(Qt.ItemFlag.ItemIsEnabled)
                groups[entry.group] = group
            item = QTreeWidgetItem(group, [tr(entry.text), _keys(entry)])
            item.setToolTip(0, tr(entry.text))
        self.list.expandAll()

    def _filter(self, words: str) -> None:
        shown = 0
        for place in range(self.list.topLevelItemCount()):
            group = self.list.topLevelItem(place)
            assert group is not None
            of_group = 0
            for row in range(group.childCount()):
                item = group.child(row)
                assert item is not None
                text = f"{item.text(0)} {item.text(1)} {group.text(0)}"
                found = cost(words, text) is not None
                item.setHidden(not found)
                of_group += found
            group.setHidden(not of_group)
            shown += of_group
        self.nothing.setVisible(not shown)

    def showEvent(self, event: object) -> None:
        """Begin with the search."""
        self.search.setFocus()
        self.search.selectAll()


def _keys(entry: KeyEntry) -> str:
    """Keys with a name of their own are the same in every language; phrases are translated."""
    return tr(entry.keys) if " " in entry.keys else entry.keys
