"""Addresses: the URL and its query table, what is wrong with one, and what goes on the wire.

A file stores the URL without its query, plus rows; both are one thing to the user. Cells hold what
goes on the wire, so nothing is ever encoded twice: `%2F` and `+` stay, a space becomes `%20`, and
only a typed `&`, `#` or `=` in a cell is encoded because it would end the cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from ipaddress import IPv6Address
from urllib.parse import quote

from builder.model.landing import Landing
from builder.model.rows import Row
from builder.model.scanner import Braces, TemplateError, scan
from builder.model.step import Resolver, StepError
from builder.model.template import parse

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(//)?([^/?#]*)")
_OUTSIDE_PATH = re.compile(r"[^A-Za-z0-9\-._~!$&'()*+,;=:@/%?\[\]|]+")
_OUTSIDE_CELL = re.compile(r"[^A-Za-z0-9\-._~!$'()*+,;:@/%?\[\]|]+")
_CELL_MARK = re.compile("[&#=]")
_ENDS_CELL = re.compile(r"[&#=]")
_NOT_IN_HOST = re.compile(r"[\x00-\x2c/:-@\[-^`{-\x7f]|\s")
DEFAULT_PORTS = {"http": 80, "https": 443}
_BEFORE_HOST = len("https://")
_MAXIMUM_PORT = 65_535


def split(text: str, before: Sequence[Row] = ()) -> tuple[str, tuple[Row, ...]]:
    """Take a typed URL apart into the URL without its query, and the query's rows.

    Args:
        text: What stands in the URL field; references in it may hold any character.
        before: The rows so far. Those that are only in the table (disabled, or without a key) stay
            where they are, and rows that did not change stay the same objects.
    """
    shadow = _shadow(text)
    end = shadow.find("#")
    end = len(text) if end < 0 else end
    start = shadow.find("?", 0, end)
    if start < 0:
        return text, _merged([], before)
    items = list(_items(text[start + 1 : end], shadow[start + 1 : end]))
    kept = text[: start if items else start + 1]
    return kept + text[end:], _merged(items, before)


def join(url: str, rows: Iterable[Row]) -> str:
    """The URL as it stands in its field: with the query of the enabled rows."""
    query = "&".join(f"{_shown(r.key)}={_shown(r.value)}" for r in rows if r.enabled and r.key)
    if not query:
        return url
    shadow = _shadow(url)
    end = shadow.find("#")
    end = len(url) if end < 0 else end
    head = url[:end]
    mark = "?" if "?" not in shadow[:end] else "" if shadow[end - 1] in "?&" else "&"
    return f"{head}{mark}{query}{url[end:]}"


def url_problem(text: str) -> str | None:
    """What is wrong with a typed URL, as far as can be said before references are replaced."""
    try:
        pieces = parse(text).pieces if "{{" in text else (text,)
    except TemplateError as error:
        return error.message
    if pieces and not isinstance(pieces[0], str):
        return None
    # A digit may stand in a host, in a port and in a path, so it can stand for any reference.
    return _problem("".join(piece if isinstance(piece, str) else "1" for piece in pieces))


def resolved_url(url: str, query: Sequence[Row], ctx: Resolver) -> str:
    """The address that is called: references replaced, the query appended, percent-encoded.

    Raises:
        StepError: "invalid-url" with the reason, or a reference that cannot be resolved.
    """
    if "?" in url:
        url, typed = split(url)
        query = (*typed, *query)
    return called(ctx.text(url, "url", Landing.URL), query, ctx)


def called(text: str, query: Sequence[Row], ctx: Resolver) -> str:
    """The address that is called, from one whose references are replaced already, and its query.

    Raises:
        StepError: As `resolved_url`.
    """
    address = _called(text)
    if not query:
        return address
    items = "&".join(_wire_items(query, ctx))
    if not items:
        return address
    mark = "?" if "?" not in address else "" if address[-1] in "?&" else "&"
    return f"{address}{mark}{items}"


def encoded_address(url: str) -> str:
    """A valid URL as it goes on the wire: without its fragment, percent-encoded where it must be.

    Raises:
        StepError: "invalid-url" when the host cannot be written in ASCII.
    """
    base = _ADDRESS.match(url)[0]  # type: ignore[index]
    return _origin_text(base) + _encoded_rest(url[len(base) :])


def authority(url: str) -> str:
    """An encoded address up to its path: "https://host:port"."""
    return url[: url.index("/", _BEFORE_HOST)]


def origin(url: str) -> tuple[str, str, int]:
    """Scheme, host without brackets and port of an encoded address."""
    return _origin(authority(url) if "/" in url[_BEFORE_HOST:] else url)


@lru_cache(maxsize=1024)
def _origin(url: str) -> tuple[str, str, int]:
    matched = _ADDRESS.match(url)
    assert matched is not None, "only encoded addresses are given"
    scheme = matched[1].lower()
    host, _, port = _host_and_port(matched[3])
    return scheme, host.strip("[]").lower(), int(port) if port else DEFAULT_PORTS[scheme]


def encoded_cell(text: str) -> str:
    """A cell of the query table as it goes on the wire."""
    return _OUTSIDE_CELL.sub(_quoted, text)


def address_problem(text: str) -> str | None:
    """What is wrong with a URL in which all references are replaced; None when it can be called."""
    return _problem(text)


def _called(text: str) -> str:
    matched = _ADDRESS.match(text)
    if matched is None or text[-1].isspace() or _authority_problem(matched[0]) is not None:
        raise StepError("invalid-url", _problem(text) or "The URL cannot be called.", "url")
    return _origin_text(matched[0]) + _encoded_rest(text[matched.end() :])


def _encoded_rest(rest: str) -> str:
    """Path and query as they go on the wire, the fragment left out."""
    if "#" in rest:
        rest = rest.partition("#")[0]
    if rest[:1] != "/":
        rest = f"/{rest}"
    return _OUTSIDE_PATH.sub(_quoted, rest)


def _wire_items(query: Sequence[Row], ctx: Resolver) -> Iterable[str]:
    for index, row in enumerate(query):
        if row.enabled and row.key:
            key, value = row.key, row.value
            if "{{" in key:
                key = ctx.text(key, f"query.{index}.key", Landing.QUERY)
            if "{{" in value:
                value = ctx.text(value, f"query.{index}.value", Landing.QUERY)
            yield f"{encoded_cell(key)}={encoded_cell(value)}"


def _problem(text: str) -> str | None:
    if not text:
        return "The URL is empty: type an address such as https://api.example.com/path."
    if text[0].isspace() or text[-1].isspace():
        return "The URL begins or ends with a space or a line break: take it out."
    matched = _ADDRESS.match(text)
    if matched is None:
        return _no_scheme(text)
    return _authority_problem(matched[0])


def _no_scheme(text: str) -> str:
    if text.startswith(("/", "?", "#", ":")):
        return "The URL has no host: start it with https:// and the name of a server."
    return "The URL has no scheme: start it with https:// or http://."


@lru_cache(maxsize=1024)
def _authority_problem(text: str) -> str | None:
    """What is wrong with "scheme://host:port"; cached, since a run calls few hosts often."""
    scheme, slashes, authority = _ADDRESS.match(text).groups()  # type: ignore[union-attr]
    if slashes is None and scheme.lower() not in DEFAULT_PORTS and _looks_like_port(authority):
        return "The URL has no scheme: start it with https:// or http://."
    if scheme.lower() not in DEFAULT_PORTS:
        return f"Only http and https can be called, not “{scheme}”."
    if slashes is None or not authority:
        return f"The URL has no host: write the name of a server after {scheme}://."
    if "@" in authority:
        return (
            "A user name or password in the URL is not sent: take out what stands before the @ "
            "and choose Basic Auth under Authorization."
        )
    host, colon, port = _host_and_port(authority)
    return _host_problem(host) or (_port_problem(port) if colon else None)


def _looks_like_port(text: str) -> bool:
    return bool(re.match(r"\d+$", text))


def _host_and_port(authority: str) -> tuple[str, str, str]:
    if authority.startswith("["):
        host, bracket, rest = authority.partition("]")
        return host + bracket, rest[:1], rest[1:]
    return authority.partition(":")


def _host_problem(host: str) -> str | None:
    if host.startswith("["):
        return _ipv6_problem(host)
    if not host:
        return "The URL has no host: write the name of a server before the port."
    wrong = _NOT_IN_HOST.search(host)
    if wrong is None:
        return None
    shown = "a space" if wrong[0].isspace() else f"“{wrong[0]}”"
    return f"The host “{host}” has {shown} in it, which no host name can have."


def _ipv6_problem(host: str) -> str | None:
    try:
        IPv6Address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return f"The host “{host}” is no IPv6 address."
    return None if host.endswith("]") else f"The host “{host}” lacks its closing bracket."


def _port_problem(port: str) -> str | None:
    if port.isascii() and port.isdigit() and 0 < int(port[:6]) <= _MAXIMUM_PORT:
        return None
    return f"The port “{port}” is no number from 1 to {_MAXIMUM_PORT}."


@lru_cache(maxsize=1024)
def _origin_text(text: str) -> str:
    """ "scheme://host:port" in ASCII: international names by IDNA (RFC 5891)."""
    if text.isascii():
        return text
    import idna  # only international names pay for it

    scheme, _, authority = _ADDRESS.match(text).groups()  # type: ignore[union-attr]
    host, colon, port = _host_and_port(authority)
    try:
        name = idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        reason = f"The host “{host}” is no international host name: {error}."
        raise StepError("invalid-url", reason, "url") from None
    return f"{scheme}://{name}{colon}{port}"


def _quoted(found: re.Match[str]) -> str:
    return quote(found[0].encode("utf-8", "replace"), safe="")


def _shadow(text: str) -> str:
    """The text with every reference blanked out, so that delimiters in it are not seen."""
    if "{{" not in text:
        return text
    parts: list[str] = []
    done = 0
    try:
        for piece in scan(text):
            if isinstance(piece, Braces):
                parts += (text[done : piece.start], "x" * (piece.end - piece.start))
                done = piece.end
    except TemplateError:
        start = text.find("{{", done)  # still being typed: it takes the rest of the text
        parts += (text[done:start], "x" * (len(text) - start))
        done = len(text)
    return "".join((*parts, text[done:]))


def _items(text: str, shadow: str) -> Iterable[tuple[str, str]]:
    start = 0
    for item in shadow.split("&"):
        end = start + len(item)
        middle = item.find("=")
        if middle >= 0:
            yield text[start : start + middle], text[start + middle + 1 : end]
        elif item:
            yield text[start:end], ""
        start = end + 1


def _merged(items: list[tuple[str, str]], before: Sequence[Row]) -> tuple[Row, ...]:
    rows: list[Row] = []
    left = iter(items)
    for row in before:
        if not row.enabled or not row.key:
            rows.append(row)
        elif (item := next(left, None)) is not None:
            rows.append(_updated(row, *item))
    rows.extend(Row(key=key, value=value) for key, value in left)
    return tuple(rows)


def _updated(row: Row, key: str, value: str) -> Row:
    if key in (row.key, _shown(row.key)) and value in (row.value, _shown(row.value)):
        return row
    return row.model_copy(update={"key": key, "value": value})


def _shown(cell: str) -> str:
    """A cell inside the URL field: what would end it is encoded, references stay."""
    if not _ENDS_CELL.search(cell):
        return cell
    pieces: list[str] = []
    done = 0
    for mark in _CELL_MARK.finditer(_shadow(cell)):
        pieces += (cell[done : mark.start()], quote(cell[mark.start()], safe=""))
        done = mark.end()
    return "".join((*pieces, cell[done:]))
