"""The rows of the tree of workflows: folders first, then the workflows in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QTreeWidgetItem

from builder.look.icons import icon
from builder.look.theme import Theme
from builder.model.shown_name import shown_name
from builder.storage.flow_folders import FlowFolder
from builder.storage.workspace import stem

ROW = 28
"""Height of a row, px."""
PATH = Qt.ItemDataRole.UserRole


class FlowRows:
    """Makes the rows; while words are looked for, only of what leads to a match.

    Args:
        folders: All folders, the first of which is the workspace.
        current: The workflow that is shown; its row is marked.
        words: What has to be in a workflow's path, case folded; empty for all.
        theme: Colours.

    Attributes:
        items: The rows that were made, by their paths, from top to bottom.
    """

    def __init__(
        self, folders: Sequence[FlowFolder], current: Path | None, words: str, theme: Theme
    ) -> None:
        self._by_path = {folder.path: folder for folder in folders}
        self._workspace = folders[0]
        self._current = current
        self._words = words
        self._theme = theme
        self.items: dict[Path, QTreeWidgetItem] = {}

    def fill(self, root: QTreeWidgetItem) -> None:
        """Put the rows below a row that stands for the workspace."""
        self._fill(self._workspace, root)

    def _fill(self, folder: FlowFolder, parent: QTreeWidgetItem) -> None:
        rows: list[QTreeWidgetItem] = []
        for path in folder.folders:
            item = self._row(path, "folder", shown_name(path.name))
            inside = self._by_path.get(path)
            if inside is not None:
                self._fill(inside, item)
            if item.childCount() or not self._words:
                rows.append(item)
            else:
                del self.items[path]
        for path in folder.flows:
            if self._words in self._told(path).casefold():
                rows.append(self._row(path, "file", shown_name(stem(path))))
        parent.addChildren(rows)

    def _row(self, path: Path, drawn: str, text: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([text])
        marked = path == self._current
        theme = self._theme
        item.setIcon(0, icon(drawn, theme.accent if marked else theme.muted))
        item.setForeground(0, theme.accent if marked else theme.text)
        item.setData(0, PATH, path)
        self.items[path] = item
        item.setSizeHint(0, QSize(40, ROW))
        item.setToolTip(0, shown_name(self._told(path)))
        usable = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        usable |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
        item.setFlags(usable | Qt.ItemFlag.ItemIsDropEnabled if drawn == "folder" else usable)
        return item

    def _told(self, path: Path) -> str:
        """A path as the workspace names it."""
        return str(path.relative_to(self._workspace.path))
