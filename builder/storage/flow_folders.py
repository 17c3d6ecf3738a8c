"""The workflow files of a folder and of the folders in it."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import msgspec

from builder.storage.file_kinds import CONNECTION, ENVIRONMENT, FLOW

DEEPEST = 16
"""Levels of folders inside folders that are looked at."""
MOST_FOLDERS = 2_000
"""Folders that are looked at, those near the top first: a workspace can be a whole home folder."""
OWN_FOLDERS = frozenset({"environments", "connections", "libraries"})
"""Folders of the workspace that hold other things than workflows."""


class FlowFolder(msgspec.Struct, frozen=True):
    """One folder with what lies right in it.

    Attributes:
        path: The folder.
        flows: Its workflow files, by name.
        folders: Its folders that can hold workflows, by name.
    """

    path: Path
    flows: tuple[Path, ...]
    folders: tuple[Path, ...]


def flow_folders(root: Path) -> Iterator[FlowFolder]:
    """The folder and those in it, level by level; a break can be made at each.

    Hidden folders, links to folders and the workspace's own folders are left out, and so is what
    cannot be read.
    """
    waiting = deque([(root, 0)])
    given = 0
    while waiting and given < MOST_FOLDERS:
        path, depth = waiting.popleft()
        found = _folder(path, OWN_FOLDERS if depth == 0 else frozenset())
        given += 1
        yield found
        if depth < DEEPEST:
            waiting.extend((folder, depth + 1) for folder in found.folders)


def workspace_of(flow: Path) -> Path:
    """The folder of the workspace that a workflow's file belongs to.

    It is the nearest folder around it that has environments or connections, else its own.
    """
    own = flow.resolve().parent
    for folder in (own, *own.parents[:DEEPEST]):
        if _holds(folder / "environments", ENVIRONMENT) or _holds(
            folder / "connections", CONNECTION
        ):
            return folder
    return own


def _holds(folder: Path, ending: str) -> bool:
    try:
        with os.scandir(folder) as items:
            return any(item.name.endswith(ending) for item in items)
    except OSError:
        return False


def _folder(path: Path, left_out: frozenset[str]) -> FlowFolder:
    flows: list[str] = []
    folders: list[str] = []
    try:
        with os.scandir(path) as items:
            for item in items:
                if item.name.startswith("."):
                    continue
                if item.is_dir(follow_symlinks=False):
                    if item.name not in left_out:
                        folders.append(item.name)
                elif item.name.endswith(FLOW) and item.is_file():
                    flows.append(item.name)
    except OSError:
        return FlowFolder(path, (), ())
    return FlowFolder(path, _sorted(path, flows), _sorted(path, folders))


def _sorted(folder: Path, names: list[str]) -> tuple[Path, ...]:
    return tuple(folder / name for name in sorted(names, key=lambda name: (name.casefold(), name)))
