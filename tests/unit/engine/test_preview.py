"""A preview shows what is then sent, to the header, and sends nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from builder.engine.preview import preview
from builder.http.fields import RequestFields
from builder.model.environment import Surroundings
from builder.model.masking import MASK
from builder.model.scope import Values
from builder.model.step import StepError
from builder.model.workflow import find
from tests.support.running import flow, ran, request
from tests.support.servers import recorder

SECRET = "hush-hush"
AROUND = Surroundings(name="test", values={"key": SECRET}, secrets=frozenset({"key"}))
TOKEN = {"token_url": "http://127.0.0.1:9/token", "client_id": "me", "client_secret": "{{env.key}}"}
STEPS: list[dict[str, Any]] = [
    {"query": [{"key": "a b", "value": "{{1.event.x}}"}], "headers": [{"key": "X", "value": "1"}]},
    {"method": "POST"},
    {"method": "POST", "body": {"kind": "raw", "text": '{"a": "{{env.key}}"}'}},
    {"auth": {"kind": "bearer", "token": "{{env.key}}"}},
    {"auth": {"kind": "basic", "username": "me", "password": "{{env.key}}"}},
    {"auth": {"kind": "query", "rows": [{"key": "k", "value": "{{env.key}}"}]}},
    {
        "query": [{"key": "page", "value": "{{self.pageToken}}"}],
        "pagination": {"on": True, "items": "{{2.response.body}}", "next": "link"},
        "failure": {"go_on": True},
    },
]


def step_of(url: str, fields: dict[str, Any]) -> RequestFields:
    step = find(flow(request(2, url, **fields)), 2)
    assert isinstance(step, RequestFields)
    return step


@pytest.mark.parametrize("fields", STEPS)
async def test_it_is_what_is_sent(tmp_path: Path, fields: dict[str, Any]) -> None:
    with recorder() as server:
        server.json("/p", "[]")
        scope = Values({1: {"event": {"x": "é&"}}}, AROUND.values, "test")
        shown = preview(step_of(f"{server.url}/p", fields), scope, AROUND)
        assert not server.seen
        steps = flow(request(2, f"{server.url}/p", **fields))
        what = await ran(steps, tmp_path, event={"x": "é&"}, surroundings=AROUND)
        sent = what.step(2).exchanges[0]
    assert SECRET not in repr(shown)
    assert (shown.method, shown.url) == (sent.method, sent.url)
    assert shown.request_headers == sent.request_headers
    assert shown.request_body == sent.request_body


def test_a_token_is_not_fetched_for_it() -> None:
    with recorder() as server:
        auth = {"kind": "oauth2_client_credentials", **TOKEN, "token_url": f"{server.url}/token"}
        step = step_of(f"{server.url}/p", {"auth": auth})
        shown = preview(step, Values({}, AROUND.values, "test"), AROUND)
        assert not server.seen
    assert ("Authorization", f"Bearer {MASK}") in shown.request_headers


def test_what_cannot_be_resolved_is_named() -> None:
    step = step_of("https://a.b/{{3.response.body}}", {})
    with pytest.raises(StepError) as caught:
        preview(step, Values(), AROUND)
    assert caught.value.field == "url"
