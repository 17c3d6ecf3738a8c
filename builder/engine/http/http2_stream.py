"""One exchange among others on an HTTP/2 connection (RFC 9113, section 5)."""

from __future__ import annotations

import asyncio
from typing import Final, Protocol

import httpx

from builder.engine.http.deadline import Deadline
from builder.engine.http.errors import BadResponse
from builder.engine.http.exchange import Exchange
from builder.engine.http.outgoing import Outgoing
from builder.engine.http.parser import Head
from builder.engine.http.profile import Origin
from builder.engine.http.timings import Timings

_MOST_INFORMATIONAL: Final = 100
_REPORT: Final = 256 * 1024

Fields = list[tuple[bytes, bytes]]


class Carrier(Protocol):
    """What a stream asks of the connection it runs on."""

    origin: Origin

    def room(self, number: int) -> int:
        """How many bytes of a body may be sent on a stream now."""

    def write(self, number: int, data: bytes) -> None:
        """Send bytes of a body."""

    def end(self, number: int) -> None:
        """Say that the request is complete."""

    def consumed(self, number: int, size: int) -> None:
        """Let the server send that many bytes more."""

    def drop(self, stream: Stream, error: BaseException) -> None:
        """End an exchange before its time."""


class StreamResponse:
    """A response as its frames have told of it so far.

    Attributes:
        head: The head of the final response; informational ones are skipped.
        done: Whether the whole response has been read.
        started: Whether anything of a response has arrived.
    """

    __slots__ = ("_informational", "done", "head", "started")

    def __init__(self) -> None:
        self.head: Head | None = None
        self.done = False
        self.started = False
        self._informational = 0

    def feed(self, data: bytes) -> bytes:
        """The body bytes within what has arrived: frames hold nothing else."""
        return data

    def skip(self) -> None:
        """Take note of an informational response.

        Raises:
            BadResponse: There are too many of them.
        """
        self.started = True
        self._informational += 1
        if self._informational > _MOST_INFORMATIONAL:
            raise BadResponse("it has too many informational responses")

    def take(self, fields: Fields) -> None:
        """Take the header block of the final response.

        Raises:
            BadResponse: A field could not stand in a header.
        """
        self.started = True
        headers = [(name, value) for name, value in fields if not name.startswith(b":")]
        status = dict(fields).get(b":status", b"")
        if not (status.isdigit() and len(status) == 3):
            raise BadResponse("its status is none")
        if any(b"\r" in value or b"\n" in value or b"\0" in value for _, value in headers):
            raise BadResponse("a header holds a line break or a NUL character")
        self.head = Head(b"HTTP/2", int(status), b"", headers)


class Stream:
    """One request and its response: what an exchange runs on, in place of a socket.

    Attributes:
        number: Its identifier on the connection.
        exchange: Where the response arrives.
        cut: Whether the body of the request was given up before its end.
    """

    def __init__(
        self,
        number: int,
        carrier: Carrier,
        timings: Timings,
        read_timeout: float | None,
        write_timeout: float | None,
    ) -> None:
        self.number = number
        self.exchange = Exchange(self, StreamResponse(), timings, read_timeout)
        self.cut = False
        self._carrier = carrier
        self._write_timeout = write_timeout
        self._loop = asyncio.get_running_loop()
        self._deadline = Deadline(self._loop, self._expire)
        self._room: asyncio.Future[None] | None = None
        self._sender: asyncio.Task[None] | None = None
        self._paused = False
        self._unreported = 0

    # What the exchange calls.

    def start_reading(self, seconds: float | None) -> None:
        """Expect the server to say something within that many seconds."""
        if self._room is None:
            self._deadline.start(seconds)

    def stop_waiting(self) -> None:
        """Nobody waits for the server now."""
        if self._room is None:
            self._deadline.stop()

    def pause(self) -> None:
        """Let the server send no more than its window still allows."""
        self._paused = True

    def resume(self) -> None:
        """Let the server go on."""
        self._paused = False
        self._report()

    def abort(self) -> None:
        """Give the exchange up."""
        origin = self._carrier.origin
        self._carrier.drop(
            self, httpx.CloseError(f"The request to {origin} was given up from this side.")
        )

    # What the connection calls.

    def took(self, data: bytes, size: int) -> None:
        """Take bytes of the body that took up `size` bytes of the window."""
        self._unreported += size
        self.exchange.receive(data)
        if not self._paused and self._unreported >= _REPORT:
            self._report()

    def headed(self) -> None:
        """The head of the response is there: a refusal ends a body that is still being sent."""
        self.exchange.receive(b"")
        head = self.exchange.parser.head
        if head is not None and head.status >= 300 and not self.exchange.sent:
            self.stop_sending()
            self.exchange.mark_sent()

    def send(self, message: Outgoing) -> None:
        """Send the body of the request as there is room."""
        self._sender = self._loop.create_task(self._send(message))

    def stop_sending(self) -> None:
        """Send no more of the body."""
        sender, self._sender = self._sender, None
        if sender is not None and not sender.done():
            self.cut = True
            sender.cancel()

    def widen(self) -> None:
        """There is room again."""
        if self._room is not None and not self._room.done():
            self._room.set_result(None)

    def close(self) -> None:
        """Leave nothing behind in the loop."""
        self._deadline.close()

    def _report(self) -> None:
        size, self._unreported = self._unreported, 0
        if size:
            self._carrier.consumed(self.number, size)

    async def _send(self, message: Outgoing) -> None:
        parts = message.parts()
        try:
            async for part in parts:
                rest = part
                while rest:
                    room = self._carrier.room(self.number)
                    if not room:
                        await self._wait_for_room()
                        continue
                    self._carrier.write(self.number, rest[:room])
                    rest = rest[room:]
            self._carrier.end(self.number)
            self.exchange.mark_sent()
        except Exception as error:
            self._carrier.drop(self, error)
        finally:
            await parts.aclose()

    async def _wait_for_room(self) -> None:
        self._room = self._loop.create_future()
        self._deadline.start(self._write_timeout)
        try:
            await self._room
        finally:
            self._room = None
            self._deadline.stop()

    def _expire(self) -> None:
        origin = self._carrier.origin
        error: httpx.TimeoutException
        if self._room is not None:
            error = httpx.WriteTimeout(
                f"{origin} took nothing of the request's body for {self._write_timeout:g} s "
                "(write timeout)."
            )
        else:
            what = "sent nothing more" if self.exchange.parser.started else "did not answer"
            seconds = self.exchange.read_timeout
            error = httpx.ReadTimeout(f"{origin} {what} within {seconds:g} s (read timeout).")
        self._carrier.drop(self, error)
