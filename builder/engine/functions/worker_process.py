"""The engine's side of one worker: starts it, hands it calls, ends it when it goes too far."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import psutil

import builder
from builder.engine.functions.messages import (
    ENDING,
    Call,
    CodeError,
    Failed,
    LibraryFile,
    Ready,
    Returned,
    Written,
    decode_from_worker,
    encode,
    memory_message,
    sendable,
    timeout_message,
)
from builder.engine.protocol import Lines
from builder.model.function import FunctionCall, Language
from builder.model.json_text import JsonError, compact, parse
from builder.model.step import StepError

START_SECONDS = 30.0
"""How long a worker may take to be ready."""
GRACE_SECONDS = 2.0
"""A worker ends a call that takes too long by itself; after this it is ended from here."""
WATCH_SECONDS = 0.05
"""How often the memory of a worker is looked at while it works."""
SLACK = 64 * 2**20
"""Bytes beyond the limit at which a worker is ended from here; see `limits`."""

_CHUNK = 256 * 1024
_SAID_AT_END = 64 * 1024
_TRAPS = (signal.SIGTRAP, signal.SIGILL) if sys.platform != "win32" else ()
"""How V8 ends its process where it is given no memory; of other faults it says something."""
_NO_MEMORY = (b"out of memory", b"MemoryError", b"bad_alloc")

Log = Callable[[str], None]


class WorkerLost(Exception):
    """The worker is gone; `said` is what it left on its standard error."""

    def __init__(self, said: bytes) -> None:
        super().__init__()
        self.said = said


class WorkerProcess:
    """One worker, for one call at a time.

    Attributes:
        language: What it calls functions of.
        code: Of its last call.
    """

    def __init__(self, language: Language, process: Process) -> None:
        self.language = language
        self.code = ""
        self._process = process
        self._lines = Lines()
        self._waiting: list[bytes] = []
        self._errors = asyncio.get_running_loop().create_task(_last_of(process))
        self._seen = psutil.Process(process.pid)
        self._base = 0
        self._too_large = False
        self._spent = False
        self._watch: asyncio.TimerHandle | None = None

    @classmethod
    async def start(cls, language: Language) -> WorkerProcess:
        """Start a worker and wait until it is ready.

        Raises:
            StepError: "function-died": it cannot be started.
        """
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-P", "-s", "-m", "builder.engine.functions.worker", language),
                stdin=PIPE,
                stdout=PIPE,
                stderr=PIPE,
                env=_environment(),
                cwd=tempfile.gettempdir(),
                start_new_session=True,
            )
        except OSError as error:
            raise _not_started(error.strerror or str(error)) from None
        worker = cls(language, process)
        try:
            async with asyncio.timeout(START_SECONDS):
                if not isinstance(decode_from_worker.decode(await worker._line()), Ready):
                    raise WorkerLost(b"")
            worker._base = worker._memory()
        except (WorkerLost, TimeoutError, msgspec.MsgspecError) as error:
            await worker.end()
            said = error.said.decode(errors="replace") if isinstance(error, WorkerLost) else ""
            lines = said.strip().splitlines() or ["it is not ready"]
            raise _not_started(lines[-1]) from None
        except asyncio.CancelledError:
            await worker.end()
            raise
        return worker

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    @property
    def living(self) -> bool:
        """Whether it can be handed a call; asyncio learns a little late that a process is gone."""
        if self._process.returncode is not None or self._spent:
            return False
        try:
            return bool(self._seen.is_running() and self._seen.status() != psutil.STATUS_ZOMBIE)
        except psutil.Error:
            return False

    async def call(self, call: FunctionCall, libraries: tuple[LibraryFile, ...], log: Log) -> Any:
        """Call a function.

        Args:
            call: What to call.
            libraries: What JavaScript finds in `libraries`.
            log: Takes what the function prints.

        Returns:
            What it returned, a JSON value.

        Raises:
            StepError: See `RunContext.call_function`. Cancelled, the worker is ended.
        """
        self.code = call.code
        try:
            async with asyncio.timeout(call.seconds + GRACE_SECONDS):
                self._look_later(call)
                await self._send(call, libraries)
                return await self._answer(log)
        except TimeoutError:
            self.kill()
            raise StepError("function-timeout", timeout_message(call.seconds)) from None
        except (WorkerLost, msgspec.MsgspecError) as error:
            self.kill()
            raise await self._lost(call, error) from None
        except asyncio.CancelledError:
            self.kill()
            raise
        finally:
            if self._watch is not None:
                self._watch.cancel()

    async def _send(self, call: FunctionCall, libraries: tuple[LibraryFile, ...]) -> None:
        code = sendable(call.code)
        head = encode(Call(code, call.seconds, call.megabytes, libraries, call.compiles))
        parameters = compact(call.parameters).encode()
        pipe = self._process.stdin
        assert pipe is not None, "started with a pipe"
        try:
            pipe.write(head + b"\n" + parameters + b"\n")
            await pipe.drain()
        except (BrokenPipeError, ConnectionResetError):
            raise WorkerLost(await self._errors) from None

    async def _answer(self, log: Log) -> Any:
        while True:
            message = decode_from_worker.decode(await self._line())
            if isinstance(message, Written):
                log(message.line)
            elif isinstance(message, Returned):
                return _result(await self._line())
            elif isinstance(message, Failed):
                self._spent = message.kind in ENDING
                raise CodeError(message)

    async def _line(self) -> bytes:
        pipe = self._process.stdout
        assert pipe is not None, "started with a pipe"
        while not self._waiting:
            chunk = await pipe.read(_CHUNK)
            if not chunk:
                raise WorkerLost(await self._errors)
            self._waiting.extend(self._lines.feed(chunk))
        return self._waiting.pop(0)

    def _look_later(self, call: FunctionCall) -> None:
        loop = asyncio.get_running_loop()
        self._watch = loop.call_later(WATCH_SECONDS, self._look, call)

    def _look(self, call: FunctionCall) -> None:
        if self._memory() > self._base + call.megabytes * 2**20 + SLACK:
            self._too_large = True
            self.kill()
        else:
            self._look_later(call)

    def _memory(self) -> int:
        try:
            return int(self._seen.memory_info().rss)
        except psutil.Error:
            return 0

    async def _lost(self, call: FunctionCall, error: Exception) -> StepError:
        code = await self._process.wait()
        said = error.said if isinstance(error, WorkerLost) else b""
        without_a_word = not said and -code in _TRAPS
        if self._too_large or without_a_word or any(words in said for words in _NO_MEMORY):
            return StepError("function-memory", memory_message(call.megabytes))
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        return StepError(
            "function-died",
            f"The process that ran the function ended unexpectedly ({how}). The next call gets a "
            "new one.",
        )

    def kill(self) -> None:
        """End it at once, with the processes it has started."""
        self._spent = True
        if self._process.returncode is not None:
            return
        if sys.platform == "win32":
            self._process.kill()
            return
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return  # it is gone, and is about to be noticed

    async def end(self) -> None:
        """End it, and return when nothing is left of it."""
        self.kill()
        if self._process.stdin is not None:
            self._process.stdin.close()
        await self._errors
        await self._process.wait()


def _environment() -> dict[str, str]:
    """What a worker knows of the program's environment: where the program lies, no more."""
    kept = ("SYSTEMROOT", "SYSTEMDRIVE", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
    folder = str(Path(builder.__file__).resolve().parent.parent)
    return {
        "PYTHONPATH": folder,
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        **{name: os.environ[name] for name in kept if name in os.environ},
    }


async def _last_of(process: Process) -> bytes:
    """Read standard error to its end; what it said last."""
    pipe = process.stderr
    assert pipe is not None, "started with a pipe"
    said = b""
    while chunk := await pipe.read(_CHUNK):
        said = (said + chunk)[-_SAID_AT_END:]
    return said


def _result(line: bytes) -> Any:
    try:
        return parse(line)
    except JsonError as error:
        raise StepError("function-result", f"The result is no JSON: {error}.") from None


def _not_started(reason: str) -> StepError:
    said = f"The process that runs functions cannot be started: {reason}."
    return StepError("function-died", said)
