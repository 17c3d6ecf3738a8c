"""HTTP/2 with a server that keeps to no rule: named errors, and nobody else suffers."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import trustme

from builder.engine.http.errors import ConnectionReset, kind_of
from builder.engine.http.profile import Profile
from builder.engine.http.transport import Transport
from tests.support.certificates import server_context
from tests.support.hostile_http2 import BROKEN, HostileHttp2, hostile_http2
from tests.support.wire import body, fetch, request, sockets_to, until


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
async def server(authority: trustme.CA) -> AsyncIterator[HostileHttp2]:
    async with hostile_http2(server_context(authority, "127.0.0.1")) as server:
        yield server


@pytest.fixture
async def transport(authority: trustme.CA, tmp_path: Path) -> AsyncIterator[Transport]:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    transport = Transport(Profile(ca_file=tmp_path / "ca.pem", http2=True))
    yield transport
    await transport.aclose()


def port(server: HostileHttp2) -> int:
    return int(server.url.rpartition(":")[2])


@pytest.mark.parametrize("path", BROKEN)
async def test_a_broken_protocol_is_named(
    server: HostileHttp2, transport: Transport, path: str
) -> None:
    with pytest.raises(httpx.RemoteProtocolError, match="HTTP/2") as caught:
        await fetch(transport, server.url + path)
    assert kind_of(caught.value) == "bad-response"
    assert body(await fetch(transport, server.url + "/ok")) == b"ok"
    assert server.connections == 2


async def test_surplus_never_becomes_an_answer(server: HostileHttp2, transport: Transport) -> None:
    for path in ("/surplus", "/ok", "/surplus", "/ok"):
        try:
            assert body(await fetch(transport, server.url + path)) == b"ok"
        except httpx.RemoteProtocolError as error:
            assert path == "/surplus", error  # noqa: PT017


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/refused", "REFUSED_STREAM"),
        ("/reset", "INTERNAL_ERROR"),
        ("/http11", "HTTP_1_1_REQUIRED.*Switch HTTP/2 off"),
    ],
)
async def test_a_reset_ends_one_exchange(
    server: HostileHttp2, transport: Transport, path: str, words: str
) -> None:
    begun = await transport.handle_async_request(request(server.url + "/silent-body"))
    with pytest.raises(ConnectionReset, match=words):
        await fetch(transport, server.url + path, "POST")
    assert body(await fetch(transport, server.url + "/ok")) == b"ok"
    assert server.connections == 1
    await begun.aclose()


async def test_a_farewell_is_followed_by_a_new_connection(
    server: HostileHttp2, transport: Transport
) -> None:
    assert body(await fetch(transport, server.url + "/ok")) == b"ok"
    with pytest.raises(httpx.RemoteProtocolError, match="ended the connection"):
        await fetch(transport, server.url + "/go-away", "POST")
    assert body(await fetch(transport, server.url + "/ok")) == b"ok"
    assert server.connections == 2


async def test_what_was_not_begun_is_sent_again(server: HostileHttp2, transport: Transport) -> None:
    assert body(await fetch(transport, server.url + "/ok")) == b"ok"
    with pytest.raises(httpx.RemoteProtocolError):
        await fetch(transport, server.url + "/go-away")
    assert server.asked == ["/ok", "/go-away", "/go-away"]


@pytest.mark.parametrize(("path", "words"), [("/silent", "answer"), ("/silent-body", "more")])
async def test_silence_ends_that_exchange_alone(
    server: HostileHttp2, transport: Transport, path: str, words: str
) -> None:
    other = await transport.handle_async_request(request(server.url + "/silent-body"))
    with pytest.raises(httpx.ReadTimeout, match=words):
        await fetch(transport, server.url + path, timeouts={"read": 0.1})
    await until(lambda: len(server.reset) == 1)
    assert body(await fetch(transport, server.url + "/ok")) == b"ok"
    assert server.connections == 1
    await other.aclose()
    await until(lambda: sockets_to(port(server)) == 0)


async def test_cancelling_resets_the_stream(server: HostileHttp2, transport: Transport) -> None:
    other = await transport.handle_async_request(request(server.url + "/silent-body"))
    task = asyncio.create_task(fetch(transport, server.url + "/silent"))
    await until(lambda: "/silent" in server.asked)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await until(lambda: len(server.reset) == 1)
    await other.aclose()


async def test_no_more_at_once_than_the_server_allows(
    authority: trustme.CA, transport: Transport
) -> None:
    async with hostile_http2(server_context(authority, "127.0.0.1"), most_streams=3) as server:
        asking = (
            fetch(transport, server.url + "/silent", timeouts={"read": 0.3}) for _ in range(7)
        )
        answers = await asyncio.gather(*asking, return_exceptions=True)
        assert {type(answer) for answer in answers} == {httpx.ReadTimeout}
        assert server.held == 3
        assert server.connections == 3


async def test_a_body_nobody_takes_is_a_write_timeout(
    server: HostileHttp2, transport: Transport
) -> None:
    with pytest.raises(httpx.WriteTimeout):
        await fetch(
            transport,
            server.url + "/silent",
            "POST",
            content=b"x" * 1_000_000,
            timeouts={"write": 0.2},
        )
    await until(lambda: sockets_to(port(server)) == 0)


async def test_stopping_while_many_wait_for_one_connection(
    server: HostileHttp2, transport: Transport
) -> None:
    tasks = [asyncio.create_task(fetch(transport, server.url + "/silent")) for _ in range(5)]
    await asyncio.sleep(0)
    await transport.aclose()
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    assert {isinstance(answer, httpx.HTTPError) for answer in answers} == {True}
    assert sockets_to(port(server)) == 0


async def test_a_host_that_does_not_answer_holds_nobody_longer_than_said(
    transport: Transport,
) -> None:
    silent = socket.create_server(("127.0.0.1", 0))
    url = f"https://127.0.0.1:{silent.getsockname()[1]}/"
    began = time.monotonic()
    asking = (fetch(transport, url, timeouts={"connect": 0.3}) for _ in range(6))
    answers = await asyncio.gather(*asking, return_exceptions=True)
    silent.close()
    assert {type(answer) for answer in answers} == {httpx.ConnectTimeout}
    assert time.monotonic() - began < 1.5
