"""An HTTP/2 server on loopback that misbehaves as the path says, frame by frame."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import h2.config
import h2.connection
import h2.errors
import h2.events
import h2.settings

_HEAD = [(":status", "200")]
_CODES = h2.errors.ErrorCodes


class HostileHttp2:
    """One server.

    Attributes:
        url: Its address without a trailing slash.
        asked: Paths of all requests so far.
        connections: How many connections it has accepted.
        reset: Streams that the client ended before their time.
        held: How many requests were open at the same time at most.
    """

    def __init__(self, most_streams: int) -> None:
        self.url = ""
        self.asked: list[str] = []
        self.connections = 0
        self.reset: list[int] = []
        self.held = 0
        self.most_streams = most_streams
        self.writers: set[asyncio.StreamWriter] = set()

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.writers.add(writer)
        frames = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
        most = h2.settings.SettingCodes.MAX_CONCURRENT_STREAMS
        frames.local_settings = h2.settings.Settings(False, {most: self.most_streams})
        frames.initiate_connection()
        writer.write(frames.data_to_send())
        open_streams: set[int] = set()
        try:
            while data := await reader.read(65536):
                for event in frames.receive_data(data):
                    if isinstance(event, h2.events.StreamReset):
                        self.reset.append(event.stream_id)
                        open_streams.discard(event.stream_id)
                    if isinstance(event, h2.events.RequestReceived):
                        path = dict(event.headers)[b":path"].decode()
                        self.asked.append(path)
                        open_streams.add(event.stream_id)
                        self.held = max(self.held, len(open_streams))
                        raw = _ANSWERS[path](frames, event.stream_id)
                        if path in ("/ok", "/late"):
                            open_streams.discard(event.stream_id)
                        writer.write(frames.data_to_send() + raw)
                writer.write(frames.data_to_send())
                if frames.state_machine.state == h2.connection.ConnectionState.CLOSED:
                    break
        except OSError:
            writer.transport.abort()
        finally:
            writer.close()


_Answer = Callable[[h2.connection.H2Connection, int], bytes]


def _ok(frames: h2.connection.H2Connection, stream: int) -> bytes:
    frames.send_headers(stream, [*_HEAD, ("content-length", "2")])
    frames.send_data(stream, b"ok", end_stream=True)
    return b""


def _begun(frames: h2.connection.H2Connection, stream: int) -> bytes:
    frames.send_headers(stream, _HEAD)
    frames.send_data(stream, b"some")
    return b""


def _raw(kind: int, flags: int, payload: bytes, stream: int | None = None) -> _Answer:
    def answer(frames: h2.connection.H2Connection, asked: int) -> bytes:
        number = asked if stream is None else stream
        size = len(payload).to_bytes(3, "big")
        return size + bytes((kind, flags)) + number.to_bytes(4, "big") + payload

    return answer


def _reset(code: h2.errors.ErrorCodes, *, begun: bool = False) -> _Answer:
    def answer(frames: h2.connection.H2Connection, stream: int) -> bytes:
        if begun:
            _begun(frames, stream)
        frames.reset_stream(stream, code)
        return b""

    return answer


def _lies(frames: h2.connection.H2Connection, stream: int) -> bytes:
    frames.send_headers(stream, [*_HEAD, ("content-length", "2")])
    frames.send_data(stream, b"more than two", end_stream=True)
    return b""


def _short(frames: h2.connection.H2Connection, stream: int) -> bytes:
    frames.send_headers(stream, [*_HEAD, ("content-length", "20")])
    frames.send_data(stream, b"short", end_stream=True)
    return b""


def _surplus(frames: h2.connection.H2Connection, stream: int) -> bytes:
    _ok(frames, stream)
    return frames.data_to_send() + _raw(0, 1, b"surplus")(frames, stream)


def _go_away(frames: h2.connection.H2Connection, stream: int) -> bytes:
    return _raw(7, 0, (stream - 1).to_bytes(4, "big") + bytes(4), 0)(frames, stream)


def _huge_header(frames: h2.connection.H2Connection, stream: int) -> bytes:
    frames.send_headers(stream, [*_HEAD, *((f"x-{n}", "x" * 10_000) for n in range(60))])
    frames.end_stream(stream)
    return b""


def _many_informational(frames: h2.connection.H2Connection, stream: int) -> bytes:
    for _ in range(300):
        frames.send_headers(stream, [(":status", "103")])
    return b""


_ANSWERS: dict[str, _Answer] = {
    "/ok": _ok,
    "/silent": lambda frames, stream: b"",
    "/silent-body": _begun,
    "/refused": _reset(_CODES.REFUSED_STREAM),
    "/reset": _reset(_CODES.INTERNAL_ERROR, begun=True),
    "/http11": _reset(_CODES.HTTP_1_1_REQUIRED),
    "/go-away": _go_away,
    "/lying-length": _lies,
    "/short-length": _short,
    "/surplus": _surplus,
    "/huge-header": _huge_header,
    "/many-1xx": _many_informational,
    "/unknown-stream": _raw(0, 0, b"hello", 99),
    "/push": _raw(5, 4, bytes((0, 0, 0, 2, 0x88))),
    "/bad-hpack": _raw(1, 5, b"\xff" * 20),
    "/no-status": _raw(1, 5, b"\x5c\x01\x32"),
    "/bad-settings": _raw(4, 0, b"\x00\x04\xff\xff\xff\xff", 0),
    "/overflow": _raw(8, 0, b"\x7f\xff\xff\xff", 0),
    "/huge-frame": _raw(0, 0, b"x" * 70_000),
}
BROKEN = (
    "/lying-length",
    "/short-length",
    "/huge-header",
    "/many-1xx",
    "/unknown-stream",
    "/push",
    "/bad-hpack",
    "/no-status",
    "/bad-settings",
    "/overflow",
    "/huge-frame",
)
"""Paths whose answers break the protocol."""


@asynccontextmanager
async def hostile_http2(
    context: ssl.SSLContext, most_streams: int = 100
) -> AsyncIterator[HostileHttp2]:
    """Serve on 127.0.0.1 in this event loop."""
    context.set_alpn_protocols(["h2"])
    hostile = HostileHttp2(most_streams)
    server = await asyncio.start_server(hostile.talk, "127.0.0.1", 0, ssl=context)
    hostile.url = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield hostile
    finally:
        server.close()
        for writer in hostile.writers:
            writer.transport.abort()
        await asyncio.sleep(0.02)
