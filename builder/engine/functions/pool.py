"""The workers of one owner, reused from call to call."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.engine.functions.libraries import library_files
from builder.engine.functions.messages import CodeError
from builder.model.function import FunctionCall, Language
from builder.model.step import StepError
from builder.model.text_fault import TextFault

if TYPE_CHECKING:
    from builder.engine.functions.worker_process import WorkerProcess

COMPILE_SECONDS = 2.0
"""How long compiling may take; code that takes longer counts as right."""
IDLE_SECONDS = 30.0
"""A worker that has had nothing to do for this long is ended."""
NOT_TRUSTED = (
    "Python functions run only in a workspace that you trust, since they can do whatever you can. "
    "Trust it in the window, where it is asked before the first run, or run it with --trust."
)


class FunctionPool:
    """At most a few workers; a call waits until one is free.

    Whoever makes a pool closes it. It belongs to the event loop of its first call.

    Args:
        most: How many workers there are at most; 0 for as many as the machine has processors, up
            to 4.
        idle_seconds: How long a worker waits for another call before it is ended.
    """

    def __init__(self, most: int = 0, idle_seconds: float = IDLE_SECONDS) -> None:
        self._most = most or min(4, os.cpu_count() or 1)
        self._free = asyncio.Semaphore(self._most)
        self._busy = 0
        self._idle: list[tuple[WorkerProcess, asyncio.TimerHandle]] = []
        self._idle_seconds = idle_seconds
        self._ending: set[asyncio.Task[None]] = set()

    @property
    def idle(self) -> tuple[int, ...]:
        """Ids of the workers that wait for a call."""
        return tuple(worker.pid for worker, _ in self._idle)

    async def call(
        self, call: FunctionCall, workspace: Path | None, trusted: bool, log: Callable[[str], None]
    ) -> Any:
        """Call a function in a worker.

        Args:
            call: What to call.
            workspace: The folder with `libraries/`; None for a lone flow.
            trusted: Whether Python functions may run.
            log: Takes what the function prints, line by line.

        Returns:
            What it returned, a JSON value.

        Raises:
            StepError: See `RunContext.call_function`.
        """
        if call.language == "python" and not trusted:
            raise StepError("not-trusted", NOT_TRUSTED)
        needs = call.language == "javascript" and not call.compiles
        libraries = library_files(workspace) if needs else ()
        async with self._free:
            self._busy += 1
            try:
                worker = self._take(call) or await _started(call.language)
                try:
                    return await worker.call(call, libraries, log)
                finally:
                    self._give_back(worker)
            finally:
                self._busy -= 1

    async def fault_in(self, code: str) -> TextFault | None:
        """What keeps JavaScript from being compiled; None when it can be. Nothing of it runs.

        Raises:
            StepError: "function-died": nothing can be said.
        """
        call = FunctionCall("javascript", code, {}, COMPILE_SECONDS, compiles=True)
        try:
            await self.call(call, None, False, _unheard)
        except CodeError as error:
            return error.fault if error.kind == "function-error" else None
        return None

    async def aclose(self) -> None:
        """End all workers, and return when nothing is left of them."""
        while self._idle:
            self._end(self._idle[-1][0])
        while self._ending:
            await asyncio.gather(*self._ending)

    def _take(self, call: FunctionCall) -> WorkerProcess | None:
        """An idle worker that fits; when there is none, one that does not makes room."""
        for worker, timer in reversed(self._idle):
            if not worker.living:
                self._end(worker)
            elif _fits(worker, call):
                timer.cancel()
                self._idle.remove((worker, timer))
                return worker
        if self._idle and len(self._idle) + self._busy > self._most:
            self._end(self._idle[0][0])
        return None

    def _give_back(self, worker: WorkerProcess) -> None:
        if worker.living:
            loop = asyncio.get_running_loop()
            timer = loop.call_later(self._idle_seconds, self._end, worker)
            self._idle.append((worker, timer))
        else:
            self._reap(worker)

    def _end(self, worker: WorkerProcess) -> None:
        for kept in self._idle:
            if kept[0] is worker:
                kept[1].cancel()
                self._idle.remove(kept)
                break
        self._reap(worker)

    def _reap(self, worker: WorkerProcess) -> None:
        task = asyncio.get_running_loop().create_task(worker.end())
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)


def _fits(worker: WorkerProcess, call: FunctionCall) -> bool:
    """Whether a worker may take a call: Python code can change all of it for other code."""
    if worker.language != call.language:
        return False
    return call.language == "javascript" or worker.code == call.code


def _unheard(_: str) -> None:
    """Code that does not run prints nothing."""


async def _started(language: Language) -> WorkerProcess:
    # Runs without functions do not pay for what it imports.
    from builder.engine.functions.worker_process import WorkerProcess

    return await WorkerProcess.start(language)
