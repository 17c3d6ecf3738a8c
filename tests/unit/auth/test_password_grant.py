from __future__ import annotations

from urllib.parse import parse_qsl

from builder.auth.password_grant import PasswordGrant
from builder.model.http import WireRequest
from tests.support.running import fields

AUTH = PasswordGrant(
    token_url="https://auth.test/token", client_id="me", username="ada", password="{{env.pw}}"
)


def test_name_and_password_are_sent() -> None:
    asked = next(AUTH.flow(WireRequest("GET", "http://x/"), fields(pw="pä ss")))
    assert isinstance(asked.body, bytes)
    assert parse_qsl(asked.body.decode()) == [
        ("grant_type", "password"),
        ("username", "ada"),
        ("password", "pä ss"),
    ]
    assert "pä ss" in asked.protected
    assert asked.token is not None
    assert asked.token.renewed is None


def test_a_user_name_is_needed() -> None:
    assert not list(AUTH.problems())
    nobody = AUTH.model_copy(update={"username": ""})
    assert [p.field for p in nobody.problems()] == ["username"]
