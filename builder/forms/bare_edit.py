"""What all text editors of forms have in common, before they know of references."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextLayout,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QPlainTextEdit, QSizePolicy, QWidget

from builder.look.theme import Look

MARGIN = 3
"""Room above and below the text, px."""
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


def is_history(event: QEvent) -> bool:
    """Whether a key asks for undo or redo."""
    return isinstance(event, QKeyEvent) and any(event.matches(key) for key in HISTORY)


def _no_more(menu: QMenu) -> None:
    """Nothing to add."""


class BareEdit(QPlainTextEdit):
    """Plain text without a frame, on one line or several.

    Undo belongs to the document that is edited, not to this widget.

    Attributes:
        one_line: Whether Enter and line breaks stay out.
        hint: The grey text shown while there is none.
        add_actions: Adds to the context menu what can be done around the text.

    Signals:
        focused: Focus came (True) or left (False).
    """

    focused = Signal(bool)

    def __init__(self, look: Look, one_line: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.one_line = one_line
        self.hint = ""
        self.add_actions: Callable[[QMenu], None] = _no_more
        self._look = look
        self._dotted = False
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(MARGIN)
        self.setFont(look.font(12, code=True))
        if one_line:
            self._be_one_line()

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

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window's actions."""
        if event.type() == QEvent.Type.ShortcutOverride and is_history(event):
            event.ignore()
            return False
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of every text, with what can be done around it."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in menu.actions():
            if action.objectName() in ("edit-undo", "edit-redo"):  # the window's, not the text's
                menu.removeAction(action)
        self.extend_menu(menu)
        menu.popup(event.globalPos())

    def extend_menu(self, menu: QMenu) -> None:
        """Add to the context menu what can be done in and around the text."""
        self.add_actions(menu)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls unless there is something to scroll here."""
        if self.one_line or self.verticalScrollBar().maximum() == 0:
            event.ignore()
        else:
            super().wheelEvent(event)

    @property
    def dotted(self) -> bool:
        """Whether dots are shown in place of the text."""
        return self._dotted

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
        elif self.hint and self.document().isEmpty():
            self._paint_hint()

    def _paint_hint(self) -> None:
        """Paint the hint on one line; Qt's own placeholder would wrap."""
        painter = QPainter(self.viewport())
        painter.setPen(self._look.theme.muted)
        painter.setFont(self.font())
        room = self.viewport().rect().adjusted(MARGIN, MARGIN, -2, 0)
        side = Qt.TextElideMode.ElideRight
        shown = QFontMetricsF(self.font()).elidedText(self.hint, side, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, shown)

    def set_hint(self, hint: str) -> None:
        """Show a grey text while there is none; cut, not wrapped, on one line."""
        if self.one_line:
            self.hint = hint
            self.viewport().update()
        else:
            self.setPlaceholderText(hint)

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
        """Tell the frame; the beginning of the line is shown."""
        super().focusOutEvent(event)
        if self.one_line:
            self.horizontalScrollBar().setValue(0)
        self.focused.emit(False)
