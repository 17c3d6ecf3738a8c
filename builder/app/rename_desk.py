"""Offers to let everything follow when a variable, a connection or a workflow is called anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QUndoStack

from builder.app.rename_uses import Uses, Written, follow, left_alone, lines
from builder.document import environment_edits as edits
from builder.document.workspace_search import WorkspaceSearch
from builder.look.language import tr, tr_count
from builder.model.renaming import Renamed, Renaming
from builder.model.workflow import Workflow
from builder.storage.file_problem import FileProblem
from builder.storage.search import FLOW, FileHits

if TYPE_CHECKING:
    from builder.app.flow_tab import FlowTab
    from builder.app.window import Window

Undo = Callable[[], str]
"""Takes one thing back; says why it could not, or nothing."""


MOST_NAMED = 5
"""Files that the notice names."""


class RenameDesk(QObject):
    """Follows new names; files that are not open are searched in a process of their own."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: list[Renaming] = []
        self._files: list[FileHits] = []
        self._open: frozenset[str] = frozenset()
        self._offered: Renaming | None = None
        self._search = WorkspaceSearch(window.workspace.folder, self)
        self._search.found.connect(self._found)
        self._search.finished.connect(self._searched)

    def connection_renamed(self, old: str, new: str) -> None:
        """A connection has another name now."""
        self.offer(Renaming(Renamed.CONNECTION, old, new))

    def variable_renamed(self, old: str, new: str) -> None:
        """A variable has another name now."""
        self.offer(Renaming(Renamed.VARIABLE, old, new))

    def flow_moved(self, old: str, new: str) -> None:
        """A workflow has another path in the workspace now, or a folder (with a slash)."""
        self.offer(Renaming(Renamed.FLOW, old, new))

    def close(self) -> None:
        """The window closes."""
        self._search.end()

    def offer(self, renaming: Renaming) -> None:
        """Look where the old name still stands, then offer the new one there."""
        joined = self._joined(renaming)
        if joined is not renaming:
            self._window.notices.clear("renamed")
        for one in dict.fromkeys((joined, renaming)):
            if one.old == one.new:
                continue
            self._waiting.append(one)
            if len(self._waiting) == 1:
                self._look(one)

    def _joined(self, renaming: Renaming) -> Renaming:
        """From the name that still stands elsewhere, if nobody followed the last new name yet."""
        last = self._offered
        self._offered = None
        if last is None or (last.what, last.new) != (renaming.what, renaming.old):
            return renaming
        return Renaming(renaming.what, last.old, renaming.new)

    def _look(self, renaming: Renaming) -> None:
        self._files = []
        names = self._window.workspace
        shown = {
            names.path_of(tab.document.path): tab.document.workflow
            for tab in self._window.desk.tabs
            if tab.document.path and tab.document.path.is_relative_to(names.folder)
        }
        self._search.ask(renaming.question, shown)
        self._open = frozenset(shown)

    def _found(self, file: FileHits) -> None:
        if file.kind == FLOW and file.name not in self._open and file.hits:
            self._files.append(file)

    def _searched(self, _: object) -> None:
        renaming = self._waiting.pop(0)
        self._say(renaming, self._uses(renaming))
        if self._waiting:
            self._look(self._waiting[0])

    def _say(self, renaming: Renaming, uses: Uses) -> None:
        """Say where the old name still stands and offer the new one; files after a list."""
        if not uses.names:
            return
        wait = bool(uses.files)
        shown = ", ".join(f"“{name}”" for name in uses.names[:MOST_NAMED])
        if len(uses.names) > MOST_NAMED:
            rest = len(uses.names) - MOST_NAMED
            shown = tr_count("{names} and {n} other", "{names} and {n} others", rest, names=shown)
        said = tr_count(
            "{names} still says “{old}”.",
            "{names} still say “{old}”.",
            len(uses.names),
            names=shown,
            old=renaming.old,
        )
        words = tr("Use “{new}” there", new=renaming.new)
        act = partial(self._ask if wait else self._apply, renaming, uses)
        choices = [(f"{words}…" if wait else words, act)]
        self._window.notices.say("renamed", said, choices, "warning")
        self._offered = renaming

    def _uses(self, renaming: Renaming) -> Uses:
        environments = self._window.environments
        connections = environments.connections.all.items()
        others: tuple[str, ...] = ()
        if renaming.what is Renamed.VARIABLE:
            others = tuple(
                name
                for name, one in environments.all.items()
                if one.variable(renaming.old) is not None and one.variable(renaming.new) is None
            )
        tabs = self._window.desk.tabs
        return Uses(
            tuple(tab for tab in tabs if _changes(renaming, tab.document.workflow)),
            tuple(self._files),
            tuple(name for name, one in connections if renaming.connection(one) is not one),
            others,
        )

    def _ask(self, renaming: Renaming, uses: Uses) -> None:
        """Show what would change in files that are not open, and write them once that is agreed."""
        from builder.app.rename_window import RenameWindow

        asked = RenameWindow(renaming, tuple(lines(renaming, uses)), self._window)
        asked.accepted.connect(lambda: self._apply(renaming, uses))
        asked.open()

    def _apply(self, renaming: Renaming, uses: Uses) -> None:
        """Let everything follow: what is open as one edit each, files one after another."""
        self._offered = None
        undo = [self._change_tab(tab, renaming) for tab in uses.tabs if self._is_open(tab)]
        undo += self._change_values(renaming, uses)
        Following(self._window, renaming, uses.files, undo).begin()

    def _is_open(self, tab: FlowTab) -> bool:
        return tab in self._window.desk.tabs

    def _change_tab(self, tab: FlowTab, renaming: Renaming) -> Undo:
        document = tab.document
        document.edit(renaming.title, renaming.workflow(document.workflow))
        after = document.workflow

        def undo() -> str:
            if self._is_open(tab) and document.workflow is after:
                document.history.undo()
                return ""
            return tr("“{name}” was edited meanwhile; undo it there.", name=document.name)

        return undo

    def _change_values(self, renaming: Renaming, uses: Uses) -> Iterator[Undo]:
        environments = self._window.environments
        connections = environments.connections
        changed = {
            name: renaming.connection(connections.all[name])
            for name in uses.connections
            if name in connections.all
        }
        if changed:
            connections.edit_all(renaming.title, {**connections.all, **changed})
            yield partial(_undo_last, connections.history, connections.history.index())
        before = environments.history.index()
        for name in uses.environments:
            if name in environments.all:
                edits.rename_variable(environments, name, renaming.old, renaming.new)
        if environments.history.index() > before:
            steps = environments.history.index() - before
            yield partial(_undo_last, environments.history, before + steps, steps)


