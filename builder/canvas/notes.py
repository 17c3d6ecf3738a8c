"""Editing a step's note in place, on its slip."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from builder.canvas.geometry import CARD_HEIGHT
from builder.canvas.layout import Layout
from builder.canvas.scene import card_of
from builder.canvas.surface import Surface
from builder.document.document import Document
from builder.document.step_names import shown_title
from builder.look.language import tr
from builder.model.edit import change_step
from builder.model.workflow import find

SMALLEST = 0.75
"""At smaller zooms the canvas is enlarged first, so that one sees what one writes."""
TALLEST = 168
"""The editor is at most this high while one writes, px at 100 %."""
TEXT_SIZE = 11
HELD = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NoteEditor(QPlainTextEdit):
    """The note of one step: Enter or a click elsewhere keeps it, Esc leaves it as it was."""

    def __init__(self, surface: Surface, document: Document) -> None:
        super().__init__(surface)
        self._surface = surface
        self._document = document
        self._number: int | None = None
        self._layout: Layout | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(tr("Enter keeps the note, Shift+Enter begins a line, Esc cancels"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._place)
        surface.camera_changed.connect(self._place)
        surface.look.changed.connect(self._tint)
        surface.look.changed.connect(self._place)
        self.hide()

    def open(self, number: int, layout: Layout) -> None:
        """Edit the note of a step."""
        step = find(self._document.workflow, number)
        card = card_of(layout, number)
        if step is None or card is None:
            return
        if self._surface.camera.zoom < SMALLEST:
            self._surface.zoom_to(1.0)
        self._number, self._layout = number, layout
        self.setAccessibleName(tr("Note of step {number}", number=number))
        self.setPlainText(step.note)
        self.selectAll()
        self._tint()
        self._surface.reveal(card.note)
        self._place()
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def number(self) -> int | None:
        """The step whose note is edited, or None."""
        return self._number

    def keep(self) -> None:
        """Put the note into the document, and close."""
        number, self._number = self._number, None
        if number is not None:
            set_note(self._document, number, self.toPlainText().strip())
        self._close()

    def leave(self) -> None:
        """Close, and leave the note as it was."""
        self._number = None
        self._close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps, Shift+Enter begins a line, Esc leaves."""
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in ENTER and not shift:
            self.keep()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the note before a shortcut of the window (saving, a test) does its work."""
        handled = super().event(event)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            with_control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if with_control and event.key() not in HELD and not event.isAccepted():
                self.keep()
        return handled

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A click elsewhere keeps the note; its own menu does not end writing."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.keep()

    def _close(self) -> None:
        had_focus = self.hasFocus()
        self.hide()
        if had_focus:
            self._surface.setFocus(Qt.FocusReason.PopupFocusReason)

    def _tint(self) -> None:
        theme = self._surface.look.theme
        self.setStyleSheet(
            f"QPlainTextEdit {{ background: {theme.on_accent.name()}; color: {theme.text.name()};"
            f" border: 2px solid {theme.accent.name()}; border-radius: 7px; padding: 0 2px; }}"
        )

    def _place(self) -> None:
        """Lie on the slip, grown to what is written."""
        if self._number is None or self._layout is None:
            return
        card = card_of(self._layout, self._number)
        if card is None:
            return
        zoom = self._surface.camera.zoom
        font = self._surface.look.font(TEXT_SIZE)
        font.setPixelSize(round(font.pixelSize() * zoom))
        self.setFont(font)
        wanted = (self.document().size().height() + 1) * self.fontMetrics().lineSpacing() / zoom
        height = max(CARD_HEIGHT, min(TALLEST, wanted))
        start = self._surface.camera.to_view(card.note.left, card.note.top)
        size = QPointF(card.note.width * zoom, height * zoom)
        self.setGeometry(QRectF(start.x, start.y, size.x(), size.y()).toRect())


def set_note(document: Document, number: int, note: str) -> None:
    """Give a step another note, as one edit."""
    step = find(document.workflow, number)
    if step is not None and step.note != note:
        text = tr("Change note of {name}", name=f"“{shown_title(step)}”")
        document.edit(text, change_step(document.workflow, number, note=note))
