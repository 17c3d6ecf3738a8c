from __future__ import annotations

from urllib.parse import parse_qsl

from builder.auth.refresh_token import RefreshToken
from builder.model.http import WireRequest
from tests.support.running import fields

AUTH = RefreshToken(
    token_url="https://auth.test/token",
    client_id="me",
    client_secret="{{env.secret}}",
    refresh_token="{{env.refresh}}",
    scope="read",
)
REQUEST = WireRequest("GET", "http://x/")


def test_the_refresh_token_is_sent() -> None:
    asked = next(AUTH.flow(REQUEST, fields(secret="s3cret", refresh="first")))
    assert isinstance(asked.body, bytes)
    assert parse_qsl(asked.body.decode()) == [
        ("grant_type", "refresh_token"),
        ("refresh_token", "first"),
        ("scope", "read"),
    ]
    assert {"first", "s3cret"} <= asked.protected


def test_the_one_that_replaced_it_can_be_sent_instead() -> None:
    asked = next(AUTH.flow(REQUEST, fields(secret="s3cret", refresh="first")))
    assert asked.token is not None
    assert asked.token.renewed is not None
    renewed = asked.token.renewed("second")
    assert isinstance(renewed.body, bytes)
    assert dict(parse_qsl(renewed.body.decode()))["refresh_token"] == "second"
    assert "second" in renewed.protected
    assert dict(renewed.headers)["Authorization"] == dict(asked.headers)["Authorization"]


def test_another_configured_one_is_another_identity() -> None:
    first, second = (
        next(AUTH.flow(REQUEST, fields(secret="s", refresh=refresh))).token
        for refresh in ("first", "second")
    )
    assert first is not None
    assert second is not None
    assert first.identity != second.identity


def test_a_refresh_token_is_needed() -> None:
    assert not list(AUTH.problems())
    empty = RefreshToken(token_url="https://auth.test/token", client_id="me")
    assert [p.field for p in empty.problems()] == ["refresh_token"]
