"""Through a real proxy: absolute-form, CONNECT, credentials, and what the system says."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from builder.engine.http.errors import ProxyFailed, kind_of
from builder.engine.http.profile import Origin, Profile, ProxyChoice
from builder.engine.http.proxy import Proxies, parsed_proxy
from builder.engine.http.transport import Transport
from tests.support.certificates import server_context
from tests.support.hostile import HostileServer
from tests.support.proxy import ProxyServer
from tests.support.wire import body, fetch, sockets_to

JSON = b'{"id": 1, "name": "widget"}'
NAME = "api.example.test"


@pytest.fixture
def proxy() -> Iterator[ProxyServer]:
    with ProxyServer("ada", "s3cret") as proxy:
        yield proxy


@pytest.fixture
def tls(authority: trustme.CA) -> ssl.SSLContext:
    return server_context(authority, NAME)


def choice(proxy: ProxyServer, password: str = "s3cret") -> ProxyChoice:
    return ProxyChoice(url=proxy.url, username="ada", password=password)


async def test_http_is_handed_over_whole(server: HostileServer, proxy: ProxyServer) -> None:
    transport = Transport(Profile(proxy=choice(proxy)))
    url = f"http://{NAME}:{server.port}/ok?a=%2F"
    response = await fetch(transport, url, headers=[(b"X-A", b"1")])
    await transport.aclose()
    assert body(response) == JSON
    assert response.extensions["proxy"] == f"127.0.0.1:{proxy.port}"
    assert proxy.seen[0].startswith(b"GET " + url.encode() + b" HTTP/1.1\r\n")
    assert server.received[0].target == "/ok?a=%2F"
    assert server.received[0].header(b"Proxy-Authorization") is None
    assert server.received[0].header(b"X-A") == b"1"


async def test_https_goes_through_a_tunnel(
    tls: ssl.SSLContext, ca_file: Path, proxy: ProxyServer
) -> None:
    transport = Transport(Profile(ca_file=ca_file, proxy=choice(proxy)))
    with HostileServer(tls) as server:
        url = f"https://{NAME}:{server.port}"
        first = await fetch(transport, url + "/ok")
        again = await fetch(transport, url + "/echo", "POST", content=b"x" * 300_000)
        assert (body(first), body(again)) == (JSON, b"x" * 300_000)
        assert [first.extensions["reused"], again.extensions["reused"]] == [False, True]
        assert len(proxy.seen) == 1
        assert proxy.seen[0].startswith(f"CONNECT {NAME}:{server.port} HTTP/1.1\r\n".encode())
        assert server.received[0].header(b"Proxy-Authorization") is None
        await transport.aclose()
        assert sockets_to(proxy.port) == 0


@pytest.mark.parametrize(
    ("password", "words"), [("", "wants a user name"), ("wrong", "refuses this user name")]
)
@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_credentials_that_are_not_accepted(
    proxy: ProxyServer, password: str, words: str, scheme: str
) -> None:
    own = choice(proxy, password) if password else ProxyChoice(url=proxy.url)
    transport = Transport(Profile(proxy=own))
    with pytest.raises(ProxyFailed, match=words) as caught:
        await fetch(transport, f"{scheme}://{NAME}:9/")
    await transport.aclose()
    assert kind_of(caught.value) == "proxy"
    assert "wrong" not in str(caught.value)
    assert sockets_to(proxy.port) == 0


async def test_a_proxy_out_of_reach(server: HostileServer) -> None:
    transport = Transport(Profile(proxy=ProxyChoice(url="http://127.0.0.1:1")))
    for scheme in ("http", "https"):
        with pytest.raises(ProxyFailed, match=r"proxy cannot be reached.*127\.0\.0\.1:1"):
            await fetch(transport, f"{scheme}://127.0.0.1:{server.port}/ok")
    await transport.aclose()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", "502 Bad Gateway"),
        (b"nonsense\r\n\r\n", "answer of the proxy"),
        (b"HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", "nobody had asked for"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000, "more than"),
        (b"HTTP/1.1 200", "closed the connection in the middle"),
    ],
)
async def test_a_proxy_that_misbehaves(answer: bytes, words: str) -> None:
    with ProxyServer(answer=answer) as proxy:
        transport = Transport(Profile(proxy=ProxyChoice(url=proxy.url)))
        with pytest.raises(ProxyFailed, match=words):
            await fetch(transport, f"https://{NAME}/")
        await transport.aclose()
        assert sockets_to(proxy.port) == 0


async def test_the_proxy_of_the_system(
    server: HostileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ProxyServer() as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.setenv("no_proxy", "direct.test")
        transport = Transport(Profile(proxy=ProxyChoice(system=True)))
        await fetch(transport, f"http://{NAME}:{server.port}/ok")
        assert len(proxy.seen) == 1
        here = await fetch(transport, server.url + "/ok")
        assert here.extensions["proxy"] == ""
        await transport.aclose()
        off = Transport(Profile())
        assert body(await fetch(off, server.url + "/ok")) == JSON
        await off.aclose()
        assert len(proxy.seen) == 1


def test_whom_the_system_excepts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://ada:a%40b@proxy.test:3128")
    monkeypatch.setenv("no_proxy", ".internal.test,other.test:8443")
    monkeypatch.delenv("http_proxy", raising=False)
    proxies = Proxies(ProxyChoice(system=True))

    def of(host: str, port: int = 443, scheme: str = "https") -> bool:
        return proxies.of(Origin(scheme, host, port)) is not None

    assert of("api.example.com")
    assert not of("api.example.com", 80, "http")
    assert not of("db.internal.test")
    assert not of("other.test", 8443)
    assert of("other.test")
    assert not of("localhost")
    assert not of("::1")
    found = proxies.of(Origin("https", "api.example.com", 443))
    assert found is not None
    assert found.origin == Origin("http", "proxy.test", 3128)
    assert found.authorization == b"Basic YWRhOmFAYg=="


@pytest.mark.parametrize("url", ["http://", "http://a:b:c", "http://user:s3cret@:x", "http://[1"])
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(ProxyFailed, match="write it as") as caught:
        parsed_proxy(url)
    assert "s3cret" not in str(caught.value)


def test_another_kind_of_proxy() -> None:
    with pytest.raises(ProxyFailed, match="socks5://"):
        parsed_proxy("socks5://proxy.test:1080")


def test_no_password_in_what_is_printed(proxy: ProxyServer) -> None:
    made = parsed_proxy(proxy.url, "ada", "s3cret")
    assert "s3cret" not in repr((choice(proxy), made))
    assert "YWRh" not in repr(made)
