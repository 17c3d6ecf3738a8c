"""A timer that is moved far more often than it goes off."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Deadline:
    """One lazily moved timer.

    Moving it later costs two attribute writes: the timer in the loop stays where it is and sets
    itself again when it goes off too early. A timer for each read would leave thousands of
    cancelled ones in the loop's heap.
    """

    __slots__ = ("_at", "_expire", "_handle", "_loop")

    def __init__(self, loop: asyncio.AbstractEventLoop, expire: Callable[[], None]) -> None:
        self._loop = loop
        self._expire = expire
        self._at: float | None = None
        self._handle: asyncio.TimerHandle | None = None

    def start(self, seconds: float | None) -> None:
        """Let it expire that many seconds from now instead; None: never."""
        if seconds is None:
            self._at = None
            return
        self._at = at = self._loop.time() + seconds
        handle = self._handle
        if handle is None or handle.when() > at:
            if handle is not None:
                handle.cancel()
            self._handle = self._loop.call_at(at, self._fire)

    def stop(self) -> None:
        """Do not expire until started again."""
        self._at = None

    def close(self) -> None:
        """Stop, and leave nothing behind in the loop."""
        self._at = None
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _fire(self) -> None:
        handle, self._handle = self._handle, None
        if self._at is None or handle is None:
            return
        if self._at > handle.when():
            self._handle = self._loop.call_at(self._at, self._fire)
            return
        self._at = None
        self._expire()
