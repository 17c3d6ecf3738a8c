"""How much the history may take, where the user wants another limit: a file beside the database.

The window and the command line both record, so the limit lies where both look.
"""

from __future__ import annotations

from pathlib import Path

QUOTA = 1_000_000_000
"""Bytes that all runs together may take when nobody says otherwise."""
LEAST = 10_000_000
"""Smaller limits count as this one."""
_ENDING = ".quota"


def quota_of(database: Path) -> int:
    """Bytes that all runs of a history together may take."""
    try:
        wanted = int(database.with_suffix(_ENDING).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return QUOTA
    return max(wanted, LEAST)


def set_quota(database: Path, size: int) -> None:
    """Let the history take so many bytes from now on.

    Raises:
        OSError: It cannot be written.
    """
    database.with_suffix(_ENDING).write_text(str(size), encoding="ascii")
