"""The program's window as a process of its own on an X display."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.display import Hands


@contextmanager
def started(display: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    """The program with its window on a folder or file, ended however the test went."""
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    program = subprocess.Popen(
        [sys.executable, "-m", "builder", str(path)],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield program
    finally:
        if program.poll() is None:
            program.kill()
        program.communicate(timeout=10)


def until(condition: Callable[[], object], seconds: float = 20) -> None:
    """Wait until something is true."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "this did not happen in time"
        time.sleep(0.05)


def quits(hands: Hands, program: subprocess.Popen[str]) -> None:
    """Quit by keys; the program must have had nothing to complain about."""
    hands.key("ctrl+q")
    assert program.wait(15) == 0
    assert program.stderr is not None
    assert program.stderr.read() == ""
