"""Redirects and cookies against real servers on two origins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builder.model.events import Status
from tests.support.running import Ran, flow, ran, request
from tests.support.servers import Answer, Recorder, recorder


@pytest.fixture
def here() -> Iterator[Recorder]:
    with recorder() as serving:
        yield serving


@pytest.fixture
def there() -> Iterator[Recorder]:
    with recorder() as serving:
        yield serving


def leads(to: str, status: int = 302, *headers: tuple[str, str]) -> Answer:
    return Answer(status, [("Location", to), *headers])


async def call(tmp_path: Path, url: str, **step: Any) -> Ran:
    return await ran(flow(request(2, url, **step)), tmp_path)


@pytest.mark.parametrize(
    ("status", "method", "then", "body"),
    [
        (301, "POST", "GET", b""),
        (302, "POST", "GET", b""),
        (302, "PUT", "PUT", b"text"),
        (303, "PUT", "GET", b""),
        (303, "HEAD", "HEAD", b""),
        (307, "POST", "POST", b"text"),
        (308, "PATCH", "PATCH", b"text"),
    ],
)
async def test_method_and_body_after_a_redirect(
    here: Recorder, tmp_path: Path, status: int, method: str, then: str, body: bytes
) -> None:
    here.answers["/a"] = leads("b c?x=1#frag", status)
    sent = (
        {"kind": "raw", "language": "text", "text": "text"}
        if method != "HEAD"
        else {"kind": "none"}
    )
    what = await call(tmp_path, f"{here.url}/a", method=method, body=sent)
    assert (here.last.method, here.last.target, here.last.body) == (then, "/b%20c?x=1", body)
    assert (here.last.header("content-type") is None) == (not body)
    assert [e.status for e in what.step(2).exchanges] == [status, 200]
    assert what.step(2).sample["response"]["url"] == f"{here.url}/b%20c?x=1"


async def test_credentials_stay_home(here: Recorder, there: Recorder, tmp_path: Path) -> None:
    here.answers["/a"] = leads(f"{there.url}/b?api=top-secret&keep=1")
    there.answers["/b"] = leads(f"{here.url}/c")
    what = await call(
        tmp_path,
        f"{here.url}/a",
        auth={"kind": "query", "rows": [{"key": "api", "value": "top-secret"}]},
        headers=[
            {"key": "Authorization", "value": "Basic abc"},
            {"key": "Cookie", "value": "sid=1"},
            {"key": "X-Other", "value": "stays"},
            {"key": "Host", "value": "virtual.example"},
        ],
    )
    first, second, third = here.seen[0], there.seen[0], here.seen[1]
    assert first.target == "/a?api=top-secret"
    assert first.header("host") == "virtual.example"
    assert first.header("authorization") == "Basic abc"
    assert second.target == "/b?keep=1"
    assert second.header("host") == there.url.removeprefix("http://")
    for seen in (second, third):
        assert seen.header("authorization") is None
        assert seen.header("cookie") is None
        assert seen.header("x-other") == "stays"
    assert what.end.status is Status.SUCCEEDED


async def test_credentials_follow_on_the_same_origin(here: Recorder, tmp_path: Path) -> None:
    here.answers["/a"] = leads("/b")
    await call(tmp_path, f"{here.url}/a", auth={"kind": "bearer", "token": "tok-en"})
    assert here.last.header("authorization") == "Bearer tok-en"


async def test_redirects_are_counted(here: Recorder, tmp_path: Path) -> None:
    here.answers["/a"] = leads("/a")
    what = await call(tmp_path, f"{here.url}/a")
    error = what.step(2).error
    assert error is not None
    assert error.kind == "too-many-redirects"
    assert len(here.seen) == len(what.step(2).exchanges) == 11


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://x/", "http://u:p@x/", "http://a b/"])
async def test_a_redirect_to_what_cannot_be_called_fails(
    here: Recorder, tmp_path: Path, to: str
) -> None:
    here.answers["/a"] = leads(to)
    what = await call(tmp_path, f"{here.url}/a")
    assert what.step(2).error is not None
    assert what.step(2).error.kind == "bad-redirect"


async def test_following_can_be_switched_off(here: Recorder, tmp_path: Path) -> None:
    here.answers["/a"] = leads("/b")
    what = await call(tmp_path, f"{here.url}/a", options={"follow_redirects": False})
    response = what.step(2).sample["response"]
    assert (response["statusCode"], response["headers"]["location"]) == (302, "/b")
    assert len(here.seen) == 1


async def test_a_redirect_without_an_address_is_an_answer(here: Recorder, tmp_path: Path) -> None:
    here.answers["/a"] = Answer(302)
    assert (await call(tmp_path, f"{here.url}/a")).step(2).summary == "302"


async def test_a_streamed_body_is_sent_again(here: Recorder, tmp_path: Path) -> None:
    (tmp_path / "f.bin").write_bytes(b"x" * 300_000)
    here.answers["/a"] = leads("/b", 307)
    rows = [{"key": "f", "value": str(tmp_path / "f.bin"), "type": "file"}]
    await call(tmp_path, f"{here.url}/a", method="POST", body={"kind": "multipart", "rows": rows})
    assert here.seen[0].body == here.seen[1].body
    assert len(here.seen[1].body) > 300_000


async def test_one_jar_serves_all_steps_of_a_run(here: Recorder, tmp_path: Path) -> None:
    here.answers["/login"] = leads(
        "/in", 302, ("Set-Cookie", "sid=42; Path=/"), ("Set-Cookie", "old=1; Max-Age=0")
    )
    await ran(
        flow(
            request(2, f"{here.url}/login"),
            request(3, f"{here.url}/x"),
            request(4, f"{here.url}/x", options={"cookies": False}),
            request(5, f"{here.url}/x", headers=[{"key": "cookie", "value": "mine=1"}]),
        ),
        tmp_path,
    )
    assert [seen.header("cookie") for seen in here.seen] == [
        None,
        "sid=42",
        "sid=42",
        None,
        "mine=1",
    ]
    await call(tmp_path, f"{here.url}/x")
    assert here.last.header("cookie") is None


async def test_cookies_do_not_follow_to_another_origin(
    here: Recorder, there: Recorder, tmp_path: Path
) -> None:
    here.answers["/a"] = leads(f"{there.url}/b", 302, ("Set-Cookie", "sid=here; Path=/"))
    there.answers["/set"] = Answer(200, [("Set-Cookie", "own=there; Path=/")])
    await ran(flow(request(2, f"{there.url}/set"), request(3, f"{here.url}/a")), tmp_path)
    assert there.last.target == "/b"
    assert there.last.header("cookie") == "own=there"


async def test_every_phase_is_measured(here: Recorder, tmp_path: Path) -> None:
    what = await ran(flow(request(2, f"{here.url}/a"), request(3, f"{here.url}/a")), tmp_path)
    (first,), (second,) = what.step(2).exchanges, what.step(3).exchanges
    assert first.timings.connect is not None
    assert (first.reused, second.reused) == (False, True)
    assert second.timings.connect is None
    assert second.timings.wait is not None
    assert first.remote == here.url.removeprefix("http://")
    assert (first.http_version, first.reason) == ("HTTP/1.1", "OK")


async def test_a_query_credential_that_comes_back_encoded_otherwise_is_dropped(
    here: Recorder, there: Recorder, tmp_path: Path
) -> None:
    here.answers["/a"] = leads(f"{there.url}/b?api=to%70+secret&keep=1")
    rows = [{"key": "api", "value": "top secret"}]
    await call(tmp_path, f"{here.url}/a", auth={"kind": "query", "rows": rows})
    assert here.seen[0].target == "/a?api=top%20secret"
    assert there.last.target == "/b?keep=1"
