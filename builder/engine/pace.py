"""Holds whoever asks to so many turns a second."""

from __future__ import annotations

import asyncio


class Pace:
    """Turns at even distances; those that nobody takes are not saved up."""

    def __init__(self, per_second: float) -> None:
        """Allow so many turns a second (more than 0)."""
        self._distance = 1 / per_second
        self._next = 0.0

    async def turn(self) -> None:
        """Return when it is time."""
        now = asyncio.get_running_loop().time()
        mine = max(now, self._next)
        self._next = mine + self._distance
        await asyncio.sleep(mine - now)
