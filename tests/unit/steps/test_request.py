"""The Request step against real servers: what goes on the wire, and what comes of the answer."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builder.model.environment import Surroundings
from builder.model.events import Status
from builder.steps.request import Request
from tests.support.running import conditional, decoded, flow, private_bytes, ran, request
from tests.support.servers import Answer, Recorder, httpbin_server, recorder


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as serving:
        yield serving


@pytest.fixture(scope="module")
def httpbin() -> Iterator[str]:
    with httpbin_server() as url:
        yield url


async def test_names_order_case_and_duplicates_go_out_as_given(
    server: Recorder, tmp_path: Path
) -> None:
    headers = [
        {"key": "x-B", "value": "1"},
        {"key": "X-a", "value": ""},
        {"key": "x-B", "value": "{{1.event.n}}"},
        {"key": "X-Off", "value": "no", "enabled": False},
        {"key": "", "value": "ignored"},
    ]
    await ran(flow(request(2, server.url, headers=headers)), tmp_path, event={"n": 2**80})
    host = server.url.removeprefix("http://")
    assert server.last.headers == [
        ("Host", host),
        ("User-Agent", "Steploom/0.1.0"),
        ("Accept", "*/*"),
        ("Accept-Encoding", "gzip, deflate, br, zstd"),
        ("x-B", "1"),
        ("X-a", ""),
        ("x-B", str(2**80)),
    ]


async def test_automatic_headers_can_be_overridden_and_removed(
    server: Recorder, tmp_path: Path
) -> None:
    step = request(
        2,
        server.url,
        headers=[{"key": "user-agent", "value": "mine"}],
        without_headers=["Accept", "accept-encoding"],
        body={"kind": "json", "rows": [{"key": "a", "value": "b"}]},
        method="PROPFIND",
    )
    await ran(flow(step), tmp_path)
    names = [name for name, _ in server.last.headers]
    assert names == ["Host", "Content-Type", "user-agent", "Content-Length"]
    assert server.last.method == "PROPFIND"
    assert server.last.body == b'{"a":"b"}'


def test_the_panel_lists_automatic_headers_with_what_became_of_them() -> None:
    step = Request(
        headers=[{"key": "ACCEPT", "value": "x"}],
        without_headers=("user-agent",),
        body={"kind": "raw", "language": "json"},
        auth={"kind": "bearer", "token": "{{env.t}}"},
    )
    listed = {h.name: h for h in step.automatic_headers()}
    assert list(listed) == [
        "Host",
        "User-Agent",
        "Accept",
        "Accept-Encoding",
        "Content-Type",
        "Content-Length",
        "Authorization",
    ]
    assert listed["Accept"].overridden
    assert listed["User-Agent"].removed
    assert listed["Content-Type"].value == "application/json"


async def test_the_answer_becomes_a_value(server: Recorder, tmp_path: Path) -> None:
    headers = [
        ("Content-Type", "application/problem+json"),
        ("Set-Cookie", "a=1"),
        ("Set-Cookie", "b=2"),
        ("X-Many", "1"),
        ("x-many", "2"),
    ]
    server.answers["/x"] = Answer(201, headers, b'{"n": 1208925819614629174706176, "d": 1.10}')
    what = await ran(flow(request(2, f"{server.url}/x?q=1")), tmp_path)
    response = what.step(2).sample["response"]
    assert response["statusCode"] == 201
    assert response["body"]["n"] == 2**80
    assert str(response["body"]["d"]) == "1.10"
    assert response["headers"]["set-cookie"] == ["a=1", "b=2"]
    assert response["headers"]["x-many"] == "1, 2"
    assert response["url"] == f"{server.url}/x?q=1"
    assert response["time"] > 0
    assert what.step(2).summary == "201"


async def test_json_that_does_not_parse_stays_text_with_a_warning(
    server: Recorder, tmp_path: Path
) -> None:
    server.json("/x", '{"a": nonsense}')
    what = await ran(flow(request(2, f"{server.url}/x")), tmp_path)
    assert what.step(2).status is Status.SUCCEEDED
    assert what.step(2).sample["response"]["body"] == '{"a": nonsense}'
    (warning,) = what.step(2).warnings
    assert "line 1, column 7" in warning


async def test_a_response_with_braces_in_it_is_never_read_as_a_reference(
    server: Recorder, tmp_path: Path
) -> None:
    server.json("/x", '{"a": "{{env.secret}}"}')
    step = request(3, f"{server.url}/y", headers=[{"key": "X-A", "value": "{{2.response.body.a}}"}])
    await ran(flow(request(2, f"{server.url}/x"), step), tmp_path)
    assert server.last.header("x-a") == "{{env.secret}}"


async def test_a_status_of_400_and_over_fails_and_says_what_to_look_at(
    server: Recorder, tmp_path: Path
) -> None:
    server.json("/x", '{"why": "no such user"}', status=404)
    what = await ran(flow(request(2, f"{server.url}/x"), request(3, server.url)), tmp_path)
    failed = what.step(2)
    assert failed.status is Status.FAILED
    assert failed.error is not None
    assert failed.error.kind == "http-status"
    assert failed.error.message.startswith("The server answered 404 Not Found. Check the URL")
    assert failed.sample["response"]["body"] == {"why": "no such user"}
    assert failed.exchanges[0].status == 404
    assert (what.end.status, what.end.step) == (Status.FAILED, 2)
    assert len(server.seen) == 1


async def test_a_run_may_go_on_after_a_failure(server: Recorder, tmp_path: Path) -> None:
    server.json("/x", "{}", status=500)
    failure = {"go_on": True}
    what = await ran(
        flow(
            request(2, f"{server.url}/x", failure=failure),
            request(3, "http://127.0.0.1:1/", failure=failure),
            conditional(4, "{{3.error.kind}}", "exactly_matches", "connection-refused"),
            conditional(5, "{{3.response.statusCode}}", "is_null"),
            conditional(6, "{{2.error.message}}", "contains", "500"),
        ),
        tmp_path,
    )
    assert [what.step(n).status for n in (2, 3)] == [Status.FAILED, Status.FAILED]
    assert [what.step(n).summary for n in (4, 5, 6)] == ["Yes"] * 3
    assert what.end.status is Status.SUCCEEDED
    assert what.step(3).sample["response"] == {"statusCode": None, "headers": {}, "body": None}


async def test_a_missing_reference_stops_even_a_step_that_may_fail(
    server: Recorder, tmp_path: Path
) -> None:
    step = request(
        2,
        server.url,
        failure={"go_on": True},
        headers=[{"key": "X", "value": "{{1.event.nope}}"}],
    )
    what = await ran(flow(step), tmp_path, event={"id": 1})
    assert what.end.status is Status.FAILED
    assert what.end.error is not None
    assert what.end.error.kind == "reference"
    assert what.end.error.message.startswith("Headers, row 1, value: {{1.event.nope}}")
    assert server.seen == []


@pytest.mark.parametrize("bad", ["a\r\nX-Evil: 1", "a\nb", "a\0b"])
@pytest.mark.parametrize("where", ["header", "auth"])
async def test_line_breaks_from_a_response_cannot_become_headers(
    server: Recorder, tmp_path: Path, bad: str, where: str
) -> None:
    value = "{{1.event.v}}"
    step = request(2, server.url, headers=[{"key": "X-A", "value": value}])
    if where == "auth":
        step = request(2, server.url, auth={"kind": "bearer", "token": value})
    what = await ran(flow(step), tmp_path, event={"v": bad})
    assert what.step(2).error is not None
    assert what.step(2).error.kind == "invalid-header"
    assert server.seen == []


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "empty"),
        ("https://", "no host"),
        ("ftp://example.com/", "Only http and https"),
        ("https://exa mple.com/", "a space"),
        ("https://user:pw@example.com/", "Basic Auth"),
        ("api.example.com/x", "no scheme"),
    ],
)
async def test_an_address_that_cannot_be_called_is_refused_before_sending(
    tmp_path: Path, url: str, reason: str
) -> None:
    (problem,) = Request(number=2, url=url).problems()
    assert (problem.field, problem.step) == ("url", 2)
    assert reason in problem.message
    given = flow(request(2, "{{1.event.url}}"))
    what = await ran(given, tmp_path, event={"url": url})
    error = what.step(2).error
    assert error is not None
    assert error.kind == "invalid-url"
    assert reason in error.message
    assert what.step(2).exchanges == ()


def test_a_method_that_is_no_token_is_a_problem() -> None:
    found = list(Request(url="http://x/", method="GET IT").problems())
    assert [p.field for p in found] == ["method"]


def test_problems_of_body_and_authorization_are_placed_inside_them() -> None:
    step = Request(
        number=4,
        url="http://x/",
        body={"kind": "json", "rows": [{"key": "a", "value": "x", "type": "number"}]},
        auth={"kind": "header", "name": "a b"},
    )
    places = [(p.step, p.field) for p in step.problems()]
    assert places == [(4, "body.rows.0.value"), (4, "auth.name")]


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "PUT", "DELETE"])
async def test_every_method_may_carry_a_body(httpbin: str, tmp_path: Path, method: str) -> None:
    body = {"kind": "raw", "language": "json", "text": '{"id": {{1.event.id}}}'}
    step = request(2, f"{httpbin}/anything/a%2Fb c?q=%20&p=1+1", method=method, body=body)
    what = await ran(flow(step), tmp_path, event={"id": 2**80})
    echoed = what.step(2).sample["response"]["body"]
    assert echoed["method"] == method
    assert echoed["json"] == {"id": 2**80}
    assert echoed["args"] == {"q": " ", "p": "1 1"}


async def test_an_answer_to_head_has_no_body(httpbin: str, tmp_path: Path) -> None:
    what = await ran(flow(request(2, f"{httpbin}/get", method="HEAD")), tmp_path)
    assert what.step(2).sample["response"]["body"] == ""


@pytest.mark.parametrize("coding", ["gzip", "deflate", "brotli"])
async def test_compressed_answers_are_decoded_and_both_sizes_kept(
    httpbin: str, tmp_path: Path, coding: str
) -> None:
    what = await ran(flow(request(2, f"{httpbin}/{coding}")), tmp_path)
    body = what.step(2).exchanges[0].body
    assert decoded(body.data)["method"] == "GET"
    assert 0 < body.raw_size < body.size


async def test_binary_answers_become_files_and_travel_on(httpbin: str, tmp_path: Path) -> None:
    rows = [{"key": "pic", "value": "{{2.response.body}}", "type": "file"}]
    step = request(3, f"{httpbin}/post", method="POST", body={"kind": "multipart", "rows": rows})
    what = await ran(flow(request(2, f"{httpbin}/image/png"), step), tmp_path)
    picture = what.step(2).sample["response"]["body"]
    assert picture["dataType"] == "FILE"
    assert picture["mimeType"] == "image/png"
    assert picture["name"] == "png"
    sent = what.step(3).sample["response"]["body"]["files"]["pic"]
    assert sent.startswith("data:image/png;base64,")


async def test_a_large_body_is_a_private_file(server: Recorder, tmp_path: Path) -> None:
    data = bytes(range(256)) * 1000
    server.answers["/x"] = Answer(200, [("Content-Encoding", "gzip")], gzip.compress(data))
    server.answers["/back"] = lambda seen: Answer(body=seen.body[-600:])
    rows = [{"key": "f", "value": "{{2.response.body}}", "type": "file"}]
    step = request(3, f"{server.url}/y", method="POST", body={"kind": "multipart", "rows": rows})
    what = await ran(flow(request(2, f"{server.url}/x"), step), tmp_path)
    body = what.step(2).exchanges[0].body
    assert body.data is None
    assert body.path is not None
    assert Path(body.path).parent == tmp_path
    assert private_bytes(body.path) == data
    assert data in server.last.body
    assert what.step(2).sample["response"]["body"]["size"] == len(data)
    assert what.step(2).sample_shortened


async def test_the_size_limit_is_named(server: Recorder, tmp_path: Path) -> None:
    server.answers["/x"] = Answer(
        200, [("Content-Encoding", "gzip")], gzip.compress(bytes(3 * 10**6))
    )
    what = await ran(flow(request(2, f"{server.url}/x", options={"response_limit": 2})), tmp_path)
    assert what.step(2).error is not None
    assert what.step(2).error.kind == "response-too-large"
    assert what.step(2).exchanges[0].url == f"{server.url}/x"


async def test_what_was_sent_is_recorded_without_secrets(server: Recorder, tmp_path: Path) -> None:
    around = Surroundings("dev", {"key": "s3cr3t/ä+"}, frozenset({"key"}))
    server.answers["/x"] = lambda seen: Answer(headers=[("X-Echo", seen.target)], body=seen.body)
    step = request(
        2,
        f"{server.url}/x",
        method="POST",
        query=[{"key": "k", "value": "{{env.key}}"}],
        headers=[{"key": "X-K", "value": "Key {{env.key}}"}],
        auth={"kind": "basic", "username": "me", "password": "{{env.key}}"},
        body={"kind": "json", "rows": [{"key": "k", "value": "{{env.key}}"}]},
    )
    what = await ran(flow(step), tmp_path, surroundings=around)
    assert server.last.target == "/x?k=s3cr3t%2F%C3%A4%2B"
    assert decoded(server.last.body) == {"k": "s3cr3t/ä+"}
    sent = what.step(2).exchanges[0]
    assert sent.url == f"{server.url}/x?k=••••••"
    assert ("X-K", "Key ••••••") in sent.request_headers
    assert decoded(sent.request_body.data) == {"k": "••••••"}
    assert b"s3cr3t" not in what.said
    assert server.last.header("authorization") not in what.said.decode()


SUMMARIES: list[tuple[str, str]] = [
    ("{{env.base}}/users/{{1.event.id}}", "/users/{{1.event.id}}"),
    ("https://api.example.com/x", "api.example.com/x"),
    ("{{1.event.url}}", "{{1.event.url}}"),
]


@pytest.mark.parametrize(("url", "shown"), SUMMARIES)
def test_the_card_shows_the_telling_part_of_the_address(url: str, shown: str) -> None:
    step: Any = Request(url=url, method="PUT")
    assert (step.summary(), step.badge) == (shown, "PUT")
