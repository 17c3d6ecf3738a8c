"""The shape of JSON text: pretty-printing with every digit kept, its beginning too, and paths."""

from __future__ import annotations

import re

import msgspec

from builder.model.reference import Segment
from builder.viewer.body import Bytes

INDENT = 2
TOO_DEEP = "it is nested too deep to be taken apart"
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{},]', re.DOTALL)
_CLOSING = {ord("["): b"]", ord("{"): b"}"}


class NotJson(ValueError):
    """The bytes are no JSON, or nested too deep to be read."""


def formatted(data: Bytes) -> bytes:
    """JSON on several lines, every number as it was written.

    Raises:
        NotJson: It cannot be read.
    """
    try:
        return msgspec.json.format(data, indent=INDENT)
    except RecursionError as error:
        raise NotJson(TOO_DEEP) from error
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise NotJson(str(error)) from error


def formatted_start(data: Bytes, size: int) -> bytes:
    """The first `size` bytes of JSON text, formatted as the whole will be.

    Raises:
        NotJson: It cannot be read.
    """
    start = data[:size]
    stack: list[int] = []
    cut, open_at_cut = 0, b""
    for token in _TOKEN.finditer(start):
        first = start[token.start()]
        if first in _CLOSING:
            stack.append(first)
        elif first in b"]}" and stack:
            stack.pop()
        elif first == ord(","):
            cut, open_at_cut = token.start(), bytes(stack)
    if not cut:
        raise NotJson("it begins with a very long value")
    closing = b"".join(_CLOSING[bracket] for bracket in reversed(open_at_cut))
    lines = formatted(start[:cut] + closing).split(b"\n")
    return b"\n".join(lines[: len(lines) - len(closing)])


def path_at(text: bytes, offset: int) -> tuple[Segment, ...]:
    """The path to the value that stands at, or last before, an offset of JSON text."""
    path: list[Segment | None] = []
    for token in _TOKEN.finditer(text):
        if token.start() > offset:
            break
        mark = token.group()
        if mark in (b"{", b"["):
            path.append(0 if mark == b"[" else None)
        elif not path or (token.start() == offset and mark in (b"}", b"]", b",")):
            continue
        elif mark in (b"}", b"]"):
            path.pop()
        elif mark == b",":
            path[-1] = path[-1] + 1 if isinstance(path[-1], int) else None
        elif not isinstance(path[-1], int) and _is_key(text, token.end()):
            path[-1] = msgspec.json.decode(mark, type=str)
    return tuple(segment for segment in path if segment is not None)


def _is_key(text: bytes, end: int) -> bool:
    return text[end : end + 64].lstrip()[:1] == b":"
