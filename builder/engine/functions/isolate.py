"""A call of a JavaScript function in an isolate of V8. Only workers import this."""

from __future__ import annotations

import json
import re
import time
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import Any

from py_mini_racer import (
    JSEvalException,
    JSOOMException,
    JSParseException,
    JSTimeoutException,
    MiniRacer,
)

from builder import resource
from builder.engine.functions.messages import (
    Call,
    CallFailed,
    LibraryFile,
    memory_message,
    timeout_message,
)

LOG_SECONDS = 1.0
"""How long may be waited for the console's lines of a function that ran out of time."""

_BEFORE = "(function(){"
_AFTER = "\n;return typeof yourFunction === 'function' ? yourFunction : null})"
_LIBRARY = "(function(module, exports, require, define){"
_TOO_SHORT = "SyntaxError: The code ends where more is expected: is a bracket or quote still open?"
_MODULE = re.compile(r"import statement|'export'|import\.meta")
_PLACE = re.compile(r"[^\n]*?:(?P<line>\d+): (?P<message>[^\n]*)\n[^\n]*\n(?P<indent>\s*)\^")


class Isolate:
    """An isolate that is kept for the calls of one function.

    Every call runs the code anew, so its variables begin afresh; libraries stay loaded.

    Args:
        call: Its code and libraries are those of every call.

    Attributes:
        in_order: Whether it can be kept for further calls.
        lines: What the last call wrote to the console.

    Raises:
        CallFailed: The code cannot be compiled.
    """

    def __init__(self, call: Call) -> None:
        self._engine = MiniRacer()
        self._engine.set_hard_memory_limit(call.megabytes * 2**20)
        drive: Any = self._engine.eval(_prelude())
        self._call, self._output = drive["call"], drive["output"]
        self.lines: list[str] = []
        self.in_order = True
        for file in call.libraries:
            self._add_library(drive["addLibrary"], file)
        drive["use"](self._compiled(call))

    def _add_library(self, add: Any, file: LibraryFile) -> None:
        shown = f"libraries/{Path(file.path).name}"
        try:
            source = Path(file.path).read_text("utf-8")
            body = self._engine.eval(f"{_LIBRARY}{source}\n}})\n//# sourceURL={shown}")
        except (OSError, UnicodeError) as error:
            add(file.name, shown, None, f"The library {shown} cannot be read: {error}.")
        except JSParseException as error:
            add(file.name, shown, None, _library_fault(shown, str(error)))
        else:
            add(file.name, shown, body, "")

    def _compiled(self, call: Call) -> Any:
        source = f"{_BEFORE}{call.code}{_AFTER}\n//# sourceURL=function.js"
        try:
            return self._engine.eval(source, timeout_sec=call.seconds)
        except JSTimeoutException:
            raise CallFailed("function-timeout", timeout_message(call.seconds)) from None
        except JSEvalException as error:
            raise _syntax_error(str(error), call.code) from None

    def run(self, call: Call, parameters: str) -> str:
        """Call the function.

        Args:
            call: With its limits.
            parameters: The first argument, a JSON object as text.

        Returns:
            The result as JSON.

        Raises:
            CallFailed: It gave none. After a time-out the isolate is not `in_order` any more.
        """
        deadline = time.monotonic() + call.seconds
        self.lines = []
        self._engine.set_hard_memory_limit(call.megabytes * 2**20)
        try:
            promise: Any = self._call(parameters, timeout_sec=call.seconds)
            answer = promise.get(timeout=max(0.01, deadline - time.monotonic()))
        except (JSOOMException, MemoryError):
            self.in_order = False
            raise CallFailed("function-memory", memory_message(call.megabytes)) from None
        except (JSTimeoutException, TimeoutError):
            self.in_order = False
            self.lines = self._written()
            raise CallFailed("function-timeout", timeout_message(call.seconds)) from None
        except JSEvalException as error:
            self.in_order = False
            raise CallFailed("function-error", str(error).strip().splitlines()[0]) from None
        return self._result(call, str(answer))

    def _result(self, call: Call, answered: str) -> str:
        try:
            head, answer = answered.split("\n", 1)
            about = json.loads(head)
            self.lines = about["lines"]
            self.in_order = not about["spoilt"]
            if answer.startswith("="):
                return answer[1:]
            said = json.loads(answer[1:])
        except (ValueError, LookupError, TypeError):
            self.in_order = False
            message = "The function has changed parts of the language that its result goes through."
            raise CallFailed("function-result", message) from None
        line, column = said.get("line", 0), said.get("column", 0)
        if line == 1:
            column = max(1, column - len(_BEFORE))
        message = said["message"]
        if said["kind"] == "function-memory":
            message = f"{memory_message(call.megabytes)} {message}."
        raise CallFailed(said["kind"], message, line, column)

    def _written(self) -> list[str]:
        """What a call that was broken off wrote; nothing when the isolate does not answer."""
        try:
            lines: list[str] = json.loads(str(self._output(timeout_sec=LOG_SECONDS)))
        except JSEvalException:
            return []
        return lines

    def close(self) -> None:
        """Give back its memory."""
        self._engine.close()


