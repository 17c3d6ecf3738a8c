"""One socket that carries one exchange at a time."""

from __future__ import annotations

import asyncio
import select
from collections.abc import Callable, Iterator
from typing import cast

import httpx

from builder.engine.http.broken import broken_off
from builder.engine.http.errors import BadResponse, ConnectionClosed
from builder.engine.http.exchange import Exchange
from builder.engine.http.outgoing import Outgoing
from builder.engine.http.parser import ResponseParser
from builder.engine.http.patience import Patience, Upload
from builder.engine.http.profile import Origin, Profile
from builder.engine.http.timings import Timings

_WRITE_BUFFER = 256 * 1024
_SALVAGE = 64 * 1024
_IDLE_MARGIN = 0.5


class Connection(asyncio.Protocol):
    """A connection to one origin, from its first exchange to its last.

    It is *idle* between exchanges. Whatever the server says then was not asked for and closes the
    connection, so that it can never be taken for a response.

    Attributes:
        origin: Whom it leads to.
        remote_address: Address and port of the other end, once connected.
        used: Whether it has carried an exchange before the present one.
        closed: Whether it can carry no further exchange.
    """

    def __init__(
        self,
        origin: Origin,
        profile: Profile,
        released: Callable[[Connection], None],
        lost: Callable[[Connection], None],
    ) -> None:
        """Make the protocol that a dialer connects.

        Args:
            origin: Whom it leads to.
            profile: How long it may idle, and how large a head may be.
            released: Called when an exchange is over, whatever its outcome.
            lost: Called once when the socket is gone.
        """
        self.origin = origin
        self.remote_address: tuple[str, int] = (origin.host, origin.port)
        self.used = False
        self.closed = False
        self._profile = profile
        self._released = released
        self._lost = lost
        self._patience = Patience(self._expire)
        self._upload = Upload()
        self._transport: asyncio.Transport | None = None
        self._poll: Callable[[], bool] = bool
        self._exchange: Exchange[ResponseParser] | None = None
        self._persistent = True
        self._full = False
        self._unasked = False

    # What asyncio calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the connected socket."""
        self._transport = cast(asyncio.Transport, transport)
        self._transport.set_write_buffer_limits(high=_WRITE_BUFFER)
        self._poll = _readable(transport.get_extra_info("socket").fileno())
        peer = transport.get_extra_info("peername")
        if peer:
            self.remote_address = (peer[0], peer[1])

    def data_received(self, data: bytes) -> None:
        """Take bytes from the server."""
        exchange = self._exchange
        if exchange is None:
            self._unasked = True
            self.abort()
            return
        try:
            exchange.receive(data)
        except httpx.RemoteProtocolError as error:
            self._fail(BadResponse(f"The response of {self.origin} cannot be read: {error}."))
            return
        if exchange.parser.done:
            self._finish(exchange)
        elif self._upload.begun and exchange.refused():
            self._stop_sending()
            exchange.mark_sent()

    def eof_received(self) -> bool:
        """Take note that the server says no more; the transport then closes."""
        self._end(None)
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """Take note that the socket is gone."""
        if exc is not None and self._transport is not None:
            for data in _unread(self._transport):
                if self._exchange is None:
                    break
                self.data_received(data)
        self._end(exc)
        self.closed = True
        self._patience.close()
        self.resume_writing()
        self._transport = None
        self._lost(self)

    def pause_writing(self) -> None:
        """Take note that enough waits to be sent."""
        self._full = True

    def resume_writing(self) -> None:
        """Take note that there is room for more."""
        self._full = False
        self._patience.widen()

    # What the transport calls.

    def usable(self) -> bool:
        """Whether a new exchange may start: open, and nothing unread from the server.

        What has arrived on an idle connection is either its end or bytes nobody asked for. Looking
        at the socket finds what the event loop has not delivered yet.
        """
        return not self.closed and not self._poll()

    def send(
        self,
        message: Outgoing,
        timings: Timings,
        read_timeout: float | None,
        write_timeout: float | None,
    ) -> Exchange[ResponseParser]:
        """Start an exchange: write the request, all of it now or as there is room.

        Args:
            message: The request.
            timings: Takes the moments of its phases.
            read_timeout: Seconds without a byte of the response after which it fails; None for
                any time.
            write_timeout: Seconds in which the server takes nothing, likewise.

        Raises:
            BadResponse: The server spoke before it was asked.
            ConnectionClosed: The connection is gone.
        """
        if self._transport is None or self.closed:
            if self._unasked:
                raise BadResponse(f"{self.origin} spoke before it was asked; it is no HTTP server.")
            raise ConnectionClosed(f"{self.origin} closed the connection without a word.")
        parser = ResponseParser(message.method, self._profile.max_header_bytes)
        exchange = Exchange(self, self._patience, parser, timings, read_timeout)
        self._exchange = exchange
        self._persistent = message.persistent
        self._patience.stop()
        if message.stream is None:
            self._transport.write(message.head + message.body if message.body else message.head)
            exchange.mark_sent()
        else:
            self._patience.write_timeout = write_timeout
            self._transport.write(message.head)
            self._upload.start(self._send_body(exchange, message))
        return exchange

    def abort(self) -> None:
        """Close the socket at once, whatever is under way."""
        self._fail(httpx.CloseError(f"The connection to {self.origin} was closed from this side."))

    # What an exchange calls.

    def pause(self) -> None:
        """Take no more bytes from the socket."""
        if self._transport is not None and not self.closed:
            self._transport.pause_reading()

    def resume(self) -> None:
        """Take bytes from the socket again."""
        if self._transport is not None and not self.closed:
            self._transport.resume_reading()

    # The end of an exchange.

    def _finish(self, exchange: Exchange[ResponseParser]) -> None:
        """The response is complete: the connection is free, or of no further use."""
        parser = exchange.parser
        idle = _idle_seconds(self._profile.keep_alive_seconds, parser.idle_seconds)
        keep = exchange.sent and self._persistent and parser.persistent and not parser.surplus
        self._exchange = None
        self._stop_sending()
        exchange.finish()
        self.used = True
        if keep and idle > 0 and not self.closed:
            self._patience.expect(idle)
        else:
            self._shut()
        self._released(self)

    def _end(self, cause: Exception | None) -> None:
        """The server says no more: the response is complete by that, or never will be."""
        exchange = self._exchange
        self.closed = True
        if exchange is None:
            return
        if cause is not None:
            self._fail(broken_off(self.origin, cause))
            return
        try:
            exchange.parser.feed_eof()
        except httpx.RemoteProtocolError as error:
            self._fail(ConnectionClosed(f"{self.origin} {error}."))
        else:
            self._finish(exchange)

    def _fail(self, error: BaseException) -> None:
        exchange, self._exchange = self._exchange, None
        self._stop_sending()
        self._shut()
        if exchange is not None:
            exchange.fail(error)
            self._released(self)

    def _shut(self) -> None:
        """Close without waiting for what is still to be sent: nobody will read the answer."""
        self.closed = True
        self._patience.stop()
        if self._transport is not None:
            self._transport.abort()

    def _expire(self) -> None:
        exchange = self._exchange
        if exchange is None:
            self._shut()
        else:
            begun = exchange.parser.started
            self._fail(self._patience.fault(self.origin, exchange.read_timeout, begun))

    # Sending a body piece by piece.

    async def _send_body(self, exchange: Exchange[ResponseParser], message: Outgoing) -> None:
        pieces = message.pieces()
        try:
            async for piece in pieces:
                if self._transport is None or self.closed:
                    return
                self._transport.write(piece)
                if self._full:
                    await self._patience.room()
            exchange.mark_sent()
        except Exception as error:
            self._fail(error)
        finally:
            await pieces.aclose()

    def _stop_sending(self) -> None:
        """Send no more of the body: nobody will read the rest, so nothing can follow it."""
        if self._upload.stop():
            self._persistent = False


def _idle_seconds(ours: float, theirs: float | None) -> float:
    """How long to keep a connection: a little less than the server says it does."""
    return ours if theirs is None else min(ours, theirs - _IDLE_MARGIN)


def _unread(transport: asyncio.Transport) -> Iterator[bytes]:
    """What arrived before a connection broke: a refusal often comes just before that.

    asyncio gives up reading when a write fails, although the answer may lie in the socket.
    """
    if transport.get_extra_info("ssl_object") is not None:
        return
    try:
        with transport.get_extra_info("socket").dup() as socket:
            socket.setblocking(False)
            while data := socket.recv(_SALVAGE):
                yield data
    except OSError:
        return


def _readable(descriptor: int) -> Callable[[], bool]:
    """A cheap question whether anything waits to be read from a socket."""
    if not hasattr(select, "poll"):
        return lambda: bool(select.select([descriptor], [], [], 0)[0])
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return lambda: bool(poll.poll(0))
