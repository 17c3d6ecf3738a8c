from __future__ import annotations

import pytest

from builder.auth.bearer import BearerToken
from builder.model.http import WireRequest
from builder.model.step import StepError
from tests.support.running import fields

REQUEST = WireRequest("GET", "http://x/", (("Accept", "*/*"), ("authorization", "old")))


@pytest.mark.parametrize(
    ("prefix", "sent"), [("Bearer", "Bearer tok"), ("", "tok"), ("{{env.kind}}", "Token tok")]
)
def test_the_token_goes_into_the_authorization_header(prefix: str, sent: str) -> None:
    auth = BearerToken(token="{{env.token}}", prefix=prefix)
    signed = next(auth.flow(REQUEST, fields(token="tok", kind="Token")))
    assert signed.headers == (("Accept", "*/*"), ("Authorization", sent))
    assert signed.credential_headers == {"authorization"}
    assert signed.protected == {"tok"}


def test_a_header_the_user_settled_stays() -> None:
    request = WireRequest(
        "GET",
        "http://x/",
        (("AUTHORIZATION", "mine"),),
        settled_headers=frozenset({"authorization"}),
    )
    signed = next(BearerToken(token="tok").flow(request, fields()))
    assert signed.headers == request.headers


def test_a_missing_variable_names_the_field() -> None:
    with pytest.raises(StepError) as raised:
        next(BearerToken(token="{{env.tokn}}").flow(REQUEST, fields(token="x")))
    assert raised.value.field == "token"
    assert "Did you mean “token”" in raised.value.message


def test_an_empty_token_is_a_problem() -> None:
    assert [p.field for p in BearerToken().problems()] == ["token"]
    assert not list(BearerToken(token="{{env.t}}").problems())
