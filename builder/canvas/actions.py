"""What can be done to the selected steps from the canvas, its context menu and its keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QGuiApplication

from builder.document import commands
from builder.document.clipboard import ClipboardProblem, notice
from builder.document.document import Document
from builder.model.workflow import Place


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry of the context menu: the method of `StepActions`, its text, keys and icon."""

    action: str
    text: str
    keys: str
    icon: str = ""
    needs_steps: bool = True


ENTRIES: tuple[MenuEntry | None, ...] = (
    MenuEntry("edit", "Edit", "Return", "pencil"),
    None,
    MenuEntry("cut", "Cut", "Ctrl+X"),
    MenuEntry("copy", "Copy", "Ctrl+C", "copy"),
    MenuEntry("paste", "Paste", "Ctrl+V", needs_steps=False),
    MenuEntry("duplicate", "Duplicate", "Ctrl+D"),
    None,
    MenuEntry("toggle", "Disable", "E"),
    MenuEntry("delete", "Delete", "Del", "trash"),
    None,
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

    @property
    def steps(self) -> bool:
        """Whether anything but the trigger is selected."""
        return any(n != self._document.workflow.trigger.number for n in self._document.selected)

    def run(self, name: str) -> None:
        """Do the action of that name (as in `ENTRIES`)."""
        action: Callable[[], None] = getattr(self, name)
        action()

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

    def delete(self) -> None:
        """Take the steps out."""
        commands.delete(self._document, self._document.selected)

    def toggle(self) -> None:
        """Disable the steps, or enable them again."""
        commands.toggle(self._document, self._document.selected)

    def select_all(self) -> None:
        """Select every step."""
        commands.select_all(self._document)
