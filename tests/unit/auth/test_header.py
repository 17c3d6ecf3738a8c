from __future__ import annotations

from builder.auth.header import AuthHeader
from builder.model.http import WireRequest
from tests.support.running import fields

REQUEST = WireRequest("GET", "http://x/")


def test_the_header_is_added_and_protected() -> None:
    auth = AuthHeader(name="X-API-Key", value="{{env.k}}")
    signed = next(auth.flow(REQUEST, fields(k="secret")))
    assert signed.headers == (("X-API-Key", "secret"),)
    assert signed.credential_headers == {"x-api-key"}
    assert signed.protected == {"secret"}
    assert auth.header == "X-API-Key"


def test_without_a_name_nothing_is_added() -> None:
    assert next(AuthHeader(value="x").flow(REQUEST, fields())) is REQUEST
    assert [p.field for p in AuthHeader(value="x").problems()] == ["name"]


def test_a_name_that_can_be_none_is_a_problem() -> None:
    assert [p.field for p in AuthHeader(name="a b", value="x").problems()] == ["name"]
    assert not list(AuthHeader(name="{{env.n}}", value="x").problems())
