"""Keys that keep code in shape: indents, and brackets that close a block."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextBlock, QTextCursor

from builder.forms.brackets import CLOSING, OPENING
from builder.forms.chip_edit import ENTER, ChipEdit

_KEEP = QTextCursor.MoveMode.KeepAnchor


class CodeKeys(QObject):
    """Stands before an editor's own handling of keys.

    Attributes:
        skeleton: What Tab puts into an empty editor.
        opens: What opens a block at the end of a line, besides brackets.
    """

    def __init__(self, edit: ChipEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self.skeleton = ""
        self.opens = ""
        edit.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Deal with a key, or leave it to the editor."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if not plain:
            return False
        if key == Qt.Key.Key_Tab:
            return self._tab()
        if key == Qt.Key.Key_Backtab:
            return self._dedent()
        if key in ENTER:
            return self._enter()
        if key == Qt.Key.Key_Backspace:
            return self._back()
        return event.text() in CLOSING and self._close(event.text())

    def _tab(self) -> bool:
        cursor = self._edit.textCursor()
        if self.skeleton and self._edit.document().isEmpty():
            self._edit.insertPlainText(self.skeleton)
        elif _several_lines(cursor):
            self._shift(self._edit.indent)
        else:
            width = len(self._edit.indent)
            self._edit.insertPlainText(" " * (width - cursor.positionInBlock() % width))
        return True

    def _dedent(self) -> bool:
        self._shift("")
        return True

    def _shift(self, indent: str) -> None:
        """Indent the lines of the selection, or with no indent take one off them."""
        cursor = self._edit.textCursor()
        document = self._edit.document()
        block = document.findBlock(cursor.selectionStart())
        last = document.findBlock(cursor.selectionEnd()).blockNumber()
        cursor.beginEditBlock()
        while block.isValid() and block.blockNumber() <= last:
            place = QTextCursor(block)
            if indent:
                place.insertText(indent if block.text().strip() else "")
            else:
                place.setPosition(block.position() + self._leading(block), _KEEP)
                place.removeSelectedText()
            block = block.next()
        cursor.endEditBlock()

    def _leading(self, block: QTextBlock) -> int:
        """How many spaces one indent less takes off a line."""
        line = block.text()
        return min(len(line) - len(line.lstrip(" ")), len(self._edit.indent))

    def _enter(self) -> bool:
        cursor = self._edit.textCursor()
        if cursor.hasSelection():
            return False
        line, at = cursor.block().text(), cursor.positionInBlock()
        before, behind = line[:at].rstrip(), line[at:].lstrip()
        indent = line[: len(line) - len(line.lstrip(" \t"))][:at]
        opened = before[-1:]
        if opened not in OPENING and not (self.opens and opened == self.opens):
            return False
        cursor.beginEditBlock()
        cursor.insertText(f"\n{indent}{self._edit.indent}")
        inside = cursor.position()
        if behind and behind[0] == OPENING.get(opened):
            cursor.insertText(f"\n{indent}")
        cursor.endEditBlock()
        cursor.setPosition(inside)
        self._edit.setTextCursor(cursor)
        return True

    def _back(self) -> bool:
        cursor = self._edit.textCursor()
        at = cursor.positionInBlock()
        if cursor.hasSelection() or at == 0 or cursor.block().text()[:at].strip(" "):
            return False
        width = len(self._edit.indent)
        cursor.movePosition(QTextCursor.MoveOperation.Left, _KEEP, (at - 1) % width + 1)
        cursor.removeSelectedText()
        return True

    def _close(self, bracket: str) -> bool:
        """A closing bracket that begins its line stands one indent further out."""
        cursor = self._edit.textCursor()
        at = cursor.positionInBlock()
        if cursor.hasSelection() or at == 0 or cursor.block().text()[:at].strip(" "):
            return False
        cursor.movePosition(QTextCursor.MoveOperation.Left, _KEEP, min(at, len(self._edit.indent)))
        cursor.insertText(bracket)
        return True


def _several_lines(cursor: QTextCursor) -> bool:
    return "\u2029" in cursor.selectedText()
