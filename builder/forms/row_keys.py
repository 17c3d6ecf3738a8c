"""Keys in the rows of a table: arrows walk its cells, the check box stands for the whole row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QCheckBox, QWidget

from builder.forms.chip_edit import ENTER, ChipEdit

_NO_KEYS = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_ALT = Qt.KeyboardModifier.AltModifier
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ERASING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_EDITING = (*ENTER, Qt.Key.Key_F2, Qt.Key.Key_Right)


class RowKeys(QObject):
    """Watches the cells of one row.

    Attributes:
        cells: The check box, the editors of key and value, and the type if there is one.

    Signals:
        walked: To the row above (-1) or below (1); the column stays.
        moved: Alt and an arrow key on the check box, which would take the arrow for itself.
        erased: Del on the check box: the row goes.
        menu_wanted: The menu key on the check box.
    """

    walked = Signal(int)
    moved = Signal(int)
    erased = Signal()
    menu_wanted = Signal()

    def __init__(self, cells: tuple[QWidget, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.cells = cells
        self._row = parent
        for cell in cells:
            cell.installEventFilter(self)

    @property
    def column(self) -> int:
        """The cell that has the keys; the key's when none has."""
        found = [index for index, cell in enumerate(self.cells) if cell.hasFocus()]
        return found[0] if found else 1

    def go_to(self, column: int, at_end: bool = True) -> None:
        """Give a cell the keys; the key's in a row that has no check box yet."""
        cell = self.cells[min(column, len(self.cells) - 1)]
        if cell.isHidden():
            cell = self.cells[1]
        cell.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(cell, ChipEdit):
            ends = QTextCursor.MoveOperation
            cell.moveCursor(ends.End if at_end else ends.Start)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that walk; the row shows whether it has them as a whole."""
        kind = event.type()
        if kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._row.update()
        if not isinstance(event, QKeyEvent) or watched not in self.cells:
            return False
        if kind is QEvent.Type.ShortcutOverride and isinstance(watched, QCheckBox):
            if event.key() in (*_EDITING, *_ERASING):
                event.accept()
        elif kind is QEvent.Type.KeyPress:
            return self._pressed(self.cells.index(watched), event)
        return False

    def _pressed(self, column: int, event: QKeyEvent) -> bool:
        if event.modifiers() in _NO_KEYS:
            return self._key(column, event)
        if column == 0 and event.modifiers() == _ALT and event.key() in _STEPS:
            self.moved.emit(_STEPS[Qt.Key(event.key())])
            return True
        return False

    def _key(self, column: int, event: QKeyEvent) -> bool:
        cell, key = self.cells[column], event.key()
        if isinstance(cell, QCheckBox):
            return self._row_key(key)
        if key in _STEPS and isinstance(cell, ChipEdit):
            self.walked.emit(_STEPS[Qt.Key(key)])
            return True
        if key == Qt.Key.Key_Escape and not self.cells[0].isHidden():
            self.go_to(0)
            return True
        side = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)
        return bool(side) and self._leave(column, side)

    def _row_key(self, key: int) -> bool:
        if key in _STEPS:
            self.walked.emit(_STEPS[Qt.Key(key)])
        elif key in _EDITING:
            self.go_to(1)
        elif key in _ERASING:
            self.erased.emit()
        elif key == Qt.Key.Key_Menu:
            self.menu_wanted.emit()
        else:
            return False
        return True

    def _leave(self, column: int, side: int) -> bool:
        """Go to the next cell where the caret cannot go further."""
        cell, target = self.cells[column], column + side
        if isinstance(cell, ChipEdit):
            cursor = cell.textCursor()
            stuck = cursor.atStart() if side < 0 else cursor.atEnd()
            if cursor.hasSelection() or not stuck:
                return False
        if not 0 <= target < len(self.cells) or self.cells[target].isHidden():
            return False
        self.go_to(target, at_end=side < 0)
        return True
