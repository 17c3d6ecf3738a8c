"""The operations of an API in a popup, with a field to find one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from builder.look.language import tr
from builder.look.theme import Look
from builder.model.connection import Operation

HEIGHT = 300
WIDTH = 380
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class OperationMenu(QFrame):
    """Lists operations; arrows move, Enter or a click chooses, Escape closes.

    Signals:
        chosen: The `Operation`.
    """

    chosen = Signal(object)

    def __init__(self, operations: Sequence[Operation], look: Look, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popup")
        self.setProperty("popup", True)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(tr("Find an operation…"))
        self.search.setAccessibleName(tr("Find an operation"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("Operations"))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._operations = tuple(operations)
        for operation in self._operations:
            self.list.addItem(self._item(operation, look))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list.itemClicked.connect(lambda item: self._choose(self.list.row(item)))
        self._filter("")

    def _item(self, operation: Operation, look: Look) -> QListWidgetItem:
        words = f"{operation.method} {operation.path}"
        item = QListWidgetItem(f"{words}   {operation.summary}".rstrip())
        item.setToolTip(f"{words}\n{operation.summary}".rstrip())
        item.setForeground(look.theme.method(operation.method)[0])
        return item

    def open_at(self, widget: QWidget) -> None:
        """Show at a widget, at least as wide, with the focus in the search.

        It goes below the widget, ends where the widget ends when it is wider, and stays on the
        screen.
        """
        self.resize(max(widget.width(), WIDTH), HEIGHT)
        below = widget.mapToGlobal(QPoint(widget.width() - self.width(), widget.height() + 2))
        screen = widget.screen().availableGeometry().adjusted(8, 8, -8, -8)
        fits = below.y() + HEIGHT <= screen.bottom()
        y = below.y() if fits else below.y() - widget.height() - 4 - HEIGHT
        x = min(below.x(), screen.right() - self.width())
        self.move(max(screen.left(), x), max(screen.top(), y))
        self.show()
        self.search.setFocus()

    def _filter(self, text: str) -> None:
        wanted = text.casefold().split()
        first = -1
        for row in range(self.list.count()):
            item = self.list.item(row)
            hidden = not all(word in item.text().casefold() for word in wanted)
            item.setHidden(hidden)
            if first < 0 and not hidden:
                first = row
        self.list.setCurrentRow(first)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter in the search work on the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self.list.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentRow())
                return True
        return super().eventFilter(watched, event)

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(self._operations[row])
            self.close()
