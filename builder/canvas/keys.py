"""The keys of the canvas."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence

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
TWO = (Qt.Key.Key_2, Qt.Key.Key_At, Qt.Key.Key_QuoteDbl)
"""What Shift+2 is called by keyboards."""
BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


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
            "Ins": self.add_below,
            "Ctrl+F": self.find,
            "F3": self.find,
            "Shift+F10": view.context.open_menu,
            "Shift+C": view.folding.toggle_all,
            "Ctrl+=": view.zoom_in,
            "Ctrl++": view.zoom_in,
            "Ctrl+-": view.zoom_out,
            "Ctrl+0": partial(view.zoom_to, 1.0),
            "Home": self.select_trigger,
        }
        self._table = {QKeySequence(keys).toString(): run for keys, run in table.items()}
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc, and leaving the canvas, cancel; space held moves what is seen."""
        kind = event.type()
        pointer = self._view.pointer
        if isinstance(event, QFocusEvent):
            self._show_focus(event)
        if kind is QEvent.Type.FocusOut:
            pointer.hold_space(False)
            pointer.cancel()
        if not isinstance(event, QKeyEvent):
            return False
        if kind is QEvent.Type.ShortcutOverride:
            return self._claims(event)
        if event.key() == Qt.Key.Key_Space:
            pointer.hold_space(kind is QEvent.Type.KeyPress or event.isAutoRepeat())
            return True
        if kind is not QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            if not pointer.cancel():
                self._step_back()
            return True
        return self.press(event)

    def _step_back(self) -> None:
        """Leave the "+" the keyboard is on; with none, leave finding."""
        if self._view.picture.focused is None:
            self._view.parts.stop_finding()
        self._view.focus_place(None)

    def _show_focus(self, event: QFocusEvent) -> None:
        """Frame the canvas while the keyboard came to it by a key."""
        ringed = event.gotFocus() and event.reason() in BY_KEY
        if ringed != self._view.picture.ringed:
            self._view.picture.ringed = ringed
            self._view.update()

    def _claims(self, event: QKeyEvent) -> bool:
        """Take Ctrl+F from the window: here it finds steps; and Esc while there is a gesture."""
        cancels = event.key() == Qt.Key.Key_Escape and self._view.pointer.gesture is not None
        if cancels or event.matches(QKeySequence.StandardKey.Find):
            event.accept()
            return True
        return False

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key stands for; False for keys that mean nothing here."""
        modifiers = event.modifiers() & ~KEYPAD
        if modifiers == SHIFT and event.key() in (*ONE, *TWO):
            whole = event.key() in ONE
            (self._view.fit if whole else self._view.fit_selection)()
            return True
        if event.key() in TABS:
            return self._tab(event.key() == Qt.Key.Key_Tab)
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

    def find(self) -> None:
        """Find steps."""
        self._view.parts.find_bar.open()

    def add_below(self) -> None:
        """Open the palette at the focused "+", else at the one below the selected step."""
        if self._view.picture.focused is None:
            self.focus_gap()
        self.activate()

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
        if not extend and self._fold(selected[-1], direction):
            return
        number = next_step(layout, selected[-1], direction)
        if number is not None:
            self.select(number, extend)

    def _fold(self, number: int, direction: Direction) -> bool:
        """Left collapses a block, Right expands one that is collapsed; whether it did."""
        folding = self._view.folding
        collapsed = number in folding.collapsed
        wanted = Direction.RIGHT if collapsed else Direction.LEFT
        if direction is not wanted or not folding.is_block(number):
            return False
        folding.toggle([number])
        return True

    def _tab(self, forward: bool) -> bool:
        """On a "+" Tab walks on to the next; at either end, and on steps, it leaves the canvas."""
        place = self._view.picture.focused
        if place is None:
            return False
        following = next_place(self._view.layout_now, place, forward)
        if following == place:
            return False
        self._view.focus_place(following)
        return True
