"""Access tokens in the engine, against a real OAuth 2.0 server."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest

from builder.auth import ClientCredentials
from builder.engine.budget import Budget, Stop, too_many_requests
from builder.engine.clock import SystemClock
from builder.engine.tokens import KeptToken, Tokens, token_options
from builder.model.environment import Surroundings
from builder.model.events import Failure, Status
from builder.model.http import SendOptions, WireRequest
from builder.model.masking import MASK
from builder.model.step import Received, StepError
from builder.model.workflow import Workflow
from tests.support.answers import answer
from tests.support.oauth_server import CLIENT, PASSWORD, REFRESH, SECRET, OAuthServer, oauth_server
from tests.support.running import Ran, fields, files_in, flow, ran, request
from tests.support.servers import Answer, Recorder, recorder

VALUES = {"secret": SECRET, "password": PASSWORD, "refresh": REFRESH}
AROUND = Surroundings("dev", VALUES, frozenset(VALUES))


class SetClock(SystemClock):
    """A clock whose time of day is set by hand."""

    def __init__(self) -> None:
        self.seconds = 1_000_000.0

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.seconds, UTC)


@pytest.fixture(scope="module")
def shared() -> Iterator[OAuthServer]:
    with oauth_server() as serving:
        yield serving


@pytest.fixture
def server(shared: OAuthServer) -> OAuthServer:
    fresh = OAuthServer()
    for name in ("asked", "basic", "good", "issued", "refresh", "calls", "rotated"):
        setattr(shared, name, getattr(fresh, name))
    shared.lifetime, shared.pause = fresh.lifetime, fresh.pause
    return shared


@pytest.fixture
def other() -> Iterator[Recorder]:
    with recorder() as serving:
        yield serving


def auth(url: str, kind: str = "client_credentials", **more: Any) -> dict[str, Any]:
    return {
        "kind": f"oauth2_{kind}",
        "token_url": f"{url}/token",
        "client_id": CLIENT,
        "client_secret": "{{env.secret}}",
        **more,
    }


def calls(server: OAuthServer, how: dict[str, Any], times: int = 2, **more: Any) -> Workflow:
    """A workflow that calls the API several times with the same authorization."""
    return flow(*(request(n + 2, f"{server.url}/api", auth=how, **more) for n in range(times)))


def said(what: Ran) -> Failure:
    assert what.end.error is not None
    return what.end.error


@pytest.mark.parametrize("way", ["basic", "body"])
@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("client_credentials", {"scope": "read write"}),
        ("password", {"username": "ada", "password": "{{env.password}}"}),
        ("refresh_token", {"refresh_token": "{{env.refresh}}"}),
    ],
)
async def test_every_grant_gets_a_token_that_is_reused(
    server: OAuthServer, tmp_path: Path, kind: str, more: dict[str, Any], way: str
) -> None:
    how = auth(server.url, kind, client_authentication=way, **more)
    what = await ran(calls(server, how), tmp_path, surroundings=AROUND)
    assert what.end.status is Status.SUCCEEDED
    assert server.calls == server.issued * 2
    assert len(server.issued) == 1


async def test_the_token_in_the_query(server: OAuthServer, tmp_path: Path) -> None:
    how = auth(server.url, place="query")
    what = await ran(calls(server, how), tmp_path, surroundings=AROUND)
    assert server.calls == server.issued * 2
    assert server.issued[0].encode() not in what.said


async def test_twenty_at_once_ask_once(server: OAuthServer, tmp_path: Path) -> None:
    server.pause = 0.3
    tokens = Tokens()
    workflow = calls(server, auth(server.url, client_authentication="body"), 1)
    runs = [ran(workflow, tmp_path / str(n), surroundings=AROUND, tokens=tokens) for n in range(20)]
    results = await asyncio.gather(*runs)
    assert {what.end.status for what in results} == {Status.SUCCEEDED}
    assert len(server.asked) == 1
    assert server.calls == server.issued * 20


async def test_twenty_refused_at_once_ask_once_more(server: OAuthServer, tmp_path: Path) -> None:
    tokens = Tokens()
    workflow = calls(server, auth(server.url, client_authentication="body"), 1)
    await ran(workflow, tmp_path, surroundings=AROUND, tokens=tokens)
    server.revoke()
    server.pause = 0.3
    runs = [ran(workflow, tmp_path / str(n), surroundings=AROUND, tokens=tokens) for n in range(20)]
    results = await asyncio.gather(*runs)
    assert {what.end.status for what in results} == {Status.SUCCEEDED}
    assert len(server.asked) == 2


async def test_an_expired_token_is_fetched_anew(server: OAuthServer, tmp_path: Path) -> None:
    clock = SetClock()
    tokens = Tokens(clock)
    workflow = calls(server, auth(server.url, client_authentication="body"), 1)
    for later, asked in ((0, 1), (3569, 1), (2, 2), (3569, 2), (1, 3)):
        clock.seconds += later
        await ran(workflow, tmp_path, surroundings=AROUND, tokens=tokens, clock=clock)
        assert len(server.asked) == asked, later


async def test_a_refused_token_is_fetched_anew_once(server: OAuthServer, tmp_path: Path) -> None:
    tokens = Tokens()
    workflow = calls(server, auth(server.url, client_authentication="body"), 1)
    await ran(workflow, tmp_path, surroundings=AROUND, tokens=tokens)
    server.revoke()
    what = await ran(workflow, tmp_path, surroundings=AROUND, tokens=tokens)
    assert what.end.status is Status.SUCCEEDED
    assert server.calls == [server.issued[0], server.issued[0], server.issued[1]]


async def test_a_401_that_stays_is_the_answer(other: Recorder, tmp_path: Path) -> None:
    other.json("/token", '{"access_token": "never-good", "expires_in": 60}')
    other.json("/api", '{"why": "no"}', 401)
    what = await ran(
        flow(request(2, f"{other.url}/api", auth=auth(other.url))), tmp_path, surroundings=AROUND
    )
    assert what.end.status is Status.FAILED
    assert said(what).kind == "http-status"
    assert [seen.target for seen in other.seen] == ["/token", "/api", "/token", "/api"]


async def test_environments_do_not_share_tokens(server: OAuthServer, tmp_path: Path) -> None:
    tokens = Tokens()
    workflow = calls(server, auth(server.url, client_authentication="body"), 1)
    for name in ("dev", "live", "dev"):
        around = Surroundings(name, VALUES, frozenset(VALUES))
        await ran(workflow, tmp_path, surroundings=around, tokens=tokens)
    assert len(server.asked) == 2


async def test_a_rotated_refresh_token_is_used_from_then_on(
    server: OAuthServer, tmp_path: Path
) -> None:
    kept: list[KeptToken] = []
    clock = SetClock()
    how = auth(server.url, "refresh_token", refresh_token="{{env.refresh}}")
    tokens = Tokens(clock, kept.append)
    for _ in range(3):
        what = await ran(calls(server, how, 1), tmp_path, surroundings=AROUND, tokens=tokens)
        assert what.end.status is Status.SUCCEEDED
        clock.seconds += 4000
    sent = [form["refresh_token"] for form in server.asked]
    used = list(dict.fromkeys(sent))
    assert used == [REFRESH, *server.rotated[:2]]
    assert [token.refresh for token in kept] == server.rotated
    assert {token.environment for token in kept} == {"dev"}

    later = Tokens(clock)
    later.take(kept[-1:])
    await ran(calls(server, how, 1), tmp_path, surroundings=AROUND, tokens=later)
    assert server.asked[-1]["refresh_token"] == server.rotated[2]
    assert not any(token.encode() in what.said for token in (REFRESH, *server.rotated))


async def test_another_configured_refresh_token_discards_the_rotated_one(
    server: OAuthServer, tmp_path: Path
) -> None:
    tokens = Tokens()
    how = auth(server.url, "refresh_token", refresh_token="{{env.refresh}}")
    await ran(calls(server, how, 1), tmp_path, surroundings=AROUND, tokens=tokens)
    server.refresh.add("another")
    around = Surroundings("dev", {**VALUES, "refresh": "another"}, frozenset(VALUES))
    await ran(calls(server, how, 1), tmp_path, surroundings=around, tokens=tokens)
    assert server.asked[-1]["refresh_token"] == "another"


async def test_a_kept_token_is_not_asked_for(server: OAuthServer, tmp_path: Path) -> None:
    kept: list[KeptToken] = []
    workflow = calls(server, auth(server.url, client_authentication="body"), 1)
    await ran(workflow, tmp_path, surroundings=AROUND, tokens=Tokens(changed=kept.append))
    after = Tokens()
    after.take(kept)
    await ran(workflow, tmp_path, surroundings=AROUND, tokens=after)
    assert len(server.asked) == 1
    assert server.calls == server.issued * 2
    assert server.issued[0] not in repr(kept)


async def test_what_the_endpoint_says_is_shown(server: OAuthServer, tmp_path: Path) -> None:
    wrong = Surroundings("dev", {"secret": "wrong"}, frozenset({"secret"}))
    what = await ran(
        calls(server, auth(server.url, client_authentication="body")), tmp_path, surroundings=wrong
    )
    failure = said(what)
    assert failure.kind == "token-refused"
    assert "Token URL: The token endpoint refused. invalid_client" in failure.message
    assert what.step(2).exchanges[0].url == f"{server.url}/token"
    assert not server.calls


@pytest.mark.parametrize(
    ("given", "kind", "words"),
    [
        (Answer(200, [("Content-Type", "text/html")], b"<html>"), "token-endpoint", "text/html"),
        (Answer(200), "token-endpoint", "with nothing"),
        (Answer(200, [], b"{}"), "token-endpoint", "no `access_token`"),
        (Answer(307, [("Location", "/elsewhere")]), "token-endpoint", "redirect"),
        (Answer(200, [], b"x" * 70_000), "response-too-large", "larger than"),
    ],
)
async def test_endpoints_that_are_none(
    other: Recorder, tmp_path: Path, given: Answer, kind: str, words: str
) -> None:
    other.answers["/token"] = given
    what = await ran(
        flow(request(2, f"{other.url}/api", auth=auth(other.url))), tmp_path, surroundings=AROUND
    )
    assert said(what).kind == kind
    assert words in said(what).message
    assert [seen.target for seen in other.seen] == ["/token"]


async def test_an_endpoint_that_is_not_there(tmp_path: Path) -> None:
    how = auth("http://127.0.0.1:1")
    step = request(2, "http://127.0.0.1:1/", auth=how, failure={"go_on": True})
    what = await ran(flow(step), tmp_path, surroundings=AROUND)
    assert what.end.status is Status.SUCCEEDED
    assert what.result is not None
    error = what.result.outputs[2]["error"]
    assert error["kind"] == "connection-refused"
    assert "The token endpoint gave no answer. 127.0.0.1:1 refused" in error["message"]


async def test_no_secret_is_said_or_written(other: Recorder, tmp_path: Path) -> None:
    """The endpoint and the API throw back everything they were sent, in every spelling."""
    hidden = [SECRET, PASSWORD, "access-marker/1+", "refresh-marker=2", "id-marker-3"]
    token = (
        f'{{"access_token": "{hidden[2]}", "refresh_token": "{hidden[3]}", '
        f'"id_token": "{hidden[4]}", "expires_in": 0}}'
    )
    spellings = [s for secret in hidden for s in _spellings(secret)]
    echo = "\n".join(spellings).encode()
    text = [("Content-Type", "text/plain")]
    other.json("/token", token)
    other.answers["/api"] = Answer(200, [*text, ("X-Echo", quote(hidden[2]))], echo)
    how = auth(other.url, "password", username="ada", password="{{env.password}}")
    good = await ran(
        flow(request(2, f"{other.url}/api", auth=how)), tmp_path / "a", surroundings=AROUND
    )
    assert good.end.status is Status.SUCCEEDED
    other.answers["/token"] = Answer(
        400, text, b'{"error": "%s", "error_description": "%s"}' % (SECRET.encode(), echo[:200])
    )
    bad = await ran(
        flow(request(2, f"{other.url}/api", auth=how)), tmp_path / "b", surroundings=AROUND
    )
    assert bad.end.status is Status.FAILED
    written = b"".join(path.read_bytes() for path in files_in(tmp_path))
    for spelling in spellings:
        for where in (good.said, bad.said, written):
            assert spelling.encode() not in where


def _spellings(secret: str) -> set[str]:
    encoded = b64encode(secret.encode()).decode().rstrip("=")
    return {secret, quote(secret), quote(secret, safe=""), quote_plus(secret), encoded}


async def test_giving_up_waiting_ends_the_request(server: OAuthServer) -> None:
    asked = next(ClientCredentials(token_url="http://x/t").flow(WIRE, fields()))
    tokens = Tokens()
    began, ended = asyncio.Event(), asyncio.Event()

    async def send(_: WireRequest) -> Received:
        began.set()
        try:
            await asyncio.sleep(30)
        finally:
            ended.set()
        raise AssertionError("it was to be cancelled")

    waiting = [asyncio.create_task(tokens.answer(asked, "", send)) for _ in range(2)]
    await began.wait()
    waiting[0].cancel()
    await asyncio.sleep(0.05)
    assert not ended.is_set()
    waiting[1].cancel()
    await asyncio.wait(waiting, timeout=5)
    assert ended.is_set()


async def test_all_who_wait_hear_of_the_fault_and_the_next_one_tries_again() -> None:
    asked = next(ClientCredentials(token_url="http://x/t").flow(WIRE, fields()))
    tokens = Tokens()
    answers = [answer("<html>", media_type="text/html"), answer('{"access_token": "t"}')]

    async def send(_: WireRequest) -> Received:
        await asyncio.sleep(0.05)
        return answers.pop(0)

    waiting = [tokens.answer(asked, "", send) for _ in range(3)]
    faults = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(fault, StepError) for fault in faults)
    assert len(answers) == 1
    assert (await tokens.answer(asked, "", send)).status == 200


async def test_a_token_can_be_fetched_without_the_request(
    server: OAuthServer, tmp_path: Path
) -> None:
    tokens = Tokens()
    workflow = calls(server, auth(server.url, client_authentication="body"), 1)
    for _ in range(2):
        what = await ran(workflow, tmp_path, surroundings=AROUND, tokens=tokens, only=2, token=True)
        assert what.step(2).sample["access_token"] == MASK
        assert what.step(2).sample["expires_in"] == 3600
    assert len(server.asked) == 2
    assert not server.calls
    assert not any(token.encode() in what.said for token in server.issued)
    await ran(workflow, tmp_path, surroundings=AROUND, tokens=tokens)
    assert server.calls == server.issued[-1:]


async def test_other_authorizations_fetch_no_token(server: OAuthServer, tmp_path: Path) -> None:
    step = request(2, f"{server.url}/api", auth={"kind": "bearer", "token": "x"})
    what = await ran(flow(step), tmp_path, only=2, token=True)
    assert said(what).kind == "no-token"


async def test_a_run_at_its_budget_stops_no_other() -> None:
    asked = next(ClientCredentials(token_url="http://x/t").flow(WIRE, fields()))
    tokens = Tokens()

    async def poor(_: WireRequest) -> Received:
        await asyncio.sleep(0.05)
        raise too_many_requests(Budget(requests=0))

    async def rich(_: WireRequest) -> Received:
        return answer('{"access_token": "t"}')

    first, second = await asyncio.gather(
        tokens.answer(asked, "", poor), tokens.answer(asked, "", rich), return_exceptions=True
    )
    assert isinstance(first, Stop)
    assert isinstance(second, Received)


def test_how_a_token_request_is_sent() -> None:
    options = token_options(SendOptions(connect_timeout=3, verify_tls=False))
    assert (options.connect_timeout, options.verify_tls) == (3, False)
    assert (options.follow_redirects, options.cookies) == (False, False)


WIRE = WireRequest("GET", "http://x/")
