"""HTTP/2 on a connected socket: many exchanges at a time (RFC 9113). Imported when it is chosen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Final, cast

import h2.config
import h2.connection
import h2.errors
import h2.events
import h2.exceptions
import h2.settings
import httpx

from builder.engine.http.deadline import Deadline
from builder.engine.http.errors import (
    BadResponse,
    ConnectionClosed,
    ConnectionReset,
    InvalidRequest,
)
from builder.engine.http.exchange import Exchange
from builder.engine.http.http2_stream import Fields, Stream, StreamResponse
from builder.engine.http.outgoing import Outgoing
from builder.engine.http.profile import Origin, Profile
from builder.engine.http.timings import Timings

_CONFIG: Final = h2.config.H2Configuration(client_side=True, header_encoding=None)
_WRITE_BUFFER: Final = 256 * 1024
_MOST_UNSENT: Final = 4 * 1024 * 1024
_STREAM_WINDOW: Final = 1024 * 1024
_WINDOW: Final = 16 * 1024 * 1024
_REPORT: Final = 1024 * 1024
# Headers that speak about an HTTP/1.1 connection (RFC 9113, section 8.2.2); Host goes elsewhere.
_LEFT_OUT: Final = frozenset(
    (
        b"host",
        b"connection",
        b"keep-alive",
        b"proxy-connection",
        b"transfer-encoding",
        b"upgrade",
        b"http2-settings",
    )
)


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
        self._deadline = Deadline(loop, self._shut)
        self._ready: asyncio.Future[None] = loop.create_future()
        self._transport: asyncio.Transport | None = None
        self._frames = _frames(profile)
        self._streams: dict[int, Stream] = {}
        self._full = False
        self._unreported = 0

    # What asyncio calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the connected socket and say how much the server may send."""
        self._transport = cast(asyncio.Transport, transport)
        self._transport.set_write_buffer_limits(high=_WRITE_BUFFER)
        peer = transport.get_extra_info("peername")
        if peer:
            self.remote_address = (peer[0], peer[1])
        self._frames.initiate_connection()
        self._frames.increment_flow_control_window(_WINDOW)
        self._flush()

    def data_received(self, data: bytes) -> None:
        """Take frames from the server."""
        try:
            for event in self._frames.receive_data(data):
                self._take(event)
        except (h2.exceptions.ProtocolError, httpx.RemoteProtocolError) as error:
            reason = str(error) or type(error).__name__
            self._break(
                BadResponse(f"The HTTP/2 response of {self.origin} cannot be read: {reason}.")
            )
        self._flush()
        if self._transport is not None and self._transport.get_write_buffer_size() > _MOST_UNSENT:
            self._break(BadResponse(f"{self.origin} asks without taking any answer (HTTP/2)."))

    def eof_received(self) -> bool:
        """Take note that the server says no more; the transport then closes."""
        self._break(ConnectionClosed(f"{self.origin} closed the connection before its response."))
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """Take note that the socket is gone."""
        self._break(_lost(self.origin, exc))
        self._deadline.close()
        self._transport = None
        self._lost(self)

    def pause_writing(self) -> None:
        """Take note that enough waits to be sent."""
        self._full = True

    def resume_writing(self) -> None:
        """Take note that there is room for more."""
        self._full = False
        self._widen()

    # What the transport calls.

    async def ready(self) -> None:
        """Wait for the server's settings: how many exchanges it takes at a time.

        Raises:
            httpx.TransportError: It does not speak HTTP/2 after all.
        """
        await asyncio.shield(self._ready)

    def usable(self) -> bool:
        """Whether one more exchange may start."""
        most = self._frames.remote_settings.max_concurrent_streams
        return not self.closed and len(self._streams) < most

    def send(
        self,
        message: Outgoing,
        timings: Timings,
        read_timeout: float | None,
        write_timeout: float | None,
    ) -> Exchange[StreamResponse]:
        """Start an exchange.

        Raises:
            ConnectionClosed: The connection is gone.
            InvalidRequest: HTTP/2 has no way to say this.
        """
        if self.closed:
            raise ConnectionClosed(f"{self.origin} closed the connection without a word.")
        number = self._frames.get_next_available_stream_id()
        bodiless = message.stream is None and not message.body
        try:
            self._frames.send_headers(number, _fields(self.origin, message), end_stream=bodiless)
        except h2.exceptions.ProtocolError as error:
            self.closed = True  # the tables of header compression may no longer agree
            raise InvalidRequest(f"The request cannot be sent over HTTP/2: {error}.") from error
        self._deadline.stop()
        stream = Stream(number, self, timings, read_timeout, write_timeout)
        self._streams[number] = stream
        self._flush()
        if bodiless:
            stream.exchange.mark_sent()
        else:
            stream.send(message)
        return stream.exchange

    def abort(self) -> None:
        """Close the socket at once, whatever is under way."""
        self._break(httpx.CloseError(f"The connection to {self.origin} was closed from this side."))

    # What a stream calls.

    def room(self, number: int) -> int:
        """How many bytes of a body may be sent on a stream now."""
        if self._full or self.closed:
            return 0
        window = self._frames.local_flow_control_window(number)
        return max(0, min(window, self._frames.max_outbound_frame_size))

    def write(self, number: int, data: bytes) -> None:
        """Send bytes of a body, at most as many as there is room for."""
        self._frames.send_data(number, data)
        self._flush()

    def end(self, number: int) -> None:
        """Say that the request is complete."""
        self._frames.end_stream(number)
        self._flush()

    def consumed(self, number: int, size: int) -> None:
        """Let the server send that many bytes more on a stream that is still open."""
        if number not in self._streams:
            return
        # The end of the stream may lie in the same piece of data, read but not yet told.
        with suppress(h2.exceptions.ProtocolError, KeyError):
            self._frames.increment_flow_control_window(size, number)
        self._flush()

    def drop(self, stream: Stream, error: BaseException) -> None:
        """End an exchange before its time: its stream, or with the last one the connection."""
        if self._streams.pop(stream.number, None) is None:
            return
        if self._streams:
            self._cancel(stream.number)
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
                self._widen()
            case h2.events.WindowUpdated():
                self._widen()
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
                self._report(size)
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
            self._cancel(stream.number)
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
            self._deadline.start(self._profile.keep_alive_seconds)

    def _go_away(self, event: h2.events.ConnectionTerminated) -> None:
        """The server takes no more requests; those it has begun to answer go on."""
        self.closed = True
        last = event.last_stream_id or 0
        error = ConnectionClosed(f"{self.origin} ended the connection ({_named(event)}).")
        for stream in [s for number, s in self._streams.items() if number > last]:
            del self._streams[stream.number]
            self._end(stream, error)
        self._not_ready(error)
        self._rest()

    # The end of the connection.

    def _break(self, error: BaseException) -> None:
        streams, self._streams = self._streams, {}
        self._shut()
        self._not_ready(error)
        for stream in streams.values():
            self._end(stream, error)

    def _not_ready(self, error: BaseException) -> None:
        if not self._ready.done():
            self._ready.set_exception(error)
            self._ready.exception()  # whoever wanted to know may have gone

    def _shut(self) -> None:
        self.closed = True
        self._deadline.stop()
        if self._transport is not None:
            self._flush()
            self._transport.abort()

    def _cancel(self, number: int) -> None:
        # Either side may have closed the stream meanwhile.
        with suppress(h2.exceptions.ProtocolError):
            self._frames.reset_stream(number, h2.errors.ErrorCodes.CANCEL)
        self._flush()

    # Small things.

    def _report(self, size: int) -> None:
        """Keep the window of the whole connection open, however slow one reader is."""
        self._unreported += size
        if self._unreported >= _REPORT:
            self._frames.increment_flow_control_window(self._unreported)
            self._unreported = 0

    def _widen(self) -> None:
        for stream in tuple(self._streams.values()):
            stream.widen()

    def _flush(self) -> None:
        data = self._frames.data_to_send()
        if data and self._transport is not None and not self._transport.is_closing():
            self._transport.write(data)


