"""A request as bytes: exact, or refused."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from builder.engine.http.errors import InvalidRequest, kind_of
from builder.engine.http.outgoing import Outgoing, outgoing
from tests.support.wire import request


async def stream(*pieces: bytes) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece


async def all_pieces(message: Outgoing) -> bytes:
    return b"".join([piece async for piece in message.pieces()])


def test_headers_keep_case_order_and_duplicates() -> None:
    headers = [(b"X-A", b"1"), (b"x-a", b" 2"), (b"Accept", b""), (b"X-A", b"caf\xc3\xa9")]
    message = outgoing(request("http://h/a?b=%7E&c=%2", headers=headers))
    assert message.head == (
        b"GET /a?b=%7E&c=%2 HTTP/1.1\r\nHost: test\r\n"
        b"X-A: 1\r\nx-a:  2\r\nAccept: \r\nX-A: caf\xc3\xa9\r\n\r\n"
    )
    assert message.body == b""


def test_target_and_method_of_the_extensions_go_out_as_they_are() -> None:
    message = outgoing(request("http://h/x", extensions={"target": b"/a/./b//c?", "method": "get"}))
    assert message.head.startswith(b"get /a/./b//c? HTTP/1.1\r\n")
    assert message.method == b"get"


def test_a_removed_header_stays_removed() -> None:
    assert outgoing(request("http://h/", "POST")).head == b"POST / HTTP/1.1\r\nHost: test\r\n\r\n"


@pytest.mark.parametrize(
    ("headers", "line", "body"),
    [
        ([], b"Content-Length: 5\r\n", b"hello"),
        ([(b"content-LENGTH", b"5")], b"content-LENGTH: 5\r\n", b"hello"),
        (
            [(b"Transfer-encoding", b"chunked")],
            b"encoding: chunked\r\n",
            b"5\r\nhello\r\n0\r\n\r\n",
        ),
    ],
)
def test_framing_of_bytes(headers: list[tuple[bytes, bytes]], line: bytes, body: bytes) -> None:
    message = outgoing(request("http://h/", "POST", headers=headers, content=b"hello"))
    assert message.head.count(b"\r\n") == 4
    assert message.head.endswith(line + b"\r\n")
    assert message.body == body


async def test_a_stream_goes_in_chunks() -> None:
    message = outgoing(request("http://h/", "POST", content=stream(b"hello", b"", b" you")))
    assert message.head.endswith(b"Transfer-Encoding: chunked\r\n\r\n")
    assert await all_pieces(message) == b"5\r\nhello\r\n4\r\n you\r\n0\r\n\r\n"
    assert not message.repeatable


async def test_a_stream_with_a_length_goes_as_it_is() -> None:
    length = [(b"Content-Length", b"9")]
    message = outgoing(
        request("http://h/", "PUT", headers=length, content=stream(b"hello", b" you"))
    )
    assert b"Transfer-Encoding" not in message.head
    assert await all_pieces(message) == b"hello you"


async def test_a_large_body_goes_in_slices() -> None:
    body = bytes(700_000)
    message = outgoing(request("http://h/", "PUT", content=body))
    assert message.head.endswith(b"Content-Length: 700000\r\n\r\n")
    slices = [piece async for piece in message.pieces()]
    assert max(map(len, slices)) <= 256 * 1024
    assert b"".join(slices) == body
    assert message.repeatable


@pytest.mark.parametrize("pieces", [(b"123", b"456"), (b"1",)])
async def test_a_stream_that_contradicts_its_length(pieces: tuple[bytes, ...]) -> None:
    length = [(b"Content-Length", b"4")]
    message = outgoing(request("http://h/", "PUT", headers=length, content=stream(*pieces)))
    with pytest.raises(InvalidRequest, match="says 4 bytes"):
        await all_pieces(message)


@pytest.mark.parametrize(("method", "repeatable"), [("GET", True), ("PUT", True), ("POST", False)])
def test_only_idempotent_requests_are_repeatable(method: str, repeatable: bool) -> None:
    assert outgoing(request("http://h/", method, content=b"x")).repeatable is repeatable


def test_a_request_may_close_the_connection() -> None:
    assert outgoing(request("http://h/")).persistent
    assert not outgoing(request("http://h/", headers=[(b"connection", b"Close")])).persistent


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"headers": [(b"X-A", b"secret\r\nX-B: 1")]}, "'X-A' holds a line break"),
        ({"headers": [(b"X-A", b"secret\n")]}, "'X-A' holds a line break"),
        ({"headers": [(b"X-A", b"secret\x00")]}, "'X-A' holds a line break"),
        ({"headers": [(b"X A", b"secret")]}, "header name"),
        ({"headers": [(b"", b"secret")]}, "header name"),
        ({"headers": [(b"X-A:", b"secret")]}, "header name"),
        ({"extensions": {"target": b"/a b"}}, "percent-encoded"),
        ({"extensions": {"target": b"/ HTTP/1.1\r\nX: y"}}, "percent-encoded"),
        ({"method": "GET /x"}, "one word"),
        ({"headers": [(b"Content-Length", b"3")], "content": b"hello"}, "says 3 bytes"),
        ({"headers": [(b"Content-Length", b"x")], "content": b"hello"}, "not one number"),
    ],
)
def test_what_would_break_out_is_refused(more: dict[str, object], reason: str) -> None:
    with pytest.raises(InvalidRequest, match=reason) as caught:
        outgoing(request("http://h/", **more))  # type: ignore[arg-type]
    assert "secret" not in str(caught.value)
    assert kind_of(caught.value) == "invalid-request"


def test_a_synchronous_stream_is_refused() -> None:
    made = httpx.Request("POST", "http://h/", content=iter([b"x"]))
    with pytest.raises(InvalidRequest, match="synchronous"):
        outgoing(made)
