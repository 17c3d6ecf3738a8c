"""The window's side of the engine's process: starts it, writes to it, reads it, ends it."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Coroutine
from typing import Any

import msgspec

from builder.engine.protocol import FromHost, Lines, ToHost, decode_from_host, encode

GRACE_SECONDS = 1.0
"""How long the process may take to end by itself."""

_CHUNK = 256 * 1024


class EngineProcess:
    """One child process that runs workflows.

    Attributes:
        ended: Whether it is gone, or about to be.
    """

    def __init__(self, hear: Callable[[FromHost], None], lost: Callable[[str], None]) -> None:
        """Prepare; nothing is started yet.

        Args:
            hear: Called with each message.
            lost: Called once when the process ended without being asked to, with the reason.
        """
        self._hear = hear
        self._lost = lost
        self._process: Process | None = None
        self._starting: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.ended = False

    @property
    def pid(self) -> int | None:
        """The process's id, once it was started."""
        return None if self._process is None else self._process.pid

    def start(self) -> None:
        """Start the process, if it is not on its way already."""
        if self._starting is None:
            self._starting = self._spawn(self._start())

    def say(self, message: ToHost) -> None:
        """Send a message, after those before it and once the process is there."""
        self.start()
        self._spawn(self._say(encode(message)))

    def end(self) -> None:
        """End the process: it is asked to, and killed when it does not obey."""
        if not self.ended:
            self.ended = True
            self._spawn(self._end())

    def kill(self) -> None:
        """End the process at once."""
        self.ended = True
        if self._process is not None and self._process.returncode is None:
            self._process.kill()

    async def finished(self) -> None:
        """Return when the process is gone and nothing is left of it."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _start(self) -> None:
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "builder.engine.host", stdin=PIPE, stdout=PIPE
            )
        except OSError as error:
            self._gone(f"The engine cannot be started: {error.strerror or error}.")
            return
        self._process = process
        if self.ended:
            process.kill()
        self._spawn(self._listen(process))

    async def _say(self, line: bytes) -> None:
        assert self._starting is not None, "say() starts the process"
        await self._starting
        pipe = None if self._process is None else self._process.stdin
        if pipe is None or pipe.is_closing():
            return
        try:
            pipe.write(line)
            await pipe.drain()
        except (BrokenPipeError, ConnectionResetError):
            return  # it ended; whoever listens hears of it

    async def _listen(self, process: Process) -> None:
        assert process.stdout is not None, "started with a pipe"
        lines = Lines()
        reason = ""
        try:
            while chunk := await process.stdout.read(_CHUNK):
                for line in lines.feed(chunk):
                    self._hear(decode_from_host(line))
                    await asyncio.sleep(0)  # the window lives on between two batches
        except msgspec.MsgspecError as error:
            reason = f"The engine said something that is no message: {error}."
            process.kill()
        code = await process.wait()
        self._gone(reason or f"The engine ended unexpectedly ({_ending(code)}).")

    async def _end(self) -> None:
        if self._starting is not None:
            await self._starting
        process = self._process
        if process is None or process.stdin is None:
            return
        process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), GRACE_SECONDS)
        except TimeoutError:
            self.kill()
            await process.wait()

    def _gone(self, reason: str) -> None:
        if not self.ended:
            self.ended = True
            self._lost(reason)


def _ending(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"