class Compiler:
    """Tells whether code compiles, in an isolate in which nothing ever runs."""

    def __init__(self) -> None:
        self._engine = MiniRacer()

    def check(self, call: Call) -> None:
        """Compile the code of a call.

        `new Function` reads its text as the body of a function, so that no bracket in it can end
        that function and have the rest run.

        Raises:
            CallFailed: It cannot be compiled; with line and column.
        """
        self._engine.set_hard_memory_limit(call.megabytes * 2**20)
        try:
            self._engine.eval(f"new Function({json.dumps(call.code)})", timeout_sec=call.seconds)
        except (JSOOMException, MemoryError):
            raise CallFailed("function-memory", memory_message(call.megabytes)) from None
        except JSTimeoutException:
            raise CallFailed("function-timeout", timeout_message(call.seconds)) from None
        except JSEvalException as error:
            raise _syntax_error(str(error), call.code, above=2) from None


@cache
def _sources() -> str:
    """The JavaScript around every function; `ENTROPY` is to be replaced."""
    text = {
        name: resource.path("functions", f"{name}.js").read_text("utf-8")
        for name in ("bytes", "hashes", "csv", "xml", "calling")
    }
    return f"""(() => {{
const bytes = ({text["bytes"]});
const hashes = ({text["hashes"]})(bytes, "ENTROPY");
const {{ base64, base64url }} = bytes;
const csv = ({text["csv"]});
const xml = ({text["xml"]});
return ({text["calling"]})({{ ...hashes, base64, base64url, csv, xml }});
}})()"""


def _prelude() -> str:
    return _sources().replace("ENTROPY", token_hex(32))


def _library_fault(shown: str, said: str) -> str:
    found = _PLACE.match(said)
    what = found["message"] if found else said.strip().splitlines()[0]
    if _MODULE.search(what):
        return f"The library {shown} is an ES module: take its UMD or CommonJS bundle."
    where = f" (line {found['line']})" if found else ""
    return f"The library {shown} cannot be loaded: {what}{where}."


def _syntax_error(said: str, code: str, above: int = 0) -> CallFailed:
    """What V8 said of code that has `above` lines over it, or `_BEFORE` before it."""
    found = _PLACE.match(said)
    if found is None:
        return CallFailed("function-error", said.strip().splitlines()[0])
    line, column = max(1, int(found["line"]) - above), len(found["indent"]) + 1
    if line == 1 and not above:
        column = max(1, column - len(_BEFORE))
    last = code.count("\n") + 1
    at_end = len(code.rsplit("\n", 1)[-1]) + 1
    if line > last or (line == last and column > at_end):
        return CallFailed("function-error", _TOO_SHORT, last, at_end)
    return CallFailed("function-error", found["message"], line, column)
