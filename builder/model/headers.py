"""Header fields of a request: which are added by themselves, and what none may contain."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

import msgspec

from builder import __version__
from builder.model.http import Header
from builder.model.step import StepError
from builder.model.url import DEFAULT_PORTS, authority, origin

USER_AGENT = f"Steploom/{__version__}"
ACCEPT_ENCODING = "gzip, deflate, br, zstd"

_TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+\Z")
_NOT_IN_VALUE = re.compile("[\r\n\0]")
_NAMES = {"\r": "a carriage return", "\n": "a line break", "\0": "a NUL character"}


class AutomaticHeader(msgspec.Struct, frozen=True):
    """A header that is added by itself.

    Attributes:
        name, value: As it would be sent; what only the sending knows is described in words.
        overridden: A row of the table gives it another value.
        removed: The user took it out.
    """

    name: str
    value: str
    overridden: bool = False
    removed: bool = False


def is_token(text: str) -> bool:
    """Whether a text can be a method or a header name (RFC 9110, section 5.6.2)."""
    return _TOKEN.match(text) is not None


def checked_header(name: str, value: str, field: str) -> Header:
    """The header, if it can be sent.

    Raises:
        StepError: "invalid-header": the name is no token, or the value has CR, LF or NUL.
    """
    if not is_token(name):
        message = f"“{_visible(name)}” is no header name: letters, digits and hyphens only."
        raise StepError("invalid-header", message, f"{field}.key")
    wrong = _NOT_IN_VALUE.search(value)
    if wrong:
        message = (
            f"The value of the header “{name}” has {_NAMES[wrong[0]]} in it, which would end the "
            "header: take it out, or encode the value."
        )
        raise StepError("invalid-header", message, f"{field}.value")
    return name, value


def host_header(url: str) -> str:
    """The Host header of an encoded address: the port only when it is not the scheme's own."""
    return _host_header(authority(url))


@lru_cache(maxsize=1024)
def _host_header(base: str) -> str:
    scheme, host, port = origin(base)
    shown = f"[{host}]" if ":" in host else host
    return shown if DEFAULT_PORTS[scheme] == port else f"{shown}:{port}"


@lru_cache(maxsize=256)
def automatic(host: str, content_type: str) -> tuple[Header, ...]:
    """The headers added to every request, in the order they are sent."""
    always = (
        ("Host", host),
        ("User-Agent", USER_AGENT),
        ("Accept", "*/*"),
        ("Accept-Encoding", ACCEPT_ENCODING),
    )
    return (*always, ("Content-Type", content_type)) if content_type else always


def without(headers: Iterable[Header], names: Collection[str]) -> tuple[Header, ...]:
    """The headers without those of the given lower-case names."""
    return tuple(header for header in headers if header[0].lower() not in names)


def _visible(name: str) -> str:
    return name.encode("unicode_escape").decode("ascii") if not name.isprintable() else name
