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
from collections.abc import Callable, Mapping
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO

import builder.steps  # noqa: F401 - completes the models
from builder.engine.batches import Batches
from builder.engine.control import Control
from builder.engine.functions.pool import FunctionPool
from builder.engine.keeping import Keeping
from builder.engine.login import system_browser
from builder.engine.outputs import read_output
from builder.engine.pace import Pace
from builder.engine.protocol import (
    BreakpointsMessage,
    DataRun,
    HealthMessage,
    Healthy,
    Lines,
    PauseMessage,
    Ready,
    ResumeMessage,
    RunMessage,
    StepMessage,
    StopMessage,
    ToHost,
    TokenFetched,
    decode_to_host,
    encode,
)
from builder.engine.rows.hosting import host_rows
from builder.engine.rows.row import Row
from builder.engine.run import run
from builder.engine.tokens import Tokens
from builder.engine.transports import Transports
from builder.model.events import AnyEvent, Failure, RunFinished, Status
from builder.model.json_text import JsonError
from builder.model.masking import Masker
from builder.model.workflow import Workflow

_CHUNK = 1024 * 1024
_WARMING_UP: dict[str, Any] = {
    "trigger": {"kind": "event", "number": 1},
    "steps": [{"kind": "request", "number": 2, "url": "http://localhost/{{1.event}}"}],
}


class Host:
    """Runs what it is told to, one task a run, over connections that outlive the runs."""

    def __init__(self, write: Callable[[bytes], None]) -> None:
        self._write = write
        self._transports = Transports()
        self._functions = FunctionPool()
        self._tokens = Tokens(
            changed=lambda token: write(encode(TokenFetched(token))), browser=system_browser
        )
        self._runs: dict[int, asyncio.Task[None]] = {}
        self._controls: dict[int, Control] = {}

    def hear(self, message: ToHost) -> None:
        """Do what a message says."""
        if isinstance(message, RunMessage):
            self._begin(message)
        elif isinstance(message, StopMessage):
            task = self._runs.get(message.id)
            if task is not None:
                task.cancel()
        elif isinstance(message, HealthMessage):
            self._write(encode(Healthy()))
        else:
            self._control(message)

    def _begin(self, message: RunMessage) -> None:
        number = message.id
        self._controls[number] = Control(frozenset(message.breakpoints), paused=message.paused)
        work = self._run(message) if message.data is None else self._run_rows(message, message.data)
        task = asyncio.get_running_loop().create_task(work)
        self._runs[number] = task
        task.add_done_callback(lambda _: self._forget(number))

    def _forget(self, number: int) -> None:
        self._runs.pop(number, None)
        self._controls.pop(number, None)

    def _control(
        self, message: PauseMessage | ResumeMessage | StepMessage | BreakpointsMessage
    ) -> None:
        control = self._controls.get(message.id)
        if control is None:
            return
        match message:
            case PauseMessage():
                control.pause()
            case ResumeMessage():
                control.resume()
            case StepMessage():
                control.step()
            case BreakpointsMessage():
                control.breakpoints = frozenset(message.numbers)

    async def close(self) -> None:
        """Cancel what runs and close every socket."""
        tasks = tuple(self._runs.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._functions.aclose()
        await self._transports.aclose()

    async def _run(self, message: RunMessage) -> None:
        batches = Batches(message.id, self._write)
        keeping = Keeping(message, batches.emit)
        try:
            await self._start(message, keeping)
        except asyncio.CancelledError:
            if len(self._runs) == 1:  # nobody else is on these connections
                await self._functions.aclose()
                await self._transports.aclose()
        except Exception as error:  # the window waits for the end of the run, whatever happens
            keeping.emit(RunFinished(status=Status.FAILED, error=_failure(error)))
        await keeping.close()
        await batches.drained()

    async def _run_rows(self, message: RunMessage, data: DataRun) -> None:
        """Run the workflow for each row of a file; the window hears of the rows only."""
        self._tokens.take(message.tokens)
        workflow, around = _workflow(message.workflow), message.surroundings()
        pace = Pace(data.per_second) if data.per_second else None

        async def start(
            row: Row,
            emit: Callable[[AnyEvent], None],
            hide: Callable[[Masker], None],
            folder: Path,
        ) -> None:
            await run(
                workflow,
                emit=emit,
                hiding=hide,
                surroundings=around,
                event=row.value,
                flow_name=message.flow,
                flow_path=message.flow_path,
                upto=message.upto,
                skip_delays=message.skip_delays,
                folder=folder,
                transport=self._transports,
                functions=self._functions,
                tokens=self._tokens,
                pace=pace,
            )

        await host_rows(message, data, start, self._write)

    async def _start(self, message: RunMessage, keeping: Keeping) -> None:
        self._tokens.take(message.tokens)
        await run(
            _workflow(message.workflow),
            emit=keeping.emit,
            hiding=keeping.hide_with,
            surroundings=message.surroundings(),
            event=message.event,
            flow_name=message.flow,
            flow_path=message.flow_path,
            only=message.only,
            upto=message.upto,
            start=message.start,
            token=message.token,
            outputs=_outputs(message.outputs, message.output_files),
            pinned=_outputs(message.pinned, message.pinned_files),
            item=message.item,
            skip_delays=message.skip_delays,
            control=self._controls[message.id],
            folder=Path(message.folder),
            transport=self._transports,
            functions=self._functions,
            tokens=self._tokens,
        )


def _workflow(plain: dict[str, Any]) -> Workflow:
    """Read a workflow; the garbage collector would go through all its steps again and again."""
    gc.disable()
    try:
        return Workflow.model_validate(plain)
    finally:
        gc.enable()


def _outputs(given: Mapping[int, Any], files: Mapping[int, str]) -> dict[int, Any]:
    outputs = dict(given)
    for number, path in files.items():
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
