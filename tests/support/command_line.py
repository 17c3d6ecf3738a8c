"""The command line as a process of its own, with pipes or on a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


def command(*words: str | Path) -> list[str]:
    """The program with these arguments."""
    return [sys.executable, "-m", "builder", *map(str, words)]


def steploom(
    *words: str | Path, stdin: str = "", seconds: float = 60, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run the program with these arguments and environment variables to its end."""
    return subprocess.run(
        command(*words),
        capture_output=True,
        text=True,
        encoding="utf-8",
        input=stdin,
        timeout=seconds,
        env={**os.environ, **variables},
        check=False,
    )


def on_terminal(words: Sequence[str], columns: int = 100, seconds: float = 20) -> tuple[int, str]:
    """Run a command on a pseudo-terminal to its end.

    Returns:
        Its exit code, and everything it showed with all control sequences.
    """
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": str(columns), "NO_COLOR": ""}
    master, slave = pty.openpty()
    with subprocess.Popen(words, stdout=slave, stderr=slave, env=environment) as running:
        os.close(slave)
        seen = b"".join(iter(lambda: _read(master), b""))
        code = running.wait(seconds)
    os.close(master)
    return code, seen.decode()


def _read(terminal: int) -> bytes:
    """What comes next; empty when the command has closed the terminal."""
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so in place of an end of file
        return b""
