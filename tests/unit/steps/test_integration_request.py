"""A request through a connection: its address, and where credentials go."""

from pathlib import Path
from typing import Any

import pytest

from builder.model.check import problems
from builder.model.connection import Connection
from builder.model.environment import Surroundings
from builder.model.events import Status
from builder.model.plain import to_plain
from builder.model.problem import Severity
from builder.model.resolver import FieldResolver
from builder.model.scope import Values
from builder.steps import IntegrationRequest
from tests.support.running import Ran, flow, ran
from tests.support.servers import Answer, Seen, recorder

MARKER = "marker-secret-4711"


def step(path: str, **fields: Any) -> dict[str, Any]:
    return {
        "kind": "integration_request",
        "number": 2,
        "connection": "api",
        "url": path,
        **fields,
    }


def connection(base: str, **fields: Any) -> Connection:
    plain = {
        "base_url": base,
        "auth": {"kind": "bearer", "token": "{{env.token}}"},
        "headers": [{"key": "X-Team", "value": "{{env.team}}"}],
        **fields,
    }
    return Connection.model_validate(plain)


def around(**connections: Connection) -> Surroundings:
    values = {"token": MARKER, "team": "blue", "base": "https://env.example/v9/"}
    return Surroundings("dev", values, frozenset({"token"}), "", connections)


def address(base: str, path: str, **outputs: Any) -> str:
    made = IntegrationRequest.model_validate(step(path))
    values = Values({1: outputs}, around().values, "dev")
    return made.address(FieldResolver(values, None, {"api": connection(base)}))


@pytest.mark.parametrize(
    ("base", "path", "called"),
    [
        ("https://a.example/v1", "users", "https://a.example/v1/users"),
        ("https://a.example/v1", "/users", "https://a.example/v1/users"),
        ("https://a.example/v1/", "users", "https://a.example/v1/users"),
        ("https://a.example/v1/", "/users", "https://a.example/v1/users"),
        ("https://a.example", "users/", "https://a.example/users/"),
        ("https://a.example/v1", "", "https://a.example/v1"),
        ("https://a.example/v1/", "", "https://a.example/v1/"),
        ("https://a.example/v1", "/", "https://a.example/v1/"),
        ("https://a.example/v1", "//x", "https://a.example/v1//x"),
        ("https://a.example/v1", "?q=1", "https://a.example/v1?q=1"),
        ("{{env.base}}", "/users", "https://env.example/v9/users"),
        ("https://a.example/v1", "{{1.id}}/x", "https://a.example/v1/a%2Fb/x"),
        ("https://a.example/v1", "{{1.next}}", "https://b.example/p?x=1"),
        ("https://a.example/v1", "https://b.example/x", "https://b.example/x"),
        ("https://a.example/v1", "HTTP://b.example/x", "HTTP://b.example/x"),
        ("https://a.example/v1", "@evil.example/", "https://a.example/v1/@evil.example/"),
    ],
)
def test_base_and_path_are_joined_with_one_slash(base: str, path: str, called: str) -> None:
    assert address(base, path, id="a/b", next="https://b.example/p?x=1") == called


async def run(tmp_path: Path, path: str, made: Connection, **fields: Any) -> Ran:
    return await ran(flow(step(path, **fields)), tmp_path, surroundings=around(api=made))


async def test_credentials_and_default_headers_are_sent(tmp_path: Path) -> None:
    with recorder() as own:
        done = await run(tmp_path, "users?x=1", connection(f"{own.url}/v1"))
    assert done.step(2).status is Status.SUCCEEDED, done.step(2).error
    assert own.last.target == "/v1/users?x=1"
    assert own.last.header("authorization") == f"Bearer {MARKER}"
    assert own.last.header("x-team") == "blue"
    assert MARKER.encode() not in done.said


async def test_the_request_overrides_default_headers(tmp_path: Path) -> None:
    rows = [{"key": "x-team", "value": "red"}]
    with recorder() as own:
        await run(tmp_path, "users", connection(own.url), headers=rows)
        assert [v for k, v in own.last.headers if k.lower() == "x-team"] == ["red"]


async def test_a_default_header_can_be_left_out(tmp_path: Path) -> None:
    with recorder() as own:
        await run(tmp_path, "users", connection(own.url), without_headers=["X-Team"])
        assert own.last.header("x-team") is None


ENCODING = [{"key": "x-paragon-encoding", "value": "{{env.coding}}"}]


