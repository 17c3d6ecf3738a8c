"""Anything at all as a response: a proper answer or a named error, never more than that."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import Callable
from typing import cast

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.engine.http.codings import decoding
from builder.engine.http.errors import kind_of
from builder.engine.http.exchange import Exchange
from builder.engine.http.http2 import Http2Connection
from builder.engine.http.http2_stream import StreamResponse
from builder.engine.http.outgoing import outgoing
from builder.engine.http.parser import ResponseParser
from builder.engine.http.profile import Origin, Profile
from builder.engine.http.timings import Timings
from tests.support.fuzzing import fuzzed
from tests.support.wire import request

LIMIT = 4096
PIECES = st.sampled_from(
    [
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n",
        b"HTTP/1.0 204 None\r\n",
        b"Content-Length: 5\r\n",
        b"Content-Length: 0\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Connection: close\r\n",
        b"X-A: b\r\n",
        b" folded\r\n",
        b"\r\n",
        b"\n",
        b"hello",
        b"5\r\nhello\r\n",
        b"0\r\n\r\n",
        b"\x00",
    ]
)
RESPONSES = st.one_of(
    st.binary(max_size=300), st.lists(st.one_of(PIECES, st.binary(max_size=8))).map(b"".join)
)
METHODS = st.sampled_from([b"GET", b"HEAD", b"CONNECT", b"POST"])

Result = tuple[object, ...]


def read(method: bytes, pieces: list[bytes]) -> Result:
    """What a parser makes of a response that comes in these pieces, or how it fails."""
    parser = ResponseParser(method, LIMIT)
    body = b""
    try:
        for piece in pieces:
            if parser.done:
                parser.surplus = True
                break
            body += parser.feed(piece)
        parser.feed_eof()
    except httpx.RemoteProtocolError as error:
        return ("error", kind_of(error))
    return (parser.head, body, parser.done, parser.surplus)


@fuzzed("responses of HTTP/1.1, in pieces of any size")
@given(method=METHODS, data=RESPONSES, cut=st.integers(1, 40))
def test_the_pieces_it_comes_in_change_nothing(method: bytes, data: bytes, cut: int) -> None:
    whole = read(method, [data] if data else [])
    pieces = read(method, [data[at : at + cut] for at in range(0, len(data), cut)])
    assert pieces[0] == whole[0]
    if whole[0] != "error":
        assert pieces == whole


@fuzzed("bytes beyond the end of a response")
@given(body=st.binary(max_size=200), surplus=st.binary(min_size=1, max_size=50))
def test_nothing_beyond_the_length_is_taken(body: bytes, surplus: bytes) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body)
    parser = ResponseParser(b"GET", LIMIT)
    assert parser.feed(head + body + surplus) == body
    assert (parser.done, parser.surplus) == (True, True)


class _Wire(asyncio.Transport):
    """Takes what is sent and keeps none of it."""

    def __init__(self) -> None:
        super().__init__()
        self.closed = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        assert not self.closed

    def abort(self) -> None:
        self.closed = True

    def is_closing(self) -> bool:
        return self.closed

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        """No buffer, no limit."""

    def get_write_buffer_size(self) -> int:
        return 0


def frame(kind: int, flags: int, stream: int, payload: bytes) -> bytes:
    return (
        len(payload).to_bytes(3, "big") + bytes((kind, flags)) + stream.to_bytes(4, "big") + payload
    )


SETTINGS = frame(4, 0, 0, b"")
FRAMES = st.one_of(
    st.builds(
        frame,
        st.integers(0, 11),
        st.sampled_from([0, 1, 4, 5, 8, 0x20, 0xFF]),
        st.sampled_from([0, 1, 2, 3, 5]),
        st.one_of(st.binary(max_size=40), st.sampled_from([b"\x88", b"\x88\x5c\x01\x35"])),
    ),
    st.binary(max_size=30),
)


async def to_the_end(exchange: Exchange[StreamResponse]) -> None:
    while await exchange.read():
        continue


@fuzzed("frames of HTTP/2")
@given(frames=st.lists(FRAMES, max_size=8))
async def test_any_frames_end_in_an_answer_or_a_named_error(frames: list[bytes]) -> None:
    released: list[Http2Connection] = []
    lost: list[Http2Connection] = []
    origin = Origin("https", "test", 443)
    connection = Http2Connection(origin, Profile(), released.append, lost.append)
    connection.connection_made(_Wire())
    connection.data_received(SETTINGS)
    message = outgoing(request("https://test/"))
    exchange = connection.send(message, Timings(), None, None)
    for data in frames:
        connection.data_received(data)
    connection.connection_lost(None)
    assert len(released) == 1, "the place is given back once, whatever came"
    assert len(lost) == 1
    if exchange.error is None:
        assert exchange.done
    else:
        assert kind_of(exchange.error) != "network"
        with pytest.raises(httpx.TransportError):
            await to_the_end(exchange)


CODERS = cast(
    dict[str, Callable[[bytes], bytes]],
    {"gzip": gzip.compress, "deflate": zlib.compress, "br": bytes, "zstd": bytes},
)


@fuzzed("broken content codings")
@given(
    coding=st.sampled_from(sorted(CODERS)),
    data=st.binary(max_size=300),
    at=st.integers(0, 300),
    flipped=st.integers(0, 255),
)
def test_broken_codings_are_named(coding: str, data: bytes, at: int, flipped: int) -> None:
    encoded = bytearray(CODERS[coding](data))
    if encoded:
        encoded[at % len(encoded)] ^= flipped
    undo = decoding(coding, 1_000_000)
    assert undo is not None
    try:
        decoded = b"".join(undo.feed(bytes(encoded))) if encoded else b""
        undo.end()
    except httpx.DecodingError:
        return
    assert len(decoded) <= 1_000_000
