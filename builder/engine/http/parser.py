"""A response taken from bytes: head by httptools, framing by the rules of RFC 9112, section 6.3.

Only the head is given to httptools. The end of the body is found here, so that it is known to the
byte, and what follows it can never become the next response.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import httptools

from builder.engine.http.chunked import ChunkedDecoder
from builder.engine.http.errors import BadResponse, ConnectionClosed

_BLANK_LINE: Final = b"\r\n\r\n"
_KEEP_ALIVE_TIMEOUT: Final = re.compile(rb"(?:^|[,;\s])timeout\s*=\s*\"?(\d{1,6})", re.IGNORECASE)
_WITHOUT_BODY: Final = frozenset((204, 304))


class Head(NamedTuple):
    """The status line and headers of a response.

    Attributes:
        version: `HTTP/1.1` or `HTTP/1.0`, as the server named it.
        status: The status code.
        reason: The reason phrase, possibly empty.
        headers: Names and values as received, in order, with duplicates.
    """

    version: bytes
    status: int
    reason: bytes
    headers: list[tuple[bytes, bytes]]


class _HeadReader:
    """What httptools calls while it reads one head."""

    __slots__ = ("complete", "headers", "parser", "reason")

    def __init__(self) -> None:
        self.headers: list[tuple[bytes, bytes]] = []
        self.reason = b""
        self.complete = False
        self.parser = httptools.HttpResponseParser(self)

    def on_status(self, status: bytes) -> None:
        self.reason += status

    def on_header(self, name: bytes, value: bytes) -> None:
        # White space before the value is dropped by httptools, after it is not (RFC 9112, 5.1).
        self.headers.append((name, value.rstrip(b" \t")))

    def on_headers_complete(self) -> None:
        self.complete = True


class ResponseParser:
    """Reads one response, piece by piece as it arrives.

    Attributes:
        head: The head of the final response; informational ones are skipped.
        done: Whether the whole response has been read.
        surplus: Whether bytes followed its end.
        persistent: Whether the connection may carry another exchange, once done.
        idle_seconds: How long the server says it keeps an unused connection, if it does.
    """

    __slots__ = (
        "_chunked",
        "_left",
        "_max_head",
        "_method",
        "_reader",
        "_size",
        "_tail",
        "done",
        "head",
        "idle_seconds",
        "persistent",
        "surplus",
    )

    def __init__(self, method: bytes, max_head_bytes: int) -> None:
        """Expect the response to a request with this method."""
        self.head: Head | None = None
        self.done = False
        self.surplus = False
        self.persistent = False
        self.idle_seconds: float | None = None
        self._method = method
        self._max_head = max_head_bytes
        self._chunked: ChunkedDecoder | None = None
        self._left: int | None = None
        self._size = 0
        self._next_head()

    @property
    def started(self) -> bool:
        """Whether anything of a response has arrived."""
        return self._size > 0

    def feed(self, data: bytes) -> bytes:
        """The body bytes within the next bytes from the wire.

        Raises:
            BadResponse: This is no valid HTTP/1.1 response. The message does not name the server.
        """
        while self.head is None:
            rest = self._feed_head(data)
            if not rest and self.head is None:
                return b""
            data = rest
        return self._feed_body(data)

    def feed_eof(self) -> None:
        """Note that the server has closed its side.

        Raises:
            ConnectionClosed: The response was not complete.
        """
        if self.done:
            return
        if self.head is None:
            where = "in the middle of the response's headers" if self.started else "without a word"
            raise ConnectionClosed(f"closed the connection {where}")
        if self._chunked is not None:
            raise ConnectionClosed("closed the connection before the last chunk of the body")
        if self._left is not None:
            raise ConnectionClosed(
                f"closed the connection {self._left} bytes before the end of the body that "
                "Content-Length announced"
            )
        self.done = True

    def _next_head(self) -> None:
        """Start over; the size goes on counting, so that informational responses are bounded."""
        self._reader = _HeadReader()
        self._tail = b""

    def _feed_head(self, data: bytes) -> bytes:
        """Read on in the head; the bytes after it, if it is complete."""
        tail = self._tail
        joined = tail + data if tail else data
        end = joined.find(_BLANK_LINE)
        cut = len(data) if end < 0 else end + 4 - len(tail)
        self._size += cut
        if self._size > self._max_head:
            raise BadResponse(f"its headers take more than {self._max_head} bytes")
        self._read(data[:cut])
        if self._reader.complete != (end >= 0):
            raise BadResponse("its header lines do not end as HTTP demands")
        if end < 0:
            self._tail = joined[-3:]
        else:
            self._take_head()
        return data[cut:]

    def _read(self, data: bytes) -> None:
        try:
            self._reader.parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            return
        except httptools.HttpParserError as error:
            if self._reader.complete and self._reader.parser.get_status_code() == 101:
                return  # named by _take_head
            raise BadResponse(f"it is not valid HTTP/1.1 ({error})") from None

    def _take_head(self) -> None:
        reader = self._reader
        status = reader.parser.get_status_code()
        version = reader.parser.get_http_version()
        if version not in ("1.1", "1.0"):
            raise BadResponse(f"it is in HTTP/{version}, which was not asked for")
        if status == 101:
            raise BadResponse("it switches to another protocol (101), which was not asked for")
        if not 100 <= status <= 999:
            raise BadResponse(f"its status {status} is none")
        if status < 200:
            self._next_head()
            return
        self.head = Head(b"HTTP/" + version.encode(), status, reader.reason, reader.headers)
        self._frame(self.head)

    def _frame(self, head: Head) -> None:
        """Work out where the body ends, and whether the connection outlives it."""
        length: int | None = None
        codings = connection = b""
        for name, value in head.headers:
            match name.lower():
                case b"content-length":
                    length = _content_length(value)
                case b"transfer-encoding":
                    codings += b"," + value
                case b"connection":
                    connection += b"," + value.lower()
                case b"keep-alive":
                    self.idle_seconds = _idle_seconds(value)
        self.persistent = _persists(head.version, connection)
        if self._is_without_body(head.status):
            self.done = True
        elif codings:
            self._frame_by_coding(codings)
        elif length is not None:
            self._left = length
            self.done = length == 0
        else:
            self.persistent = False

    def _is_without_body(self, status: int) -> bool:
        if self._method == b"CONNECT" and status < 300:
            self.persistent = False
            return True
        return self._method == b"HEAD" or status in _WITHOUT_BODY

    def _frame_by_coding(self, codings: bytes) -> None:
        named = [coding.strip().lower() for coding in codings.split(b",") if coding.strip()]
        if named != [b"chunked"]:
            text = b", ".join(named).decode("latin-1")
            raise BadResponse(f"its Transfer-Encoding is {text!r}; only 'chunked' can be read")
        self._chunked = ChunkedDecoder(self._max_head)

    def _feed_body(self, data: bytes) -> bytes:
        if self.done:
            self.surplus = self.surplus or bool(data)
            return b""
        if self._chunked is not None:
            data = self._chunked.feed(data)
            self.done = self._chunked.done
            self.surplus = self._chunked.surplus
        elif self._left is not None:
            self.surplus = len(data) > self._left
            data = data[: self._left]
            self._left -= len(data)
            self.done = not self._left
        return data


def _content_length(value: bytes) -> int:
    text = value.strip(b" \t")
    if not text.isdigit() or len(text) > 18:
        raise BadResponse("its Content-Length is not a number")
    return int(text)


def _idle_seconds(value: bytes) -> float | None:
    match = _KEEP_ALIVE_TIMEOUT.search(value)
    return float(match[1]) if match else None


def _persists(version: bytes, connection: bytes) -> bool:
    if not connection:
        return version == b"HTTP/1.1"
    options = {option.strip() for option in connection.split(b",")}
    if b"close" in options:
        return False
    return version == b"HTTP/1.1" or b"keep-alive" in options
