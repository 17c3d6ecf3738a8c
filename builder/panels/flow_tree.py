"""The workflows of a workspace as a tree of folders, as high as what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from builder.look.language import tr
from builder.look.theme import Look
from builder.model.shown_name import shown_name
from builder.panels.flow_rows import PATH, ROW, FlowRows
from builder.storage.flow_folders import FlowFolder
from builder.storage.flow_moves import is_folder
from builder.storage.workspace import stem


class FlowTree(QTreeWidget):
    """Folders and workflows; a click or Enter opens, F2 renames, Del deletes, dragging moves.

    Signals:
        chosen: Path of a workflow to open.
        renamed: A path and the name that was typed for it.
        moved: A path and the folder it was dragged into.
        delete_requested: A path.
        resized: Another number of rows is shown.
    """

    chosen = Signal(object)
    renamed = Signal(object, str)
    moved = Signal(object, object)
    delete_requested = Signal(object)
    resized = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._root = Path()
        self._folders: tuple[FlowFolder, ...] = ()
        self._current: Path | None = None
        self._words = ""
        self._closed: set[Path] = set()
        self._items: dict[Path, QTreeWidgetItem] = {}
        self._filling = False
        self._is_late = False
        self._present()
        self._connect()
        look.changed.connect(self._fill)

    def _present(self) -> None:
        self.setAccessibleName(tr("Workflows"))
        self.setProperty("plain", True)
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setIconSize(QSize(16, 16))
        self.setIndentation(14)
        self.setRootIsDecorated(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)

    def _connect(self) -> None:
        self.itemClicked.connect(self._clicked)
        self.itemChanged.connect(self._typed)
        self.itemExpanded.connect(lambda item: self._toggled(item, True))
        self.itemCollapsed.connect(lambda item: self._toggled(item, False))

    def show_folders(self, folders: Sequence[FlowFolder], current: Path | None) -> None:
        """List these folders, the first of which is the workspace; `current` is selected."""
        if (tuple(folders), current) != (self._folders, self._current):
            self._folders, self._current = tuple(folders), current
            self._root = self._folders[0].path if self._folders else Path()
            self._fill()

    def filter(self, words: str) -> None:
        """List only workflows whose path has these words in it."""
        self._words = words.casefold()
        self._fill()

    @property
    def paths(self) -> tuple[Path, ...]:
        """What is listed, from top to bottom, in closed folders too."""
        return tuple(self._items)

    def edit_name(self, path: Path) -> None:
        """Let the name of a workflow or a folder be typed over."""
        item = self._items.get(path)
        if item is not None:
            self.scrollToItem(item)
            self.setCurrentItem(item)
            self.editItem(item, 0)

    def _fill(self) -> None:
        self._is_late = self.state() is QAbstractItemView.State.EditingState
        if self._is_late:
            return
        self._filling = True
        self.setUpdatesEnabled(False)
        self.clear()
        self._items = {}
        if self._folders:
            rows = FlowRows(self._folders, self._current, self._words, self._look.theme)
            self.setRootIsDecorated(bool(self._folders[0].folders))
            rows.fill(self.invisibleRootItem())
            self._items = rows.items
        self._expand()
        self._filling = False
        self._fit()
        self.setUpdatesEnabled(True)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Catch up with what changed while a name was typed."""
        super().closeEditor(editor, hint)
        if self._is_late:
            QTimer.singleShot(0, self, self._fill)

    def _expand(self) -> None:
        for path, item in self._items.items():
            if item.childCount():
                item.setExpanded(bool(self._words) or path not in self._closed)
        if self._current in self._items:
            self.setCurrentItem(self._items[self._current])

    def _toggled(self, item: QTreeWidgetItem, opened: bool) -> None:
        if self._filling:
            return
        (self._closed.discard if opened else self._closed.add)(item.data(0, PATH))
        self._fit()

    def _fit(self) -> None:
        """Be as high as what is shown, so that all sections share one scroll area."""
        self.setFixedHeight(ROW * self.shown_rows)
        self.resized.emit()

    @property
    def shown_rows(self) -> int:
        """How many rows are seen."""
        rows, item = 0, self.topLevelItem(0)
        while item is not None:
            rows, item = rows + 1, self.itemBelow(item)
        return rows

    def _clicked(self, item: QTreeWidgetItem) -> None:
        path: Path = item.data(0, PATH)
        if is_folder(path):
            item.setExpanded(not item.isExpanded())
        else:
            self.chosen.emit(path)

    def _typed(self, item: QTreeWidgetItem) -> None:
        """A name was typed; the row says the old one until the file has the new one."""
        if self._filling:
            return
        path: Path = item.data(0, PATH)
        old = shown_name(path.name if is_folder(path) else stem(path))
        name = item.text(0).strip()
        self._filling = True
        item.setText(0, old)
        self._filling = False
        if name and name != old:
            self.renamed.emit(path, name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens and Del deletes, on every platform; while a name is typed it ends that."""
        if self.state() is QAbstractItemView.State.EditingState:
            return
        item = self.currentItem()
        if item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._clicked(item)
        elif item is not None and event.key() == Qt.Key.Key_Delete:
            self.delete_requested.emit(item.data(0, PATH))
        else:
            super().keyPressEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Light the folder that would take it in."""
        super().dragMoveEvent(event)
        event.setAccepted(event.source() is self)

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the move; the tree follows once the file has moved."""
        item, target = self.currentItem(), self.itemAt(event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if item is None or event.source() is not self:
            return
        path: Path = item.data(0, PATH)
        folder: Path = self._root if target is None else target.data(0, PATH)
        if not is_folder(folder):
            folder = folder.parent
        if folder != path.parent and folder != path:
            self.moved.emit(path, folder)
