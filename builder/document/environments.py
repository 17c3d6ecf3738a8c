"""The workspace's environments: what lies in their files, which one is in use, their secrets.

The files follow every edit within a moment, so there is nothing to save by hand. Edits can be
undone; values of secrets are never in the history, they are in the `SecretStore` alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from builder.document.folder_watch import FolderWatch
from builder.model.environment import Environment, Surroundings
from builder.storage.environment_files import EnvironmentFiles
from builder.storage.file_problem import FileProblem
from builder.storage.secrets import SecretStore
from builder.storage.surroundings import surroundings
from builder.storage.workspace import Workspace

WRITE_MS = 300
"""From an edit to its file; further edits meanwhile go along."""

All = Mapping[str, Environment]


class EnvironmentsEdit(QUndoCommand):
    """From one set of environments to another."""

    def __init__(self, owner: Environments, text: str, after: All, merge: str) -> None:
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
        if not isinstance(other, EnvironmentsEdit) or other._merge != self._merge or self.sealed:
            return False
        self._after = other._after
        return True

    def redo(self) -> None:
        """Show the new environments."""
        self._owner.show(self._after)

    def undo(self) -> None:
        """Show the old environments."""
        self._owner.show(self._before)


class Environments(QObject):
    """All environments of a workspace. `builder.document.environment_edits` has the edits.

    Attributes:
        all: The environments by name, sorted; those whose file cannot be read are not among them.
        current: The one in use; empty for none.
        history: The undo stack of all edits here.
        secrets: Where values of secret variables are.

    Signals:
        changed: Something is different: an environment, a secret, which one is in use.
        failed: A file cannot be written; a sentence with its path.
        conflict: The file of this environment was changed on disk while it was edited here.
    """

    changed = Signal()
    failed = Signal(str)
    conflict = Signal(str)

    def __init__(
        self, workspace: Workspace, secrets: SecretStore, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.secrets = secrets
        self.current = ""
        self.history = QUndoStack(self)
        self._workspace = workspace
        self._files = EnvironmentFiles(workspace)
        self._built_in: Mapping[str, str] = MappingProxyType({})
        self.all: All = _sorted(self._files.read())
        self._once_secret = set(_secrets(self.all))
        self._timer = QTimer(self, singleShot=True, interval=WRITE_MS)
        self._timer.timeout.connect(self.flush)
        self._watch = FolderWatch(self)
        self._watch.changed.connect(self.look_at_disk)
        self._watch_files()

    @property
    def problems(self) -> Mapping[str, FileProblem]:
        """Why environments cannot be read, by name."""
        return self._files.problems

    @property
    def names(self) -> tuple[str, ...]:
        """All environments, those that cannot be read too."""
        return tuple(sorted({*self.all, *self.problems}, key=str.casefold))

    def choose(self, name: str) -> None:
        """Use an environment from now on; empty or an unknown name for none."""
        wanted = name if name in self.all else ""
        if wanted != self.current:
            self.current = wanted
            self.changed.emit()

    def surroundings(self) -> Surroundings:
        """What a run in the environment in use reads; built-in variables included."""
        chosen = self.all.get(self.current, Environment())
        folder = str(self._workspace.folder)
        around = surroundings(self.current, chosen, self.secrets, folder)
        return replace(around, values={**self._built_in, **around.values})

    def set_built_in(self, name: str, value: str) -> None:
        """Give every environment a variable that it can override."""
        if self._built_in.get(name) != value:
            self._built_in = MappingProxyType({**self._built_in, name: value})
            self.changed.emit()

    def edit(
        self, name: str, after: Environment, text: str = "Edit variables", merge: str = ""
    ) -> None:
        """Give one environment another value as one undoable edit; see `edit_all`."""
        if self.all.get(name) is not after:
            self.edit_all(text, {**self.all, name: after}, merge)

    def edit_all(self, text: str, after: All, merge: str = "") -> None:
        """Go to other environments as one undoable edit.

        Args:
            text: What the menu says after "Undo".
            after: All environments by name.
            merge: Edits in a row with the same key become one.
        """
        self.history.push(EnvironmentsEdit(self, text, after, merge))

    def end_merge(self) -> None:
        """The next edit starts an undo step of its own (focus left the field)."""
        if self.history.index():
            last = self.history.command(self.history.index() - 1)
            if isinstance(last, EnvironmentsEdit):
                last.sealed = True

    def has_secret(self, name: str, variable: str) -> bool:
        """Whether a secret variable has a value."""
        return self.secrets.get(name, variable) is not None

    def set_secret(self, name: str, variable: str, value: str) -> None:
        """Give a secret variable its value; it goes nowhere but to the secret store."""
        self.secrets.set(name, variable, value)
        self._once_secret.add((name, variable))
        self.changed.emit()

    def show(self, after: All) -> None:
        """Make these the environments; for `EnvironmentsEdit` alone."""
        self.all = _sorted(after)
        self._once_secret.update(_secrets(self.all))
        if self.current not in self.all:
            self.current = ""
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
            self.edit_all("Reload environments from disk", fresh)
        elif before.keys() != self.problems.keys():
            self.changed.emit()

    def look_at_disk(self) -> None:
        """Take over what other programs wrote, unless there are edits that no file has yet."""
        if not self._timer.isActive() and not self._files.conflicts:
            self.reload()

    def close(self) -> None:
        """Write what is not written; forget the values of secrets that are gone for good."""
        self.flush()
        for name, variable in self._once_secret - set(_secrets(self.all)):
            if name not in self.problems:
                self.secrets.delete(name, variable)

    def _watch_files(self) -> None:
        """Watch the folder, and each file for writers that do not replace it."""
        files = [self._workspace.environment_path(name) for name in self.names]
        folder = self._workspace.environment_path("any").parent
        self._watch.watch([folder, *files])


def _sorted(environments: All) -> All:
    names = sorted(environments, key=str.casefold)
    return MappingProxyType({name: environments[name] for name in names})


def _secrets(environments: All) -> Iterator[tuple[str, str]]:
    for name, environment in environments.items():
        for variable in environment.variables:
            if variable.secret:
                yield name, variable.name
