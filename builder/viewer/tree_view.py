"""The tree of a JSON body."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from builder.look.language import tr
from builder.look.pill import pill_picture
from builder.look.theme import Look
from builder.model.reference import Segment
from builder.viewer.body import Body
from builder.viewer.helper import Helper
from builder.viewer.naming import Naming
from builder.viewer.tree_model import TreeModel, plain_value
from builder.viewer.tree_source import HelperSource, LocalSource, source_of

BESIDE = QPoint(-12, -16)
"""The pointer, seen from the top left of what is dragged, px."""


class TreeView(QTreeView):
    """Keys and values, opened level by level; values can be dragged as references.

    Signals:
        menu_requested: A context menu is wanted at a global position.
        notice: Something to tell the user.
    """

    menu_requested = Signal(QPoint)
    notice = Signal(str)

    def __init__(self, look: Look, helper: Helper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Painted by hand from left to right.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._look = look
        self._helper = helper
        self._source: LocalSource | HelperSource | None = None
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setProperty("plain", True)
        self.setProperty("sunken", True)
        self.setIndentation(16)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(tr("Body as a tree"))
        self.customContextMenuRequested.connect(self._ask_for_menu)
        look.changed.connect(self._repaint)

    def show_body(self, body: Body, naming: Naming) -> None:
        """Show a JSON body, whose values are called as `naming` says.

        Raises:
            NotJson: A small body that cannot be read; large ones tell by `notice`.
        """
        self._source = source_of(body, self._helper, self.notice.emit)
        old = self.model()
        model = TreeModel(self._source, self._source.root(), self._look, naming, self)
        self.setModel(model)
        if old is not None:
            old.deleteLater()
        header = self.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.setColumnWidth(0, 220)
        model.rowsInserted.connect(self._widen)
        self.expand(model.index(0, 0))
        self.setCurrentIndex(model.index(0, 0))

    def reveal(self, path: tuple[Segment, ...], shows: Callable[[], bool]) -> None:
        """Open the tree down to a value and choose it, unless `shows` says no by then."""
        model = self.model()
        if not isinstance(model, TreeModel):
            return

        def arrived(index: QModelIndex) -> None:
            if shows() and self.model() is model:
                self.setCurrentIndex(index)
                self.scrollTo(index)

        model.reveal(path, arrived)

    def clear(self) -> None:
        """Show nothing."""
        self.setModel(None)

    def current_path(self) -> tuple[Segment, ...] | None:
        """The path to the current value in the document; None when there is none."""
        index, model = self._current()
        return model.item(index).path if model is not None else None

    def copy_value(self) -> None:
        """Copy the current value."""
        index, model = self._current()
        if model is not None and self._source is not None:
            self._source.value(model.item(index).path, self._copied)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the current value, open or close it, else walk the tree.

        A star opens one level: Qt would read all levels of the document.
        """
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_value()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.setExpanded(index, not self.isExpanded(index))
        elif event.text() == "*":
            self.expand(index)
        else:
            super().keyPressEvent(event)

    def startDrag(self, supported: Qt.DropAction) -> None:
        """Drag the reference, shown beside the pointer so that one sees where it will land."""
        index, model = self._current()
        if model is None or not model.reference(index):
            return
        drag = QDrag(self)
        drag.setMimeData(model.mimeData([index]))
        drag.setPixmap(pill_picture(model.reference(index), "accent", self._look, self))
        drag.setHotSpot(BESIDE)
        drag.exec(Qt.DropAction.CopyAction)

    def _copied(self, json: str) -> None:
        QGuiApplication.clipboard().setText(plain_value(json))

    def _current(self) -> tuple[QModelIndex, TreeModel | None]:
        index, model = self.currentIndex(), self.model()
        if not isinstance(model, TreeModel) or not index.isValid():
            return index, None
        return (index, model) if model.item(index).node is not None else (index, None)

    def _widen(self) -> None:
        room = max(160, self.viewport().width() // 2)
        self.setColumnWidth(0, min(room, max(self.columnWidth(0), self.sizeHintForColumn(0) + 24)))

    def _ask_for_menu(self, point: QPoint) -> None:
        self.menu_requested.emit(self.viewport().mapToGlobal(point))

    def _repaint(self) -> None:
        self.viewport().update()
