"""HTTP/2 on a connected socket: many exchanges at a time (RFC 9113). Imported when it is chosen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Final, cast

import h2.errors
import h2.events
import h2.exceptions
import httpx

from builder.engine.http.broken import broken_off
from builder.engine.http.deadline import Deadline
from builder.engine.http.errors import (
    BadResponse,
    ConnectionClosed,
    ConnectionReset,
    InvalidRequest,
)
from builder.engine.http.exchange import Exchange
from builder.engine.http.http2_frames import Http2Frames
from builder.engine.http.http2_stream import Stream, StreamResponse
from builder.engine.http.outgoing import Outgoing
from builder.engine.http.profile import Origin, Profile
from builder.engine.http.timings import Timings

_WRITE_BUFFER: Final = 256 * 1024


class Http2Connection(asyncio.Protocol):
    """A connection that carries as many exchanges at a time as the server allows.

    Every frame names its exchange, so nothing unasked can become a response: a frame out of place
    breaks the protocol, and with it the connection.

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
        released: Callable[[Http2Connection], None],
        lost: Callable[[Http2Connection], None],
    ) -> None:
        """Make the protocol; the arguments are those of `Connection`."""
        self.origin = origin
        self.remote_address: tuple[str, int] = (origin.host, origin.port)
        self.used = False
        self.closed = False
        self._profile = profile
        self._released = released
        self._lost = lost
        loop = asyncio.get_running_loop()
        self._idle = Deadline(loop, self._shut)
        self._ready: asyncio.Future[None] = loop.create_future()
        self._frames = Http2Frames(profile)
        self._streams: dict[int, Stream] = {}

    # What asyncio calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the connected socket and say how much the server may send."""
        made = cast(asyncio.Transport, transport)
        made.set_write_buffer_limits(high=_WRITE_BUFFER)
        peer = transport.get_extra_info("peername")
        if peer:
            self.remote_address = (peer[0], peer[1])
        self._frames.open(made)

    def data_received(self, data: bytes) -> None:
        """Take frames from the server."""
        try:
            for event in self._frames.read(data):
                self._take(event)
        except (h2.exceptions.ProtocolError, httpx.RemoteProtocolError) as error:
            reason = str(error) or type(error).__name__
            self._break(
                BadResponse(f"The HTTP/2 response of {self.origin} cannot be read: {reason}.")
            )
        self._frames.flush()
        if self._frames.choking:
            self._break(BadResponse(f"{self.origin} asks without taking any answer (HTTP/2)."))

    def eof_received(self) -> bool:
        """Take note that the server says no more; the transport then closes."""
        self._break(ConnectionClosed(f"{self.origin} closed the connection before its response."))
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """Take note that the socket is gone."""
        self._break(broken_off(self.origin, exc))
        self._idle.close()
        self._frames.close()
        self._lost(self)

    def pause_writing(self) -> None:
        """Take note that enough waits to be sent."""
        self._frames.full = True

    def resume_writing(self) -> None:
        """Take note that there is room for more."""
        self._frames.full = False
        _widen(self._streams)

    # What the transport calls.

    async def ready(self) -> None:
        """Wait for the server's settings: how many exchanges it takes at a time.

        Raises:
            httpx.TransportError: It does not speak HTTP/2 after all.
        """
        await asyncio.shield(self._ready)

    def usable(self) -> bool:
        """Whether one more exchange may start."""
        return not self.closed and len(self._streams) < self._frames.most

    def send(
        self,
        message: Outgoing,
        timings: Timings,
        read_timeout: float | None,
        write_timeout: float | None,
    ) -> Exchange[StreamResponse]:
        """Start an exchange; the arguments are those of `Connection.send`.

        Raises:
            ConnectionClosed: The connection is gone.
            InvalidRequest: HTTP/2 has no way to say this.
        """
        if self.closed:
            raise ConnectionClosed(f"{self.origin} closed the connection without a word.")
        bodiless = message.stream is None and not message.body
        try:
            number = self._frames.request(self.origin, message, bodiless)
        except InvalidRequest:
            self.closed = True  # the tables of header compression may no longer agree
            raise
        self._idle.stop()
        stream = Stream(
            number, self.origin, self._frames, self._drop, timings, read_timeout, write_timeout
        )
        self._streams[number] = stream
        if bodiless:
            stream.exchange.mark_sent()
        else:
            stream.send(message)
        return stream.exchange

    def abort(self) -> None:
        """Close the socket at once, whatever is under way."""
        self._break(httpx.CloseError(f"The connection to {self.origin} was closed from this side."))

    # What a stream calls.

    def _drop(self, stream: Stream, error: BaseException) -> None:
        """End an exchange before its time: its stream, or with the last one the connection."""
        if self._streams.pop(stream.number, None) is None:
            return
        if self._streams:
            self._frames.cancel(stream.number)
        else:
            self._shut()
        if isinstance(error, h2.exceptions.ProtocolError):
            error = ConnectionReset(f"{self.origin} takes no more of the request ({error}).")
        self._end(stream, error)

    # The frames of the server.

    def _take(self, event: h2.events.Event) -> None:
        match event:
            case h2.events.RemoteSettingsChanged():
                if not self._ready.done():
                    self._ready.set_result(None)
                _widen(self._streams)
            case h2.events.WindowUpdated():
                _widen(self._streams)
            case h2.events.ConnectionTerminated():
                self._go_away(event)
            case _:
                stream = self._streams.get(getattr(event, "stream_id", None) or 0)
                if stream is not None:
                    self._take_for(stream, event)

    def _take_for(self, stream: Stream, event: h2.events.Event) -> None:
        match event:
            case h2.events.InformationalResponseReceived():
                stream.exchange.parser.skip()
            case h2.events.ResponseReceived():
                stream.exchange.parser.take(event.headers or [])
                stream.headed()
            case h2.events.DataReceived():
                size = event.flow_controlled_length or 0
                self._frames.arrived(size)
                stream.took(event.data or b"", size)
            case h2.events.StreamEnded():
                self._finish(stream)
            case h2.events.StreamReset():
                del self._streams[stream.number]
                self._end(stream, _refusal(self.origin, event))
                self._rest()

    def _finish(self, stream: Stream) -> None:
        del self._streams[stream.number]
        stream.stop_sending()
        if stream.cut:
            self._frames.cancel(stream.number)
        stream.exchange.parser.done = True
        stream.exchange.finish()
        stream.close()
        self.used = True
        self._rest()
        self._released(self)

    def _end(self, stream: Stream, error: BaseException) -> None:
        stream.stop_sending()
        stream.exchange.fail(error)
        stream.close()
        self._released(self)

    def _rest(self) -> None:
        """With no exchange under way, the connection idles for a while or closes."""
        if self._streams:
            return
        if self.closed or self._profile.keep_alive_seconds <= 0:
            self._shut()
        else:
            self._idle.start(self._profile.keep_alive_seconds)

    def _go_away(self, event: h2.events.ConnectionTerminated) -> None:
        """The server takes no more requests; those it has begun to answer go on."""
        self.closed = True
        last = event.last_stream_id or 0
        error = ConnectionClosed(f"{self.origin} ended the connection ({_named(event)}).")
        for stream in [s for number, s in self._streams.items() if number > last]:
            del self._streams[stream.number]
            self._end(stream, error)
        _refuse(self._ready, error)
        self._rest()

    # The end of the connection.

    def _break(self, error: BaseException) -> None:
        streams, self._streams = self._streams, {}
        self._shut()
        _refuse(self._ready, error)
        for stream in streams.values():
            self._end(stream, error)

    def _shut(self) -> None:
        self.closed = True
        self._idle.stop()
        self._frames.shut()


def _widen(streams: Mapping[int, Stream]) -> None:
    """There may be room for more of their bodies."""
    for stream in tuple(streams.values()):
        stream.widen()


def _refuse(ready: asyncio.Future[None], error: BaseException) -> None:
    if not ready.done():
        ready.set_exception(error)
        ready.exception()  # whoever wanted to know may have gone


def _refusal(origin: Origin, event: h2.events.StreamReset) -> ConnectionReset:
    code = _named(event)
    hint = " Switch HTTP/2 off for it." if code == "HTTP_1_1_REQUIRED" else ""
    return ConnectionReset(f"{origin} broke the request off ({code}).{hint}")


def _named(event: h2.events.StreamReset | h2.events.ConnectionTerminated) -> str:
    code = event.error_code
    return code.name if isinstance(code, h2.errors.ErrorCodes) else f"code {code}"
