"""Offers to let everything follow when a variable or a connection got another name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from builder.document import environment_edits as edits
from builder.model.renaming import Renamed, Renaming, changed_places
from builder.model.workflow import Workflow
from builder.storage.file_problem import FileProblem
from builder.storage.files import open_flow, write_flow
from builder.storage.signature import Signature
from builder.storage.workspace import stem

if TYPE_CHECKING:
    from builder.app.flow_tab import FlowTab
    from builder.app.window import Window


@dataclass(frozen=True, slots=True)
class ClosedFlow:
    """A workflow that is not open, as its file holds it, and as it would be written."""

    path: Path
    signature: Signature
    before: Workflow
    after: Workflow


@dataclass(frozen=True, slots=True)
class Uses:
    """Where an old name still stands.

    Attributes:
        tabs: Open workflows.
        files: Workflows that are not open.
        connections: Names of connections.
        environments: Names of other environments that have the variable too.
    """

    tabs: tuple[FlowTab, ...]
    files: tuple[ClosedFlow, ...]
    connections: tuple[str, ...]
    environments: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What they are called."""
        flows = (*(tab.document.name for tab in self.tabs), *(stem(f.path) for f in self.files))
        return (*flows, *self.connections, *self.environments)


class RenameDesk(QObject):
    """Follows new names given in the editors of environments and connections."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    def connection_renamed(self, old: str, new: str) -> None:
        """A connection has another name now."""
        self.offer(Renaming(Renamed.CONNECTION, old, new))

    def variable_renamed(self, old: str, new: str) -> None:
        """A variable has another name now."""
        self.offer(Renaming(Renamed.VARIABLE, old, new))

    def offer(self, renaming: Renaming) -> None:
        """Say where the old name still stands and offer the new one there; files after a list."""
        uses = self._uses(renaming)
        if not uses.names:
            return
        wait = bool(uses.files)
        names = ", ".join(f"“{name}”" for name in uses.names)
        self._window.notices.say(
            "renamed",
            f"{names} still {'say' if len(uses.names) > 1 else 'says'} “{renaming.old}”.",
            [
                (
                    f"Use “{renaming.new}” there{'…' if wait else ''}",
                    lambda: self._ask(renaming, uses) if wait else self._apply(renaming, uses),
                )
            ],
            "warning",
        )

    def _uses(self, renaming: Renaming) -> Uses:
        environments = self._window.environments
        tabs = self._window.desk.tabs
        connections = environments.connections.all.items()
        others: tuple[str, ...] = ()
        if renaming.what is Renamed.VARIABLE:
            others = tuple(
                name
                for name, one in environments.all.items()
                if one.variable(renaming.old) is not None and one.variable(renaming.new) is None
            )
        return Uses(
            tuple(tab for tab in tabs if _changes(renaming, tab.document.workflow)),
            tuple(self._closed(renaming)),
            tuple(name for name, one in connections if renaming.connection(one) is not one),
            others,
        )

    def _closed(self, renaming: Renaming) -> Iterator[ClosedFlow]:
        """The files to be written; one that cannot be read is left alone: opening it says why."""
        shown = {tab.document.path for tab in self._window.desk.tabs}
        for path in self._window.workspace.flows():
            try:
                if path.absolute() in shown or not renaming.may_be_in(path.read_bytes()):
                    continue
                opened = open_flow(path)
            except (FileProblem, OSError):
                continue
            after = renaming.workflow(opened.value)
            if after is not opened.value:
                yield ClosedFlow(path, opened.signature, opened.value, after)

    def _ask(self, renaming: Renaming, uses: Uses) -> None:
        """Show what would change in files that are not open, and write them once that is agreed."""
        from builder.app.rename_window import RenameWindow

        asked = RenameWindow(renaming, tuple(_lines(renaming, uses)), self._window)
        asked.accepted.connect(lambda: self._apply(renaming, uses))
        asked.open()

    def _apply(self, renaming: Renaming, uses: Uses) -> None:
        """Let everything follow: what is open as one undoable edit each, files at once."""
        window = self._window
        for tab in uses.tabs:
            if tab in window.desk.tabs:
                tab.document.edit(renaming.title, renaming.workflow(tab.document.workflow))
        connections = window.environments.connections
        for name in uses.connections:
            if name in connections.all:
                after = renaming.connection(connections.all[name])
                connections.edit(name, after, renaming.title)
        for name in uses.environments:
            if name in window.environments.all:
                edits.rename_variable(window.environments, name, renaming.old, renaming.new)
        faults = [fault for file in uses.files if (fault := _write(file))]
        if faults:
            window.say(" ".join(faults), "error")


def _changes(renaming: Renaming, workflow: Workflow) -> bool:
    return renaming.workflow(workflow) is not workflow


def _write(file: ClosedFlow) -> str:
    """Write a file unless somebody changed it meanwhile; why it was not, or nothing."""
    try:
        write_flow(file.path, file.after, expected=file.signature)
    except FileProblem as problem:
        return f"“{stem(file.path)}” was left as it is. {problem.sentence}"
    return ""


def _lines(renaming: Renaming, uses: Uses) -> Iterator[str]:
    for tab in uses.tabs:
        before = tab.document.workflow
        for place in changed_places(before, renaming.workflow(before)):
            yield f"{tab.document.name} (open) · {place}"
    for file in uses.files:
        for place in changed_places(file.before, file.after):
            yield f"{stem(file.path)} · {place}"
    for name in uses.connections:
        yield f"Connection {name}"
    for name in uses.environments:
        yield f"Environment {name} · variable {renaming.old}"
