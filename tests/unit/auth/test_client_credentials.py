from __future__ import annotations

from base64 import b64decode
from urllib.parse import parse_qsl

import pytest

from builder.auth.client_credentials import ClientCredentials
from builder.model.http import WireRequest
from builder.model.problem import Severity
from builder.model.step import StepError
from tests.support.answers import answer
from tests.support.running import fields

REQUEST = WireRequest("GET", "http://api.test/x", (("Accept", "*/*"),))
AUTH = ClientCredentials(
    token_url="https://{{env.host}}/token",
    client_id="me",
    client_secret="{{env.secret}}",
    scope="read write",
    audience="https://api.test",
    parameters=({"key": "resource", "value": "a&b"}, {"key": "off", "enabled": False}),
)
AROUND = fields(host="auth.test", secret="s3cret-marker")


def test_the_token_request_comes_first() -> None:
    asked = next(AUTH.flow(REQUEST, AROUND))
    assert (asked.method, asked.url) == ("POST", "https://auth.test/token")
    headers = dict(asked.headers)
    assert headers["Host"] == "auth.test"
    assert headers["Accept"] == "application/json"
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert b64decode(headers["Authorization"].removeprefix("Basic ")) == b"me:s3cret-marker"
    assert isinstance(asked.body, bytes)
    assert parse_qsl(asked.body.decode()) == [
        ("grant_type", "client_credentials"),
        ("scope", "read write"),
        ("audience", "https://api.test"),
        ("resource", "a&b"),
    ]
    assert {"s3cret-marker", headers["Authorization"].removeprefix("Basic ")} <= asked.protected
    assert asked.token is not None
    assert asked.token.otherwise is None


def test_the_token_goes_into_the_header_with_its_prefix() -> None:
    flow = AUTH.model_copy(update={"prefix": "Token"}).flow(REQUEST, AROUND)
    next(flow)
    signed = flow.send(answer('{"access_token": "t-marker"}'))
    assert signed.headers[-1] == ("Authorization", "Token t-marker")
    assert signed.protected == {"t-marker"}
    assert signed.credential_headers == {"authorization"}
    with pytest.raises(StopIteration):
        flow.send(answer(status=200))


def test_the_token_goes_into_the_query() -> None:
    auth = ClientCredentials.model_validate(
        {**AUTH.model_dump(), "place": "query", "parameter": "the token"}
    )
    flow = auth.flow(REQUEST, AROUND)
    next(flow)
    signed = flow.send(answer('{"access_token": "a/b+c"}'))
    assert signed.url == "http://api.test/x?the%20token=a%2Fb%2Bc"
    assert signed.headers == REQUEST.headers
    assert {"a/b+c", "a%2Fb%2Bc"} <= signed.protected
    assert auth.header == ""


def test_a_401_asks_once_for_another_token() -> None:
    flow = AUTH.flow(REQUEST, AROUND)
    first = next(flow)
    flow.send(answer('{"access_token": "old"}'))
    again = flow.send(answer(status=401))
    assert again.token is not None
    assert first.token is not None
    assert (again.token.identity, again.token.rejected) == (first.token.identity, "old")
    signed = flow.send(answer('{"access_token": "new"}'))
    assert dict(signed.headers)["Authorization"] == "Bearer new"
    with pytest.raises(StopIteration):
        flow.send(answer(status=401))


@pytest.mark.parametrize(
    ("way", "sent"),
    [
        ("body", {"client_id": "me", "client_secret": "s3cret-marker"}),
        ("none", {"client_id": "me"}),
    ],
)
def test_the_client_says_who_it_is_in_the_body(way: str, sent: dict[str, str]) -> None:
    auth = ClientCredentials.model_validate({**AUTH.model_dump(), "client_authentication": way})
    asked = next(auth.flow(REQUEST, AROUND))
    assert isinstance(asked.body, bytes)
    assert sent.items() <= dict(parse_qsl(asked.body.decode())).items()
    assert ("client_secret" in asked.body.decode()) == (way == "body")
    assert "Authorization" not in dict(asked.headers)


def test_name_and_secret_are_form_encoded_and_tried_plain_when_refused() -> None:
    auth = AUTH.model_copy(update={"client_id": "a b"})
    asked = next(auth.flow(REQUEST, fields(host="auth.test", secret="s+/ü")))
    assert asked.token is not None
    other = asked.token.otherwise
    assert other is not None
    spellings = [
        b64decode(dict(r.headers)["Authorization"].removeprefix("Basic ")).decode()
        for r in (asked, other)
    ]
    assert spellings == ["a+b:s%2B%2F%C3%BC", "a b:s+/ü"]
    assert other.body == asked.body


def test_whatever_makes_the_token_is_its_identity() -> None:
    def identity(**changes: object) -> str:
        need = next(AUTH.model_copy(update=changes).flow(REQUEST, AROUND)).token
        assert need is not None
        return need.identity

    seen = {
        identity(),
        identity(scope="read"),
        identity(client_id="you"),
        identity(token_url="https://other.test/token"),
        identity(audience="x"),
        identity(parameters=()),
    }
    assert len(seen) == 6
    assert identity(prefix="Token") in seen


def test_a_field_that_cannot_be_resolved_is_named() -> None:
    with pytest.raises(StepError) as raised:
        next(AUTH.flow(REQUEST, fields(secret="x")))
    assert raised.value.field == "token_url"
    with pytest.raises(StepError) as raised:
        next(AUTH.flow(REQUEST, fields(host="x")))
    assert raised.value.field == "client_secret"


def test_problems() -> None:
    assert [p.field for p in ClientCredentials().problems()] == ["token_url", "client_id"]
    assert not list(AUTH.problems())
    clear = AUTH.model_copy(update={"token_url": "http://auth.test/token"})
    assert [p.severity for p in clear.problems()] == [Severity.WARNING]
    assert not list(AUTH.model_copy(update={"token_url": "http://[::1]:8/t"}).problems())
    bad = AUTH.model_copy(update={"token_url": "auth.test/token"})
    assert [(p.field, p.severity) for p in bad.problems()] == [("token_url", Severity.ERROR)]
