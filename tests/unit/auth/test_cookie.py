from __future__ import annotations

from pathlib import Path

import pytest

from builder.auth.cookie import CookieAuth
from builder.model.environment import Surroundings
from builder.model.http import WireRequest
from builder.model.step import StepError
from tests.support.running import fields, flow, ran, request
from tests.support.servers import Answer, recorder

REQUEST = WireRequest("GET", "http://x/")


def test_the_cookie_is_added_and_protected() -> None:
    auth = CookieAuth(name="session", value="{{env.k}}")
    signed = next(auth.flow(REQUEST, fields(k="s3cret")))
    assert signed.headers == (("Cookie", "session=s3cret"),)
    assert signed.credential_headers == {"cookie"}
    assert signed.protected == {"s3cret"}


@pytest.mark.parametrize(
    ("name", "value", "field"), [("a b", "x", "name"), ("", "x", "name"), ("a", "x;b=1", "value")]
)
def test_what_would_break_out_is_refused(name: str, value: str, field: str) -> None:
    auth = CookieAuth(name="{{env.name}}", value="{{env.value}}")
    with pytest.raises(StepError) as raised:
        next(auth.flow(REQUEST, fields(name=name, value=value)))
    assert raised.value.field == field


def test_problems() -> None:
    assert [p.field for p in CookieAuth().problems()] == ["name"]
    assert [p.field for p in CookieAuth(name="a b").problems()] == ["name"]
    assert not list(CookieAuth(name="{{env.n}}").problems())


async def test_cookies_of_the_run_go_in_the_same_header(tmp_path: Path) -> None:
    with recorder() as server, recorder() as other:
        server.answers["/"] = Answer(200, [("Set-Cookie", "b=2")])
        moved = Answer(302, [("Location", f"{other.url}/")])
        server.answers["/away"] = moved
        auth = {"kind": "cookie", "name": "a", "value": "{{env.k}}"}
        what = await ran(
            flow(
                *(
                    request(n, f"{server.url}{path}", auth=auth)
                    for n, path in ((2, "/"), (3, "/"), (4, "/away"))
                )
            ),
            tmp_path,
            surroundings=Surroundings("dev", {"k": "s3cret"}, frozenset({"k"})),
        )
        sent = [[v for k, v in seen.headers if k.lower() == "cookie"] for seen in server.seen]
        assert sent == [["a=s3cret"], ["a=s3cret; b=2"], ["a=s3cret; b=2"]]
        assert "s3cret" not in str(other.seen)
        assert b"s3cret" not in what.said
