from __future__ import annotations

from builder.auth.none import NoAuth
from builder.model.http import WireRequest
from tests.support.running import fields


def test_the_request_goes_as_it_is() -> None:
    request = WireRequest("GET", "http://x/")
    assert next(NoAuth().flow(request, fields())) is request
    assert NoAuth().header == ""
