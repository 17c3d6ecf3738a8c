"""What was sent, as material for a command or a program: secrets become variables.

A record of an exchange has secrets masked already; each mask becomes a variable, named after the
header or the query parameter it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.model.http import BodyRecord, Exchange
from builder.model.masking import MASK

_NO_NAME = re.compile(r"[^A-Z0-9]+")
_BASIC = re.compile(rf"Basic {MASK}", re.IGNORECASE)
_PARAMETER = re.compile(r"([^?&=/]+)=[^?&=/]*\Z")
LENGTH = "content-length"


@dataclass(frozen=True, slots=True)
class Variable:
    """A secret in a text, by the name of an environment variable.

    Attributes:
        name: Its name.
        login: It holds "user name:password", which is sent in Base64 (RFC 7617).
    """

    name: str
    login: bool = False

    @property
    def meaning(self) -> str:
        """What must be in the variable."""
        return "user name:password" if self.login else "the secret"


Pieces = tuple[str | Variable, ...]
"""A text with variables in it."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A request to be written down.

    Attributes:
        method: The method.
        url: The address.
        headers: In order, without those that follow from the body.
        body: The bytes in pieces of text when they are text, else as they are; None without.
        body_path: The file that holds a large body.
        lost: The body was streamed and not kept.
        variables: The secrets, in order.
    """

    method: str
    url: Pieces
    headers: tuple[tuple[str, Pieces], ...]
    body: Pieces | bytes | None
    body_path: str
    lost: bool
    variables: tuple[Variable, ...]


def copied(exchange: Exchange) -> Copied:
    """Take the request of an exchange apart."""
    url = _in_url(exchange.url)
    headers = tuple(
        (name, _in_header(value, name))
        for name, value in exchange.request_headers
        if name.lower() != LENGTH or not exchange.request_body.size
    )
    record = exchange.request_body
    body = _body(record)
    held = body if isinstance(body, tuple) else ()
    return Copied(
        exchange.method,
        url,
        headers,
        body,
        record.path or "",
        lost=_is_lost(record),
        variables=tuple(dict.fromkeys(_variables([url, *(value for _, value in headers), held]))),
    )


def _is_lost(record: BodyRecord) -> bool:
    """Whether there are only words that stand for a streamed body ("<file a.jpg, 12 MB>")."""
    data = record.data or b""
    words = data.startswith(b"<") and data.endswith(b">")
    return words and len(data) != record.size and MASK.encode() not in data


def _body(record: BodyRecord) -> Pieces | bytes | None:
    if not record.data or _is_lost(record):
        return None
    try:
        text = record.data.decode()
    except UnicodeDecodeError:
        return record.data
    return record.data if "\0" in text else _pieces(text, "secret")


def _in_header(text: str, called: str) -> Pieces:
    if _BASIC.fullmatch(text):
        return text.removesuffix(MASK), Variable(f"{variable_name(called)}_LOGIN", login=True)
    return _pieces(text, called)


def _pieces(text: str, called: str) -> Pieces:
    """A text with its masks as variables, all of one name."""
    if MASK not in text:
        return (text,) if text else ()
    name = variable_name(called)
    found: list[str | Variable] = []
    for index, piece in enumerate(text.split(MASK)):
        found += [Variable(name)] if index else []
        found += [piece] if piece else []
    return tuple(found)


def _in_url(url: str) -> Pieces:
    found: list[str | Variable] = []
    before = ""
    for index, piece in enumerate(url.split(MASK)):
        if index:
            parameter = _PARAMETER.search(before)
            found.append(Variable(variable_name(parameter[1] if parameter else "secret")))
        found += [piece] if piece else []
        before += piece
    return tuple(found)


def variable_name(text: str) -> str:
    """A name for an environment variable: "X-Api-Key" is X_API_KEY."""
    name = _NO_NAME.sub("_", text.upper()).strip("_") or "SECRET"
    return f"SECRET_{name}" if name[0].isdigit() else name


def _variables(texts: Sequence[Pieces]) -> Iterator[Variable]:
    for text in texts:
        yield from (piece for piece in text if isinstance(piece, Variable))