async def encoded(tmp_path: Path, coding: str, to: str = "x", **fields: Any) -> tuple[Ran, Seen]:
    """A body of text sent through a connection whose default headers choose its encoding."""
    with recorder() as own, recorder() as other:
        made = connection(own.url, headers=ENCODING)
        values = {**around().values, "coding": coding}
        body = {"kind": "raw", "language": "text", "text": "00ff", **fields.pop("body", {})}
        target = other.url if to == "elsewhere" else to
        plain = step(target, method="POST", body=body, **fields)
        surroundings = Surroundings("dev", values, frozenset({"token"}), "", {"api": made})
        done = await ran(flow(plain), tmp_path, surroundings=surroundings)
        seen = (*own.seen, *other.seen)
    return done, seen[-1] if seen else Seen("", "", [], b"")


async def test_a_default_header_chooses_the_body_encoding(tmp_path: Path) -> None:
    _, seen = await encoded(tmp_path, "hex")
    assert seen.body == b"\x00\xff"
    assert seen.header("X-Paragon-Encoding") is None
    assert seen.header("Content-Type") == "application/octet-stream"


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        ({"headers": [{"key": "X-Paragon-Encoding", "value": "base64"}]}, b"\xd3G\xdf"),
        ({"body": {"encoding": "base64"}}, b"\xd3G\xdf"),
        ({"without_headers": ["X-Paragon-Encoding"]}, b"00ff"),
        ({"to": "elsewhere"}, b"00ff"),
    ],
)
async def test_what_the_step_says_goes_before_that(
    tmp_path: Path, fields: dict[str, Any], body: bytes
) -> None:
    _, seen = await encoded(tmp_path, "hex", **fields)
    assert seen.body == body
    assert seen.header("X-Paragon-Encoding") is None


async def test_an_encoding_nobody_knows_stops_the_step(tmp_path: Path) -> None:
    done, seen = await encoded(tmp_path, "rot13")
    assert done.end.error is not None
    assert "“rot13” is no body encoding" in done.end.error.message
    assert seen.method == ""
    headers = [{"key": "X-Paragon-Encoding", "value": "rot13"}]
    (problem,) = connection("https://a.example", headers=headers).problems()
    assert problem.field == "headers.0.value"
    assert "rot13" in problem.message


async def test_another_host_gets_no_credentials(tmp_path: Path) -> None:
    with recorder() as own, recorder() as other:
        done = await run(tmp_path, f"{other.url}/x", connection(own.url))
    assert done.step(2).status is Status.SUCCEEDED
    assert other.last.target == "/x"
    assert other.last.header("authorization") is None
    assert other.last.header("x-team") is None
    assert own.seen == []


async def test_the_own_host_in_full_gets_them(tmp_path: Path) -> None:
    with recorder() as own:
        await run(tmp_path, f"{own.url}/other", connection(f"{own.url}/v1"))
    assert (own.last.target, own.last.header("authorization")) == ("/other", f"Bearer {MARKER}")


async def test_another_host_gets_them_when_that_is_ticked(tmp_path: Path) -> None:
    with recorder() as own, recorder() as other:
        await run(tmp_path, f"{other.url}/x", connection(own.url, elsewhere=True))
    assert other.last.header("authorization") == f"Bearer {MARKER}"
    assert other.last.header("x-team") == "blue"


async def test_a_redirect_to_another_host_takes_nothing_along(tmp_path: Path) -> None:
    with recorder() as other, recorder() as own:
        own.answers["/go"] = Answer(302, [("Location", f"{other.url}/there")])
        await run(tmp_path, "go", connection(own.url))
    assert own.last.header("x-team") == "blue"
    assert other.last.target == "/there"
    assert other.last.header("authorization") is None
    assert other.last.header("x-team") is None


async def test_an_authorization_of_its_own_replaces_the_connections(tmp_path: Path) -> None:
    with recorder() as own:
        await run(tmp_path, "x", connection(own.url), auth={"kind": "none"})
        assert own.last.header("authorization") is None
        await run(
            tmp_path, "x", connection(own.url), auth={"kind": "bearer", "token": "{{env.team}}"}
        )
        assert own.last.header("authorization") == "Bearer blue"


async def test_an_unknown_connection_is_named_before_anything_is_sent(tmp_path: Path) -> None:
    with recorder() as own:
        done = await ran(flow(step("x")), tmp_path, surroundings=around(ap=connection(own.url)))
    error = done.end.error
    assert error is not None
    assert "no connection “api”" in error.message
    assert "Did you mean “ap”" in error.message
    assert own.seen == []


