"""What the engine and a worker say to each other: one JSON object a line.

The engine writes a `Call`, and after it a line with the parameters as one JSON value. The worker
answers with any number of `Written` and then with `Failed`, or with `Returned` and after it a line
with the result as one JSON value. Its first message is `Ready`.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from builder.model.step import StepError
from builder.model.text_fault import TextFault


class LibraryFile(NamedTuple):
    """A bundle in the workspace: when the file changes, this is another value.

    Attributes:
        name: What functions call it: `libraries.NAME`.
        path: The file.
        changed: Nanoseconds of its last change.
        size: Bytes.
    """

    name: str
    path: str
    changed: int
    size: int


class Call(msgspec.Struct, frozen=True):
    """Call a function; see `builder.model.function.FunctionCall`.

    Attributes:
        compiles: The code is compiled only, nothing of it runs; the result is null.
    """

    code: str
    seconds: float
    megabytes: int
    libraries: tuple[LibraryFile, ...] = ()
    compiles: bool = False


class Ready(msgspec.Struct, tag="ready", frozen=True):
    """The worker can take its first call."""


class Written(msgspec.Struct, tag="written", frozen=True):
    """A line for the step's log."""

    line: str


class Returned(msgspec.Struct, tag="returned", frozen=True):
    """The function returned; the next line is its result."""


class Failed(msgspec.Struct, tag="failed", frozen=True):
    """The function gave no result.

    Attributes:
        kind: "function-error", "function-timeout", "function-memory" or "function-result".
        message: What was wrong.
        line, column: Where in the user's code, from 1; 0 when there is no place.
    """

    kind: str
    message: str
    line: int = 0
    column: int = 0


FromWorker = Ready | Written | Returned | Failed

encode = msgspec.json.Encoder().encode
decode_call = msgspec.json.Decoder(Call).decode
decode_from_worker: msgspec.json.Decoder[FromWorker] = msgspec.json.Decoder(FromWorker)


ENDING = frozenset({"function-timeout", "function-memory"})
"""Kinds of errors that a worker does not outlive: what it ran may be running still."""


class CodeError(StepError):
    """A call came to nothing; `fault` is the place in the code, and what is wrong there."""

    def __init__(self, failed: Failed) -> None:
        where = f"Line {failed.line}, column {failed.column}: " if failed.line else ""
        super().__init__(failed.kind, f"{where}{failed.message}")
        self.fault = TextFault(failed.message, failed.line, failed.column)


class CallFailed(Exception):
    """A call came to nothing; `said` is what the engine hears."""

    def __init__(self, kind: str, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.said = Failed(kind, sendable(message), line, column)


def sendable(text: str) -> str:
    """The text with a question mark for each half of a surrogate pair, which is no character."""
    return text.encode("utf-8", "replace").decode()


def timeout_message(seconds: float) -> str:
    """What is said of a function that took too long."""
    return f"The function did not end within {seconds:g} s, its time limit."


def memory_message(megabytes: int) -> str:
    """What is said of a function that took too much memory."""
    return f"The function needs more than {megabytes} MB, its memory limit."
