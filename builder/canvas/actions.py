"""What can be done to the selected steps from the canvas, its context menu and its keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec
from PySide6.QtGui import QGuiApplication

from builder.document import commands
from builder.document.clipboard import ClipboardProblem, notice
from builder.document.document import Document
from builder.http.fields import RequestFields
from builder.model.workflow import Place, find


class Offer(msgspec.Struct, frozen=True):
    """What somebody around the canvas can do with the selected steps.

    Attributes:
        do: Does it.
        possible: Whether it can be done now.
        ticked: For something that is on or off: whether it is on; None for anything else.
    """

    do: Callable[[], object]
    possible: Callable[[], bool]
    ticked: Callable[[], bool] | None = None


class MenuEntry(msgspec.Struct, frozen=True):
    """One entry of the context menu: the method of `StepActions`, its text, keys and icon.

    Attributes:
        offered: Whether it is shown only where it is among `StepActions.offers`.
        text_on: What it says while it is on, for something that is on or off.
        needs_steps: Whether a step must be selected.
        needs_request: Whether the one selected step must send a request.
    """

    action: str
    text: str
    keys: str
    icon: str = ""
    needs_steps: bool = True
    needs_request: bool = False
    offered: bool = False
    text_on: str = ""


ENTRIES: tuple[MenuEntry | None, ...] = (
    MenuEntry("edit", "Edit", "Return", "pencil"),
    None,
    MenuEntry("test_step", "Test step", "Ctrl+Return", "play", offered=True),
    MenuEntry("run_to_here", "Run up to here", "Ctrl+F10", offered=True),
    MenuEntry("run_from_here", "Run from here", "Ctrl+Shift+F10", offered=True),
    MenuEntry(
        "breakpoint", "Breakpoint", "F9", "breakpoint", offered=True, text_on="Remove breakpoint"
    ),
    MenuEntry("pin", "Pin output", "P", "pin", offered=True, text_on="Unpin output"),
    MenuEntry("edit_pin", "Edit pinned output…", "", offered=True),
    None,
    MenuEntry("cut", "Cut", "Ctrl+X"),
    MenuEntry("copy", "Copy", "Ctrl+C", "copy"),
    MenuEntry("paste", "Paste", "Ctrl+V", needs_steps=False),
    MenuEntry("duplicate", "Duplicate", "Ctrl+D"),
    MenuEntry("copy_as_curl", "Copy as cURL", "", needs_request=True),
    MenuEntry("copy_as_python", "Copy as Python", "", needs_request=True),
    None,
    MenuEntry("note", "Note…", "N", "note", offered=True),
    MenuEntry("collapse", "Collapse", "C", offered=True, text_on="Expand"),
    MenuEntry("problems", "Problems…", "Alt+Return", "warning", offered=True),
    None,
    MenuEntry("toggle", "Disable", "E"),
    MenuEntry("delete", "Delete", "Del", "trash"),
    None,
    MenuEntry("where_used", "Where used", "Shift+F12", "link", offered=True),
    MenuEntry("select_all", "Select all steps", "Ctrl+A", needs_steps=False),
)
"""The context menu; None is a separator."""


class StepActions:
    """The actions, on whatever is selected when they are called.

    Args:
        document: What they change.
        say: Takes what the user should be told (a clipboard that holds no steps).
        activate: Called with the step to edit.
    """

    def __init__(
        self,
        document: Document,
        say: Callable[[str], None],
        activate: Callable[[int], None],
    ) -> None:
        self._document = document
        self._say = say
        self._activate = activate
        self.place: Place | None = None
        """Where to paste; None for right below the selected steps."""
        self.copy_request: Callable[[int, str], None] | None = None
        """Copies the request of a step as "curl" or "python"; None where that is not offered."""
        self.offers: Mapping[str, Offer] = {}
        """What those around the canvas can do, by the names of `ENTRIES`."""
        self.own: Mapping[str, Offer] = {}
        """What the canvas itself can do besides, by the names of `ENTRIES`."""

    @property
    def steps(self) -> bool:
        """Whether anything but the trigger is selected."""
        return any(n != self._document.workflow.trigger.number for n in self._document.selected)

    @property
    def request(self) -> bool:
        """Whether one step that sends a request is selected, and can be copied as such."""
        number = self._document.current
        step = None if number is None else find(self._document.workflow, number)
        return self.copy_request is not None and isinstance(step, RequestFields)

    def run(self, name: str) -> None:
        """Do the action of that name (as in `ENTRIES`), if it can be done."""
        if any(entry and entry.action == name and entry.offered for entry in ENTRIES):
            offer = self.offer(name)
            if offer is not None and offer.possible():
                offer.do()
            return
        action: Callable[[], None] = getattr(self, name)
        action()

    def offer(self, name: str) -> Offer | None:
        """Who does the action of that name; None where nobody offers to."""
        return self.offers.get(name) or self.own.get(name)

    def edit(self) -> None:
        """Ask for the step to be edited."""
        if self._document.current is not None:
            self._activate(self._document.current)

    def cut(self) -> None:
        """Take the steps to the clipboard."""
        data = commands.cut(self._document, self._document.selected)
        if data is not None:
            QGuiApplication.clipboard().setMimeData(data)

    def copy(self) -> None:
        """Copy the steps to the clipboard as JSON text."""
        data = commands.copied(self._document, self._document.selected)
        if data is not None:
            QGuiApplication.clipboard().setMimeData(data)

    def paste(self) -> None:
        """Insert the clipboard's steps below the selected ones, or at the focused "+"."""
        document = self._document
        place = self.place or commands.place_after(document.workflow, document.selected)
        data = QGuiApplication.clipboard().mimeData()
        try:
            commands.paste(document, data, place)
        except ClipboardProblem as problem:
            self._say(str(problem))
        else:
            if left_out := notice(data):
                self._say(left_out)

    def duplicate(self) -> None:
        """Copy the steps right below themselves."""
        commands.duplicate(self._document, self._document.selected)

    def copy_as_curl(self) -> None:
        """Copy the request of the selected step as a cURL command."""
        self._copy_as("curl")

    def copy_as_python(self) -> None:
        """Copy the request of the selected step as a Python program."""
        self._copy_as("python")

    def _copy_as(self, notation: str) -> None:
        number = self._document.current
        if self.copy_request is not None and number is not None:
            self.copy_request(number, notation)

    def delete(self) -> None:
        """Take the steps out."""
        commands.delete(self._document, self._document.selected)

    def toggle(self) -> None:
        """Disable the steps, or enable them again."""
        commands.toggle(self._document, self._document.selected)

    def select_all(self) -> None:
        """Select every step."""
        commands.select_all(self._document)
