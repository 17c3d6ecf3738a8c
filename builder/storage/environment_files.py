"""The environment files of a workspace, read and written as one."""

from __future__ import annotations

from collections.abc import Mapping

from builder.model.environment import Environment
from builder.storage.file_problem import FileProblem, explained
from builder.storage.files import ChangedOnDisk, open_environment, write_environment
from builder.storage.signature import Signature, changed
from builder.storage.workspace import Workspace

Known = tuple[Environment, Signature]


class EnvironmentFiles:
    """What lies in the files, as far as it was read or written here.

    Attributes:
        problems: Why files cannot be read, by environment; such files are never written.
        conflicts: Environments whose file was changed by somebody else before it was written.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[str, Known] = {}
        self.problems: dict[str, FileProblem] = {}
        self.conflicts: set[str] = set()

    def read(self) -> dict[str, Environment]:
        """All environments as they lie on disk now; a file that is the same is not read again."""
        self.problems = {}
        self.conflicts = set()
        found: dict[str, Known] = {}
        for name in self._workspace.environments():
            try:
                found[name] = self._read(name)
            except FileProblem as problem:
                self.problems[name] = problem
        self._known = found
        return {name: environment for name, (environment, _) in found.items()}

    def _read(self, name: str) -> Known:
        path = self._workspace.environment_path(name)
        known = self._known.get(name)
        if known is not None and not changed(path, known[1]):
            return known
        opened = open_environment(path)
        return opened.value, opened.signature

    def write(self, wanted: Mapping[str, Environment]) -> dict[str, FileProblem]:
        """Write what is different from the files, delete what is gone; what could not be done."""
        faults: dict[str, FileProblem] = {}
        for name in [name for name in self._known if name not in wanted]:
            self._try(faults, name, None)
        for name, environment in wanted.items():
            known = self._known.get(name)
            if known is None or known[0] is not environment:
                self._try(faults, name, environment)
        return faults

    def _try(
        self, faults: dict[str, FileProblem], name: str, environment: Environment | None
    ) -> None:
        try:
            self._put(name, environment)
            self.conflicts.discard(name)
        except ChangedOnDisk as problem:
            faults[name] = problem
            self.conflicts.add(name)
        except FileProblem as problem:
            faults[name] = problem

    def _put(self, name: str, environment: Environment | None) -> None:
        """Write or delete one file, unless somebody else changed it."""
        path = self._workspace.environment_path(name)
        known = self._known.get(name)
        if environment is None:
            if changed(path, known[1] if known else None) and path.exists():
                raise ChangedOnDisk(path)
            with explained(path):
                path.unlink(missing_ok=True)
            self._known.pop(name, None)
            return
        with explained(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        expected = known[1] if known and path.exists() else None
        self._known[name] = (environment, write_environment(path, environment, expected))

    def take_over(self, name: str) -> None:
        """Let the next `write` replace or delete what somebody else wrote."""
        path = self._workspace.environment_path(name)
        known = self._known.get(name)
        try:
            opened = open_environment(path)
            self._known[name] = (opened.value, opened.signature)
        except FileProblem:
            if known is not None:
                del self._known[name]
