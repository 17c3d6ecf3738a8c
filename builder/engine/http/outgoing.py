"""A request as the bytes on the wire: exactly what it says, and framing where it has none."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import httpx

from builder.engine.http.errors import InvalidRequest

if TYPE_CHECKING:
    from builder.engine.http.proxy import Proxy

_TOKEN: Final = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_NOT_IN_TARGET: Final = re.compile(rb"[\x00-\x20\x7f]")
_NOT_IN_VALUE: Final = re.compile(rb"[\r\n\x00]")
_FRAMING: Final = frozenset((b"content-length", b"transfer-encoding", b"connection"))
_IDEMPOTENT: Final = frozenset((b"GET", b"HEAD", b"PUT", b"DELETE", b"OPTIONS", b"TRACE"))
_AT_ONCE: Final = 64 * 1024
_SLICE: Final = 256 * 1024
_LAST_CHUNK: Final = b"0\r\n\r\n"


class Outgoing(NamedTuple):
    """One request, ready to be written.

    Attributes:
        method: As it is sent.
        target: The request target as the origin gets it.
        headers: Names and values as given.
        head: Request line and headers, with the empty line that ends them.
        body: A body that is written in one go with the head, already framed.
        stream: A body that is written piece by piece instead, or None.
        source: Where the body comes from, unframed, however it is written.
        chunked: Whether the pieces of `stream` are framed as chunks.
        length: How many bytes the head announces for `stream`, if it does.
        repeatable: Whether it may be sent again when nothing came back (RFC 9110, section 9.2.2).
        persistent: Whether the request leaves the connection open.
    """

    method: bytes
    target: bytes
    headers: list[tuple[bytes, bytes]]
    head: bytes
    body: bytes
    stream: httpx.AsyncByteStream | None
    source: httpx.AsyncByteStream
    chunked: bool
    length: int | None
    repeatable: bool
    persistent: bool

    async def pieces(self) -> AsyncGenerator[bytes, None]:
        """The body of `stream` as framed pieces.

        Raises:
            InvalidRequest: The stream is longer or shorter than Content-Length says.
        """
        parts = self.parts()
        try:
            async for part in parts:
                yield _as_chunk(part) if self.chunked else part
        finally:
            await parts.aclose()
        if self.chunked:
            yield _LAST_CHUNK

    async def parts(self) -> AsyncGenerator[bytes, None]:
        """The body of `source` as it is, in parts of bounded size.

        Raises:
            InvalidRequest: The stream is longer or shorter than Content-Length says.
        """
        sent = 0
        source = aiter(self.source)
        try:
            async for piece in source:
                sent += len(piece)
                _check_length(self.length, sent, ended=False)
                for start in range(0, len(piece), _SLICE):
                    yield piece[start : start + _SLICE]
        finally:
            # Left to the garbage collector, it would be closed by a task of its own.
            if isinstance(source, AsyncGenerator):
                await source.aclose()
        _check_length(self.length, sent, ended=True)


def outgoing(request: httpx.Request, proxy: Proxy | None = None) -> Outgoing:
    """Put a request into bytes.

    Names, case, order and duplicates of the headers stay as they are. `extensions["target"]` and
    `extensions["method"]` go before what httpx makes of them. Only a body that has neither
    Content-Length nor Transfer-Encoding is given one.

    Args:
        request: What to send.
        proxy: The proxy that is handed an http request: it is told the whole address (RFC 9112,
            section 3.2.2) and who asks. None when the origin itself is talked to.

    Raises:
        InvalidRequest: The method, the target or a header would break out of its line, or
            Content-Length contradicts the body.
    """
    method, target = _method_and_target(request)
    if proxy is None:
        lines = [b"%b %b HTTP/1.1\r\n" % (method, target)]
    else:
        address = _absolute(request.url, target)
        lines = [b"%b %b HTTP/1.1\r\n" % (method, address), proxy.header_line]
    framing = _add_headers(lines, request.headers.raw)
    source, stream, body = _body_of(request)
    announced = _announced_length(framing)
    chunked = b"transfer-encoding" in framing
    if not framing.keys() & {b"transfer-encoding", b"content-length"}:
        chunked = _add_framing(lines, stream, body)
    lines.append(b"\r\n")
    length = None if chunked else announced
    if stream is None:
        _check_length(length, len(body), ended=True)
        body = _as_chunk(body) + _LAST_CHUNK if chunked else body
    repeatable = method in _IDEMPOTENT and isinstance(request.stream, httpx.ByteStream)
    persistent = b"close" not in framing.get(b"connection", b"").lower()
    head = b"".join(lines)
    return Outgoing(
        method,
        target,
        request.headers.raw,
        head,
        body,
        stream,
        source,
        chunked,
        length,
        repeatable,
        persistent,
    )


def _method_and_target(request: httpx.Request) -> tuple[bytes, bytes]:
    extensions: Mapping[str, Any] = request.extensions
    method = extensions.get("method") or request.method
    method = method.encode("utf-8") if isinstance(method, str) else method
    target = extensions.get("target") or request.url.raw_path
    if _TOKEN.fullmatch(method) is None:
        raise InvalidRequest(f"The method {method.decode('latin-1')!r} is not one word.")
    if _NOT_IN_TARGET.search(target):
        raise InvalidRequest(
            "The URL holds a space or a control character; write it percent-encoded."
        )
    return method, target


def _absolute(url: httpx.URL, target: bytes) -> bytes:
    return b"http://%b%b" % (url.netloc, target if target.startswith(b"/") else b"")


def _add_headers(lines: list[bytes], headers: list[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """Add the header lines; the values of those that decide about framing, by lower-case name."""
    framing: dict[bytes, bytes] = {}
    for name, value in headers:
        if _TOKEN.fullmatch(name) is None or _NOT_IN_VALUE.search(value):
            raise _bad_header(name)
        lines.append(b"%b: %b\r\n" % (name, value))
        key = name.lower()
        if key in _FRAMING:
            framing[key] = framing[key] + b"," + value if key in framing else value
    return framing


def _bad_header(name: bytes) -> InvalidRequest:
    text = name.decode("latin-1")
    if _TOKEN.fullmatch(name) is None:
        return InvalidRequest(
            f"The header name {text!r} holds a character that no header name may hold."
        )
    return InvalidRequest(
        f"The value of the header {text!r} holds a line break or a NUL character; remove it."
    )


def _body_of(
    request: httpx.Request,
) -> tuple[httpx.AsyncByteStream, httpx.AsyncByteStream | None, bytes]:
    """The body; again as a stream, or as bytes when it is small enough to be written in one go."""
    stream = request.stream
    if not isinstance(stream, httpx.AsyncByteStream):
        raise InvalidRequest("The body can only be read by synchronous code.")
    if not isinstance(stream, httpx.ByteStream):
        return stream, stream, b""
    body = b"".join(stream)
    return (stream, stream, b"") if len(body) > _AT_ONCE else (stream, None, body)


def _announced_length(framing: dict[bytes, bytes]) -> int | None:
    value = framing.get(b"content-length")
    if value is None:
        return None
    if not value.strip().isdigit():
        raise InvalidRequest("The header 'Content-Length' is not one number.")
    return int(value)


def _add_framing(lines: list[bytes], stream: httpx.AsyncByteStream | None, body: bytes) -> bool:
    """Announce a body that nothing announces; whether it goes in chunks."""
    if isinstance(stream, httpx.ByteStream):
        lines.append(b"Content-Length: %d\r\n" % sum(map(len, stream)))
    elif stream is not None:
        lines.append(b"Transfer-Encoding: chunked\r\n")
        return True
    elif body:
        lines.append(b"Content-Length: %d\r\n" % len(body))
    return False


def _check_length(announced: int | None, actual: int, *, ended: bool) -> None:
    if announced is None or actual == announced or (actual < announced and not ended):
        return
    size = actual if ended else f"at least {actual}"
    raise InvalidRequest(
        f"The header 'Content-Length' says {announced} bytes, but the body has {size}."
    )


def _as_chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data) if data else b""
