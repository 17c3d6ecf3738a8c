"""The editor under every text field: plain text with reference chips, on one line or several."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from builder.forms import chip_edits, chip_text, chips
from builder.forms.bare_edit import is_history
from builder.forms.held_edit import HeldEdit
from builder.forms.tip import tip
from builder.look.language import tr
from builder.look.theme import Look

LEAST_CHIP = 60.0
"""A chip is not cut to less than this, px."""
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChipEdit(HeldEdit):
    """Text with reference chips.

    Attributes:
        indent: What Tab inserts in code; empty where Tab moves on. Enter then keeps the indent.
        take_paste: Asked with pasted text; True means it was dealt with elsewhere.

    Signals:
        entered: Enter was pressed (one line only).
        menu_wanted: `{{` was typed, or the menu was asked for by key.
        dragged_over: Something that can be dropped came over the text (True) or is gone (False).
    """

    entered = Signal()
    menu_wanted = Signal()
    dragged_over = Signal(bool)

    def __init__(
        self,
        look: Look,
        *,
        one_line: bool = True,
        references: bool = True,
        faulty: Callable[[str], bool] = lambda source: False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            look, one_line=one_line, references=references, faulty=faulty, parent=parent
        )
        self.take_paste: Callable[[str], bool] = lambda text: False
        self.indent = ""

    def insert_reference(self, source: str) -> None:
        """Put a chip where the caret is; a `{{` just typed goes."""
        cursor = self.textCursor()
        if not cursor.hasSelection() and chips.before_caret(self.textCursor()).endswith("{{"):
            keep = QTextCursor.MoveMode.KeepAnchor
            cursor.movePosition(QTextCursor.MoveOperation.Left, keep, 2)
        chips.insert(cursor, chip_text.Content(chip_text.OBJECT, (source,)))
        self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing, with chips made by `}}` and opened by Enter; undo is left to the window."""
        if is_history(event):
            event.ignore()
        elif event.key() in ENTER and self._open_chosen():
            event.accept()
        elif event.key() in ENTER and self.one_line:
            self._enter(event)
        elif self._wants_menu(event):
            self.menu_wanted.emit()
        elif self.indent and event.key() == Qt.Key.Key_Tab:
            self.insertPlainText(self.indent)
        elif self.indent and event.key() in ENTER and not event.modifiers():
            self.insertPlainText("\n" + self._indent_of_line())
        else:
            super().keyPressEvent(event)
            self._after_typing(event.text())

    def _enter(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            self.entered.emit()

    def _wants_menu(self, event: QKeyEvent) -> bool:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return self.references and control and event.key() == Qt.Key.Key_Space

    def extend_menu(self, menu: QMenu) -> None:
        """Offer variables besides."""
        if self.references:
            menu.addSeparator()
            insert = menu.addAction(tr("Insert a variable"))
            insert.setShortcut(QKeySequence("Ctrl+Space"))
            insert.setShortcutVisibleInContextMenu(True)
            insert.triggered.connect(self.menu_wanted.emit)
        super().extend_menu(menu)

    def _after_typing(self, typed: str) -> None:
        if not self.references:
            return
        before = chips.before_caret(self.textCursor()) if typed in ("{", "}") else ""
        if typed == "{" and before.endswith("{{") and chip_text.opens(before, len(before) - 2):
            self.menu_wanted.emit()
        if typed == "}" and before.endswith("}}"):
            chip_edits.close(self.textCursor(), before)

    def _indent_of_line(self) -> str:
        before = chips.before_caret(self.textCursor())
        return before[: len(before) - len(before.lstrip(" \t"))]

    def _open_chosen(self) -> bool:
        """Turn the one selected chip into text, the caret before its end; show more of a fold."""
        chosen = chips.read_selection(self.textCursor())
        if chosen.raw != chip_text.OBJECT:
            return False
        source = chosen.sources[0]
        if chip_text.is_fold(source):
            chip_edits.unfold(self.textCursor(), source, self.one_line, self.references)
            return True
        if not chip_text.is_chip_of_reference(source):
            return False
        cursor = self.textCursor()
        cursor.insertText(source, QTextCharFormat())
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, 2)
        self.setTextCursor(cursor)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a chip selects it."""
        super().mousePressEvent(event)
        chip = chips.chip_at(self, event.position().toPoint())
        if chip is not None and event.button() == Qt.MouseButton.LeftButton:
            self.setTextCursor(chip)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on a chip opens its text."""
        chip = chips.chip_at(self, event.position().toPoint())
        if chip is None:
            super().mouseDoubleClickEvent(event)
            return
        self.setTextCursor(chip)
        self._open_chosen()

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what a chip stands for while the mouse rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            chip = chips.chip_at(self, event.pos())
            if chip is not None:
                source = chips.source_of(chip.charFormat())
                known = chip_text.is_chip_of_reference(source)
                said = self.describe(source) if known else chip_text.meaning(source)
                QToolTip.showText(event.globalPos(), tip(said), self)
                return True
        return super().viewportEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Text that was opened becomes a chip again."""
        if "{{" in self._text:
            self.show_again(self._text)
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In one line no chip is wider than what is seen."""
        super().resizeEvent(event)
        widest = max(float(self.viewport().width()), LEAST_CHIP)
        if self.one_line and widest != self._chip.widest:
            self._chip.widest = widest
            if chip_text.OBJECT in self.document().toRawText():
                self.document().markContentsDirty(0, self.document().characterCount())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Tell the frame that it can be dropped here."""
        super().dragEnterEvent(event)
        self.dragged_over.emit(event.isAccepted())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Tell the frame that it is gone."""
        super().dragLeaveEvent(event)
        self.dragged_over.emit(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """What was dropped can be typed on at once."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().dropEvent(event)
        self.dragged_over.emit(False)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copied text has references as they are written."""
        data = QMimeData()
        if self._dotted:
            return data
        data.setText(chips.read_selection(self.textCursor()).text)
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasted text gets its references as chips; one line drops line breaks at its end."""
        text = chip_text.whole(source.text())
        if self.take_paste(text):
            return
        if self.one_line:
            text = text.rstrip("\r\n")
        self.insert(text if self.one_line else text.replace("\r\n", "\n"))
