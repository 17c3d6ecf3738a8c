"""A call of a Python function. Only workers import this."""

from __future__ import annotations

import asyncio
import inspect
import sys
import traceback
from collections.abc import Callable, Iterator
from decimal import Decimal
from json import JSONEncoder, loads
from types import TracebackType
from typing import Any

from builder.engine.functions.messages import Call, CallFailed, memory_message, sendable

FILE = "function.py"
MOST_LINES = 1000
MOST_CHARACTERS = 64 * 1024

_FUNCTION = "your_function"
_DEEPEST = sys.getrecursionlimit()
_text = JSONEncoder(ensure_ascii=False).encode


class ExactFloat(float):
    """A decimal of the parameters: a float in every respect, which goes back with its digits."""

    text: str

    @classmethod
    def of(cls, text: str) -> ExactFloat:
        """The number a JSON text says."""
        made = cls(text)
        made.text = text
        return made


class Output:
    """Takes the place of standard output and error: whole lines go to the step's log."""

    def __init__(self, hear: Callable[[str], None]) -> None:
        self._hear = hear
        self._begun = ""
        self._lines = 0
        self._room = MOST_CHARACTERS
        self.encoding = "utf-8"

    def write(self, text: str) -> int:
        """Take text."""
        *lines, self._begun = (self._begun + text).split("\n")
        if len(self._begun) > MOST_CHARACTERS:
            lines, self._begun = [*lines, self._begun], ""
        for line in lines:
            self._say(line)
        return len(text)

    def flush(self) -> None:
        """Nothing is held back but a line that has no end yet."""

    def isatty(self) -> bool:
        """It is no terminal."""
        return False

    def end(self) -> None:
        """Hand on what is left."""
        if self._begun:
            self._say(self._begun)
        self._begun = ""

    def _say(self, line: str) -> None:
        if self._room < 0:
            return
        self._room -= len(line) + 1
        self._lines += 1
        if self._room < 0 or self._lines > MOST_LINES:
            self._room = -1
            line = "More was written, which is left out."
        self._hear(line)


def run_python(call: Call, parameters: str, hear: Callable[[str], None]) -> str:
    """Call a function with variables of its own.

    Args:
        call: Its code.
        parameters: The first argument, a JSON object as text.
        hear: Takes each line that is printed.

    Returns:
        The result as JSON.

    Raises:
        CallFailed: It gave none.
    """
    output = Output(hear)
    before = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = output
    sys.setrecursionlimit(_DEEPEST)
    try:
        return _result(_called(call.code, parameters))
    except MemoryError:
        raise CallFailed("function-memory", memory_message(call.megabytes)) from None
    finally:
        sys.stdout, sys.stderr = before
        output.end()


def _called(code: str, parameters: str) -> Any:
    try:
        space: dict[str, Any] = {"__name__": "function"}
        exec(compile(code, FILE, "exec", dont_inherit=True), space)
        function = space.get(_FUNCTION)
        if not callable(function):
            raise CallFailed("function-error", f"There is no function {_FUNCTION}.")
        value = function(loads(parameters, parse_float=ExactFloat.of))
        return asyncio.run(value) if inspect.iscoroutine(value) else value
    except (CallFailed, MemoryError):
        raise
    except SyntaxError as error:
        if error.filename == FILE:
            line, column = error.lineno or 1, max(1, error.offset or 1)
            raise CallFailed("function-error", f"SyntaxError: {error.msg}", line, column) from None
        raise _failure(error, code) from None
    except BaseException as error:  # SystemExit and KeyboardInterrupt end the call, not the worker
        raise _failure(error, code) from None


def _failure(error: BaseException, code: str) -> CallFailed:
    message = "".join(traceback.format_exception_only(error)).strip()
    line, column = _place(error.__traceback__, code)
    return CallFailed("function-error", message, line, column)


def _place(trace: TracebackType | None, code: str) -> tuple[int, int]:
    """Line and column of the innermost frame that is the user's own code."""
    found: TracebackType | None = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == FILE:
            found = trace
        trace = trace.tb_next
    if found is None:
        return 0, 0
    positions = list(found.tb_frame.f_code.co_positions())
    line, _, start, _ = positions[found.tb_lasti // 2]
    if line is None or start is None:
        return found.tb_lineno or 0, 1
    lines = code.split("\n")
    text = lines[line - 1] if line <= len(lines) else ""
    return line, len(text.encode()[:start].decode(errors="ignore")) + 1


def _result(value: Any) -> str:
    try:
        return "".join(_written(value, (), frozenset()))
    except RecursionError:
        raise CallFailed("function-result", "The result is nested too deep.") from None


def _written(value: Any, path: tuple[object, ...], around: frozenset[int]) -> Iterator[str]:
    """The pieces of a value's JSON text."""
    if value is None or isinstance(value, bool):
        yield {None: "null", True: "true", False: "false"}[value]
    elif isinstance(value, str):
        yield _string(str(value), path)
    elif isinstance(value, int | float | Decimal):
        yield _number(value, path)
    elif id(value) in around:
        raise _bad(path, "a value that contains itself")
    elif isinstance(value, dict):
        yield from _members(value, path, around | {id(value)})
    elif isinstance(value, list | tuple):
        yield from _items(value, path, around | {id(value)})
    else:
        raise _bad(path, f"a {type(value).__name__}")


def _string(value: str, path: tuple[object, ...]) -> str:
    if not value.isascii() and sendable(value) != value:
        raise _bad(path, "a text with half a surrogate pair")
    return _text(value)


def _number(value: int | float | Decimal, path: tuple[object, ...]) -> str:
    if isinstance(value, ExactFloat):
        return value.text
    if isinstance(value, int):
        return str(Decimal(int(value)))  # unlike str(int) it knows no limit of digits
    if not Decimal(value).is_finite():
        raise _bad(path, str(value))
    return str(value) if isinstance(value, Decimal) else float.__repr__(value)


def _members(
    value: dict[Any, Any], path: tuple[object, ...], around: frozenset[int]
) -> Iterator[str]:
    before = "{"
    for key, inner in value.items():
        if not isinstance(key, str):
            raise _bad(path, f"a dict with the key {key!r}, which is no text")
        yield f"{before}{_string(str(key), path)}:"
        yield from _written(inner, (*path, key), around)
        before = ","
    yield "{}" if before == "{" else "}"


def _items(
    value: list[Any] | tuple[Any, ...], path: tuple[object, ...], around: frozenset[int]
) -> Iterator[str]:
    before = "["
    for index, inner in enumerate(value):
        yield before
        yield from _written(inner, (*path, index), around)
        before = ","
    yield "[]" if before == "[" else "]"


def _bad(path: tuple[object, ...], what: str) -> CallFailed:
    place = "".join(f"[{key!r}]" for key in path)
    return CallFailed("function-result", f"result{place} is {what}, which JSON cannot hold.")
