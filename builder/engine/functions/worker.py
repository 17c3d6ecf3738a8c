"""The process that calls functions: `python -m builder.engine.functions.worker LANGUAGE`.

It speaks the messages of `builder.engine.functions.messages` on its standard input and output, and
ends when its input ends, in the middle of a call too.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread, Timer
from traceback import print_exc
from typing import TYPE_CHECKING, BinaryIO, NoReturn

import msgspec

from builder.engine.functions.limits import MemoryLimit, leave_no_core
from builder.engine.functions.messages import (
    ENDING,
    Call,
    CallFailed,
    Ready,
    Returned,
    Written,
    decode_call,
    encode,
    memory_message,
    sendable,
    timeout_message,
)

if TYPE_CHECKING:
    from builder.engine.functions.isolate import Compiler, Isolate

KEPT = 4
"""How many functions stay compiled."""
LONGEST_LINE = 10_000
"""Characters of a line for the log; the rest is cut."""

Answer = Callable[[bytes], None]
Lines = SimpleQueue[tuple[bytes, bytes]]


class JavaScript:
    """Calls JavaScript functions."""

    def __init__(self, answer: Answer) -> None:
        from builder.engine.functions.isolate import Compiler, Isolate

        self._make = Isolate
        self._compiler: Compiler | None = None
        self._make_compiler = Compiler
        self._answer = answer
        self._kept: dict[tuple[object, ...], Isolate] = {}
        warm = Isolate(Call("const yourFunction = () => null", 10, 64))
        warm.run(Call("", 10, 64), "{}")
        warm.close()
        self._limit = MemoryLimit()

    def run(self, call: Call, parameters: bytes) -> str:
        """See `Isolate.run`."""
        self._limit.set(call.megabytes)
        if call.compiles:
            return self._compiled(call)
        isolate = self._isolate(call)
        try:
            return isolate.run(call, parameters.decode())
        finally:
            for line in isolate.lines:
                say(self._answer, _line(line))

    def _compiled(self, call: Call) -> str:
        if self._compiler is None:
            self._compiler = self._make_compiler()
        self._compiler.check(call)
        return "null"

    def tidy(self, call: Call) -> None:
        """After a call: throw away what should not stay."""
        self._limit.lift()
        grown = self._limit.grown() > call.megabytes * 2**20 // 2
        for key, isolate in tuple(self._kept.items()):
            if grown or not isolate.in_order:
                del self._kept[key]
                isolate.close()

    def _isolate(self, call: Call) -> Isolate:
        key = call.code, call.libraries
        isolate = self._kept.pop(key, None)
        if isolate is None:
            while len(self._kept) >= KEPT:
                self._kept.pop(next(iter(self._kept))).close()
            isolate = self._make(call)
        self._kept[key] = isolate
        return isolate


class PythonCode:
    """Calls Python functions."""

    def __init__(self, answer: Answer) -> None:
        from builder.engine.functions.python_code import run_python

        self._work = run_python
        self._answer = answer
        self._limit = MemoryLimit()

    def run(self, call: Call, parameters: bytes) -> str:
        """See `run_python`; a function that takes too long takes the worker with it."""
        self._limit.set(call.megabytes)
        late = Timer(call.seconds, give_up, (self._answer, call))
        late.daemon = True
        late.start()
        try:
            return self._work(
                call,
                parameters.decode(),
                lambda line: say(self._answer, _line(line)),
            )
        finally:
            late.cancel()

    def tidy(self, call: Call) -> None:
        """After a call: let the worker itself have what it needs."""
        self._limit.lift()


def _line(line: str) -> Written:
    return Written(sendable(line[:LONGEST_LINE]))


def say(answer: Answer, message: msgspec.Struct) -> None:
    """Send a message."""
    answer(encode(message) + b"\n")


def give_up(answer: Answer, call: Call) -> NoReturn:
    """Say that a call took too long, and end."""
    say(answer, CallFailed("function-timeout", timeout_message(call.seconds)).said)
    os._exit(0)


def serve(language: JavaScript | PythonCode, lines: Lines, answer: Answer) -> NoReturn:
    """Answer calls for ever."""
    while True:
        head, parameters = lines.get()
        call = decode_call(head)
        try:
            result = _one_line(language.run(call, parameters))
        except CallFailed as failure:
            said = failure.said
        except MemoryError:
            said = CallFailed("function-memory", memory_message(call.megabytes)).said
        else:
            answer(encode(Returned()) + b"\n" + result)
            language.tidy(call)
            continue
        say(answer, said)
        if said.kind in ENDING:
            os._exit(0)  # what it ran may be running still, and is large
        language.tidy(call)


def _one_line(result: str) -> bytes:
    """The result as it is sent: JSON has no line breaks, unless the function has meddled."""
    data = result.encode("utf-8", "replace")
    if b"\n" in data:
        raise CallFailed("function-result", "The result is no JSON.")
    return data + b"\n"


def read(pipe: BinaryIO, lines: Lines) -> None:
    """Take calls off the pipe; when it ends nobody wants answers any more."""
    while (head := pipe.readline()) and (parameters := pipe.readline()):
        lines.put((head, parameters))
    os._exit(0)


def main() -> NoReturn:
    """Serve the engine that started this process."""
    leave_no_core()
    sink = os.fdopen(os.dup(1), "wb", buffering=0)
    source = os.fdopen(os.dup(0), "rb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)  # what native code prints must not mix with the answers

    def answer(data: bytes) -> None:
        while data:
            data = data[sink.write(data) :]

    try:
        language = JavaScript(answer) if sys.argv[1] == "javascript" else PythonCode(answer)
        lines: Lines = SimpleQueue()
        Thread(target=read, args=(source, lines), daemon=True).start()
        say(answer, Ready())
        serve(language, lines, answer)
    except BaseException:
        print_exc()
        os._exit(1)  # V8 may keep an ordinary end waiting


if __name__ == "__main__":
    main()
