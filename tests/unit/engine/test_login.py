"""Signing in: a real OAuth 2.0 server, and a browser that does what it is told."""

from __future__ import annotations

import asyncio
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from builder.engine.login import no_browser, signed_in, system_browser
from builder.engine.tokens import KeptToken, Tokens
from builder.model.environment import Surroundings
from builder.model.events import Failure, Status
from builder.model.http import Login, WireRequest
from builder.model.step import StepError
from builder.model.workflow import Workflow
from tests.support.oauth_server import CLIENT, OAuthServer, oauth_server
from tests.support.running import Ran, flow, ran, request

AROUND = Surroundings("dev")


class Browser:
    """Goes where it is sent, follows redirects, and remembers the pages."""

    def __init__(self) -> None:
        self.pages: list[str] = []

    async def __call__(self, url: str) -> None:
        asyncio.get_running_loop().run_in_executor(None, self.visit, url)

    def visit(self, url: str) -> int:
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                self.pages.append(answer.read().decode())
                return int(answer.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code


@pytest.fixture
def server() -> Iterator[OAuthServer]:
    with oauth_server() as serving:
        yield serving


def workflow(server: OAuthServer, **more: Any) -> Workflow:
    auth = {
        "kind": "oauth2_authorization_code",
        "authorization_url": f"{server.url}/authorize",
        "token_url": f"{server.url}/token",
        "client_id": CLIENT,
        "client_authentication": "none",
        "scope": "read",
        **more,
    }
    return flow(request(2, f"{server.url}/api", auth=auth))


def said(what: Ran) -> Failure:
    assert what.end.error is not None
    return what.end.error


async def test_one_sign_in_is_enough(server: OAuthServer, tmp_path: Path) -> None:
    browser, kept = Browser(), list[KeptToken]()
    tokens = Tokens(changed=kept.append, browser=browser)
    runs = [
        ran(workflow(server), tmp_path / str(n), surroundings=AROUND, tokens=tokens)
        for n in range(5)
    ]
    results = await asyncio.gather(*runs)
    assert {what.end.status for what in results} == {Status.SUCCEEDED}
    assert server.signed_in == 1
    assert server.calls == server.issued * 5
    assert "You are signed in" in browser.pages[0]
    asked = server.asked[0]
    for secret in (asked["code"], asked["code_verifier"], *server.issued, *server.rotated):
        assert not any(secret.encode() in what.said for what in results)
    assert [token.refresh for token in kept] == server.rotated


async def test_a_server_that_says_no(server: OAuthServer, tmp_path: Path) -> None:
    tokens = Tokens(browser=Browser())
    what = await ran(workflow(server, scope="denied"), tmp_path, surroundings=AROUND, tokens=tokens)
    assert said(what).kind == "login"
    assert "access_denied" in said(what).message


async def test_headless_runs_cannot_sign_in(server: OAuthServer, tmp_path: Path) -> None:
    what = await ran(workflow(server), tmp_path, surroundings=AROUND)
    assert said(what).kind == "no-browser"
    assert "test the step in the window once" in said(what).message
    assert not server.asked


class Pretend:
    """A browser that answers by itself."""

    def __init__(self, *targets: str) -> None:
        self.targets = targets
        self.statuses: list[int] = []

    async def __call__(self, url: str) -> None:
        asyncio.get_running_loop().run_in_executor(None, self._answer, url)

    def _answer(self, url: str) -> None:
        query = dict(parse_qsl(urlsplit(url).query))
        back = query["redirect_uri"]
        for target in self.targets:
            address = back.removesuffix("/callback") + target.format(state=query["state"])
            self.statuses.append(Browser().visit(address))


def exchange(code: str, verifier: str, redirect: str) -> WireRequest:
    return WireRequest("POST", redirect, body=f"{code} {verifier}".encode())


async def test_only_the_return_with_the_state_counts() -> None:
    browser = Pretend(
        "/favicon.ico",
        "/callback?code=forged",
        "/callback?code=forged&state=guessed",
        "/other?code=forged&state={state}",
        "/callback?code=right&state={state}",
    )
    asked = await signed_in(Login("http://x/?a=1", 0, exchange), browser)
    assert isinstance(asked.body, bytes)
    code, _, verifier = asked.body.decode().partition(" ")
    assert code == "right"
    assert 43 <= len(verifier) <= 128
    await asyncio.sleep(0.2)
    assert browser.statuses == [404, 404, 404, 404, 200]


async def test_a_return_without_a_code() -> None:
    browser = Pretend("/callback?state={state}")
    with pytest.raises(StepError, match="No code came back"):
        await signed_in(Login("http://x/?a=1", 0, exchange), browser)


async def test_nobody_signs_in() -> None:
    with pytest.raises(StepError, match="Nobody has signed in"):
        await signed_in(Login("http://x/?a=1", 0, exchange), Pretend(), 0.1)


async def test_a_port_that_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(StepError, match=f"Port {port}") as raised:
            await signed_in(Login("http://x/?a=1", port, exchange), no_browser)
    assert raised.value.field == "port"


async def test_no_browser_on_this_system(monkeypatch: pytest.MonkeyPatch) -> None:
    import webbrowser

    monkeypatch.setattr(webbrowser, "_browsers", {})
    monkeypatch.setattr(webbrowser, "_tryorder", [])
    with pytest.raises(StepError) as raised:
        await system_browser("http://127.0.0.1:1/")
    assert raised.value.kind == "no-browser"


async def test_a_kept_refresh_token_needs_no_browser(server: OAuthServer, tmp_path: Path) -> None:
    kept: list[KeptToken] = []
    first = Tokens(changed=kept.append, browser=Browser())
    await ran(workflow(server), tmp_path, surroundings=AROUND, tokens=first)
    assert len(kept) == 1
    refresh = KeptToken(kept[0].key, b"", 0.0, server.rotated[0], "dev")
    server.refresh.add(server.rotated[0])
    later = Tokens(changed=kept.append)
    later.take([refresh])
    what = await ran(workflow(server), tmp_path, surroundings=AROUND, tokens=later)
    assert what.end.status is Status.SUCCEEDED
    assert server.signed_in == 1
    assert server.asked[-1]["grant_type"] == "refresh_token"


async def test_a_refresh_token_that_is_not_good_any_more(
    server: OAuthServer, tmp_path: Path
) -> None:
    kept: list[KeptToken] = []
    tokens = Tokens(changed=kept.append, browser=Browser())
    await ran(workflow(server), tmp_path, surroundings=AROUND, tokens=tokens)
    old = KeptToken(kept[0].key, b"", 0.0, "not-good-any-more", "dev")
    later = Tokens(browser=Browser())
    later.take([old])
    what = await ran(workflow(server), tmp_path, surroundings=AROUND, tokens=later)
    assert what.end.status is Status.SUCCEEDED
    assert server.signed_in == 2
