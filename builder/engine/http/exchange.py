"""One request and its response, on the side of those who wait for it."""

from __future__ import annotations

import asyncio
from collections import deque
from time import perf_counter
from typing import Final, Generic, Protocol, TypeVar

from builder.engine.http.parser import Head
from builder.engine.http.patience import Patience
from builder.engine.http.timings import ByteCount, Timings

_HIGH_WATER: Final = 256 * 1024
_LOW_WATER: Final = 64 * 1024


class Wire(Protocol):
    """What an exchange asks of the connection it runs on."""

    def pause(self) -> None:
        """Take no more bytes from the socket."""

    def resume(self) -> None:
        """Take bytes from the socket again."""

    def abort(self) -> None:
        """Close the socket at once."""


class Incoming(Protocol):
    """A response as it is read: the bytes of HTTP/1.1, or the frames of HTTP/2."""

    @property
    def head(self) -> Head | None:
        """The head of the final response, once it is there."""

    @property
    def done(self) -> bool:
        """Whether the whole response has been read."""

    @property
    def started(self) -> bool:
        """Whether anything of a response has arrived."""

    def feed(self, data: bytes) -> bytes:
        """The body bytes within what has arrived."""


P = TypeVar("P", bound=Incoming)


class Exchange(Generic[P]):
    """Where the response of one request arrives and is waited for.

    The connection calls `receive`, `finish` and `fail`; the one who sent the request awaits `head`
    and `read`.

    Attributes:
        parser: The response as read so far.
        timings: What was measured so far.
        raw_size: Bytes of the body received, before decompression.
        done: Whether the response is complete.
        error: What ended it before it was complete.
        read_timeout: Seconds the server may be silent.
    """

    __slots__ = (
        "_begun",
        "_buffered",
        "_chunks",
        "_first",
        "_loop",
        "_patience",
        "_paused",
        "_sent",
        "_waiter",
        "_wire",
        "done",
        "error",
        "parser",
        "raw_size",
        "read_timeout",
        "timings",
    )

    def __init__(
        self,
        wire: Wire,
        patience: Patience,
        parser: P,
        timings: Timings,
        read_timeout: float | None,
    ) -> None:
        self.parser = parser
        self.timings = timings
        self.raw_size = ByteCount()
        self.done = False
        self.error: BaseException | None = None
        self.read_timeout = read_timeout
        self._wire = wire
        self._patience = patience
        self._loop = asyncio.get_running_loop()
        self._chunks: deque[bytes] = deque()
        self._buffered = 0
        self._paused = False
        self._waiter: asyncio.Future[None] | None = None
        self._begun = perf_counter()
        self._sent: float | None = None
        self._first: float | None = None

    @property
    def sent(self) -> bool:
        """Whether the whole request has been written."""
        return self._sent is not None

    def mark_sent(self) -> None:
        """Note that the whole request has been written."""
        self._sent = now = perf_counter()
        self.timings.send = (now - self._begun) * 1000
        if self._waiter is not None:
            self._patience.expect(self.read_timeout)

    def receive(self, data: bytes) -> None:
        """Take bytes that came from the server.

        Raises:
            BadResponse: They are no valid response.
        """
        if self._first is None:
            self._first = now = perf_counter()
            self.timings.wait = max(0.0, now - (self._sent or now)) * 1000
        body = self.parser.feed(data)
        if body:
            self.raw_size.value += len(body)
            self._chunks.append(body)
            self._buffered += len(body)
        if self.parser.done:
            return
        if self._buffered > _HIGH_WATER and not self._paused:
            self._paused = True
            self._wire.pause()
        if self._waiter is not None:
            if body or self.parser.head is not None:
                self._wake()
            else:
                self._patience.expect(self.read_timeout)

    def finish(self) -> None:
        """Note that the response is complete."""
        self.done = True
        self.timings.receive = (perf_counter() - (self._first or self._begun)) * 1000
        self._wake()

    def fail(self, error: BaseException) -> None:
        """Note what ended the exchange; what arrived before can still be read."""
        if not self.done and self.error is None:
            self.error = error
            self._wake()

    def refused(self) -> bool:
        """Whether the answer is an error or a redirect while the request is still being sent."""
        head = self.parser.head
        return head is not None and head.status >= 300 and self._sent is None

    async def head(self) -> Head:
        """The head of the response, once it is there.

        Raises:
            httpx.TransportError: There will be none.
        """
        while (head := self.parser.head) is None:
            if self.error is not None:
                raise self.error
            await self._wait()
        return head

    async def read(self) -> bytes:
        """The next bytes of the body as they arrived; empty at its end.

        Raises:
            httpx.TransportError: The body ends before it is complete.
        """
        while not self._chunks:
            if self.done:
                return b""
            if self.error is not None:
                raise self.error
            await self._wait()
        chunk = self._chunks.popleft()
        self._buffered -= len(chunk)
        if self._paused and self._buffered < _LOW_WATER:
            self._paused = False
            self._wire.resume()
        return chunk

    def close(self) -> None:
        """Give up what has not arrived yet: closes the connection unless the response is done."""
        self._chunks.clear()
        if not self.done:
            self._wire.abort()

    async def _wait(self) -> None:
        self._waiter = waiter = self._loop.create_future()
        if self._sent is not None:
            self._patience.expect(self.read_timeout)
        try:
            await waiter
        finally:
            self._waiter = None

    def _wake(self) -> None:
        self._patience.relax()
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
