"""The choice to use a connection's authorization."""

from builder.auth import AnyAuth, FromConnection
from builder.model.auth import Auth
from builder.model.http import WireRequest
from tests.support.running import fields


def test_it_adds_nothing_itself() -> None:
    request = WireRequest("GET", "https://a.example/")
    assert list(FromConnection().flow(request, fields())) == [request]


def test_it_is_a_kind_of_authorization() -> None:
    assert Auth.called("connection") is FromConnection
    assert AnyAuth is not None
