"""A workspace: a folder with workflows and what they share. Listing it reads no file."""

from __future__ import annotations

import re
from pathlib import Path

from builder.model.environment import Environment
from builder.model.workflow import Workflow
from builder.storage.atomic import write_bytes
from builder.storage.file_kinds import CONNECTION, ENVIRONMENT, FLOW
from builder.storage.file_problem import FileProblem, explained
from builder.storage.files import write_environment, write_flow
from builder.storage.flow_folders import flow_folders, workspace_of

__all__ = ["CONNECTION", "ENVIRONMENT", "FLOW", "Workspace", "check_name", "name_fault", "stem"]

IGNORED = """\
# Local to one machine; written by Steploom.
.*.tmp
.steploom/
*.secrets.json
"""
"""What a new workspace's `.gitignore` says."""

LONGEST = 100
"""Characters of a name; with its ending it fits every file system."""

_RESERVED = frozenset(
    ("CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10)))
)
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')


class Workspace:
    """A folder of workflows, environments and connections.

    Args:
        folder: The folder; it need not hold anything yet.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    @classmethod
    def of(cls, flow: Path) -> Workspace:
        """The workspace a workflow's file belongs to: the folder it lies in, or one around it."""
        return cls(workspace_of(flow))

    @classmethod
    def create(cls, folder: Path) -> Workspace:
        """Make a folder a workspace, with a `.gitignore` for what is local to one machine.

        Raises:
            FileProblem: The folder cannot be made or written to.
        """
        workspace = cls(folder)
        with explained(folder):
            (workspace.folder / "environments").mkdir(parents=True, exist_ok=True)
        ignore = workspace.folder / ".gitignore"
        if not ignore.exists():
            write_bytes(ignore, IGNORED.encode())
        return workspace

    @property
    def name(self) -> str:
        """What the window calls it."""
        return self.folder.name

    def flows(self) -> tuple[Path, ...]:
        """The workflow files, those of each folder by name before those in its folders."""
        return tuple(flow for folder in flow_folders(self.folder) for flow in folder.flows)

    def path_of(self, flow: Path) -> str:
        """How steps call a workflow's file: its path relative to the workspace.

        Raises:
            ValueError: It does not lie in the workspace.
        """
        return flow.relative_to(self.folder).as_posix()

    @property
    def is_empty(self) -> bool:
        """Whether nothing lies in it yet that somebody else could have made."""
        has_libraries = (self.folder / "libraries").exists()
        return not (has_libraries or self.flows() or self.environments() or self.connections())

    def environments(self) -> tuple[str, ...]:
        """The names of the environments, sorted."""
        files = _listed(self.folder / "environments", ENVIRONMENT)
        return tuple(stem(file) for file in files)

    def connections(self) -> tuple[str, ...]:
        """The names of the connections, sorted."""
        files = _listed(self.folder / "connections", CONNECTION)
        return tuple(stem(file) for file in files)

    def flow_path(self, name: str) -> Path:
        """The file of a workflow."""
        return self.folder / f"{name}{FLOW}"

    def environment_path(self, name: str) -> Path:
        """The file of an environment."""
        return self.folder / "environments" / f"{name}{ENVIRONMENT}"

    def connection_path(self, name: str) -> Path:
        """The file of a connection."""
        return self.folder / "connections" / f"{name}{CONNECTION}"

    def free_flow_name(self, wanted: str = "New workflow", folder: Path | None = None) -> str:
        """The wanted name, with a number behind it when it is taken in the folder."""
        there = _listed(folder or self.folder, FLOW)
        return _free(wanted, {stem(flow).casefold() for flow in there})

    def create_flow(self, name: str, workflow: Workflow, folder: Path | None = None) -> Path:
        """Write a new workflow; its path.

        Args:
            name: Its name.
            workflow: What to write.
            folder: Where in the workspace; the workspace itself when none is given.

        Raises:
            FileProblem: The name cannot be one, is taken, or the file cannot be written.
        """
        path = (folder or self.folder) / f"{name}{FLOW}"
        check_name(name, path)
        write_flow(path, workflow, expected=None)
        return path

    def create_environment(self, name: str, environment: Environment | None = None) -> Path:
        """Write a new environment; its path. Raises as `create_flow`."""
        path = self.environment_path(name)
        check_name(name, path)
        with explained(path):
            path.parent.mkdir(exist_ok=True)
        write_environment(path, environment or Environment(), expected=None)
        return path


def stem(path: Path) -> str:
    """A file's name without its ending, as the user says it."""
    for ending in (FLOW, ENVIRONMENT, CONNECTION):
        if path.name.endswith(ending):
            return path.name.removesuffix(ending)
    return path.stem


def name_fault(name: str) -> str:
    """Why a workflow or an environment cannot be called that; empty when it can."""
    if not name.strip():
        return "The name is empty."
    if name != name.strip() or name.startswith(".") or name.endswith("."):
        return "A name cannot begin or end with a space or a dot."
    if len(name) > LONGEST:
        return f"The name is longer than {LONGEST} characters."
    found = _FORBIDDEN.search(name)
    if found:
        shown = found.group() if found.group().isprintable() else "control characters"
        return f"A name cannot have {shown} in it, because it is a file name too."
    if name.split(".")[0].upper() in _RESERVED:
        return f"“{name}” is a reserved name on Windows."
    return ""


def check_name(name: str, path: Path) -> None:
    """Refuse a name that cannot be one, or whose path is taken.

    Raises:
        FileProblem: Why.
    """
    fault = name_fault(name)
    if fault:
        raise FileProblem(path, fault)
    if path.exists():
        raise FileProblem(path, f"There is a “{name}” already; choose another name.")


def _listed(folder: Path, ending: str) -> tuple[Path, ...]:
    """Files with that ending, hidden ones left out; nothing when the folder cannot be read."""
    try:
        found = [
            item
            for item in folder.iterdir()
            if item.name.endswith(ending) and not item.name.startswith(".") and item.is_file()
        ]
    except OSError:
        return ()
    return tuple(sorted(found, key=lambda item: (item.name.casefold(), item.name)))


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 2
    while name.casefold() in taken:
        name, number = f"{wanted} {number}", number + 1
    return name
