"""The transport against a real server on loopback: one proper answer after another."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator

import httpx
import pytest

from builder.engine.http.errors import kind_of
from builder.engine.http.profile import Profile
from builder.engine.http.transport import Transport
from tests.support.hostile import HostileServer
from tests.support.wire import body, fetch, request, sockets_to, until

JSON = b'{"id": 1, "name": "widget"}'


async def slowly(*pieces: bytes, seconds: float = 0.01) -> AsyncIterator[bytes]:
    for piece in pieces:
        await asyncio.sleep(seconds)
        yield piece


@pytest.mark.parametrize(
    ("path", "content", "version"),
    [
        ("/ok", JSON, b"HTTP/1.1"),
        ("/chunked", b"hello world", b"HTTP/1.1"),
        ("/http10", b"old", b"HTTP/1.0"),
        ("/until-close", b"until the end", b"HTTP/1.1"),
        ("/no-reason", b"ok", b"HTTP/1.1"),
        ("/1xx", b"ok", b"HTTP/1.1"),
        ("/slow-headers", b"ok", b"HTTP/1.1"),
        ("/drip", b"xxxxx", b"HTTP/1.1"),
        ("/bytes?n=1000000", b"x" * 1_000_000, b"HTTP/1.1"),
    ],
)
async def test_proper_responses(
    server: HostileServer, transport: Transport, path: str, content: bytes, version: bytes
) -> None:
    for _ in range(2):
        response = await fetch(transport, server.url + path)
        assert response.status_code == 200
        assert body(response) == content
        assert response.extensions["http_version"] == version
        assert int(response.extensions["raw_size"]) == len(content)


@pytest.mark.parametrize(("path", "status"), [("/204", 204), ("/304", 304)])
async def test_responses_without_a_body(
    server: HostileServer, transport: Transport, path: str, status: int
) -> None:
    for reused in (False, True):
        response = await fetch(transport, server.url + path)
        assert (response.status_code, body(response)) == (status, b"")
        assert response.extensions["reused"] is reused


async def test_head_request(server: HostileServer, transport: Transport) -> None:
    response = await fetch(transport, server.url + "/ok", "HEAD")
    assert (response.headers["content-length"], body(response)) == (str(len(JSON)), b"")


async def test_what_a_response_tells(server: HostileServer, transport: Transport) -> None:
    first = await fetch(transport, server.url + "/duplicates")
    again = await fetch(transport, server.url + "/duplicates")
    assert first.headers.raw[:3] == [(b"X-A", b"1"), (b"x-a", b"2"), (b"Set-Cookie", b"a=b")]
    assert first.extensions["reason_phrase"] == b"OK"
    assert first.extensions["remote_address"] == ("127.0.0.1", server.port)
    assert first.extensions["sent_head"] == server.received[0].head
    assert [first.extensions["reused"], again.extensions["reused"]] == [False, True]
    timings = first.extensions["timings"]
    assert (timings.dns, timings.tls) == (None, None)
    for phase in (timings.connect, timings.send, timings.wait, timings.receive):
        assert isinstance(phase, float)
        assert 0 <= phase < 5000
    assert again.extensions["timings"].connect is None


async def test_receive_is_known_only_at_the_end(
    server: HostileServer, transport: Transport
) -> None:
    response = await transport.handle_async_request(request(server.url + "/drip?n=3&delay=0.03"))
    timings = response.extensions["timings"]
    known = [timings.receive]
    assert await response.aread() == b"xxx"
    known.append(timings.receive)
    assert known[0] is None
    assert known[1] > 50


async def test_wait_is_the_silence_of_the_server(
    server: HostileServer, transport: Transport
) -> None:
    response = await fetch(transport, server.url + "/slow?delay=0.1")
    assert 90 < response.extensions["timings"].wait < 2000


async def test_through_the_client_of_httpx(server: HostileServer) -> None:
    async with httpx.AsyncClient(transport=Transport(Profile())) as client:
        response = await client.post(server.url + "/echo", json={"a": 1})
        assert response.json() == {"a": 1}
        gzipped = await client.get(server.url + "/gzip")
        assert gzipped.content == JSON
    await until(lambda: server.open_connections == 0)


@pytest.mark.parametrize("size", [0, 1, 70_000, 3_000_000])
async def test_bytes_go_and_come_back(
    server: HostileServer, transport: Transport, size: int
) -> None:
    sent = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    response = await fetch(transport, server.url + "/echo", "POST", content=sent)
    assert body(response) == sent


async def test_a_stream_goes_and_comes_back(server: HostileServer, transport: Transport) -> None:
    pieces = [b"one ", b"", b"two ", b"3" * 500_000]
    response = await fetch(transport, server.url + "/echo", "POST", content=slowly(*pieces))
    assert body(response) == b"".join(pieces)
    again = await fetch(transport, server.url + "/ok")
    assert again.extensions["reused"]


async def test_a_response_may_come_while_the_body_is_still_going(
    server: HostileServer, transport: Transport
) -> None:
    sent = bytes(range(256)) * 40_000
    pieces = [sent[start : start + 100_000] for start in range(0, len(sent), 100_000)]
    response = await fetch(
        transport,
        server.url + "/mirror",
        "POST",
        headers=[(b"Content-Length", b"%d" % len(sent))],
        content=slowly(*pieces, seconds=0),
    )
    assert body(response) == sent


@pytest.mark.parametrize("size", [100, 50_000_000])
async def test_an_early_refusal_is_delivered(
    server: HostileServer, transport: Transport, size: int
) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(max(1, size // 65536)):
            yield bytes(min(size, 65536))

    for _ in range(5):
        response = await fetch(transport, server.url + "/early-413", "POST", content=endless())
        assert (response.status_code, body(response)) == (413, b"too large")
    assert len(asyncio.all_tasks()) == 1


async def test_a_body_that_fails_fails_the_request(
    server: HostileServer, transport: Transport
) -> None:
    async def failing() -> AsyncIterator[bytes]:
        yield b"some"
        raise FileNotFoundError("photo.png")

    with pytest.raises(FileNotFoundError, match=r"photo\.png"):
        await fetch(transport, server.url + "/echo", "POST", content=failing())
    await until(lambda: server.open_connections == 0)


async def test_a_limit_of_connections_is_kept_in_turn(server: HostileServer) -> None:
    transport = Transport(Profile(connections_per_host=3))
    ended: list[int] = []

    async def one(number: int) -> None:
        await fetch(transport, server.url + "/slow?delay=0.005")
        ended.append(number)

    await asyncio.gather(*(one(number) for number in range(30)))
    assert server.connections == 3
    assert sorted(ended) == list(range(30))
    assert all(abs(place - number) < 6 for place, number in enumerate(ended))
    await transport.aclose()


async def test_waiting_for_a_connection_has_a_limit(server: HostileServer) -> None:
    transport = Transport(Profile(connections_per_host=1))
    busy = asyncio.create_task(fetch(transport, server.url + "/slow?delay=0.3"))
    await until(lambda: server.received)
    with pytest.raises(httpx.PoolTimeout, match="all 1 are in use") as caught:
        await fetch(transport, server.url + "/ok", timeouts={"pool": 0.05})
    assert kind_of(caught.value) == "pool-timeout"
    waiting = asyncio.create_task(fetch(transport, server.url + "/ok"))
    await asyncio.sleep(0)
    waiting.cancel()
    await busy
    assert body(await fetch(transport, server.url + "/ok")) == JSON
    await transport.aclose()


async def test_stop_closes_everything_at_once(server: HostileServer) -> None:
    transport = Transport(Profile(connections_per_host=5))
    tasks = [
        asyncio.create_task(fetch(transport, server.url + path))
        for path in ["/silent", "/silent-body", "/slow?delay=9", "/drip?n=99&delay=0.01"] * 3
    ]
    await until(lambda: len(server.received) >= 5)
    assert sockets_to(server.port) == 5
    await transport.aclose()
    assert sockets_to(server.port) == 0
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(isinstance(outcome, httpx.TransportError) for outcome in outcomes)
    with pytest.raises(httpx.ConnectError, match="being stopped"):
        await fetch(transport, server.url + "/ok")
    await transport.aclose()


@pytest.mark.parametrize("path", ["/silent", "/silent-body", "/drip?n=1000", "/bytes?n=99000000"])
@pytest.mark.parametrize("streamed", [False, True])
async def test_cancelling_closes_the_socket(
    server: HostileServer, transport: Transport, path: str, streamed: bool
) -> None:
    content = slowly(*[bytes(100_000)] * 1000, seconds=0.001) if streamed else None
    task = asyncio.create_task(fetch(transport, server.url + path, "PUT", content=content))
    await until(lambda: server.received)
    await asyncio.sleep(0.02)
    assert sockets_to(server.port) == 1
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.sleep(0)
    assert sockets_to(server.port) == 0
    assert asyncio.all_tasks() == {asyncio.current_task()}
    assert body(await fetch(transport, server.url + "/ok")) == JSON


async def test_leaving_a_body_unread_closes_the_socket(
    server: HostileServer, transport: Transport
) -> None:
    response = await transport.handle_async_request(request(server.url + "/bytes?n=9000000"))
    await response.aclose()
    await until(lambda: server.open_connections == 0)
    assert not (await fetch(transport, server.url + "/ok")).extensions["reused"]


async def test_a_body_nobody_reads_is_not_taken_from_the_server(
    server: HostileServer, transport: Transport
) -> None:
    response = await transport.handle_async_request(request(server.url + "/bytes?n=200000000"))
    await asyncio.sleep(0.3)
    assert int(response.extensions["raw_size"]) < 1_000_000
    assert server.sent_bytes < 20_000_000
    size = 0
    async for piece in response.aiter_raw():
        size += len(piece)
    assert size == 200_000_000
    assert (await fetch(transport, server.url + "/ok")).extensions["reused"]


async def test_other_schemes_are_refused(transport: Transport) -> None:
    with pytest.raises(httpx.UnsupportedProtocol, match="'ftp'"):
        await fetch(transport, "ftp://127.0.0.1/")


_PLAIN = """
import asyncio, sys
import httpx
from builder.engine.http.decode import read_body
from builder.engine.http.profile import Profile
from builder.engine.http.transport import Transport

async def main(url):
    transport = Transport(Profile())
    async with httpx.AsyncClient(transport=transport, trust_env=False) as client:
        assert (await client.get(url)).status_code == 200

asyncio.run(main(sys.argv[1]))
print(*sorted({"truststore", "httpcore", "anyio", "sniffio", "h11"} & set(sys.modules)))
"""


def test_a_run_over_plain_http_loads_nothing_of_tls(server: HostileServer) -> None:
    command = [sys.executable, "-c", _PLAIN, server.url + "/ok"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)
    assert ran.stdout.split() == []
