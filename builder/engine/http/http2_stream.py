"""One exchange among others on an HTTP/2 connection (RFC 9113, section 5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

import httpx

from builder.engine.http.errors import BadResponse
from builder.engine.http.exchange import Exchange
from builder.engine.http.outgoing import Outgoing
from builder.engine.http.parser import Head
from builder.engine.http.patience import Patience, Upload
from builder.engine.http.profile import Origin
from builder.engine.http.timings import Timings

_MOST_INFORMATIONAL: Final = 100
_REPORT: Final = 256 * 1024

Fields = list[tuple[bytes, bytes]]


class Frames(Protocol):
    """How a stream sends."""

    def room(self, number: int) -> int:
        """How many bytes of a body may be sent on a stream now."""

    def write(self, number: int, data: bytes) -> None:
        """Send bytes of a body."""

    def end(self, number: int) -> None:
        """Say that the request is complete."""

    def consumed(self, number: int, size: int) -> None:
        """Let the server send that many bytes more."""


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
        origin: Origin,
        frames: Frames,
        drop: Callable[[Stream, BaseException], None],
        timings: Timings,
        read_timeout: float | None,
        write_timeout: float | None,
    ) -> None:
        """Begin an exchange.

        Args:
            number: Its identifier on the connection.
            origin: Whom the connection leads to.
            frames: What sends for it.
            drop: Called to end it before its time.
            timings: What is measured of it.
            read_timeout: Seconds the server may be silent.
            write_timeout: Seconds the server may take nothing of the request's body.
        """
        self.number = number
        self.cut = False
        self._origin = origin
        self._frames = frames
        self._drop = drop
        self._patience = Patience(self._expire)
        self._patience.write_timeout = write_timeout
        self._upload = Upload()
        self.exchange = Exchange(self, self._patience, StreamResponse(), timings, read_timeout)
        self._paused = False
        self._unreported = 0

    # What the exchange calls.

    def pause(self) -> None:
        """Let the server send no more than its window still allows."""
        self._paused = True

    def resume(self) -> None:
        """Let the server go on."""
        self._paused = False
        self._report()

    def abort(self) -> None:
        """Give the exchange up."""
        self._drop(
            self, httpx.CloseError(f"The request to {self._origin} was given up from this side.")
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
        if self.exchange.refused():
            self.stop_sending()
            self.exchange.mark_sent()

    def send(self, message: Outgoing) -> None:
        """Send the body of the request as there is room."""
        self._upload.start(self._send(message))

    def stop_sending(self) -> None:
        """Send no more of the body."""
        if self._upload.stop():
            self.cut = True

    def widen(self) -> None:
        """There is room again."""
        self._patience.widen()

    def close(self) -> None:
        """Leave nothing behind in the loop."""
        self._patience.close()

    def _report(self) -> None:
        size, self._unreported = self._unreported, 0
        if size:
            self._frames.consumed(self.number, size)

    async def _send(self, message: Outgoing) -> None:
        parts = message.parts()
        try:
            async for part in parts:
                rest = part
                while rest:
                    room = self._frames.room(self.number)
                    if not room:
                        await self._patience.room()
                        continue
                    self._frames.write(self.number, rest[:room])
                    rest = rest[room:]
            self._frames.end(self.number)
            self.exchange.mark_sent()
        except Exception as error:
            self._drop(self, error)
        finally:
            await parts.aclose()

    def _expire(self) -> None:
        exchange = self.exchange
        begun = exchange.parser.started
        self._drop(self, self._patience.fault(self._origin, exchange.read_timeout, begun))
