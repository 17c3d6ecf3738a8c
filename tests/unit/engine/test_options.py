"""What the Options of a step do on the wire: time limits, proxy, certificates, HTTP/2."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

from builder.http.options import Options, ProxyUse
from builder.model.environment import Surroundings
from builder.model.events import StepFinished
from tests.support.hostile import HostileServer
from tests.support.nginx import Nginx, nginx
from tests.support.proxy import ProxyServer
from tests.support.running import flow, ran, request
from tests.support.servers import Answer, Recorder, recorder

PASSWORD = "p4ss-of-the-proxy"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def leading() -> Iterator[Recorder]:
    with recorder() as server:
        yield server


@pytest.fixture(scope="module")
def secure(
    tmp_path_factory: pytest.TempPathFactory, authority: trustme.CA, leading: Recorder
) -> Iterator[Nginx]:
    with nginx(tmp_path_factory.mktemp("nginx"), authority, leading.url) as running:
        yield running


@pytest.fixture
def workspace(tmp_path: Path, authority: trustme.CA) -> Path:
    folder = tmp_path / "workspace"
    folder.mkdir()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    issued = authority.issue_cert("client.test")
    issued.private_key_and_cert_chain_pem.write_to_path(str(folder / "client.pem"))
    return folder


async def sent(
    url: str, folder: Path, workspace: Path | None = None, **options: Any
) -> tuple[StepFinished, bytes]:
    """The step's end, and all that was said of the run."""
    values = {"password": PASSWORD}
    around = Surroundings(
        "test", values, frozenset(values), folder=str(workspace) if workspace else ""
    )
    step = request(2, url, options=options)
    what = await ran(flow(step), folder / "run", surroundings=around)
    return what.step(2), what.said


async def test_the_total_time_ends_a_drip(tmp_path: Path) -> None:
    with HostileServer() as server:
        url = server.url + "/drip?n=60&delay=1"
        end, _ = await sent(url, tmp_path, read_timeout=5, total_timeout=1.5)
        assert end.error is not None
        assert end.error.kind == "total-timeout"
        assert 1400 < end.duration < 3000


async def test_http2_with_authorities_of_the_workspace(
    secure: Nginx, workspace: Path, tmp_path: Path
) -> None:
    url = secure.http2 + "/data.json"
    end, _ = await sent(url, tmp_path, workspace, http2=True, ca_file="ca.pem")
    (exchange,) = end.exchanges
    assert (exchange.status, exchange.http_version) == (200, "HTTP/2")
    assert exchange.remote == url.split("/")[2]
    assert exchange.timings.tls is not None


async def test_a_client_certificate(secure: Nginx, workspace: Path, tmp_path: Path) -> None:
    url = secure.mutual + "/data.json"
    shown, _ = await sent(url, tmp_path, workspace, ca_file="ca.pem", certificate="client.pem")
    without, _ = await sent(url, tmp_path, workspace, ca_file="ca.pem")
    assert [end.exchanges[0].status for end in (shown, without)] == [200, 400]
    missing, _ = await sent(url, tmp_path, workspace, certificate="none.pem")
    assert missing.error is not None
    assert (missing.error.kind, "none.pem" in missing.error.message) == ("certificate", True)


async def test_a_redirect_elsewhere_shows_no_client_certificate(
    secure: Nginx, leading: Recorder, workspace: Path, tmp_path: Path
) -> None:
    leading.answers["/away"] = Answer(302, [("Location", secure.mutual + "/data.json")])
    url = secure.http2 + "/passed/away"
    options = {"ca_file": "ca.pem", "certificate": "client.pem"}
    end, _ = await sent(url, tmp_path, workspace, **options)
    assert [exchange.status for exchange in end.exchanges] == [302, 400]


async def test_a_proxy_with_a_password(tmp_path: Path) -> None:
    with ProxyServer("ada", PASSWORD) as proxy, HostileServer() as server:
        options = {
            "proxy": "own",
            "proxy_url": proxy.url,
            "proxy_username": "ada",
            "proxy_password": "{{env.password}}",
        }
        url = f"http://api.example.test:{server.port}/ok"
        end, said = await sent(url, tmp_path, **options)
        assert end.exchanges[0].proxy == f"127.0.0.1:{proxy.port}"
        assert PASSWORD.encode() not in said
        wrong, said = await sent(url, tmp_path, **options | {"proxy_username": "bob"})
        assert wrong.error is not None
        assert wrong.error.kind == "proxy"
        assert PASSWORD.encode() not in said


async def test_the_proxy_of_the_system_can_be_switched_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ProxyServer() as proxy, HostileServer() as server:
        monkeypatch.setenv("http_proxy", proxy.url)
        url = f"http://api.example.invalid:{server.port}/ok"
        through, _ = await sent(url, tmp_path)
        direct, _ = await sent(url, tmp_path, proxy="none")
        assert through.exchanges[0].status == 200
        assert direct.error is not None
        assert direct.error.kind == "dns"


async def test_a_path_without_a_workspace(tmp_path: Path) -> None:
    end, _ = await sent("https://127.0.0.1:1/", tmp_path, ca_file="ca.pem")
    assert end.error is not None
    assert end.error.kind == "file-not-readable"
    assert "ca.pem" in end.error.message


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "No proxy is given"),
        ("http://", "no address of a proxy"),
        ("socks5://proxy.test", "only http:// and https://"),
        ("http://ada:s3cret@proxy.test", "put it into the field"),
        ("http://proxy.test:port", "no address"),
    ],
)
def test_proxies_that_are_problems(url: str, words: str) -> None:
    (problem,) = Options(proxy=ProxyUse.OWN, proxy_url=url).problems()
    assert words in problem.message
    assert problem.field == "proxy_url"
    assert "s3cret" not in problem.message


@pytest.mark.parametrize("url", ["http://proxy.test:3128", "proxy.test:80", "{{env.proxy}}"])
def test_proxies_that_are_none(url: str) -> None:
    assert list(Options(proxy=ProxyUse.OWN, proxy_url=url).problems()) == []
    assert list(Options(proxy_url="nonsense").problems()) == []


def test_a_password_is_not_written_unasked() -> None:
    options = Options(proxy=ProxyUse.OWN, proxy_password="s3cret", certificate_password="s3cret")
    assert "s3cret" not in options.model_dump_json() + repr(options)
