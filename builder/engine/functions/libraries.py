"""The bundles that a workspace's functions can use."""

from __future__ import annotations

import os
import re
from pathlib import Path

from builder.engine.functions.messages import LibraryFile
from builder.model.step import StepError

FOLDER = "libraries"
LARGEST = 32 * 2**20
"""Bytes of one bundle."""

_BUNDLE = re.compile(r"(?P<name>.+?)(?:[.-](?:umd|min|bundle|cjs))*\.c?js", re.IGNORECASE)


def library_files(workspace: Path | None) -> tuple[LibraryFile, ...]:
    """What lies in the folder `libraries` of a workspace, by name; reads no file.

    Raises:
        StepError: "function-error": two files have one name, or one is too large.
    """
    if workspace is None:
        return ()
    try:
        with os.scandir(workspace / FOLDER) as entries:
            found = sorted((entry for entry in entries if entry.is_file()), key=lambda e: e.name)
    except OSError:
        return ()
    files: dict[str, LibraryFile] = {}
    for entry in found:
        name = library_name(entry.name)
        if name and not entry.name.startswith("."):
            _add(files, name, entry)
    return tuple(files.values())


def library_name(file: str) -> str:
    """What functions call the library of a file (`lodash.min.js`: lodash); empty for none."""
    found = _BUNDLE.fullmatch(file)
    return found["name"] if found else ""


def _add(files: dict[str, LibraryFile], name: str, entry: os.DirEntry[str]) -> None:
    if name in files:
        other = Path(files[name].path).name
        said = f"{FOLDER}/{other} and {FOLDER}/{entry.name} are both “{name}”: keep one of them."
        raise StepError("function-error", said)
    status = entry.stat()
    if status.st_size > LARGEST:
        said = f"{FOLDER}/{entry.name} is larger than {LARGEST // 2**20} MB."
        raise StepError("function-error", said)
    files[name] = LibraryFile(name, entry.path, status.st_mtime_ns, status.st_size)
