"""Pausing a run, going on with it, and taking it step by step."""

from __future__ import annotations

import asyncio
from collections import deque


class Control:
    """Holds the steps of a run at their start: all of them, one after the other, or some.

    Use it in the loop that the run is in.

    Attributes:
        breakpoints: Numbers of the steps before which the run pauses by itself.
    """

    def __init__(self, breakpoints: frozenset[int] = frozenset(), *, paused: bool = False) -> None:
        self.breakpoints = breakpoints
        self._paused = paused
        self._passes = 0
        self._waiting: deque[asyncio.Future[None]] = deque()

    @property
    def paused(self) -> bool:
        """Whether steps wait before they begin."""
        return self._paused

    def pause(self) -> None:
        """Let no further step begin; what is under way ends."""
        self._paused = True

    def resume(self) -> None:
        """Go on, up to the next breakpoint."""
        self._paused = False
        self._passes = 0
        while self._waiting:
            self._release()

    def step(self) -> None:
        """Let one step begin, then pause again."""
        self._paused = True
        if self._waiting:
            self._release()
        else:
            self._passes = 1

    def holds(self, number: int) -> bool:
        """Whether a step that is about to begin has to wait; a breakpoint pauses the run."""
        if number in self.breakpoints:
            self._paused = True
        elif self._paused and self._passes:
            self._passes -= 1
            return False
        return self._paused

    async def released(self) -> None:
        """Return when the waiting step may begin; steps begin in the order in which they came."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        try:
            await future
        finally:
            if future in self._waiting:
                self._waiting.remove(future)

    def _release(self) -> None:
        future = self._waiting.popleft()
        if not future.done():
            future.set_result(None)
