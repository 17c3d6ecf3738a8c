from __future__ import annotations

import pytest

from builder.auth.query import QueryAuth
from builder.model.http import WireRequest
from tests.support.running import fields

ROWS = (
    {"key": "api key", "value": "{{env.k}}"},
    {"key": "off", "value": "x", "enabled": False},
    {"key": "", "value": "ignored"},
    {"key": "v", "value": "1%2F+&"},
)


@pytest.mark.parametrize(
    ("url", "mark"), [("http://x/", "?"), ("http://x/?a=1", "&"), ("http://x/?", "")]
)
def test_rows_are_appended_to_the_query(url: str, mark: str) -> None:
    signed = next(QueryAuth(rows=ROWS).flow(WireRequest("GET", url), fields(k="s/ecret")))
    assert signed.url == f"{url}{mark}api%20key=s%2Fecret&v=1%2F+%26"
    assert signed.credential_query == ("api%20key=s%2Fecret", "v=1%2F+%26")
    assert {"s/ecret", "s%2Fecret"} <= signed.protected


def test_without_rows_nothing_is_added() -> None:
    request = WireRequest("GET", "http://x/")
    assert next(QueryAuth().flow(request, fields())) is request
    assert [p.field for p in QueryAuth().problems()] == ["rows"]
