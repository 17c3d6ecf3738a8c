"""Every way a server can fail, seen through the transport: the exception, its kind, its words."""

from __future__ import annotations

import asyncio
import socket

import httpx
import pytest

from builder.engine.http.errors import kind_of
from builder.engine.http.profile import Profile
from builder.engine.http.transport import Transport
from tests.support.hostile import HostileServer
from tests.support.wire import body, fetch, request, sockets_to, until


@pytest.mark.parametrize(
    ("path", "error", "kind", "words"),
    [
        ("/obs-fold", httpx.RemoteProtocolError, "bad-response", "whitespace"),
        ("/lf-only", httpx.RemoteProtocolError, "bad-response", "CR"),
        ("/cl-conflict", httpx.RemoteProtocolError, "bad-response", "Content-Length"),
        ("/cl-bad", httpx.RemoteProtocolError, "bad-response", "Content-Length"),
        ("/cl-te", httpx.RemoteProtocolError, "bad-response", "Transfer-Encoding"),
        ("/te-gzip", httpx.RemoteProtocolError, "bad-response", "Transfer-Encoding"),
        ("/bad-chunk", httpx.RemoteProtocolError, "bad-response", "size"),
        ("/long-chunk", httpx.RemoteProtocolError, "bad-response", "longer than"),
        ("/endless-chunk-line", httpx.RemoteProtocolError, "bad-response", "too long"),
        ("/bad-status", httpx.RemoteProtocolError, "bad-response", "status"),
        ("/nul-header", httpx.RemoteProtocolError, "bad-response", "header value"),
        ("/not-http", httpx.RemoteProtocolError, "bad-response", "not valid HTTP"),
        ("/101", httpx.RemoteProtocolError, "bad-response", "101"),
        ("/http2", httpx.RemoteProtocolError, "bad-response", "HTTP/2.0"),
        ("/huge-header", httpx.RemoteProtocolError, "bad-response", "more than 262144 bytes"),
        ("/truncated", httpx.RemoteProtocolError, "connection-closed", "90 bytes before the end"),
        ("/truncated-chunked", httpx.RemoteProtocolError, "connection-closed", "last chunk"),
        ("/truncated-head", httpx.RemoteProtocolError, "connection-closed", "in the middle"),
        ("/close", httpx.RemoteProtocolError, "connection-closed", "without a word"),
        ("/reset", httpx.ReadError, "connection-reset", "broke the connection off"),
        ("/reset-in-body", httpx.ReadError, "connection-reset", "broke the connection off"),
        ("/silent", httpx.ReadTimeout, "read-timeout", "did not answer within 0.2 s"),
        ("/silent-body", httpx.ReadTimeout, "read-timeout", "sent nothing more within 0.2 s"),
    ],
)
async def test_broken_responses(
    server: HostileServer,
    transport: Transport,
    path: str,
    error: type[Exception],
    kind: str,
    words: str,
) -> None:
    with pytest.raises(error, match=words) as caught:
        await fetch(transport, server.url + path, timeouts={"read": 0.2})
    assert kind_of(caught.value) == kind
    assert f"127.0.0.1:{server.port}" in str(caught.value)
    await asyncio.sleep(0)
    assert sockets_to(server.port) == 0
    assert (await fetch(transport, server.url + "/ok")).status_code == 200


async def test_what_arrived_before_the_end_can_be_read(
    server: HostileServer, transport: Transport
) -> None:
    response = await transport.handle_async_request(request(server.url + "/truncated"))
    assert isinstance(response.stream, httpx.AsyncByteStream)
    pieces = aiter(response.stream)
    assert await anext(pieces) == b"0123456789"
    with pytest.raises(httpx.RemoteProtocolError):
        await anext(pieces)


async def test_a_body_the_server_does_not_take(server: HostileServer, transport: Transport) -> None:
    with pytest.raises(httpx.WriteTimeout, match=r"for 0\.2 s \(write timeout\)") as caught:
        await fetch(
            transport,
            server.url + "/silent",
            "POST",
            content=bytes(50_000_000),
            timeouts={"write": 0.2},
        )
    assert kind_of(caught.value) == "write-timeout"
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_a_body_the_server_stops_taking_after_it_began_to_answer(
    server: HostileServer, transport: Transport
) -> None:
    message = request(
        server.url + "/silent-body", "PUT", content=bytes(50_000_000), timeouts={"write": 0.2}
    )
    response = await transport.handle_async_request(message)
    assert response.status_code == 200
    with pytest.raises(httpx.WriteTimeout):
        await response.aread()
    await asyncio.sleep(0)
    assert sockets_to(server.port) == 0
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_a_slow_server_that_keeps_talking_is_not_timed_out(
    server: HostileServer, transport: Transport
) -> None:
    url = server.url + "/drip?n=10&delay=0.05"
    assert body(await fetch(transport, url, timeouts={"read": 0.2})) == b"x" * 10


async def test_a_server_that_speaks_first(transport: Transport) -> None:
    with HostileServer(greeting=b"220 mail.example ESMTP\r\n") as server:
        with pytest.raises(httpx.RemoteProtocolError) as caught:
            await fetch(transport, server.url + "/ok")
        assert kind_of(caught.value) == "bad-response"
        await until(lambda: sockets_to(server.port) == 0)


async def test_nobody_listens(transport: Transport) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(httpx.ConnectError, match=f"127.0.0.1:{port} refused") as caught:
            await fetch(transport, f"http://127.0.0.1:{port}/")
    assert kind_of(caught.value) == "connection-refused"


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a" * 64 + ".invalid"])
async def test_no_such_host(transport: Transport, host: str) -> None:
    with pytest.raises(httpx.ConnectError, match="Cannot find the host") as caught:
        await fetch(transport, f"http://{host}/")
    assert kind_of(caught.value) == "dns"
    assert host in str(caught.value)


async def test_a_host_that_takes_no_connection(transport: Transport) -> None:
    with socket.socket() as listening, socket.socket() as filling:
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        filling.connect(listening.getsockname())
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        waiting = [asyncio.create_task(fetch(transport, url)) for _ in range(2)]
        await asyncio.sleep(0.05)
        with pytest.raises(httpx.ConnectTimeout, match=r"within 0\.2 s") as caught:
            await fetch(transport, url, timeouts={"connect": 0.2})
        assert kind_of(caught.value) == "connect-timeout"
        for task in waiting:
            task.cancel()
        await asyncio.wait(waiting)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (httpx.ReadError("x"), "network"),
        (OSError("x"), "network"),
        (httpx.DecodingError("x"), "bad-encoding"),
        (httpx.InvalidURL("x"), "invalid-request"),
        (ConnectionResetError(), "connection-reset"),
    ],
)
def test_kinds_of_what_is_not_ours(error: Exception, kind: str) -> None:
    assert kind_of(error) == kind


async def test_headers_up_to_the_limit_are_fine(server: HostileServer) -> None:
    transport = Transport(Profile(max_header_bytes=3_000_000))
    response = await transport.handle_async_request(request(server.url + "/huge-header"))
    assert len(response.headers["x-big"]) == 2_000_000
    await response.aclose()
    await transport.aclose()