class Following(QObject):
    """Writes the files that follow, one after another, and offers to take all of it back."""

    def __init__(
        self, window: Window, renaming: Renaming, files: tuple[FileHits, ...], undo: list[Undo]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._renaming = renaming
        self._left = list(files)
        self._undo = undo
        self._faults: list[str] = []

    def begin(self) -> None:
        """Write the next file, then let the window breathe."""
        if not self._left:
            self._end()
            return
        path = self._window.workspace.folder / self._left.pop(0).name
        try:
            written = follow(path, self._renaming)
        except FileProblem as problem:
            self._faults.append(left_alone(path, problem.sentence))
        else:
            if written is not None:
                self._undo.append(partial(Written.take_back, written))
        QTimer.singleShot(0, self, self.begin)

    def _end(self) -> None:
        if self._faults:
            self._window.say(" ".join(self._faults), "error")
        if self._undo:
            said = tr_count(
                "“{old}” is called “{new}” in {n} file.",
                "“{old}” is called “{new}” in {n} files.",
                len(self._undo),
                old=self._renaming.old,
                new=self._renaming.new,
            )
            self._window.notices.say("renamed", said, [(tr("Undo"), self._take_back)])

    def _take_back(self) -> None:
        faults = [fault for undo in reversed(self._undo) if (fault := undo())]
        if faults:
            self._window.say(" ".join(faults), "error")
        self.deleteLater()


def _changes(renaming: Renaming, workflow: Workflow) -> bool:
    return renaming.workflow(workflow) is not workflow


def _undo_last(history: QUndoStack, index: int, steps: int = 1) -> str:
    if history.index() != index:
        return tr("Environments and connections were edited meanwhile; undo it there.")
    for _ in range(steps):
        history.undo()
    return ""
