"""An open workflow: its value, its history and what is selected in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from builder.document.numbering import Numbering
from builder.model.step import Step
from builder.model.workflow import Workflow, find, walk

FEW = 8
"""Steps that are looked up one by one; to go through all is quicker for more."""


class Change(msgspec.Struct, frozen=True):
    """The workflow was `before` and is `after` now; compare by identity to find what differs."""

    before: Workflow
    after: Workflow


def _unchanged(step: Step) -> Step:
    return step


class Edit(QUndoCommand):
    """The one undo command of the program: from one workflow to another."""

    def __init__(self, document: Document, text: str, after: Workflow, merge: str) -> None:
        super().__init__(text)
        self._document = document
        self._before = document.workflow
        self._after = after
        self._selected = document.selected
        self.merge = merge
        self.sealed = False

    def id(self) -> int:
        """Commands of one id are offered to `mergeWith`."""
        return 1 if self.merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take a following edit of the same field into this one, unless merging was ended."""
        if not isinstance(other, Edit) or other.merge != self.merge or self.sealed:
            return False
        self._after = other._after
        return True

    def redo(self) -> None:
        """Show the new workflow."""
        self._document.show(self._after)

    def undo(self) -> None:
        """Show the old workflow, with what was selected then."""
        self._document.show(self._before)
        self._document.select(self._selected)


class Document(QObject):
    """An open workflow.

    Attributes:
        workflow: The current value, read by everybody.
        history: The undo stack; its clean state is what lies on disk.
        numbering: Knows the number of the next new step.
        selected: Numbers of the selected steps, in the order they were selected.
        path: The file, or None for one that was never saved.
        as_preferred: Gives a new step what the user prefers of it.

    Signals:
        changed: A `Change`, after every edit, undo and redo.
        selection_changed: The new tuple of numbers.
        path_changed: The file is another one.
    """

    changed = Signal(object)
    selection_changed = Signal(object)
    path_changed = Signal()

    def __init__(
        self,
        workflow: Workflow,
        path: Path | None = None,
        parent: QObject | None = None,
        title: str = "Untitled",
    ) -> None:
        """Begin with a workflow.

        Args:
            workflow: The value to begin with.
            path: Its file, or None.
            parent: The owner.
            title: What it is called while it has no file.
        """
        super().__init__(parent)
        self._title = title
        self.workflow = workflow
        self.path = path
        self.history = QUndoStack(self)
        self.selected: tuple[int, ...] = ()
        self.numbering = Numbering()
        self.as_preferred: Callable[[Step], Step] = _unchanged
        self._showing = False

    def edit(self, text: str, after: Workflow, merge: str = "") -> None:
        """Go to another workflow as one undoable edit; nothing happens when it is the same.

        Args:
            text: What the menu says after "Undo" ("Move 3 steps").
            after: The new value.
            merge: Edits in a row with the same key become one ("2.url" while typing).

        Raises:
            RuntimeError: Called while a change is being shown (a view must never do that).
        """
        if self._showing:
            raise RuntimeError(f"edit “{text}” from inside a change signal")
        if after is not self.workflow:
            self.history.push(Edit(self, text, after, merge))

    def end_merge(self) -> None:
        """The next edit starts an undo step of its own (focus left, saved, a run began)."""
        if self.history.index():
            last = self.history.command(self.history.index() - 1)
            if isinstance(last, Edit):
                last.sealed = True

    def show(self, workflow: Workflow) -> None:
        """Make a workflow the current one; for `Edit` alone."""
        before, self.workflow = self.workflow, workflow
        self._showing = True
        try:
            self.changed.emit(Change(before, workflow))
        finally:
            self._showing = False
        self._drop_stale_selection()

    def select(self, numbers: Iterable[int]) -> None:
        """Select these steps; numbers that do not exist are left out."""
        present = {step.number for step in walk(self.workflow)}
        wanted = tuple(dict.fromkeys(number for number in numbers if number in present))
        if wanted != self.selected:
            self.selected = wanted
            self.selection_changed.emit(wanted)

    @property
    def current(self) -> int | None:
        """The step the panel shows: the only one selected, else none."""
        return self.selected[0] if len(self.selected) == 1 else None

    def set_path(self, path: Path) -> None:
        """The workflow lies in this file from now on."""
        self.path = path
        self.path_changed.emit()

    @property
    def name(self) -> str:
        """What tabs and the title call it: the file's name without its ending, else its title."""
        return self.path.name.removesuffix(".flow.json") if self.path else self._title

    def _drop_stale_selection(self) -> None:
        few = len(self.selected) <= FEW
        if few and all(find(self.workflow, number) is not None for number in self.selected):
            return
        self.select(self.selected)
