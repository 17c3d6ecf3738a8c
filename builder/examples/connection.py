"""One HTTP/1.1 connection to a small server on this machine."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from http import HTTPStatus

import httptools

from builder.examples.answer import Answer, Asked, fault

LARGEST_BODY = 64 * 1024 * 1024
"""Bytes of a request's body that are taken."""
LARGEST_HEAD = 64 * 1024
"""Bytes of a request's first line and headers that are taken."""


class Connection(asyncio.Protocol):
    """Reads requests and answers them one after the other, in the order they came.

    Args:
        respond: Makes the answer.
        open_connections: The connection is in this set while it is open.
        largest: Bytes of a request's body that are taken.
    """

    def __init__(
        self,
        respond: Callable[[Asked], Answer],
        open_connections: set[Connection],
        largest: int = LARGEST_BODY,
    ) -> None:
        self._respond = respond
        self._largest = largest
        self._open = open_connections
        self._parser = httptools.HttpRequestParser(self)
        self._waiting: deque[tuple[Answer, bool]] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._begin()

    def _begin(self) -> None:
        self._target = b""
        self._headers: list[tuple[str, str]] = []
        self._body = bytearray()
        self._head = 0
        self._refused = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The client connected."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._open.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self._open.discard(self)
        if self._timer:
            self._timer.cancel()

    def data_received(self, data: bytes) -> None:
        """Bytes came; what is not HTTP ends the connection."""
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._transport.close()
        except httptools.HttpParserError:
            self._put(fault(400, "bad_request", "This is not HTTP/1.1."), last=True)

    def on_url(self, url: bytes) -> None:
        """A part of the request's target."""
        self._target += url
        self._grow_head(len(url))

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header."""
        self._headers.append((name.decode("latin-1"), value.decode("latin-1")))
        self._grow_head(len(name) + len(value))

    def on_headers_complete(self) -> None:
        """Say that the body may come where the client waits for that."""
        if any(n.lower() == "expect" and v.lower() == "100-continue" for n, v in self._headers):
            self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def on_body(self, body: bytes) -> None:
        """A part of the body."""
        self._body += body
        if len(self._body) > self._largest and not self._refused:
            self._refuse(fault(413, "too_large", "The body is too large."))

    def _grow_head(self, size: int) -> None:
        self._head += size
        if self._head > LARGEST_HEAD and not self._refused:
            self._refuse(fault(431, "too_large", "The headers are too large."))

    def _refuse(self, answer: Answer) -> None:
        self._refused = True
        self._put(answer, last=True)
        self._transport.pause_reading()

    def on_message_complete(self) -> None:
        """A whole request is there."""
        if self._refused:
            return
        asked = Asked(
            self._parser.get_method().decode("ascii"),
            self._target.decode("utf-8", "replace"),
            tuple(self._headers),
            bytes(self._body),
        )
        self._begin()
        self._put(self._respond(asked), last=not self._parser.should_keep_alive())

    def _put(self, answer: Answer, last: bool) -> None:
        self._waiting.append((answer, last))
        if len(self._waiting) == 1:
            self._next()

    def _next(self) -> None:
        """Send what comes first, now or when its delay is over."""
        while self._waiting:
            delay = self._waiting[0][0].delay
            if delay > 0:
                loop = asyncio.get_running_loop()
                self._timer = loop.call_later(delay, self._send_first_and_go_on)
                return
            self._send_first()

    def _send_first_and_go_on(self) -> None:
        self._timer = None
        self._send_first()
        self._next()

    def _send_first(self) -> None:
        answer, last = self._waiting.popleft()
        if self._transport.is_closing():
            return
        self._transport.write(_bytes(answer, last))
        if last:
            self._transport.close()

    def close(self) -> None:
        """End the connection at once."""
        self._transport.abort()


def _bytes(answer: Answer, last: bool) -> bytes:
    headers = {"Server": "Steploom-Example"}
    if answer.media_type:
        headers["Content-Type"] = answer.media_type
    if answer.status not in (204, 304):
        headers["Content-Length"] = str(len(answer.body))
    headers |= answer.headers
    headers["Connection"] = "close" if last else "keep-alive"
    lines = [f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + answer.body
