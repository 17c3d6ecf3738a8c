"""A real X display without a screen, for tests that drive the program's window as a user would."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def virtual_display(width: int = 1440, height: int = 900) -> Iterator[str]:
    """Start Xvfb on a free display number; yields ":N" and ends the server afterwards."""
    read, write = os.pipe()
    server = subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(write),
            "-screen",
            "0",
            f"{width}x{height}x24",
            "-nolisten",
            "tcp",
            "-noreset",
        ],
        pass_fds=(write,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise RuntimeError(f"Xvfb did not start (exit code {server.wait()})")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)


class Hands:
    """Mouse and keys of a user, through the X server (XTEST)."""

    def __init__(self, display: str) -> None:
        self.display = display

    def _do(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env={**os.environ, "DISPLAY": self.display},
            capture_output=True,
            text=True,
            timeout=20,
            check=True,
        )
        return done.stdout.strip()

    def window(self, title: str, seconds: float = 20) -> str:
        """Wait for a visible window whose title contains `title`, focus it; its id."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                found = self._do("search", "--onlyvisible", "--name", title).split()
            except subprocess.CalledProcessError:
                found = []
            if found:
                self._do("windowfocus", found[0])
                return found[0]
            time.sleep(0.1)
        raise AssertionError(f"no window called {title!r} within {seconds} s")

    def key(self, *keys: str) -> None:
        """Press keys ("ctrl+s")."""
        self._do("key", "--delay", "20", *keys)

    def type(self, text: str) -> None:
        """Type text."""
        self._do("type", "--delay", "15", text)

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Click at a place of the screen."""
        self._do("mousemove", str(x), str(y), "click", str(button))

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press, move in small steps, release."""
        self.press(*start)
        self.glide(start, end)
        self.release()

    def press(self, x: int, y: int) -> None:
        """Go to a place and press the left button."""
        self._do("mousemove", str(x), str(y), "mousedown", "1")

    def glide(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Move in small steps."""
        for i in range(1, 11):
            x = start[0] + (end[0] - start[0]) * i // 10
            y = start[1] + (end[1] - start[1]) * i // 10
            self._do("mousemove", str(x), str(y), "sleep", "0.02")

    def release(self) -> None:
        """Let the left button go."""
        self._do("mouseup", "1")
