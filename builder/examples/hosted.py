"""The example server in a process of its own, started and watched by a program with other work.

In the program's own process it would share the interpreter with the window, whose painting would
hold up every answer.
"""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable

GRACE_SECONDS = 1.0
"""How long the process may take to end by itself."""

_LEAST_SECONDS = 5.0
"""A process that ends sooner than this is not started again."""


class HostedServer:
    """Keeps one process of the example server alive.

    Args:
        moved: Called with the address each time one has started; a process that was killed is
            followed by another one, on another port.
    """

    def __init__(self, moved: Callable[[str], None]) -> None:
        self._moved = moved
        self._process: Process | None = None
        self._watch: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        """The process's id, once it was started."""
        return None if self._process is None else self._process.pid

    async def start(self) -> None:
        """Start the process; return when the server answers.

        Raises:
            OSError: It cannot be started.
        """
        process = await self._started()
        self._watch = asyncio.get_running_loop().create_task(self._keep(process))

    async def close(self) -> None:
        """End the process and return when it is gone."""
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
            self._watch = None
        process, self._process = self._process, None
        if process is None or process.returncode is not None or process.stdin is None:
            return
        process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), GRACE_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()

    async def _keep(self, process: Process) -> None:
        """Start another process when one ends, unless that ended at once."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        while True:
            await process.wait()
            if loop.time() - began < _LEAST_SECONDS:
                return
            began = loop.time()
            process = await self._started()

    async def _started(self) -> Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "builder.examples.process", stdin=PIPE, stdout=PIPE
        )
        self._process = process
        assert process.stdout is not None, "started with a pipe"
        url = (await process.stdout.readline()).decode().strip()
        if not url:
            raise OSError("The example server did not start.")
        self._moved(url)
        return process
