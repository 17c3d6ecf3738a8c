"""Values of a workspace that are files of their own: environments, connections.

The files follow every edit within a moment, so there is nothing to save by hand. Edits can be
undone.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from builder.document.folder_watch import FolderWatch
from builder.look.language import tr
from builder.model.value import Value
from builder.storage.file_problem import FileProblem
from builder.storage.named_files import NamedFiles

WRITE_MS = 300
"""From an edit to its file; further edits meanwhile go along."""

V = TypeVar("V", bound=Value)


class NamedEdit(QUndoCommand):
    """From one set of values to another."""

    def __init__(
        self, owner: NamedValues[Any], text: str, after: Mapping[str, Any], merge: str
    ) -> None:
        super().__init__(text)
        self._owner = owner
        self._before = owner.all
        self._after = after
        self._merge = merge
        self.sealed = False

    def id(self) -> int:
        """Commands of one id are offered to `mergeWith`."""
        return 2 if self._merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take a following edit of the same field into this one."""
        if not isinstance(other, NamedEdit) or other._merge != self._merge or self.sealed:
            return False
        self._after = other._after
        return True

    def redo(self) -> None:
        """Show the new values."""
        self._owner.show(self._after)

    def undo(self) -> None:
        """Show the old values."""
        self._owner.show(self._before)


class NamedValues(QObject, Generic[V]):
    """All values of one kind in a workspace, by name.

    Attributes:
        all: The values by name, sorted; those whose file cannot be read are not among them.
        history: The undo stack of all edits here.

    Signals:
        changed: Something is different.
        failed: A file cannot be written, or not be read any more; sentences that name it.
        conflict: The file of this name was changed on disk while it was edited here.
    """

    changed = Signal()
    failed = Signal(str)
    conflict = Signal(str)

    plural = "values"
    """What the user calls them."""

    def __init__(self, files: NamedFiles[V], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.history = QUndoStack(self)
        self._is_behind = False
        self._files = files
        self.all: Mapping[str, V] = _sorted(files.read())
        self._timer = QTimer(self, singleShot=True, interval=WRITE_MS)
        self._timer.timeout.connect(self.flush)
        self._watch = FolderWatch(self)
        self._watch.changed.connect(self.look_at_disk)
        self._watch_files()

    @property
    def problems(self) -> Mapping[str, FileProblem]:
        """Why files cannot be read, by name."""
        return self._files.problems

    @property
    def names(self) -> tuple[str, ...]:
        """All of them, those that cannot be read too."""
        return tuple(sorted({*self.all, *self.problems}, key=str.casefold))

    def edit(self, name: str, after: V, text: str, merge: str = "") -> None:
        """Give one name another value as one undoable edit; see `edit_all`."""
        if self.all.get(name) is not after:
            self.edit_all(text, {**self.all, name: after}, merge)

    def edit_all(self, text: str, after: Mapping[str, V], merge: str = "") -> None:
        """Go to other values as one undoable edit.

        Args:
            text: What the menu says after "Undo".
            after: All values by name.
            merge: Edits in a row with the same key become one.
        """
        self.history.push(NamedEdit(self, text, after, merge))

    def end_merge(self) -> None:
        """The next edit starts an undo step of its own (focus left the field)."""
        if self.history.index():
            last = self.history.command(self.history.index() - 1)
            if isinstance(last, NamedEdit):
                last.sealed = True

    def show(self, after: Mapping[str, V]) -> None:
        """Make these the values; for `NamedEdit` alone."""
        self.all = _sorted(after)
        self._timer.start()
        self.changed.emit()

    def flush(self) -> None:
        """Bring the files up to date now."""
        self._timer.stop()
        for name, problem in self._files.write(self.all).items():
            if name in self._files.conflicts:
                self.conflict.emit(name)
            else:
                self.failed.emit(str(problem))
        self._watch_files()
        if self._is_behind:  # something was written while edits waited
            self.look_at_disk()

    def keep_mine(self, name: str) -> None:
        """After a conflict: write what is here over what lies on disk."""
        self._files.take_over(name)
        self.flush()

    def reload(self) -> None:
        """Take over what lies on disk, as one undoable edit."""
        self._timer.stop()
        self._watch_files()
        before = dict(self.problems)
        fresh = self._files.read()
        if fresh != dict(self.all):
            self.edit_all(tr("Reload from disk"), fresh)
        elif before.keys() != self.problems.keys():
            self.changed.emit()
        for name in self.problems.keys() - before.keys():
            unused = tr("Until it can be read it is not used.")
            problem = self.problems[name]
            self.failed.emit(f"{problem.path.name}: {problem.sentence} {unused}")

    def look_at_disk(self) -> None:
        """Take over what other programs wrote, unless there are edits that no file has yet."""
        self._is_behind = self._timer.isActive()
        if not self._is_behind and not self._files.conflicts:
            self.reload()

    def close(self) -> None:
        """Write what is not written."""
        self._is_behind = False
        self.flush()

    def _watch_files(self) -> None:
        """Watch the folder, and each file for writers that do not replace it."""
        files = [self._files.path_of(name) for name in self.names]
        folder = self._files.path_of("any").parent
        self._watch.watch([folder, *files])


def _sorted(values: Mapping[str, V]) -> Mapping[str, V]:
    names = sorted(values, key=str.casefold)
    return MappingProxyType({name: values[name] for name in names})
