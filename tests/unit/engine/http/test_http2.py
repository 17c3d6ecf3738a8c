"""HTTP/2 with a real nginx: chosen by ALPN, shared by exchanges, ended by stream."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import trustme

from builder.engine.http.errors import kind_of
from builder.engine.http.profile import Profile
from builder.engine.http.transport import Transport
from tests.support.nginx import Nginx, nginx
from tests.support.servers import Recorder, recorder
from tests.support.wire import body, fetch, request, sockets_to, until

JSON = b'{"id": 1, "name": "widget"}'
BIG = 3_000_000
BYTES = b"x" * 5_000_000
LENGTH = [(b"Content-Length", b"5000000")]


@dataclass
class Served:
    nginx: Nginx
    recorder: Recorder


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with (
        recorder() as recording,
        nginx(tmp_path_factory.mktemp("nginx"), trustme.CA(), recording.url) as running,
    ):
        yield Served(running, recording)


@pytest.fixture
def server(served: Served) -> Nginx:
    return served.nginx


@pytest.fixture
async def transport(server: Nginx) -> AsyncIterator[Transport]:
    transport = Transport(Profile(ca_file=server.ca_file, http2=True))
    yield transport
    await transport.aclose()


def port(url: str) -> int:
    return int(url.rpartition(":")[2])


async def test_chosen_by_alpn(server: Nginx, transport: Transport) -> None:
    first = await fetch(transport, server.http2 + "/data.json")
    again = await fetch(transport, server.http2 + "/data.json")
    assert (first.extensions["http_version"], body(first)) == (b"HTTP/2", JSON)
    assert first.headers["x-protocol"] == "HTTP/2.0"
    assert [first.extensions["reused"], again.extensions["reused"]] == [False, True]
    timings = first.extensions["timings"]
    assert None not in (timings.connect, timings.tls, timings.send, timings.wait, timings.receive)
    assert first.extensions["remote_address"] == ("127.0.0.1", port(server.http2))


async def test_only_offered_when_asked_for(server: Nginx) -> None:
    transport = Transport(Profile(ca_file=server.ca_file))
    response = await fetch(transport, server.http2 + "/data.json")
    assert response.extensions["http_version"] == b"HTTP/1.1"
    await transport.aclose()


async def test_a_server_without_it_is_spoken_to_in_http11(
    server: Nginx, transport: Transport
) -> None:
    answers = await asyncio.gather(
        *(fetch(transport, server.http1 + "/data.json") for _ in range(5))
    )
    assert {answer.extensions["http_version"] for answer in answers} == {b"HTTP/1.1"}


async def test_fifty_at_once_share_one_connection(server: Nginx, transport: Transport) -> None:
    answers = await asyncio.gather(
        *(fetch(transport, server.http2 + "/data.json") for _ in range(50))
    )
    assert {body(answer) for answer in answers} == {JSON}
    assert sockets_to(port(server.http2)) == 1
    await transport.aclose()
    assert sockets_to(port(server.http2)) == 0


async def test_large_bodies_come_whole(server: Nginx, transport: Transport) -> None:
    answers = await asyncio.gather(*(fetch(transport, server.http2 + "/big.bin") for _ in range(4)))
    assert {body(answer) for answer in answers} == {bytes(range(250)) * 12_000}


async def test_a_slow_reader_holds_nobody_up(server: Nginx, transport: Transport) -> None:
    slow = await transport.handle_async_request(request(server.http2 + "/big.bin"))
    await asyncio.sleep(0.1)
    other = await fetch(transport, server.http2 + "/big.bin")
    assert len(body(other)) == BIG
    assert int(slow.extensions["raw_size"]) < BIG
    assert len(b"".join([piece async for piece in slow.aiter_raw()])) == BIG
    assert sockets_to(port(server.http2)) == 1


async def test_the_header_block(served: Served, transport: Transport) -> None:
    response = await fetch(
        transport,
        served.nginx.http2 + "/passed/",
        headers=[
            (b"X-A", b"1"),
            (b"x-a", b"2"),
            (b"Connection", b"keep-alive"),
            (b"TE", b"gzip"),
            (b"X-Name", "café".encode()),
        ],
        extensions={"target": b"/passed/?a=%2F&a=+&b"},
    )
    assert response.status_code == 200
    seen = served.recorder.last
    ours = [pair for pair in seen.headers if pair[0].lower().startswith(("x-", "te"))]
    assert seen.target == "/?a=%2F&a=+&b"
    assert ours == [("x-a", "1"), ("x-a", "2"), ("x-name", "café".encode().decode("latin-1"))]


async def test_head_has_no_body(server: Nginx, transport: Transport) -> None:
    response = await fetch(transport, server.http2 + "/data.json", "HEAD")
    assert (response.status_code, body(response)) == (200, b"")
    assert response.headers["content-length"] == str(len(JSON))


async def test_a_body_is_sent(served: Served, transport: Transport) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for number in range(100):
            yield bytes([number]) * 30_000

    url = served.nginx.http2 + "/passed/upload"
    response = await fetch(transport, url, "POST", content=pieces())
    assert response.status_code == 200
    assert served.recorder.last.body == b"".join(bytes([n]) * 30_000 for n in range(100))
    assert response.extensions["timings"].send is not None
    await fetch(transport, url, "PUT", content=b"small")
    assert served.recorder.last.body == b"small"


async def test_a_body_of_another_length_than_announced(server: Nginx, transport: Transport) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b"12345"

    with pytest.raises(httpx.LocalProtocolError, match="says 9 bytes"):
        await fetch(
            transport,
            server.http2 + "/passed/",
            "POST",
            content=pieces(),
            headers=[(b"Content-Length", b"9")],
        )


async def test_a_refusal_before_the_body_is_done(server: Nginx, transport: Transport) -> None:
    response = await fetch(
        transport, server.http2 + "/data.json", "PUT", content=BYTES, headers=LENGTH
    )
    assert response.status_code == 413
    assert body(await fetch(transport, server.http2 + "/data.json")) == JSON


async def test_cancelling_ends_one_exchange_alone(server: Nginx, transport: Transport) -> None:
    slow = await transport.handle_async_request(request(server.http2 + "/big.bin"))
    other = await transport.handle_async_request(request(server.http2 + "/big.bin"))
    await slow.aclose()
    assert len(b"".join([piece async for piece in other.aiter_raw()])) == BIG
    assert body(await fetch(transport, server.http2 + "/data.json")) == JSON


async def test_giving_up_the_last_exchange_closes_the_connection(
    server: Nginx, transport: Transport
) -> None:
    only = await transport.handle_async_request(request(server.http2 + "/big.bin"))
    assert sockets_to(port(server.http2)) == 1
    await only.aclose()
    await until(lambda: sockets_to(port(server.http2)) == 0)


async def test_a_connection_that_the_server_ends_is_replaced(
    server: Nginx, transport: Transport
) -> None:
    for _ in range(3):
        assert body(await fetch(transport, server.http2 + "/short")) == JSON


async def test_an_unused_connection_is_closed_in_time(server: Nginx) -> None:
    transport = Transport(Profile(ca_file=server.ca_file, http2=True, keep_alive_seconds=0.1))
    await fetch(transport, server.http2 + "/data.json")
    assert sockets_to(port(server.http2)) == 1
    await until(lambda: sockets_to(port(server.http2)) == 0)
    await transport.aclose()


async def test_an_untrusted_server_is_refused(server: Nginx) -> None:
    transport = Transport(Profile(http2=True))
    with pytest.raises(Exception, match="not trusted") as caught:
        await fetch(transport, server.http2 + "/data.json")
    assert kind_of(caught.value) == "tls"
    await transport.aclose()


async def test_stopping_closes_everything(server: Nginx, tmp_path: Path) -> None:
    transport = Transport(Profile(ca_file=server.ca_file, http2=True))
    response = await transport.handle_async_request(request(server.http2 + "/big.bin"))
    transport.abort()
    with pytest.raises(Exception, match="closed from this side"):
        async for _ in response.aiter_raw():
            pass
    await transport.aclose()
    assert sockets_to(port(server.http2)) == 0
