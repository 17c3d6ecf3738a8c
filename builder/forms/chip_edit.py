"""The editor under every text field: plain text with reference chips, on one line or several."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextLayout,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QPlainTextEdit, QSizePolicy, QToolTip, QWidget

from builder.forms import chips
from builder.look.theme import Look

MARGIN = 3
"""Room above and below the text, px."""
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
HISTORY = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def hide(block: QTextBlock) -> None:
    """Draw the characters of a block in no colour; their places stay."""
    everything = QTextLayout.FormatRange()
    everything.start = 0
    everything.length = block.length()
    style = QTextCharFormat()
    style.setForeground(QColor(0, 0, 0, 0))
    everything.format = style
    block.layout().setFormats([everything])


def _is_history(event: QEvent) -> bool:
    """Whether a key asks for undo or redo."""
    return isinstance(event, QKeyEvent) and any(event.matches(key) for key in HISTORY)


def _nothing(source: str) -> str:
    return ""


def _no_more(menu: QMenu) -> None:
    """Nothing to add."""


class ChipEdit(QPlainTextEdit):
    """Text with reference chips. Undo belongs to the document that is edited, not to this widget.

    Attributes:
        describe: What a chip's tooltip says, asked with its source.
        indent: What Tab inserts in code; empty where Tab moves on. Enter then keeps the indent.
        add_actions: Adds to the context menu what can be done around the text.
        take_paste: Asked with pasted text; True means it was dealt with elsewhere.

    Signals:
        edited: The user changed the text; the new text.
        entered: Enter was pressed (one line only).
        menu_wanted: `{{` was typed, or the menu was asked for by key.
        focused: Focus came (True) or left (False).
    """

    edited = Signal(str)
    entered = Signal()
    menu_wanted = Signal()
    focused = Signal(bool)

    def __init__(
        self,
        look: Look,
        *,
        one_line: bool = True,
        references: bool = True,
        faulty: Callable[[str], bool] = lambda source: False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.one_line = one_line
        self.references = references
        self.describe: Callable[[str], str] = _nothing
        self.take_paste: Callable[[str], bool] = lambda text: False
        self.add_actions: Callable[[QMenu], None] = _no_more
        self.indent = ""
        self._text = ""
        self._setting = False
        self._dotted = False
        self._chip = chips.ChipObject(self, look, faulty)
        self.document().documentLayout().registerHandler(chips.CHIP, self._chip)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(MARGIN)
        self.setFont(look.font(12, code=True))
        if one_line:
            self._be_one_line()
        self.document().contentsChanged.connect(self._contents_changed)

    def _be_one_line(self) -> None:
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabChangesFocus(True)

    def sizeHint(self) -> QSize:
        """One line high, or six."""
        lines = 1 if self.one_line else 6
        line = QFontMetricsF(self.font()).lineSpacing()
        return QSize(120, round(lines * line) + 2 * MARGIN + 2)

    def minimumSizeHint(self) -> QSize:
        """One line may be as narrow as it gets."""
        return QSize(40, self.sizeHint().height() if self.one_line else 60)

    def text(self) -> str:
        """The text, chips as `{{…}}`."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show a text. What is the same is not touched, so the caret stays where it is."""
        if text != self._text:
            self._text = text
            self._show(text)

    def _show(self, text: str) -> None:
        self._setting = True
        wanted = chips.content(text, one_line=self.one_line, chips=self.references)
        try:
            position = chips.replace(self.document(), wanted)
        finally:
            self._setting = False
        if position is not None and self.hasFocus():
            cursor = self.textCursor()
            cursor.setPosition(position)
            self.setTextCursor(cursor)

    def _contents_changed(self) -> None:
        if self._setting:
            return
        text = chips.read(self.document()).text
        if text != self._text:
            self._text = text
            self.edited.emit(text)

    def insert(self, text: str) -> None:
        """Put text in place of the selection, its references as chips."""
        cursor = self.textCursor()
        wanted = chips.content(text, one_line=self.one_line, chips=self.references)
        chips.insert(cursor, wanted)
        self.setTextCursor(cursor)

    def insert_reference(self, source: str) -> None:
        """Put a chip where the caret is; a `{{` just typed goes."""
        cursor = self.textCursor()
        if not cursor.hasSelection() and self._before_caret().endswith("{{"):
            keep = QTextCursor.MoveMode.KeepAnchor
            cursor.movePosition(QTextCursor.MoveOperation.Left, keep, 2)
        chips.insert(cursor, chips.Content(chips.OBJECT, (source,)))
        self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing, with chips made by `}}` and opened by Enter; undo is left to the window."""
        if _is_history(event):
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

    def _after_typing(self, typed: str) -> None:
        if not self.references:
            return
        before = self._before_caret() if typed in ("{", "}") else ""
        if typed == "{" and before.endswith("{{") and chips.opens(before, len(before) - 2):
            self.menu_wanted.emit()
        if typed == "}" and before.endswith("}}"):
            self._close_chip(before)

    def _before_caret(self) -> str:
        cursor = self.textCursor()
        keep = QTextCursor.MoveMode.KeepAnchor
        cursor.setPosition(cursor.position())
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, keep)
        return cursor.selectedText()

    def _indent_of_line(self) -> str:
        before = self._before_caret()
        return before[: len(before) - len(before.lstrip(" \t"))]

    def _close_chip(self, before: str) -> None:
        start = before.rfind("{{")
        while start >= 0:
            source = before[start:]
            if chips.OBJECT in source:
                return
            if chips.opens(before, start) and chips.is_reference(source):
                cursor = self.textCursor()
                keep = QTextCursor.MoveMode.KeepAnchor
                cursor.movePosition(QTextCursor.MoveOperation.Left, keep, chips.units(source))
                chips.insert(cursor, chips.Content(chips.OBJECT, (source,)))
                return
            start = before.rfind("{{", 0, start)

    def _open_chosen(self) -> bool:
        """Turn the one selected chip into text, the caret before its end."""
        chosen = chips.read_selection(self.textCursor())
        if chosen.raw != chips.OBJECT or not chosen.sources[0].startswith("{{"):
            return False
        cursor = self.textCursor()
        cursor.insertText(chosen.sources[0], QTextCharFormat())
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, 2)
        self.setTextCursor(cursor)
        return True

    def chip_at(self, place: QPoint) -> QTextCursor | None:
        """The chip under a point of the viewport, selected, or None."""
        near = self.cursorForPosition(place).position()
        for start in (near - 1, near):
            cursor = QTextCursor(self.document())
            cursor.setPosition(max(start, 0))
            left = self.cursorRect(cursor)
            right = QTextCursor.MoveOperation.Right
            moved = cursor.movePosition(right, QTextCursor.MoveMode.KeepAnchor)
            inside = left.left() <= place.x() < self.cursorRect(cursor).left()
            if moved and inside and cursor.selectedText() == chips.OBJECT:
                return cursor
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a chip selects it."""
        super().mousePressEvent(event)
        chip = self.chip_at(event.position().toPoint())
        if chip is not None and event.button() == Qt.MouseButton.LeftButton:
            self.setTextCursor(chip)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on a chip opens its text."""
        chip = self.chip_at(event.position().toPoint())
        if chip is None:
            super().mouseDoubleClickEvent(event)
            return
        self.setTextCursor(chip)
        self._open_chosen()

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window's actions."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_history(event):
            event.ignore()
            return False
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what a chip stands for while the mouse rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            chip = self.chip_at(event.pos())
            if chip is not None:
                source = chips.source_of(chip.charFormat())
                QToolTip.showText(event.globalPos(), self.describe(source), self)
                return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of every text, with what can be done around it."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.add_actions(menu)
        menu.popup(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls unless there is something to scroll here."""
        if self.one_line or self.verticalScrollBar().maximum() == 0:
            event.ignore()
        else:
            super().wheelEvent(event)

    def set_dotted(self, dotted: bool) -> None:
        """Show dots instead of what is typed, which then cannot be copied either."""
        if dotted != self._dotted:
            self._dotted = dotted
            self.document().firstBlock().layout().setFormats([])
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, or a dot in place of each character."""
        if self._dotted:
            hide(self.document().firstBlock())
        super().paintEvent(event)
        if self._dotted:
            self._paint_dots()

    def _paint_dots(self) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().text())
        cursor = QTextCursor(self.document())
        left = self.cursorRect(cursor)
        while cursor.movePosition(QTextCursor.MoveOperation.NextCharacter):
            right = self.cursorRect(cursor)
            centre = QPointF((left.left() + right.left()) / 2 + 0.5, left.center().y() + 0.5)
            painter.drawEllipse(centre, 2.2, 2.2)
            left = right

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the frame."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Text that was opened becomes a chip again; the beginning is shown."""
        super().focusOutEvent(event)
        if "{{" in self._text:
            self._show(self._text)
        if self.one_line:
            self.horizontalScrollBar().setValue(0)
        self.focused.emit(False)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copied text has references as they are written."""
        data = QMimeData()
        if self._dotted:
            return data
        data.setText(chips.read_selection(self.textCursor()).text)
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasted text gets its references as chips; one line drops line breaks at its end."""
        text = source.text()
        if self.take_paste(text):
            return
        if self.one_line:
            text = text.rstrip("\r\n")
        self.insert(text if self.one_line else text.replace("\r\n", "\n"))
