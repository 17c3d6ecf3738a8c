"""The keys of the canvas."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from builder.canvas.actions import ENTRIES
from builder.canvas.scene import card_of
from builder.canvas.steering import Direction, next_place, next_step, place_after, place_below

if TYPE_CHECKING:
    from builder.canvas.view import CanvasView

ARROWS = {
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
}
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier
ONE = (Qt.Key.Key_1, Qt.Key.Key_Exclam)
"""What Shift+1 is called by keyboards."""


class Keys(QObject):
    """Arrow keys walk the flow; `+` goes to the "+" below, from where arrows walk the gaps."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        actions = view.actions_on_steps
        table: dict[str, Callable[[], None]] = {
            entry.keys: partial(actions.run, entry.action)
            for entry in ENTRIES
            if entry and entry.keys
        }
        table |= {
            "Return": self.activate,
            "Enter": self.activate,
            "+": self.focus_gap,
            "Ins": self.focus_gap,
            "Ctrl+=": view.zoom_in,
            "Ctrl++": view.zoom_in,
            "Ctrl+-": view.zoom_out,
            "Ctrl+0": partial(view.zoom_to, 1.0),
            "Home": self.select_trigger,
        }
        self._table = {QKeySequence(keys).toString(): run for keys, run in table.items()}
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc cancels; space held moves what is seen; the rest is in the table."""
        kind = event.type()
        pointer = self._view.pointer
        if kind is QEvent.Type.FocusOut:
            pointer.hold_space(False)
        if not isinstance(event, QKeyEvent) or kind is QEvent.Type.ShortcutOverride:
            return False
        if event.key() == Qt.Key.Key_Space:
            pointer.hold_space(kind is QEvent.Type.KeyPress or event.isAutoRepeat())
            return True
        if kind is not QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            if not pointer.cancel():
                self._view.focus_place(None)
            return True
        return self.press(event)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key stands for; False for keys that mean nothing here."""
        modifiers = event.modifiers() & ~KEYPAD
        if event.key() in ONE and modifiers == SHIFT:
            self._view.fit()
            return True
        direction = ARROWS.get(Qt.Key(event.key()))
        if direction is not None and modifiers in (Qt.KeyboardModifier.NoModifier, SHIFT):
            self._walk(direction, modifiers == SHIFT)
            return True
        if event.key() == Qt.Key.Key_Plus:
            modifiers &= ~SHIFT
        pressed = QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key()))).toString()
        run = self._table.get(pressed)
        if run is None:
            return False
        run()
        return True

    def select_trigger(self) -> None:
        """Go to the start of the flow."""
        self.select(self._view.document.workflow.trigger.number)

    def activate(self) -> None:
        """Open the palette at the focused "+", else edit the selected step."""
        place = self._view.picture.focused
        if place is None:
            self._view.actions_on_steps.edit()
        else:
            self._view.ask_palette(place)

    def focus_gap(self) -> None:
        """Go to the "+" below the selected step, or to the last one."""
        layout, document = self._view.layout_now, self._view.document
        selected = document.selected
        number = selected[-1] if selected else None
        if number is None:
            steps = layout.root.steps
            last = steps[-1] if steps else layout.trigger
            self._view.focus_place(place_after(layout, last.number))
        else:
            self._view.focus_place(place_below(layout, number))

    def select(self, number: int, extend: bool = False) -> None:
        """Select a step and bring it into sight."""
        document = self._view.document
        card = card_of(self._view.layout_now, number)
        kept = tuple(other for other in document.selected if other != number) if extend else ()
        document.select((*kept, number))
        if card is not None:
            self._view.reveal(card.area)

    def _walk(self, direction: Direction, extend: bool) -> None:
        layout = self._view.layout_now
        place = self._view.picture.focused
        if place is not None:
            forward = direction in (Direction.DOWN, Direction.RIGHT)
            self._view.focus_place(next_place(layout, place, forward))
            return
        selected = self._view.document.selected
        if not selected:
            self.select(layout.trigger.number)
            return
        number = next_step(layout, selected[-1], direction)
        if number is not None:
            self.select(number, extend)
