"""Making, moving, copying and removing workflow files and folders of a workspace.

Nothing that exists is ever written over.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from builder.storage.file_kinds import FLOW
from builder.storage.file_problem import FileProblem, explained
from builder.storage.flow_folders import OWN_FOLDERS
from builder.storage.workspace import Workspace, check_name, stem

KEPT = ".steploom/deleted"
"""Where deleted files go when the system has no trash; not part of the workspace's repository."""


def is_folder(path: Path) -> bool:
    """Whether a path is a folder of workflows, not a workflow's file."""
    return not path.name.endswith(FLOW)


def renamed(path: Path, name: str) -> Path:
    """The path of a workflow or folder under another name, in the same folder."""
    return path.with_name(name if is_folder(path) else f"{name}{FLOW}")


def make_folder(workspace: Workspace, name: str, within: Path) -> Path:
    """Make a folder for workflows; its path.

    Raises:
        FileProblem: The name cannot be one, is taken, or the folder cannot be made.
    """
    path = within / name
    _check(workspace, name, path)
    with explained(path):
        path.mkdir()
    return path


def move(workspace: Workspace, source: Path, target: Path) -> None:
    """Move or rename a workflow or a folder.

    Raises:
        FileProblem: The name cannot be one, something lies there already, a folder is to go into
            itself, or the system refuses.
    """
    if target.is_relative_to(source) and target != source:
        raise FileProblem(source, "A folder cannot be moved into itself.")
    same = target.exists() and source.exists() and target.samefile(source)
    if not same or source == target:
        _check(workspace, _name(target), target)
    with explained(source):
        source.rename(target)


def duplicate(workspace: Workspace, flow: Path) -> Path:
    """Copy a workflow's file as it lies on disk beside itself; the path of the copy.

    Raises:
        FileProblem: It cannot be read or written.
    """
    name = workspace.free_flow_name(f"{stem(flow)} copy", flow.parent)
    target = renamed(flow, name)
    check_name(name, target)
    with explained(target), target.open("xb") as copy, flow.open("rb") as original:
        shutil.copyfileobj(original, copy)
    return target


def put_aside(workspace: Workspace, path: Path) -> Path:
    """Move a file or folder out of sight into the workspace's own bin; where it lies now.

    Raises:
        FileProblem: It cannot be moved.
    """
    folder = workspace.folder / KEPT
    target, number = folder / path.name, 2
    with explained(path):
        folder.mkdir(parents=True, exist_ok=True)
        while os.path.lexists(target):
            target = folder / f"{number} {path.name}"
            number += 1
        path.rename(target)
    return target


def bring_back(kept: Path, path: Path) -> None:
    """Undo a deletion.

    Raises:
        FileProblem: Something else lies there now, or it cannot be moved.
    """
    if os.path.lexists(path):
        raise FileProblem(path, "Something else lies there now; what was deleted stays in the bin.")
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(kept, path)
        # What a freedesktop.org trash notes beside what it holds.
        (kept.parent.parent / "info" / f"{kept.name}.trashinfo").unlink(missing_ok=True)


def _name(path: Path) -> str:
    return path.name if is_folder(path) else stem(path)


def _check(workspace: Workspace, name: str, path: Path) -> None:
    if is_folder(path) and path.parent == workspace.folder and name in OWN_FOLDERS:
        raise FileProblem(path, f"“{name}” is a folder that the workspace uses for other things.")
    check_name(name, path)
