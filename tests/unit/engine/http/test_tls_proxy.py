"""Through a proxy that is spoken to over TLS: http within it, and TLS within TLS."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from builder.engine.http.errors import ProxyFailed, TlsFailed
from builder.engine.http.profile import Profile, ProxyChoice
from builder.engine.http.transport import Transport
from tests.support.certificates import server_context
from tests.support.hostile import HostileServer
from tests.support.nginx import Nginx, nginx
from tests.support.proxy import ProxyServer
from tests.support.wire import body, fetch, sockets_to, until

JSON = b'{"id": 1, "name": "widget"}'
NAME = "api.example.test"


@pytest.fixture
def proxy(authority: trustme.CA) -> Iterator[ProxyServer]:
    with ProxyServer("ada", "s3cret", tls=server_context(authority, "127.0.0.1")) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def web(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    with nginx(tmp_path_factory.mktemp("nginx"), authority) as web:
        yield web


def through(proxy: ProxyServer, ca_file: Path, password: str = "s3cret", **more: bool) -> Transport:
    choice = ProxyChoice(url=proxy.url, username="ada", password=password)
    return Transport(Profile(ca_file=ca_file, proxy=choice, **more))  # type: ignore[arg-type]


async def test_http_is_handed_over_within_it(
    server: HostileServer, proxy: ProxyServer, ca_file: Path
) -> None:
    transport = through(proxy, ca_file)
    response = await fetch(transport, f"http://{NAME}:{server.port}/ok")
    await transport.aclose()
    assert body(response) == JSON
    assert proxy.seen[0].startswith(b"GET http://")
    assert server.received[0].header(b"Proxy-Authorization") is None
    await until(lambda: sockets_to(proxy.port) == 0)


async def test_https_is_tls_within_tls(
    authority: trustme.CA, proxy: ProxyServer, ca_file: Path
) -> None:
    transport = through(proxy, ca_file)
    with HostileServer(server_context(authority, NAME)) as server:
        url = f"https://{NAME}:{server.port}"
        first = await fetch(transport, url + "/ok")
        again = await fetch(transport, url + "/echo", "POST", content=b"x" * 300_000)
        assert (body(first), body(again)) == (JSON, b"x" * 300_000)
        assert again.extensions["reused"]
        assert first.extensions["timings"].tls > 0
        assert len(proxy.seen) == 1
        await transport.aclose()
        await until(lambda: sockets_to(proxy.port) == 0)


async def test_http2_within_it(web: Nginx, proxy: ProxyServer, ca_file: Path) -> None:
    """A server of HTTP/2 speaks first, right after the handshake."""
    for _ in range(5):
        transport = through(proxy, ca_file, http2=True)
        response = await fetch(transport, web.http2 + "/data.json")
        assert (response.status_code, response.http_version) == (200, "HTTP/2")
        await transport.aclose()


async def test_a_wrong_password(proxy: ProxyServer, ca_file: Path) -> None:
    transport = through(proxy, ca_file, "wrong")
    for scheme in ("http", "https"):
        with pytest.raises(ProxyFailed, match="refuses this user name"):
            await fetch(transport, f"{scheme}://{NAME}:9/")
    await transport.aclose()
    await until(lambda: sockets_to(proxy.port) == 0)


async def test_a_proxy_that_is_not_trusted(proxy: ProxyServer) -> None:
    choice = ProxyChoice(url=proxy.url)
    for scheme in ("http", "https"):
        transport = Transport(Profile(proxy=choice))
        with pytest.raises(ProxyFailed, match=r"proxy cannot be reached\. No secure connection"):
            await fetch(transport, f"{scheme}://{NAME}:9/")
        await transport.aclose()
    await until(lambda: sockets_to(proxy.port) == 0)


async def test_an_origin_that_is_not_trusted(proxy: ProxyServer, ca_file: Path) -> None:
    transport = through(proxy, ca_file)
    with HostileServer(server_context(trustme.CA(), NAME)) as server:
        with pytest.raises(TlsFailed, match=NAME):
            await fetch(transport, f"https://{NAME}:{server.port}/ok")
        await transport.aclose()
        await until(lambda: sockets_to(proxy.port) == 0)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", "502 Bad Gateway"),
        (b"nonsense\r\n\r\n", "answer of the proxy"),
        (b"HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", "nobody had asked for"),
        (b"HTTP/1.1 200", "broke the connection off"),
    ],
)
async def test_a_proxy_that_misbehaves(
    authority: trustme.CA, ca_file: Path, answer: bytes, words: str
) -> None:
    tls = server_context(authority, "127.0.0.1")
    with ProxyServer(answer=answer, tls=tls) as proxy:
        transport = Transport(Profile(ca_file=ca_file, proxy=ProxyChoice(url=proxy.url)))
        with pytest.raises(ProxyFailed, match=words):
            await fetch(transport, f"https://{NAME}/")
        await transport.aclose()
        await until(lambda: sockets_to(proxy.port) == 0)


async def test_stop_within_the_second_handshake(proxy: ProxyServer, ca_file: Path) -> None:
    transport = through(proxy, ca_file)
    with HostileServer() as silent:  # waits for a request in the clear, and never answers TLS
        asking = asyncio.create_task(fetch(transport, f"https://{NAME}:{silent.port}/"))
        await until(lambda: proxy.seen)
        await asyncio.sleep(0.05)
        asking.cancel()
        await asyncio.wait([asking])
        await transport.aclose()
        await until(lambda: sockets_to(proxy.port) == 0)


async def test_a_proxy_that_speaks_in_the_clear(ca_file: Path) -> None:
    with HostileServer(greeting=b"HTTP/1.1 400 Bad Request\r\n\r\n") as clear:
        url = clear.url.replace("http:", "https:")
        transport = Transport(Profile(ca_file=ca_file, proxy=ProxyChoice(url=url)))
        with pytest.raises(ProxyFailed, match="No secure connection"):
            await fetch(transport, f"https://{NAME}/")
        await transport.aclose()
