"""Pagination against a real server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from builder.http.links import next_link
from builder.model.check import problems
from builder.model.events import Status
from tests.support.running import Ran, decoded, flow, ran, request
from tests.support.servers import Answer, Recorder, Seen, recorder

JSON = [("Content-Type", "application/json")]
BY_TOKEN = {
    "on": True,
    "items": "{{2.response.body.items}}",
    "token": "{{2.response.body.next}}",
}
BY_LINK = {"on": True, "items": "{{2.response.body.items}}", "next": "link"}
TOKEN_ROW = [{"key": "cursor", "value": "{{self.pageToken}}"}]


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as serving:
        yield serving


def page(number: int, **more: Any) -> Answer:
    body = {"items": [f"{number}a", f"{number}b"], **more}
    return Answer(200, JSON, json.dumps(body).encode())


def by_token(server: Recorder, last: int) -> None:
    def answer(seen: Seen) -> Answer:
        number = int(parse_qs(urlsplit(seen.target).query).get("cursor", ["1"])[0])
        return page(number, **({"next": number + 1} if number < last else {}))

    server.answers["/list"] = answer


async def fetched(server: Recorder, folder: Path, pagination: Any, **fields: Any) -> Ran:
    only = fields.pop("only", None)
    fields.setdefault("query", TOKEN_ROW)
    step = request(2, f"{server.url}/list", pagination=pagination, **fields)
    return await ran(flow(step), folder, only=only)


def output(what: Ran) -> Any:
    assert what.result is not None
    return what.result.outputs[2]


async def test_pages_are_collected_by_their_token(server: Recorder, tmp_path: Path) -> None:
    by_token(server, 3)
    what = await fetched(server, tmp_path, BY_TOKEN)
    assert what.end.status is Status.SUCCEEDED
    assert output(what)["response"]["body"] == ["1a", "1b", "2a", "2b", "3a", "3b"]
    targets = [seen.target for seen in server.seen]
    assert targets == ["/list", "/list?cursor=2", "/list?cursor=3"]
    assert what.step(2).summary == "200 · 3 pages"
    assert len(what.step(2).exchanges) == 3


async def test_the_empty_token_is_left_out_of_bodies_and_headers(
    server: Recorder, tmp_path: Path
) -> None:
    def answer(seen: Seen) -> Answer:
        return page(1, next="n" if len(server.seen) == 1 else "")

    server.answers["/list"] = answer
    rows = [
        {"key": "page", "value": " {{ self.pageToken }} "},
        {"key": "at", "value": "{{random.uuid}}"},
    ]
    headers = [{"key": "X-Page", "value": "{{self.pageToken?}}"}]
    body = {"kind": "json", "rows": rows}
    await fetched(server, tmp_path, BY_TOKEN, query=[], method="POST", headers=headers, body=body)
    first, second = (decoded(seen.body) for seen in server.seen)
    assert set(first) == {"at"}
    assert second["page"].strip() == "n"
    assert first["at"] == second["at"]
    assert [seen.header("X-Page") for seen in server.seen] == [None, "n"]


async def test_a_token_that_repeats_ends_it(server: Recorder, tmp_path: Path) -> None:
    server.answers["/list"] = page(1, next="same")
    what = await fetched(server, tmp_path, BY_TOKEN)
    assert len(server.seen) == 2
    assert what.end.status is Status.SUCCEEDED


async def test_links_are_followed(server: Recorder, tmp_path: Path) -> None:
    def answer(seen: Seen) -> Answer:
        if "page=2" in seen.target:
            return page(2)
        first = page(1)
        link = '</list?page=1>; rel="prev", </list?page=2&q=a%2Fb>; rel="next last"'
        return Answer(200, [*first.headers, ("Link", link)], first.body)

    server.answers["/list"] = answer
    auth = {"kind": "bearer", "token": {"literal": "abcdef"}}
    what = await fetched(server, tmp_path, BY_LINK, query=[], auth=auth)
    assert [seen.target for seen in server.seen] == ["/list", "/list?page=2&q=a%2Fb"]
    assert [seen.header("Authorization") for seen in server.seen] == ["Bearer abcdef"] * 2
    assert output(what)["response"]["body"] == ["1a", "1b", "2a", "2b"]


async def test_a_link_to_another_server_gets_nothing(server: Recorder, tmp_path: Path) -> None:
    first = page(1)
    with recorder() as elsewhere:
        link = ("Link", f"<{elsewhere.url}/steal>; rel=next")
        server.answers["/list"] = Answer(200, [*first.headers, link], first.body)
        auth = {"kind": "bearer", "token": {"literal": "abcdef"}}
        what = await fetched(server, tmp_path, BY_LINK, query=[], auth=auth)
        assert not elsewhere.seen
    error = what.step(2).error
    assert error is not None
    assert error.kind == "pagination"
    assert "another server" in error.message


async def test_a_rule_ends_it(server: Recorder, tmp_path: Path) -> None:
    by_token(server, 9)
    rule = {"left": "{{2.response.body.items.0}}", "operator": "exactly_matches", "right": "2a"}
    pagination = {**BY_TOKEN, "stop": {"groups": [[rule]]}}
    assert not problems(flow(request(2, server.url, pagination=pagination, query=TOKEN_ROW)))
    what = await fetched(server, tmp_path, pagination)
    assert output(what)["response"]["body"] == ["1a", "1b", "2a", "2b"]


@pytest.mark.parametrize(("only", "most", "pages"), [(None, 2, 2), (2, 100, 3), (2, 1, 1)])
async def test_there_is_a_most(
    server: Recorder, tmp_path: Path, only: int | None, most: int, pages: int
) -> None:
    by_token(server, 9)
    what = await fetched(server, tmp_path, {**BY_TOKEN, "most": most}, only=only)
    assert len(server.seen) == pages
    assert f"only {pages} " in what.step(2).warnings[0]


async def test_a_page_that_fails_leaves_what_came_before(server: Recorder, tmp_path: Path) -> None:
    def answer(seen: Seen) -> Answer:
        return page(1, next="2") if len(server.seen) == 1 else Answer(500)

    server.answers["/list"] = answer
    what = await fetched(server, tmp_path, BY_TOKEN, failure={"go_on": True})
    assert what.end.status is Status.SUCCEEDED
    assert output(what)["response"]["body"] == ["1a", "1b"]
    assert output(what)["response"]["statusCode"] == 500
    assert output(what)["error"]["kind"] == "http-status"


async def test_every_page_is_retried(server: Recorder, tmp_path: Path) -> None:
    def answer(seen: Seen) -> Answer:
        if len(server.seen) % 2:
            return Answer(503)
        return page(1, next="2" if len(server.seen) == 2 else None)

    server.answers["/list"] = answer
    what = await fetched(server, tmp_path, BY_TOKEN, failure={"retry": True, "seconds": 0.01})
    assert output(what)["response"]["body"] == ["1a", "1b", "1a", "1b"]
    assert len(what.step(2).exchanges) == 4


async def test_what_is_no_array_is_named(server: Recorder, tmp_path: Path) -> None:
    server.json("/list", '{"items": "text"}')
    what = await fetched(server, tmp_path, BY_TOKEN)
    error = what.step(2).error
    assert error is not None
    assert error.kind == "pagination"
    assert "Array to collect" in error.message


def test_the_page_token_needs_pagination(server: Recorder) -> None:
    said = problems(flow(request(2, server.url, query=TOKEN_ROW)))
    assert "Pagination" in said[0].message
    wanting = problems(flow(request(2, server.url, pagination={"on": True})))
    assert [problem.field for problem in wanting] == ["pagination.items", "pagination.token"]


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("<https://a.b/2>; rel=next", "https://a.b/2"),
        ('<?page=2>;title="x, <no>; rel=next";rel="NEXT"', "https://a.b/1?page=2"),
        ('<https://a.b/1>; rel="prev"', None),
        ("<https://a.b/2>", None),
        ("https://a.b/2; rel=next", None),
        ('<https://a.b/0>; rel="first",<https://a.b/2>;rel=next', "https://a.b/2"),
    ],
)
def test_links_are_read(value: str, address: str | None) -> None:
    assert next_link([("link", value)], "https://a.b/1") == address
