"""The frames of one HTTP/2 connection, and the windows that bound them (RFC 9113, sections 4-6)."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Final

import h2.config
import h2.connection
import h2.errors
import h2.events
import h2.exceptions
import h2.settings

from builder.engine.http.errors import InvalidRequest
from builder.engine.http.http2_stream import Fields
from builder.engine.http.outgoing import Outgoing
from builder.engine.http.profile import Origin, Profile

_CONFIG: Final = h2.config.H2Configuration(client_side=True, header_encoding=None)
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


class Http2Frames:
    """Puts requests into frames, and frames into events; knows how much may be sent.

    Attributes:
        full: Whether enough waits to be sent.
    """

    def __init__(self, profile: Profile) -> None:
        """Prepare; nothing can be sent before `open`."""
        self.full = False
        self._frames = _frames(profile)
        self._transport: asyncio.Transport | None = None
        self._unreported = 0

    def open(self, transport: asyncio.Transport) -> None:
        """Take the connected socket and say how much the server may send."""
        self._transport = transport
        self._frames.initiate_connection()
        self._frames.increment_flow_control_window(_WINDOW)
        self.flush()

    def close(self) -> None:
        """Take note that the socket is gone."""
        self._transport = None

    def shut(self) -> None:
        """Close the socket at once."""
        if self._transport is not None:
            self.flush()
            self._transport.abort()

    @property
    def most(self) -> int:
        """How many exchanges at a time the server takes."""
        return self._frames.remote_settings.max_concurrent_streams

    @property
    def choking(self) -> bool:
        """Whether the server makes us answer without taking the answers."""
        transport = self._transport
        return transport is not None and transport.get_write_buffer_size() > _MOST_UNSENT

    def read(self, data: bytes) -> list[h2.events.Event]:
        """What the server says.

        Raises:
            h2.exceptions.ProtocolError: It breaks the protocol.
        """
        return self._frames.receive_data(data)

    def request(self, origin: Origin, message: Outgoing, bodiless: bool) -> int:
        """Send the header block of a request; the number of its stream.

        Raises:
            InvalidRequest: HTTP/2 has no way to say this; the connection is of no further use.
        """
        number = self._frames.get_next_available_stream_id()
        try:
            self._frames.send_headers(number, _fields(origin, message), end_stream=bodiless)
        except h2.exceptions.ProtocolError as error:
            raise InvalidRequest(f"The request cannot be sent over HTTP/2: {error}.") from error
        self.flush()
        return number

    def room(self, number: int) -> int:
        """How many bytes of a body may be sent on a stream now."""
        if self.full or self._transport is None:
            return 0
        window = self._frames.local_flow_control_window(number)
        return max(0, min(window, self._frames.max_outbound_frame_size))

    def write(self, number: int, data: bytes) -> None:
        """Send bytes of a body, at most as many as there is room for."""
        self._frames.send_data(number, data)
        self.flush()

    def end(self, number: int) -> None:
        """Say that the request is complete."""
        self._frames.end_stream(number)
        self.flush()

    def consumed(self, number: int, size: int) -> None:
        """Let the server send that many bytes more on a stream, unless it is closed."""
        # The end of the stream may lie in the same piece of data, read but not yet told.
        with suppress(h2.exceptions.ProtocolError, KeyError):
            self._frames.increment_flow_control_window(size, number)
        self.flush()

    def arrived(self, size: int) -> None:
        """Keep the window of the whole connection open, however slow one reader is."""
        self._unreported += size
        if self._unreported >= _REPORT:
            self._frames.increment_flow_control_window(self._unreported)
            self._unreported = 0

    def cancel(self, number: int) -> None:
        """Have the server send no more on a stream; either side may have closed it meanwhile."""
        with suppress(h2.exceptions.ProtocolError):
            self._frames.reset_stream(number, h2.errors.ErrorCodes.CANCEL)
        self.flush()

    def flush(self) -> None:
        """Hand what is to be said to the socket."""
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
