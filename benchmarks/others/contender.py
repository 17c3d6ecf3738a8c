"""What the tools have in common: a name, and how long they take for each kind of work."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

LONGEST_SECONDS = 300


class Contender(Protocol):
    """A tool that can be measured.

    Attributes:
        name: What the table calls it.
    """

    name: str

    def chain(self, steps: int) -> float:
        """Seconds for one run of a chain in which each request uses the answer before it."""
        ...

    def fan_out(self, items: int, at_once: int) -> float | None:
        """Seconds for one request an item; None where the tool has no such thing."""
        ...

    def rows(self, rows: int) -> float | None:
        """Seconds for one request a row of a CSV file; None where the tool has no such thing."""
        ...

    def close(self) -> None:
        """End what was started."""
        ...


def timed(command: Sequence[str], folder: Path, more: Mapping[str, str] | None = None) -> float:
    """Seconds that a whole process takes.

    Raises:
        RuntimeError: It failed; with the end of what it said.
    """
    began = time.perf_counter()
    ended = subprocess.run(
        command,
        cwd=folder,
        env=None if more is None else dict(more),
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )
    seconds = time.perf_counter() - began
    if ended.returncode:
        said = (ended.stdout + ended.stderr)[-800:]
        raise RuntimeError(f"{command[0]} ended with {ended.returncode}: {said}")
    return seconds


def csv_file(folder: Path, rows: int) -> Path:
    """A CSV file with a column `id`."""
    path = folder / f"rows-{rows}.csv"
    path.write_text("id\n" + "".join(f"{n}\n" for n in range(1, rows + 1)))
    return path
