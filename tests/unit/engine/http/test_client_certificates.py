"""Client certificates with a real nginx that demands them, and with one that is stricter."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import trustme
from cryptography.hazmat.primitives import serialization

from builder.engine.http.errors import CertificateUnusable, TlsFailed, kind_of
from builder.engine.http.profile import ClientCertificate, Profile
from builder.engine.http.transport import Transport
from tests.support.certificates import server_context
from tests.support.nginx import Nginx, nginx
from tests.support.wire import body, fetch

JSON = b'{"id": 1, "name": "widget"}'


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, authority: trustme.CA) -> Iterator[Nginx]:
    with nginx(tmp_path_factory.mktemp("nginx"), authority) as running:
        yield running


@pytest.fixture
def certificate(authority: trustme.CA, tmp_path: Path) -> ClientCertificate:
    """Certificate and key in files of their own."""
    issued = authority.issue_cert("client.test")
    issued.cert_chain_pems[0].write_to_path(str(tmp_path / "client.pem"))
    issued.private_key_pem.write_to_path(str(tmp_path / "client.key"))
    return ClientCertificate(tmp_path / "client.pem", tmp_path / "client.key")


def encrypted(certificate: ClientCertificate, password: str) -> ClientCertificate:
    """The same with its key encrypted."""
    assert certificate.key is not None
    key = serialization.load_pem_private_key(certificate.key.read_bytes(), None)
    locked = certificate.key.with_suffix(".locked")
    locked.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"open sesame"),
        )
    )
    return ClientCertificate(certificate.file, locked, password)


@contextmanager
def refusing(context: ssl.SSLContext) -> Iterator[str]:
    """A server that takes one connection, and says with an alert why it ends the handshake."""

    def serve() -> None:
        client, _ = listening.accept()
        # Closed with bytes unread, the socket would be reset, and the alert lost.
        with client, client.dup() as kept:
            with suppress(OSError):
                context.wrap_socket(client, server_side=True)
            kept.settimeout(5)
            while kept.recv(65536):
                continue

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve)
        thread.start()
        yield f"https://127.0.0.1:{listening.getsockname()[1]}/"
        thread.join(10)


async def get(server: Nginx, shown: ClientCertificate | None, *, http2: bool = False) -> bytes:
    transport = Transport(Profile(ca_file=server.ca_file, client_certificate=shown, http2=http2))
    try:
        response = await fetch(transport, server.mutual + "/data.json")
    finally:
        await transport.aclose()
    assert response.extensions["http_version"] == (b"HTTP/2" if http2 else b"HTTP/1.1")
    return body(response) if response.status_code == 200 else b"%d" % response.status_code


@pytest.mark.parametrize("http2", [False, True])
async def test_shown(server: Nginx, certificate: ClientCertificate, http2: bool) -> None:
    assert await get(server, certificate, http2=http2) == JSON


async def test_in_one_file(server: Nginx, certificate: ClientCertificate) -> None:
    assert certificate.key is not None
    both = certificate.file.with_name("both.pem")
    both.write_bytes(certificate.key.read_bytes() + certificate.file.read_bytes())
    assert await get(server, ClientCertificate(both)) == JSON


async def test_with_an_encrypted_key(server: Nginx, certificate: ClientCertificate) -> None:
    assert await get(server, encrypted(certificate, "open sesame")) == JSON


async def test_with_the_authorities_of_the_system(
    server: Nginx, certificate: ClientCertificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(server.ca_file))
    for http2 in (False, True):
        transport = Transport(Profile(client_certificate=certificate, http2=http2))
        response = await fetch(transport, server.mutual + "/data.json")
        await transport.aclose()
        assert body(response) == JSON
        assert response.headers["x-client"]


async def test_missing(server: Nginx) -> None:
    assert await get(server, None) == b"400"


@pytest.mark.parametrize(
    ("password", "words"),
    [("gu3ss", "password does not open"), ("", "password must open")],
    ids=["wrong", "none"],
)
async def test_the_wrong_password(
    server: Nginx, certificate: ClientCertificate, password: str, words: str
) -> None:
    with pytest.raises(CertificateUnusable, match=words) as caught:
        await get(server, encrypted(certificate, password))
    assert kind_of(caught.value) == "certificate"
    assert "gu3ss" not in str(caught.value) + repr(encrypted(certificate, "gu3ss"))


async def test_the_key_of_another(
    server: Nginx, authority: trustme.CA, certificate: ClientCertificate, tmp_path: Path
) -> None:
    other = tmp_path / "other.key"
    authority.issue_cert("other.test").private_key_pem.write_to_path(str(other))
    with pytest.raises(CertificateUnusable, match="belongs to another certificate"):
        await get(server, ClientCertificate(certificate.file, other))


async def test_files_that_are_none(
    server: Nginx, certificate: ClientCertificate, tmp_path: Path
) -> None:
    (tmp_path / "text.pem").write_text("no certificate")
    with pytest.raises(CertificateUnusable, match=r"missing\.pem cannot be read: No such file"):
        await get(server, ClientCertificate(tmp_path / "missing.pem"))
    with pytest.raises(CertificateUnusable, match="must be PEM"):
        await get(server, ClientCertificate(tmp_path / "text.pem", certificate.key))
    transport = Transport(Profile(ca_file=tmp_path / "text.pem"))
    with pytest.raises(CertificateUnusable, match="holds no PEM certificate"):
        await fetch(transport, server.http1 + "/data.json")


@pytest.mark.parametrize(("own", "words"), [(False, "asks for a client"), (True, "not trust")])
async def test_refused_in_the_handshake(
    authority: trustme.CA, tmp_path: Path, own: bool, words: str
) -> None:
    demanding = server_context(authority, "127.0.0.1")
    demanding.verify_mode = ssl.CERT_REQUIRED
    authority.configure_trust(demanding)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    shown = None
    if own:
        pem = trustme.CA().issue_cert("client.test").private_key_and_cert_chain_pem
        pem.write_to_path(str(tmp_path / "stranger.pem"))
        shown = ClientCertificate(tmp_path / "stranger.pem")
    transport = Transport(Profile(ca_file=tmp_path / "ca.pem", client_certificate=shown))
    with refusing(demanding) as url, pytest.raises(TlsFailed, match=words) as caught:
        await fetch(transport, url)
    await transport.aclose()
    assert kind_of(caught.value) == "tls"
