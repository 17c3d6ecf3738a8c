"""https on loopback: verified, refused by reason, and as strict about surplus as http."""

from __future__ import annotations

import asyncio
import ssl
from pathlib import Path

import httpx
import pytest
import trustme

from builder.engine.http.errors import kind_of
from builder.engine.http.profile import Profile
from builder.engine.http.transport import Transport
from tests.support.certificates import server_context
from tests.support.hostile import HostileServer
from tests.support.wire import body, fetch, sockets_to, until

JSON = b'{"id": 1, "name": "widget"}'


async def test_verified(authority: trustme.CA, ca_file: Path) -> None:
    transport = Transport(Profile(ca_file=ca_file))
    with HostileServer(server_context(authority, "127.0.0.1")) as server:
        first = await fetch(transport, server.url + "/ok")
        sent = bytes(range(256)) * 20_000
        again = await fetch(transport, server.url + "/echo", "POST", content=sent)
        assert first.extensions["timings"].tls > 0
        assert again.extensions["timings"].tls is None
        assert (body(first), body(again)) == (JSON, sent)
        assert [first.extensions["reused"], again.extensions["reused"]] == [False, True]
        assert server.connections == 1
        await transport.aclose()
        assert sockets_to(server.port) == 0


async def test_by_name(authority: trustme.CA, ca_file: Path) -> None:
    transport = Transport(Profile(ca_file=ca_file))
    with HostileServer(server_context(authority, "localhost")) as server:
        response = await fetch(transport, f"https://localhost:{server.port}/ok")
        assert body(response) == JSON
        assert response.extensions["timings"].dns > 0
    await transport.aclose()


@pytest.mark.parametrize(
    ("names", "expired", "trusted", "words"),
    [
        (["127.0.0.1"], False, False, "not trusted"),
        (["other.example"], False, True, "hostname mismatch"),
        (["127.0.0.1"], True, True, "has expired"),
    ],
)
async def test_a_certificate_that_is_no_good(
    authority: trustme.CA,
    ca_file: Path,
    names: list[str],
    expired: bool,
    trusted: bool,
    words: str,
) -> None:
    with HostileServer(server_context(authority, *names, expired=expired)) as server:
        strict = Transport(Profile(ca_file=ca_file) if trusted else Profile())
        with pytest.raises(httpx.ConnectError, match=words) as caught:
            await fetch(strict, server.url + "/ok")
        assert kind_of(caught.value) == "tls"
        assert f"127.0.0.1:{server.port}" in str(caught.value)
        await strict.aclose()
        await until(lambda: sockets_to(server.port) == 0)
        lenient = Transport(Profile(verify=False))
        assert body(await fetch(lenient, server.url + "/ok")) == JSON
        await lenient.aclose()


async def test_a_self_signed_certificate(tmp_path: Path) -> None:
    own = trustme.CA()
    path = tmp_path / "own.pem"
    own.private_key_pem.write_to_path(str(path))
    own.cert_pem.write_to_path(str(path), append=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    with HostileServer(context) as server:
        transport = Transport(Profile())
        with pytest.raises(httpx.ConnectError, match="self-signed") as caught:
            await fetch(transport, server.url + "/ok")
        assert kind_of(caught.value) == "tls"
        await transport.aclose()


async def test_a_server_that_speaks_plain_http(transport: Transport) -> None:
    with HostileServer(greeting=b"HTTP/1.1 400 Bad Request\r\n\r\n") as server:
        with pytest.raises(httpx.ConnectError, match="try http://") as caught:
            await fetch(transport, server.url.replace("http:", "https:") + "/ok")
        assert kind_of(caught.value) == "tls"
        await until(lambda: sockets_to(server.port) == 0)


async def test_a_server_that_closes_during_the_handshake(transport: Transport) -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10)
        writer.close()

    listening = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    with pytest.raises(httpx.ConnectError, match="during the handshake") as caught:
        await fetch(transport, f"https://127.0.0.1:{port}/")
    assert kind_of(caught.value) == "tls"
    listening.close()


async def test_a_handshake_that_does_not_end(server: HostileServer, transport: Transport) -> None:
    url = server.url.replace("http:", "https:") + "/ok"
    with pytest.raises(httpx.ConnectTimeout, match=r"within 0\.2 s") as caught:
        await fetch(transport, url, timeouts={"connect": 0.2})
    assert kind_of(caught.value) == "connect-timeout"
    await asyncio.sleep(0)
    assert sockets_to(server.port) == 0


async def test_stop_during_a_handshake(server: HostileServer, transport: Transport) -> None:
    url = server.url.replace("http:", "https:") + "/ok"
    task = asyncio.create_task(fetch(transport, url))
    await until(lambda: server.connections)
    transport.abort()
    with pytest.raises(httpx.ConnectError, match="being stopped"):
        await task
    await asyncio.sleep(0)
    assert sockets_to(server.port) == 0


async def test_a_file_of_authorities_that_is_none(server: HostileServer, tmp_path: Path) -> None:
    transport = Transport(Profile(ca_file=tmp_path / "missing.pem"))
    with pytest.raises(httpx.ConnectError, match=r"missing\.pem cannot be read") as caught:
        await fetch(transport, "https://127.0.0.1:1/")
    assert kind_of(caught.value) == "certificate"
    assert body(await fetch(transport, server.url + "/ok")) == JSON
    await transport.aclose()


@pytest.mark.parametrize("path", ["/surplus", "/two-responses", "/late-surplus"])
async def test_surplus_bytes(authority: trustme.CA, ca_file: Path, path: str) -> None:
    transport = Transport(Profile(ca_file=ca_file))
    with HostileServer(server_context(authority, "127.0.0.1")) as server:
        assert body(await fetch(transport, server.url + path)) == b"first"
        if path == "/late-surplus":
            await until(lambda: sockets_to(server.port) == 0)
        assert body(await fetch(transport, server.url + "/ok")) == JSON
        assert server.connections == 2
        await transport.aclose()


async def test_cancelling_closes_the_socket(authority: trustme.CA, ca_file: Path) -> None:
    transport = Transport(Profile(ca_file=ca_file))
    with HostileServer(server_context(authority, "127.0.0.1")) as server:
        task = asyncio.create_task(fetch(transport, server.url + "/bytes?n=900000000"))
        await until(lambda: server.sent_bytes > 1_000_000)
        task.cancel()
        await asyncio.wait([task])
        await asyncio.sleep(0)
        assert sockets_to(server.port) == 0
        assert asyncio.all_tasks() == {asyncio.current_task()}
        await transport.aclose()
