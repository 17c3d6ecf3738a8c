"""One response at a time, from bytes that arrive in any portions."""

from __future__ import annotations

import pytest

from builder.engine.http.errors import BadResponse, ConnectionClosed
from builder.engine.http.parser import ResponseParser

OK = b"HTTP/1.1 200 OK\r\n"
LIMIT = 1000
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


def parse(data: bytes, method: bytes = b"GET", step: int = 0) -> tuple[ResponseParser, bytes]:
    parser = ResponseParser(method, LIMIT)
    step = step or len(data)
    portions = (data[start : start + step] for start in range(0, len(data), step))
    return parser, b"".join([parser.feed(portion) for portion in portions])


@pytest.fixture(params=[0, 1, 2, 7], ids=lambda step: f"portions of {step or 'all'}")
def step(request: pytest.FixtureRequest) -> int:
    assert isinstance(request.param, int)
    return request.param


@pytest.mark.parametrize(
    ("data", "body"),
    [
        (OK + b"Content-Length: 2\r\n\r\nhi", b"hi"),
        (OK + b"Content-Length: 0\r\n\r\n", b""),
        (b"HTTP/1.1 200\r\ncontent-length: 2\r\n\r\nhi", b"hi"),
        (CHUNKED + b"2\r\nhi\r\n4 ;x=y\r\n you\r\n000\r\nT: a\r\n\r\n", b"hi you"),
        (b"HTTP/1.1 100 C\r\n\r\nHTTP/1.1 103 E\r\nA: b\r\n\r\n" + CHUNKED + b"0\r\n\r\n", b""),
        (b"HTTP/1.1 204 N\r\nContent-Length: 5\r\n\r\n", b""),
        (b"HTTP/1.1 304 N\r\nContent-Length: 5\r\n\r\n", b""),
    ],
)
def test_complete_response_leaves_the_connection_open(data: bytes, body: bytes, step: int) -> None:
    parser, got = parse(data, step=step)
    assert (got, parser.done, parser.surplus, parser.persistent) == (body, True, False, True)


@pytest.mark.parametrize("extra", [b"x", b"\r\n", b"HTTP/1.1 200 OK\r\n\r\n"])
@pytest.mark.parametrize(
    ("data", "method"),
    [
        (OK + b"Content-Length: 2\r\n\r\nhi", b"GET"),
        (CHUNKED + b"2\r\nhi\r\n0\r\n\r\n", b"GET"),
        (CHUNKED + b"2\r\nhi\r\n0\r\nT: a\r\n\r\n", b"GET"),
        (b"HTTP/1.1 204 N\r\n\r\n", b"GET"),
        (OK + b"Content-Length: 2\r\n\r\n", b"HEAD"),
        (CHUNKED, b"HEAD"),
    ],
)
def test_surplus_is_noticed(data: bytes, method: bytes, extra: bytes) -> None:
    parser, _ = parse(data + extra, method)
    assert parser.done
    assert parser.surplus
    apart, _ = parse(data, method)
    assert not apart.surplus
    assert apart.feed(extra) == b""
    assert apart.surplus


def test_head_keeps_names_order_duplicates_and_odd_bytes(step: int) -> None:
    parser, _ = parse(OK + b"X-A: 1\r\nx-a:  2 \r\nB:\r\nC: \xe9\r\n\r\n", step=step)
    assert parser.head is not None
    assert parser.head.headers == [(b"X-A", b"1"), (b"x-a", b"2"), (b"B", b""), (b"C", b"\xe9")]
    assert (parser.head.version, parser.head.status) == (b"HTTP/1.1", 200)
    assert parser.head.reason == b"OK"


def test_body_until_close(step: int) -> None:
    parser, body = parse(b"HTTP/1.0 200 OK\r\n\r\nall of it", step=step)
    assert (body, parser.done) == (b"all of it", False)
    parser.feed_eof()
    assert parser.done
    assert not parser.persistent


@pytest.mark.parametrize(
    ("head", "persistent"),
    [
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\n", False),
        (b"HTTP/1.1 200 OK\r\nConnection: x, Close\r\n", False),
        (b"HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nConnection: close\r\n", False),
        (b"HTTP/1.1 200 OK\r\nConnection: x\r\n", True),
        (b"HTTP/1.0 200 OK\r\n", False),
        (b"HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\n", True),
    ],
)
def test_persistence(head: bytes, persistent: bool) -> None:
    parser, _ = parse(head + b"Content-Length: 0\r\n\r\n")
    assert parser.persistent is persistent


def test_idle_time_the_server_names() -> None:
    parser, _ = parse(OK + b"Keep-Alive: max=3, timeout=7\r\nContent-Length: 0\r\n\r\n")
    assert parser.idle_seconds == 7


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"SSH-2.0-x\r\n", "not valid HTTP"),
        (b"HTTP/1.1 200 OK\nA: b\n\n", "CR"),
        (b"\r\n\r\n" + OK + b"\r\n", "header lines"),
        (b"HTTP/2.0 200 OK\r\n\r\n", "HTTP/2.0"),
        (b"HTTP/1.1 099 X\r\n\r\n", "status"),
        (b"HTTP/1.1 20 X\r\n\r\n", "status"),
        (b"HTTP/1.1 101 X\r\n\r\n", "101"),
        (b"HTTP/1.1 101 X\r\nConnection: upgrade\r\nUpgrade: y\r\n\r\n", "101"),
        (OK + b"A: b\r\n c\r\n\r\n", "whitespace"),
        (OK + b"A : b\r\n\r\n", "header token"),
        (OK + b": b\r\n\r\n", "header token"),
        (OK + b"A: b\x00\r\n\r\n", "header value"),
        (OK + b"Content-Length: -1\r\n\r\n", "Content-Length"),
        (OK + b"Content-Length: 1, 1\r\n\r\n1", "Content-Length"),
        (OK + b"Content-Length: 99999999999999999999\r\n\r\n1", "Content-Length"),
        (OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n12", "Content-Length"),
        (OK + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0", "Content-Length"),
        (OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n", "Transfer-Encoding"),
        (OK + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", "Transfer-Enc"),
        (OK + b"A: " + b"x" * LIMIT + b"\r\n\r\n", f"more than {LIMIT} bytes"),
        (b"HTTP/1.1 100 C\r\n\r\n" * LIMIT, f"more than {LIMIT} bytes"),
    ],
)
def test_broken_head_is_refused_by_name(data: bytes, reason: str, step: int) -> None:
    with pytest.raises(BadResponse, match=reason):
        parse(data, step=step)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "without a word"),
        (OK + b"Content-Le", "in the middle of"),
        (OK + b"Content-Length: 5\r\n\r\nabc", "2 bytes before the end"),
        (CHUNKED + b"2\r\nhi\r\n", "last chunk"),
        (CHUNKED + b"2\r\nhi\r\n0\r\n", "last chunk"),
    ],
)
def test_close_before_the_end(data: bytes, reason: str) -> None:
    parser, _ = parse(data) if data else (ResponseParser(b"GET", LIMIT), b"")
    with pytest.raises(ConnectionClosed, match=reason):
        parser.feed_eof()
    assert not parser.done
