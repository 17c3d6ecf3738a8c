"""JSONPath (RFC 9535): expressions read with some kindness, and paths written as expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from builder.model.reference import Segment

if TYPE_CHECKING:
    from jsonpath_rfc9535 import JSONPathQuery

_PLAIN = re.compile(r"[A-Za-z_\u0080-\U0010ffff][A-Za-z0-9_\u0080-\U0010ffff]*")
_BARE = re.compile(
    r"""(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    |(?P<lead>[?(!&|=<>]\s*)(?P<name>[A-Za-z_]\w*)(?![\w(])""",
    re.VERBOSE,
)
_WORDS = frozenset({"true", "false", "null"})


class PathFault(ValueError):
    """An expression that is no JSONPath, or could not be evaluated."""


class Expression:
    """A JSONPath that can be evaluated.

    `$.orders[?total > 40]` is none by RFC 9535, which wants `@.total`; it is read as if that stood
    there.

    Attributes:
        text: The expression as it was read.

    Raises:
        PathFault: It cannot be read.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        try:
            self._query = _compiled(text)
        except PathFault:
            kind = _BARE.sub(_with_current, text)
            if kind == text:
                raise
            self._query = _compiled(kind)
            self.text = kind

    def places(self, document: Any) -> Iterator[tuple[Segment, ...]]:
        """Where the selected values stand, in the order RFC 9535 gives them.

        Raises:
            PathFault: It cannot be evaluated on this document.
        """
        from jsonpath_rfc9535 import JSONPathError

        try:
            for node in self._query.finditer(document):
                yield node.location
        except JSONPathError as error:
            raise PathFault(f"The JSONPath cannot be evaluated: {error}.") from error


def _compiled(text: str) -> JSONPathQuery:
    from jsonpath_rfc9535 import JSONPathError, compile

    try:
        return compile(text.strip())
    except JSONPathError as error:
        column = f" (character {error.token.index + 1})" if error.token else ""
        reason = error.args[0] if error.args else "something is wrong"
        raise PathFault(f"This is no JSONPath: {reason}{column}.") from error


def _with_current(found: re.Match[str]) -> str:
    name = found["name"]
    if name is None or name in _WORDS:
        return found[0]
    return f"{found['lead']}@.{name}"


def path_expression(path: Sequence[Segment]) -> str:
    """A path as JSONPath: `$.orders[0]["odd key"]`."""
    words = "$"
    for segment in path:
        if isinstance(segment, int):
            words += f"[{segment}]"
        elif _PLAIN.fullmatch(segment):
            words += f".{segment}"
        else:
            words += f"[{msgspec.json.encode(segment).decode()}]"
    return words
