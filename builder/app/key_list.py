"""All keys as a list: those of the actions, and those that work where the focus is."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from PySide6.QtGui import QKeySequence

from builder.app.action_list import ACTIONS
from builder.canvas.actions import ENTRIES

CANVAS, FIELDS, LISTS = "Canvas", "Fields", "Everywhere"


class KeyEntry(msgspec.Struct, frozen=True):
    """Keys and what they do; the texts are English and are translated where they are shown."""

    group: str
    keys: str
    text: str


LOCAL: tuple[KeyEntry, ...] = (
    KeyEntry(CANVAS, "Arrow keys", "Walk the workflow; with Shift select more"),
    KeyEntry(CANVAS, "Return", "Edit the step, or open the palette at a +"),
    KeyEntry(CANVAS, "+ or Ins", "Go to the + below the step; arrow keys walk the others"),
    KeyEntry(CANVAS, "Home", "Go to the trigger"),
    KeyEntry(CANVAS, "Shift+C", "Collapse or expand all blocks"),
    KeyEntry(CANVAS, "Ctrl+F or F3", "Find steps"),
    KeyEntry(CANVAS, "Esc", "Cancel what the mouse or the keys began"),
    KeyEntry(CANVAS, "Space and drag", "Move what is seen; the middle button does too"),
    KeyEntry(CANVAS, "Ctrl and wheel", "Zoom at the pointer"),
    KeyEntry(CANVAS, "Shift and click", "Select more steps"),
    KeyEntry(FIELDS, "{{", "Open the menu of variables"),
    KeyEntry(FIELDS, "Ctrl+Space", "Open the menu of variables; in GraphQL complete a name"),
    KeyEntry(FIELDS, "Left and Right", "Go over a reference as over one letter"),
    KeyEntry(FIELDS, "Return on a reference", "Write it as text; }} makes it a reference again"),
    KeyEntry(FIELDS, "Arrow keys in a table", "Go from cell to cell"),
    KeyEntry(FIELDS, "Esc in a table", "Take the whole row: Space switches, Del deletes, F2 edits"),
    KeyEntry(FIELDS, "Alt+Up and Alt+Down", "Move the row of a table"),
    KeyEntry(LISTS, "Tab and Shift+Tab", "Go to the next or the previous part"),
    KeyEntry(LISTS, "Menu or Shift+F10", "Open the menu of what is selected"),
    KeyEntry(LISTS, "Esc", "Close a menu or a palette"),
)


def key_entries() -> Iterator[KeyEntry]:
    """Every key of the program, the menus' first."""
    native = QKeySequence.SequenceFormat.NativeText
    for spec in ACTIONS:
        if spec.shortcut:
            keys = QKeySequence(spec.shortcut).toString(native)
            yield KeyEntry(spec.menu.replace("&", ""), keys, spec.text)
    listed = {spec.shortcut for spec in ACTIONS} | {entry.keys for entry in LOCAL}
    for entry in ENTRIES:
        if entry is not None and entry.keys and entry.keys not in listed:
            keys = QKeySequence(entry.keys).toString(native)
            yield KeyEntry(CANVAS, keys, entry.text)
    yield from LOCAL
