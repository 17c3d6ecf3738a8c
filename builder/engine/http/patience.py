"""How long the two sides of an exchange wait for each other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import httpx

from builder.engine.http.deadline import Deadline
from builder.engine.http.profile import Origin


class Patience:
    """One deadline: for the server to say something, or to take more of the request's body.

    While the body waits for room, the server is not expected to say anything.

    Attributes:
        write_timeout: Seconds the server may take nothing of a body.
    """

    __slots__ = ("_deadline", "_loop", "_room", "write_timeout")

    def __init__(self, expired: Callable[[], None]) -> None:
        """Begin without a deadline; `expired` is called when one has passed."""
        self.write_timeout: float | None = None
        self._loop = asyncio.get_running_loop()
        self._deadline = Deadline(self._loop, expired)
        self._room: asyncio.Future[None] | None = None

    def expect(self, seconds: float | None) -> None:
        """Expect the server to say something within that many seconds."""
        if self._room is None:
            self._deadline.start(seconds)

    def relax(self) -> None:
        """Nobody waits for the server now."""
        if self._room is None:
            self._deadline.stop()

    def stop(self) -> None:
        """Wait for nothing at all."""
        self._deadline.stop()

    def close(self) -> None:
        """Leave nothing behind in the loop."""
        self._deadline.close()

    async def room(self) -> None:
        """Wait until there is room for more of the body."""
        self._room = self._loop.create_future()
        self._deadline.start(self.write_timeout)
        try:
            await self._room
        finally:
            self._room = None
            self._deadline.stop()

    def widen(self) -> None:
        """There is room again."""
        if self._room is not None and not self._room.done():
            self._room.set_result(None)

    def fault(self, origin: Origin, seconds: float | None, begun: bool) -> httpx.TimeoutException:
        """What it means that the deadline has passed.

        Args:
            origin: Who was waited for.
            seconds: How long, when it was for an answer.
            begun: Whether the answer has begun.
        """
        if self._room is not None:
            return httpx.WriteTimeout(
                f"{origin} took nothing of the request's body for {self.write_timeout:g} s "
                "(write timeout)."
            )
        what = "sent nothing more" if begun else "did not answer"
        return httpx.ReadTimeout(f"{origin} {what} within {seconds:g} s (read timeout).")


class Upload:
    """The body of one request on its way out, piece by piece."""

    __slots__ = ("_task",)

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None

    @property
    def begun(self) -> bool:
        """Whether there is a body that is sent piece by piece."""
        return self._task is not None

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Send it beside everything else."""
        self._task = asyncio.get_running_loop().create_task(work)

    def stop(self) -> bool:
        """Send no more of it; whether something was left to send."""
        task, self._task = self._task, None
        if task is None or task.done():
            return False
        task.cancel()
        return True