async def test_a_secret_of_the_connection_without_value_is_named(tmp_path: Path) -> None:
    known = {"api": connection("https://a.example")}
    bare = Surroundings("dev", {"team": "x"}, frozenset({"token"}), "", known)
    done = await ran(flow(step("x")), tmp_path, surroundings=bare)
    assert done.end.error is not None
    assert "“token”" in done.end.error.message


def found(path: str, made: Connection | None, **fields: Any) -> list[str]:
    known = {} if made is None else {"api": made}
    names = frozenset(around().values)
    return [p.message for p in problems(flow(step(path, **fields)), names, "dev", known)]


def test_problems_of_the_connection_are_said_at_the_step() -> None:
    assert found("x", connection("https://a.example")) == []
    assert "no scheme" in found("x", connection("a.example"))[0]
    assert "query" in found("x", connection("https://a.example?x=1"))[0]
    assert "no connection" in found("x", None)[0]
    assert "pick one" in found("x", None, connection="")[0]
    unset = connection("https://{{env.nowhere}}.example")
    assert "no variable “nowhere”" in found("x", unset)[0]
    stepped = connection("https://a.example", headers=[{"key": "X", "value": "{{1.event}}"}])
    assert "refers to a step" in found("x", stepped)[0]


def test_a_place_left_open_in_the_path_is_a_warning() -> None:
    named = {"api": connection("https://a.example")}
    seen = problems(flow(step("/users/{id}/{{env.team}}")), {"token", "team"}, "dev", named)
    assert [(p.severity, p.field) for p in seen] == [(Severity.WARNING, "url")]
    assert seen[0].message.startswith("{id} ")


def test_it_uses_the_connections_authorization_unless_told_otherwise() -> None:
    assert IntegrationRequest().auth.kind == "connection"
    assert IntegrationRequest(connection="api", url="/x").summary() == "api · /x"


async def test_the_test_of_one_step_uses_the_connection_too(tmp_path: Path) -> None:
    with recorder() as own:
        known = around(api=connection(own.url))
        done = await ran(flow(step("x")), tmp_path, surroundings=known, only=2)
    assert done.step(2).status is Status.SUCCEEDED
    assert own.last.header("authorization") == f"Bearer {MARKER}"


async def test_text_in_a_default_header_cannot_break_out_of_it(tmp_path: Path) -> None:
    rows = [{"key": "X-Team", "value": "{{env.team}}"}]
    with recorder() as own:
        known = Surroundings(
            "dev",
            {"token": MARKER, "team": "a\r\nX-Evil: 1"},
            frozenset({"token"}),
            "",
            {"api": connection(own.url, headers=rows)},
        )
        done = await ran(flow(step("x")), tmp_path, surroundings=known)
    assert done.step(2).status is Status.FAILED
    assert own.seen == []


async def test_pages_carry_the_connections_credentials(tmp_path: Path) -> None:
    pages = {"on": True, "items": "{{2.response.body.items}}", "token": "{{2.response.body.next}}"}
    query = [{"key": "page", "value": "{{self.pageToken}}"}]

    def page(seen: Seen) -> Answer:
        last = "page=b" in seen.target
        body = b'{"items": [2]}' if last else b'{"items": [1], "next": "b"}'
        return Answer(200, [("Content-Type", "application/json")], body)

    with recorder() as own:
        own.answers["/v1/list"] = page
        made = connection(f"{own.url}/v1")
        done = await run(tmp_path, "list", made, pagination=pages, query=query)
    assert done.step(2).sample["response"]["body"] == [1, 2]
    assert [s.target for s in own.seen] == ["/v1/list", "/v1/list?page=b"]
    assert {s.header("authorization") for s in own.seen} == {f"Bearer {MARKER}"}


def test_a_plain_request_cannot_use_a_connections_authorization() -> None:
    plain = {"kind": "request", "number": 2, "url": "https://a.example"}
    seen = problems(flow({**plain, "auth": {"kind": "connection"}}))
    assert [p.field for p in seen] == ["auth"]
    own = connection("https://a.example", auth={"kind": "connection"})
    assert "authorization of its own" in found("x", own)[0]


def test_it_survives_a_file() -> None:
    made = IntegrationRequest(number=2, connection="api", url="/x")
    plain = to_plain(made)
    assert plain == {
        "number": 2,
        "kind": "integration_request",
        "connection": "api",
        "url": "/x",
    }
    assert IntegrationRequest.model_validate(plain) == made