def _fields(origin: Origin, message: Outgoing) -> Fields:
    """The header block: names in lower case, as HTTP/2 demands, the rest as given."""
    authority = str(origin).encode("ascii")
    fields = []
    for given, value in message.headers:
        name = given.lower()
        if name == b"host":
            authority = value
        elif name not in _LEFT_OUT and (name != b"te" or value == b"trailers"):
            fields.append((name, value))
    return [
        (b":method", message.method),
        (b":authority", authority),
        (b":scheme", origin.scheme.encode("ascii")),
        (b":path", message.target),
        *fields,
    ]


def _frames(profile: Profile) -> h2.connection.H2Connection:
    frames = h2.connection.H2Connection(config=_CONFIG)
    codes = h2.settings.SettingCodes
    frames.local_settings = h2.settings.Settings(
        client=True,
        initial_values={
            codes.ENABLE_PUSH: 0,
            codes.INITIAL_WINDOW_SIZE: _STREAM_WINDOW,
            codes.MAX_HEADER_LIST_SIZE: profile.max_header_bytes,
        },
    )
    frames.decoder.max_header_list_size = profile.max_header_bytes
    return frames


def _refusal(origin: Origin, event: h2.events.StreamReset) -> ConnectionReset:
    code = _named(event)
    hint = " Switch HTTP/2 off for it." if code == "HTTP_1_1_REQUIRED" else ""
    return ConnectionReset(f"{origin} broke the request off ({code}).{hint}")


def _lost(origin: Origin, cause: Exception | None) -> httpx.TransportError:
    if cause is None:
        return ConnectionClosed(f"{origin} closed the connection.")
    from builder.engine.http.tls import alerted

    return alerted(origin, cause) or ConnectionReset(f"{origin} broke the connection off: {cause}.")


def _named(event: h2.events.StreamReset | h2.events.ConnectionTerminated) -> str:
    code = event.error_code
    return code.name if isinstance(code, h2.errors.ErrorCodes) else f"code {code}"
