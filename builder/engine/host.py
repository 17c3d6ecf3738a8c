"""The engine as a child process of the window: `python -m builder.engine.host`.

It speaks the protocol of `builder.engine.protocol` on its standard input and output. Reading and
writing are done by threads, so that a slow reader never holds up a run, and so that it works with
any event loop on any system.
"""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO

import msgspec

import builder.steps  # noqa: F401 - completes the models
from builder.engine.login import system_browser
from builder.engine.outputs import read_output
from builder.engine.protocol import (
    HealthMessage,
    Healthy,
    Lines,
    Ready,
    RunMessage,
    StopMessage,
    ToHost,
    TokenFetched,
    decode_to_host,
    encode,
    encode_batch,
    encode_event,
)
from builder.engine.run import run
from builder.engine.tokens import Tokens
from builder.engine.transports import Transports
from builder.model.events import AnyEvent, Failure, RunFinished, Status
from builder.model.json_text import JsonError
from builder.model.workflow import Workflow

BATCH_SECONDS = 0.016
BATCH_BYTES = 1_000_000
_CHUNK = 1024 * 1024
_WARMING_UP: dict[str, Any] = {
    "trigger": {"kind": "event", "number": 1},
    "steps": [{"kind": "request", "number": 2, "url": "http://localhost/{{1.event}}"}],
}


class Batches:
    """Sends the events of one run: the first at once, then at most one batch in 16 ms."""

    def __init__(self, run_id: int, write: Callable[[bytes], None]) -> None:
        self._run = run_id
        self._write = write
        self._waiting: list[msgspec.Raw] = []
        self._loop = asyncio.get_running_loop()
        self._last = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._empty = asyncio.Event()
        self._empty.set()

    def emit(self, event: AnyEvent) -> None:
        """Take an event."""
        self._waiting.append(encode_event(event))
        if self._timer is None:
            self._empty.clear()
            self._timer = self._loop.call_at(self._last + BATCH_SECONDS, self._flush)

    def _flush(self) -> None:
        """Send what fits into one batch; the rest waits for the next."""
        self._last = self._loop.time()
        size = end = 0
        while end < len(self._waiting) and size < BATCH_BYTES:
            size += len(memoryview(self._waiting[end]))
            end += 1
        self._write(encode_batch(self._run, self._waiting[:end]))
        del self._waiting[:end]
        if self._waiting:
            self._timer = self._loop.call_at(self._last + BATCH_SECONDS, self._flush)
        else:
            self._timer = None
            self._empty.set()

    async def drained(self) -> None:
        """Return when everything has been sent."""
        await self._empty.wait()


class Host:
    """Runs what it is told to, one task a run, over connections that outlive the runs."""

    def __init__(self, write: Callable[[bytes], None]) -> None:
        self._write = write
        self._transports = Transports()
        self._tokens = Tokens(
            changed=lambda token: write(encode(TokenFetched(token))), browser=system_browser
        )
        self._runs: dict[int, asyncio.Task[None]] = {}

    def hear(self, message: ToHost) -> None:
        """Do what a message says."""
        if isinstance(message, RunMessage):
            task = asyncio.get_running_loop().create_task(self._run(message))
            self._runs[message.id] = task
            task.add_done_callback(lambda _: self._runs.pop(message.id, None))
        elif isinstance(message, StopMessage):
            task_or_none = self._runs.get(message.id)
            if task_or_none is not None:
                task_or_none.cancel()
        elif isinstance(message, HealthMessage):
            self._write(encode(Healthy()))

    async def close(self) -> None:
        """Cancel what runs and close every socket."""
        tasks = tuple(self._runs.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._transports.aclose()

    async def _run(self, message: RunMessage) -> None:
        batches = Batches(message.id, self._write)
        try:
            await self._start(message, batches.emit)
        except asyncio.CancelledError:
            if len(self._runs) == 1:  # nobody else is on these connections
                await self._transports.aclose()
        except Exception as error:  # the window waits for the end of the run, whatever happens
            batches.emit(RunFinished(status=Status.FAILED, error=_failure(error)))
        await batches.drained()

    async def _start(self, message: RunMessage, emit: Callable[[AnyEvent], None]) -> None:
        self._tokens.take(message.tokens)
        await run(
            _workflow(message.workflow),
            emit=emit,
            surroundings=message.surroundings(),
            event=message.event,
            flow_name=message.flow,
            only=message.only,
            upto=message.upto,
            token=message.token,
            outputs=_outputs(message),
            folder=Path(message.folder),
            transport=self._transports,
            tokens=self._tokens,
        )


def _workflow(plain: dict[str, Any]) -> Workflow:
    """Read a workflow; the garbage collector would go through all its steps again and again."""
    gc.disable()
    try:
        return Workflow.model_validate(plain)
    finally:
        gc.enable()


def _outputs(message: RunMessage) -> dict[int, Any]:
    outputs = dict(message.outputs)
    for number, path in message.output_files.items():
        try:
            outputs[number] = read_output(Path(path))
        except (OSError, JsonError):
            continue  # the file went with its run; the shortened sample has to do
    return outputs


def _failure(error: Exception) -> Failure:
    reason = f"{type(error).__name__}: {error}"
    return Failure("internal", f"A fault in the program itself: {reason}. Please report it.")


def _read(pipe: BinaryIO, hear: Callable[[bytes | None], None]) -> None:
    """Hand on each line, then None; for a thread of its own."""
    lines = Lines()
    while chunk := pipe.read1(_CHUNK):  # type: ignore[attr-defined]
        for line in lines.feed(chunk):
            hear(line)
    hear(None)


def _write(pipe: BinaryIO, waiting: SimpleQueue[bytes | None]) -> None:
    """Write what comes, until None or until nobody reads it; for a thread of its own."""
    while (data := waiting.get()) is not None:
        try:
            pipe.write(data)
            pipe.flush()
        except OSError:
            return


async def serve(source: BinaryIO, write: Callable[[bytes], None]) -> None:
    """Hear and answer until the source ends."""
    loop = asyncio.get_running_loop()
    heard: asyncio.Queue[bytes | None] = asyncio.Queue()

    def hear(line: bytes | None) -> None:
        loop.call_soon_threadsafe(heard.put_nowait, line)

    host = Host(write)
    Thread(target=_read, args=(source, hear), daemon=True).start()
    write(encode(Ready(os.getpid())))
    try:
        while (line := await heard.get()) is not None:
            host.hear(decode_to_host(line))
    finally:
        await host.close()


def main() -> None:
    """Serve the window that started this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the window's business
    sink = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what is printed must not mix with it
    waiting: SimpleQueue[bytes | None] = SimpleQueue()
    writer = Thread(target=_write, args=(sink, waiting), daemon=True)
    writer.start()
    Workflow.model_validate(_WARMING_UP)
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)  # a run makes much that stays: look through it less often
    asyncio.run(serve(sys.stdin.buffer, waiting.put))
    waiting.put(None)
    writer.join(1.0)


if __name__ == "__main__":
    main()
