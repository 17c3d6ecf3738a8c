"""Older file formats brought up to date, plain data to plain data, one function a version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from builder.storage.file_problem import FileProblem

Plain = dict[str, Any]

Migration = Callable[[Plain], Plain]
"""Takes a file's data in format n and returns it in format n + 1, `format` included."""

FLOW: Mapping[int, Migration] = {}
"""Migrations of workflow files by the format they start from; format 1 is the first."""

ENVIRONMENT: Mapping[int, Migration] = {}
"""Migrations of environment files by the format they start from; format 1 is the first."""

CONNECTION: Mapping[int, Migration] = {}
"""Migrations of connection files by the format they start from; format 1 is the first."""


def migrate(plain: Plain, newest: int, migrations: Mapping[int, Migration], path: Path) -> Plain:
    """Bring data to the newest format; data without `format` counts as format 1.

    Args:
        plain: The content of a file.
        newest: The format that this version writes.
        migrations: For each older format, what brings data to the next one.
        path: The file, for errors.

    Raises:
        FileProblem: The format is newer than this version knows, or is no version number.
    """
    version = plain.get("format", 1)
    if type(version) is not int or version < 1:
        raise FileProblem(path, "The format must be a whole number from 1.", place="format")
    if version > newest:
        raise FileProblem(
            path,
            f"The file is of format {version}; this version of Steploom reads formats up to "
            f"{newest}. Update Steploom to open it.",
            place="format",
        )
    while version < newest:
        plain = migrations[version](plain)
        version += 1
    return plain
