"""Reads the workflows that a workflow calls, and those that these call."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from pathlib import Path

from builder.model.called_flows import CalledFlows, callers
from builder.model.environment import Surroundings
from builder.model.reference import nearest_key
from builder.model.workflow import Workflow
from builder.storage.file_problem import FileProblem
from builder.storage.files import Opened, open_flow
from builder.storage.signature import changed
from builder.storage.workspace import Workspace

MOST_FLOWS = 1_000
"""Workflows that one workflow can lead to."""


@dataclass(slots=True)
class FlowReader:
    """Reads workflows of a workspace; a file that did not change is read once.

    Attributes:
        workspace: The folder that paths are relative to.
    """

    workspace: Workspace
    _known: dict[str, Opened[Workflow]]

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._known = {}

    def called(self, workflow: Workflow) -> CalledFlows:
        """What the calls of a workflow lead to, as it lies on disk now."""
        flows: dict[str, Workflow] = {}
        faults: dict[str, str] = {}
        waiting = deque([workflow])
        while waiting and len(flows) < MOST_FLOWS:
            for step in callers(waiting.popleft()):
                path = step.called_flow()
                if path in flows or path in faults:
                    continue
                try:
                    flows[path] = self._read(path)
                except FileProblem as problem:
                    faults[path] = self._sentence(path, problem)
                else:
                    waiting.append(flows[path])
        return CalledFlows(flows, faults)

    def path_of(self, file: Path | None) -> str:
        """How steps of this workspace call a file; empty for one elsewhere, and for none."""
        if file is None or not file.is_relative_to(self.workspace.folder):
            return ""
        return file.relative_to(self.workspace.folder).as_posix()

    def _read(self, path: str) -> Workflow:
        file = self.workspace.folder / path
        if not file.resolve().is_relative_to(self.workspace.folder):
            raise FileProblem(file, "It does not lie in the workspace.")
        known = self._known.get(path)
        if known is None or changed(file, known.signature):
            self._known.pop(path, None)
            known = self._known[path] = open_flow(file)
        return known.value

    def _sentence(self, path: str, problem: FileProblem) -> str:
        if (self.workspace.folder / path).exists():
            return f"The workflow “{path}” cannot be called. {problem.sentence}"
        nearest = nearest_key(path, [self.workspace.path_of(f) for f in self.workspace.flows()])
        hint = f" Did you mean “{nearest}”?" if nearest else ""
        return f"There is no workflow “{path}” in the workspace.{hint}"


def with_called_flows(surroundings: Surroundings, workflow: Workflow) -> Surroundings:
    """The surroundings of a run with the workflows that its steps call.

    What cannot be read is left out; the step that calls it fails with its name.
    """
    if not surroundings.folder or next(callers(workflow), None) is None:
        return surroundings
    reader = FlowReader(Workspace(Path(surroundings.folder)))
    return replace(surroundings, flows=reader.called(workflow).flows)
