"""Where an old name still stands in a workspace, and letting all of it follow the new one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from builder.look.language import tr
from builder.model.renaming import Renaming
from builder.model.search import Hit, in_workflow
from builder.model.shown_name import shown_name
from builder.model.workflow import Workflow
from builder.storage.file_problem import FileProblem
from builder.storage.files import open_flow, write_flow
from builder.storage.search import FileHits
from builder.storage.signature import Signature, changed
from builder.storage.workspace import stem

if TYPE_CHECKING:
    from builder.app.flow_tab import FlowTab


@dataclass(frozen=True, slots=True)
class Uses:
    """Where an old name still stands.

    Attributes:
        tabs: Open workflows.
        files: Workflows that are not open, with the places in them.
        connections: Names of connections.
        environments: Names of other environments that have the variable too.
    """

    tabs: tuple[FlowTab, ...]
    files: tuple[FileHits, ...]
    connections: tuple[str, ...]
    environments: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What they are called."""
        open_ones = (tab.document.name for tab in self.tabs)
        closed = (stem(Path(file.name)) for file in self.files)
        found = (*open_ones, *closed, *self.connections, *self.environments)
        return tuple(shown_name(name) for name in found)


@dataclass(frozen=True, slots=True)
class Written:
    """A file of a workflow that followed, to be taken back.

    Attributes:
        path: The file.
        before: What it held.
        signature: Of what was written.
    """

    path: Path
    before: Workflow
    signature: Signature

    def take_back(self) -> str:
        """Write what was there before; why it was not, or nothing."""
        if changed(self.path, self.signature):
            return left_alone(self.path, tr("It was changed meanwhile."))
        try:
            write_flow(self.path, self.before, expected=self.signature)
        except FileProblem as problem:
            return left_alone(self.path, problem.sentence)
        return ""


def follow(path: Path, renaming: Renaming) -> Written | None:
    """Let a file follow as it lies on disk now; None when there is nothing to do in it.

    Raises:
        FileProblem: It cannot be read or written, or was changed between the two.
    """
    opened = open_flow(path)
    after = renaming.workflow(opened.value)
    if after is opened.value:
        return None
    return Written(path, opened.value, write_flow(path, after, expected=opened.signature))


def left_alone(path: Path, why: str) -> str:
    """Says that a file was not written."""
    name = shown_name(stem(path))
    return tr("“{name}” was left as it is. {why}", name=name, why=why)


def lines(renaming: Renaming, uses: Uses) -> Iterator[str]:
    """Every place that changes, as a line to be read."""
    for tab in uses.tabs:
        found = (hit for hit in in_workflow(renaming.question, tab.document.workflow) if hit)
        for place in _places(found):
            yield tr("{name} (open) · {place}", name=tab.document.name, place=place)
    for file in uses.files:
        for place in _places(iter(file.hits)):
            yield f"{shown_name(stem(Path(file.name)))} · {place}"
    for name in uses.connections:
        yield tr("Connection {name}", name=name)
    for name in uses.environments:
        yield tr("Environment {name} · variable {variable}", name=name, variable=renaming.old)


def _places(hits: Iterator[Hit]) -> Iterator[str]:
    said = (
        tr("step {n} ({title}): {field}", n=hit.step, title=hit.title, field=hit.label)
        for hit in hits
    )
    yield from dict.fromkeys(said)
