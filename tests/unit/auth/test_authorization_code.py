from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest

from builder.auth.authorization_code import AuthorizationCode
from builder.model.http import TokenNeed, WireRequest
from builder.model.step import StepError
from tests.support.running import fields

AUTH = AuthorizationCode(
    authorization_url="https://auth.test/authorize?tenant=1",
    token_url="https://auth.test/token",
    client_id="me",
    client_authentication="none",
    scope="read write",
    parameters=({"key": "prompt", "value": "login"},),
    port=8123,
)


def need(auth: AuthorizationCode = AUTH) -> TokenNeed:
    asked = next(auth.flow(WireRequest("GET", "http://x/"), fields()))
    assert asked.token is not None
    return asked.token


def test_where_somebody_signs_in() -> None:
    login = need().login
    assert login is not None
    assert login.port == 8123
    address = urlsplit(login.address)
    assert address.geturl().startswith("https://auth.test/authorize?tenant=1&")
    assert dict(parse_qsl(address.query)) == {
        "tenant": "1",
        "response_type": "code",
        "client_id": "me",
        "scope": "read write",
        "prompt": "login",
    }


def test_the_code_is_given_for_a_token() -> None:
    login = need().login
    assert login is not None
    asked = login.exchange("the-code", "the-verifier", "http://127.0.0.1:8123/callback")
    assert asked.url == "https://auth.test/token"
    assert isinstance(asked.body, bytes)
    sent = dict(parse_qsl(asked.body.decode()))
    assert sent["grant_type"] == "authorization_code"
    assert (sent["code"], sent["code_verifier"]) == ("the-code", "the-verifier")
    assert sent["redirect_uri"] == "http://127.0.0.1:8123/callback"
    assert sent["client_id"] == "me"
    assert {"the-code", "the-verifier"} <= asked.protected


def test_later_a_refresh_token_will_do() -> None:
    renewed = need().renewed
    assert renewed is not None
    asked = renewed("the-refresh")
    assert isinstance(asked.body, bytes)
    sent = dict(parse_qsl(asked.body.decode()))
    assert (sent["grant_type"], sent["refresh_token"]) == ("refresh_token", "the-refresh")
    assert "the-refresh" in asked.protected


def test_who_signs_in_where_is_the_identity() -> None:
    other = AUTH.model_copy(update={"authorization_url": "https://other.test/"})
    assert len({need().identity, need(other).identity}) == 2
    assert need().identity == need().identity


def test_problems() -> None:
    assert not list(AUTH.problems())
    empty = AUTH.model_copy(update={"authorization_url": ""})
    assert [p.field for p in empty.problems()] == ["authorization_url"]
    with pytest.raises(StepError) as raised:
        need(empty)
    assert raised.value.field == "authorization_url"
