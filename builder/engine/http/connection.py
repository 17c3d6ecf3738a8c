"""One socket that carries one exchange at a time."""

from __future__ import annotations

import asyncio
import select
from collections.abc import Callable
from typing import cast

import httpx

from builder.engine.http.deadline import Deadline
from builder.engine.http.errors import BadResponse, ConnectionClosed, ConnectionReset
from builder.engine.http.exchange import Exchange
from builder.engine.http.outgoing import Outgoing
from builder.engine.http.parser import ResponseParser
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
        self._loop = asyncio.get_running_loop()
        self._deadline = Deadline(self._loop, self._expire)
        self._transport: asyncio.Transport | None = None
        self._poll: Callable[[], bool] = bool
        self._exchange: Exchange[ResponseParser] | None = None
        self._persistent = True
        self._write_timeout: float | None = None
        self._sender: asyncio.Task[None] | None = None
        self._room: asyncio.Future[None] | None = None
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
        elif self._sender is not None:
            self._stop_sending_if_refused(exchange)

    def eof_received(self) -> bool:
        """Take note that the server says no more; the transport then closes."""
        self._end(None)
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """Take note that the socket is gone."""
        if exc is not None and self._exchange is not None:
            self._salvage()
        self._end(exc)
        self.closed = True
        self._deadline.close()
        self.resume_writing()
        self._transport = None
        self._lost(self)

    def pause_writing(self) -> None:
        """Take note that enough waits to be sent."""
        self._full = True

    def resume_writing(self) -> None:
        """Take note that there is room for more."""
        self._full = False
        if self._room is not None and not self._room.done():
            self._room.set_result(None)

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

        Raises:
            BadResponse: The server spoke before it was asked.
            ConnectionClosed: The connection is gone.
        """
        if self._transport is None or self.closed:
            raise self._not_open()
        parser = ResponseParser(message.method, self._profile.max_header_bytes)
        exchange = Exchange(self, parser, timings, read_timeout)
        self._exchange = exchange
        self._persistent = message.persistent
        self._deadline.stop()
        if message.stream is None:
            self._transport.write(message.head + message.body if message.body else message.head)
            exchange.mark_sent()
        else:
            self._write_timeout = write_timeout
            self._transport.write(message.head)
            self._sender = self._loop.create_task(self._send_body(exchange, message))
        return exchange

    def abort(self) -> None:
        """Close the socket at once, whatever is under way."""
        self._fail(httpx.CloseError(f"The connection to {self.origin} was closed from this side."))

    # What an exchange calls.

    def start_reading(self, seconds: float | None) -> None:
        """Expect the server to say something within that many seconds."""
        if self._room is None:
            self._deadline.start(seconds)

    def stop_waiting(self) -> None:
        """Nobody waits for the server now."""
        if self._room is None:
            self._deadline.stop()

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
        idle = self._idle_seconds(parser)
        keep = exchange.sent and self._persistent and parser.persistent and not parser.surplus
        self._exchange = None
        self._cancel_sender()
        exchange.finish()
        self.used = True
        if keep and idle > 0 and not self.closed:
            self._deadline.start(idle)
        else:
            self._shut()
        self._released(self)

    def _idle_seconds(self, parser: ResponseParser) -> float:
        """How long to keep the connection: a little less than the server says it does."""
        ours = self._profile.keep_alive_seconds
        theirs = parser.idle_seconds
        return ours if theirs is None else min(ours, theirs - _IDLE_MARGIN)

    def _end(self, cause: Exception | None) -> None:
        """The server says no more: the response is complete by that, or never will be."""
        exchange = self._exchange
        self.closed = True
        if exchange is None:
            return
        if cause is not None:
            self._fail(self._reset(cause))
            return
        try:
            exchange.parser.feed_eof()
        except httpx.RemoteProtocolError as error:
            self._fail(ConnectionClosed(f"{self.origin} {error}."))
        else:
            self._finish(exchange)

    def _fail(self, error: BaseException) -> None:
        exchange, self._exchange = self._exchange, None
        self._cancel_sender()
        self._shut()
        if exchange is not None:
            exchange.fail(error)
            self._released(self)

    def _shut(self) -> None:
        """Close without waiting for what is still to be sent: nobody will read the answer."""
        self.closed = True
        self._deadline.stop()
        if self._transport is not None:
            self._transport.abort()

    def _expire(self) -> None:
        exchange = self._exchange
        if exchange is None:
            self._shut()
        elif self._room is not None:
            self._fail(
                httpx.WriteTimeout(
                    f"{self.origin} took nothing of the request's body for "
                    f"{self._write_timeout:g} s (write timeout)."
                )
            )
        else:
            what = "did not answer" if not exchange.parser.started else "sent nothing more"
            self._fail(
                httpx.ReadTimeout(
                    f"{self.origin} {what} within {exchange.read_timeout:g} s (read timeout)."
                )
            )

    def _not_open(self) -> httpx.RemoteProtocolError:
        if self._unasked:
            return BadResponse(
                f"{self.origin} sent bytes before it was asked; it is no HTTP server."
            )
        return ConnectionClosed(f"{self.origin} closed the connection without a word.")

    def _reset(self, cause: Exception) -> httpx.TransportError:
        if self.origin.scheme == "https":
            from builder.engine.http.tls import alerted

            if (failure := alerted(self.origin, cause)) is not None:
                return failure
        reason = cause.strerror if isinstance(cause, OSError) and cause.strerror else str(cause)
        return ConnectionReset(f"{self.origin} broke the connection off: {reason}.")

    def _salvage(self) -> None:
        """Take what arrived before the connection broke: a refusal often comes just before that.

        asyncio gives up reading when a write fails, although the answer may lie in the socket.
        """
        transport = self._transport
        if transport is None or transport.get_extra_info("ssl_object") is not None:
            return
        try:
            with transport.get_extra_info("socket").dup() as socket:
                socket.setblocking(False)
                while self._exchange is not None and (data := socket.recv(_SALVAGE)):
                    self.data_received(data)
        except OSError:
            return

    # Sending a body piece by piece.

    async def _send_body(self, exchange: Exchange[ResponseParser], message: Outgoing) -> None:
        pieces = message.pieces()
        try:
            async for piece in pieces:
                if self._transport is None or self.closed:
                    return
                self._transport.write(piece)
                if self._full:
                    await self._wait_for_room()
            exchange.mark_sent()
        except Exception as error:
            self._fail(error)
        finally:
            await pieces.aclose()

    async def _wait_for_room(self) -> None:
        self._room = self._loop.create_future()
        self._deadline.start(self._write_timeout)
        try:
            await self._room
        finally:
            self._room = None
            self._deadline.stop()

    def _stop_sending_if_refused(self, exchange: Exchange[ResponseParser]) -> None:
        """Send no more of a body that the server has already answered with an error or redirect."""
        head = exchange.parser.head
        if head is not None and head.status >= 300 and not exchange.sent:
            self._cancel_sender()
            exchange.mark_sent()

    def _cancel_sender(self) -> None:
        sender, self._sender = self._sender, None
        if sender is not None and not sender.done():
            self._persistent = False
            sender.cancel()


def _readable(descriptor: int) -> Callable[[], bool]:
    """A cheap question whether anything waits to be read from a socket."""
    if not hasattr(select, "poll"):
        return lambda: bool(select.select([descriptor], [], [], 0)[0])
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return lambda: bool(poll.poll(0))
