"""Makes folders that are for the user alone."""

from __future__ import annotations

from pathlib import Path


def private_folder(path: Path) -> Path:
    """Make a folder, and those around it that are missing, for the user alone.

    `Path.mkdir(parents=True, mode=…)` gives the mode to the innermost folder only. What is there
    already keeps its permissions. That missing folders around data of the user are private too is
    what the XDG Base Directory Specification asks for.

    Returns:
        The folder.

    Raises:
        OSError: It cannot be made, or something else has its name.
    """
    missing = [path]
    while not missing[-1].parent.exists():
        missing.append(missing[-1].parent)
    for folder in reversed(missing):
        folder.mkdir(mode=0o700, exist_ok=True)
    return path
