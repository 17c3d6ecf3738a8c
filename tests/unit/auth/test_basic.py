from __future__ import annotations

from base64 import b64decode

import pytest

from builder.auth.basic import BasicAuth
from builder.model.http import WireRequest
from builder.model.step import StepError
from tests.support.running import fields

REQUEST = WireRequest("GET", "http://x/")


def test_name_and_password_are_sent_in_utf8() -> None:
    auth = BasicAuth(username="jürgen", password="{{env.pw}}")
    signed = next(auth.flow(REQUEST, fields(pw="a:ß")))
    ((name, value),) = signed.headers
    scheme, _, encoded = value.partition(" ")
    assert (name, scheme) == ("Authorization", "Basic")
    assert b64decode(encoded).decode() == "jürgen:a:ß"
    assert signed.protected == {"a:ß", encoded}


def test_a_colon_in_the_name_is_refused() -> None:
    with pytest.raises(StepError, match="colon") as raised:
        next(BasicAuth(username="{{env.u}}").flow(REQUEST, fields(u="a:b")))
    assert raised.value.field == "username"
    assert [p.field for p in BasicAuth(username="a:b").problems()] == ["username"]


def test_nothing_filled_in_is_a_problem() -> None:
    assert [p.field for p in BasicAuth().problems()] == ["username"]
    assert not list(BasicAuth(username="x").problems())
