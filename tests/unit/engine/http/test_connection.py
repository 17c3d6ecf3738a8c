"""Which connections are used again, and what may never come out of one that is."""

from __future__ import annotations

import asyncio
import time

import httpx
import pytest

from builder.engine.http.errors import kind_of
from builder.engine.http.profile import Profile
from builder.engine.http.transport import Transport
from tests.support.hostile import HostileServer
from tests.support.wire import body, fetch, request, sockets_to, until

JSON = b'{"id": 1, "name": "widget"}'


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("/surplus", b"first"),
        ("/two-responses", b"first"),
        ("/surplus-after-chunked", b"first"),
        ("/surplus-after-204", b""),
        ("/lying-length", b"first"),
        ("/late-surplus", b"first"),
    ],
)
async def test_surplus_bytes_never_become_the_next_response(
    server: HostileServer, transport: Transport, path: str, first: bytes, method: str
) -> None:
    assert body(await fetch(transport, server.url + path, method)) == first
    if path == "/late-surplus":
        await until(lambda: sockets_to(server.port) == 0)
    response = await fetch(transport, server.url + "/ok", method)
    assert body(response) == JSON
    assert not response.extensions["reused"]


async def test_surplus_that_lies_unread_in_the_socket_is_found(
    server: HostileServer, transport: Transport
) -> None:
    await fetch(transport, server.url + "/late-surplus?delay=0.02")
    # Nothing in this thread looks at the socket meanwhile.
    time.sleep(0.1)  # noqa: ASYNC251
    response = await fetch(transport, server.url + "/ok")
    assert (body(response), response.extensions["reused"]) == (JSON, False)


async def test_a_body_after_head_never_becomes_the_next_response(
    server: HostileServer, transport: Transport
) -> None:
    response = await fetch(transport, server.url + "/head-with-body", "HEAD")
    assert body(response) == b""
    assert body(await fetch(transport, server.url + "/ok")) == JSON


@pytest.mark.parametrize("path", ["/once", "/once-then-reset"])
async def test_a_connection_closed_meanwhile_is_replaced(
    server: HostileServer, transport: Transport, path: str
) -> None:
    for method, content in [("GET", None), ("PUT", b"again"), ("DELETE", None), ("GET", None)]:
        response = await fetch(transport, server.url + path, method, content=content)
        assert body(response) == JSON
        assert not response.extensions["reused"]
    assert server.connections == 4
    assert len(server.received) == 7


@pytest.mark.parametrize(
    ("path", "kind"), [("/once", "connection-closed"), ("/once-then-reset", "connection-reset")]
)
async def test_what_may_have_been_done_is_not_sent_again(
    server: HostileServer, transport: Transport, path: str, kind: str
) -> None:
    await fetch(transport, server.url + path)
    with pytest.raises(httpx.TransportError) as caught:
        await fetch(transport, server.url + path, "POST", content=b"once only")
    assert kind_of(caught.value) == kind
    assert [received.method for received in server.received] == ["GET", "POST"]


async def test_a_fresh_connection_is_not_tried_twice(
    server: HostileServer, transport: Transport
) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        await fetch(transport, server.url + "/close")
    assert len(server.received) == 1


async def test_no_connection_is_kept_that_should_not_be(
    server: HostileServer, transport: Transport
) -> None:
    for path in ("/says-close", "/http10", "/short-idle"):
        await fetch(transport, server.url + path)
        await asyncio.sleep(0)
        assert sockets_to(server.port) == 0
    await fetch(transport, server.url + "/ok", headers=[(b"Connection", b"close")])
    await asyncio.sleep(0)
    assert sockets_to(server.port) == 0


async def test_an_unused_connection_is_closed_in_time(server: HostileServer) -> None:
    transport = Transport(Profile(keep_alive_seconds=0.15))
    for _ in range(3):
        await fetch(transport, server.url + "/ok")
        await asyncio.sleep(0.08)
    assert server.connections == 1
    assert sockets_to(server.port) == 1
    await until(lambda: sockets_to(server.port) == 0, 1)
    await transport.aclose()


async def test_none_is_kept_when_the_profile_says_so(server: HostileServer) -> None:
    transport = Transport(Profile(keep_alive_seconds=0))
    for _ in range(3):
        assert body(await fetch(transport, server.url + "/ok")) == JSON
    assert server.connections == 3
    await transport.aclose()


async def test_a_connection_is_free_once_the_response_is_here(
    server: HostileServer, transport: Transport
) -> None:
    """Responses not read yet hold no connection when they are complete."""
    responses = [
        await transport.handle_async_request(request(server.url + "/ok")) for _ in range(5)
    ]
    assert server.connections == 1
    assert [await response.aread() for response in responses] == [JSON] * 5


async def test_one_after_the_other_on_one_connection(
    server: HostileServer, transport: Transport
) -> None:
    paths = ["/ok", "/chunked", "/204", "/1xx", "/no-reason", "/drip?n=2", "/slow-headers", "/gzip"]
    for path in paths * 3:
        await fetch(transport, server.url + path)
    assert server.connections == 1


async def test_many_at_once(server: HostileServer, transport: Transport) -> None:
    contents = [b"%d" % number * 50 for number in range(300)]
    responses = await asyncio.gather(
        *(fetch(transport, server.url + "/echo", "POST", content=content) for content in contents)
    )
    assert [body(response) for response in responses] == contents
    assert server.connections <= 100
