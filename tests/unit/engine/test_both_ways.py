"""The same workflows in this process and in the engine's own: they say the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from builder.engine.protocol import encode_event
from builder.engine.sending import plain_flows
from builder.model.environment import Surroundings
from builder.model.events import AnyEvent, StepProgress
from builder.model.workflow import Workflow
from tests.support.engine_child import Child, engine_child, run_message
from tests.support.running import conditional, fan_out, flow, ran, request
from tests.support.servers import Answer, Recorder, recorder

BASE = "{{env.base}}"
CHANGING = {"at", "duration", "time", "timings", "date", "reused", "remote_address"}
"""Keys whose values differ from run to run."""


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    with engine_child() as talking:
        yield talking


@pytest.fixture(scope="module")
def server() -> Iterator[Recorder]:
    with recorder() as serving:
        serving.json("/list", '[{"id": 1, "p": 1.10}, {"id": 2, "p": 2.50}]')
        serving.json("/user", '{"name": "Ann", "big": 1208925819614629174706176}')
        serving.json("/many", "[" + ",".join(["1.10"] * 30_000) + "]")
        serving.answers["/bad"] = Answer(503)
        serving.answers["/text"] = Answer(200, [("Content-Type", "text/plain")], b"text")
        serving.answers["/file"] = Answer(200, [("Content-Type", "image/png")], b"\x89PNG\xff\x00")
        serving.answers["/moved"] = Answer(302, [("Location", "/user")])
        serving.answers["/cookie"] = Answer(200, [("Set-Cookie", "a=b")])
        yield serving


def get(number: int, path: str, **fields: Any) -> dict[str, Any]:
    return request(number, f"{BASE}/{path}", **fields)


def items(number: int, array: str, *each: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return fan_out(number, array, *each, at_once=1, **fields)


def choice(number: int, left: str, yes: Any = (), no: Any = ()) -> dict[str, Any]:
    return conditional(number, left, "is_not_null", yes=yes, no=no)


def step(kind: str, number: int, **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "number": number, **fields}


def posted(number: int, reference: str) -> dict[str, Any]:
    rows = [{"key": "it", "value": f"{{{{{reference}}}}}"}]
    return get(number, "post", method="POST", body={"kind": "json", "rows": rows})


RULES = {"groups": [[{"left": "{{1.event}}", "operator": "is_null"}]]}
CALL = step("sub_workflow", 2, flow="a.flow.json", inputs=[{"key": "x", "value": "{{1.event}}"}])
ALL = "{{2.response.body}}"
INNER = items(3, "{{2.instance}}", get(4, "{{3.instance}}"))
BEARER = {"kind": "bearer", "token": "{{env.token}}"}

WORKFLOWS: dict[str, tuple[Workflow, dict[str, Any]]] = {
    "trigger alone": (flow(), {}),
    "event": (flow(), {"event": {"a": [1, None]}}),
    "one request": (flow(get(2, "user")), {}),
    "a chain": (flow(get(2, "user"), get(3, "{{2.response.body.name}}")), {}),
    "exact numbers": (flow(get(2, "user"), posted(3, "2.response.body.big")), {}),
    "text": (flow(get(2, "text")), {}),
    "a File": (flow(get(2, "file"), posted(3, "2.response.body.size")), {}),
    "a redirect": (flow(get(2, "moved")), {}),
    "cookies": (flow(get(2, "cookie"), get(3, "user")), {}),
    "a large output": (flow(get(2, "many")), {}),
    "a failure": (flow(get(2, "bad"), get(3, "user")), {}),
    "a failure passed over": (flow(get(2, "bad", failure={"go_on": True}), get(3, "user")), {}),
    "no such host": (flow(request(2, "http://127.0.0.1:9/")), {}),
    "a missing path": (flow(get(2, "user"), get(3, "{{2.response.body.nam}}")), {}),
    "a problem": (flow(get(2, "{{9.x}}")), {}),
    "a disabled step": (flow(get(2, "user", enabled=False), get(3, "text")), {}),
    "yes": (flow(choice(2, "{{1.event}}", [get(3, "user")], [get(4, "text")])), {}),
    "no": (flow(choice(2, "{{1.event.a?}}", [get(3, "user")], [get(4, "text")])), {}),
    "a secret": (flow(get(2, "text?t={{env.token}}", auth=BEARER)), {}),
    "a check": (flow(step("check", 2, rules=RULES, message="m")), {}),
    "a delay": (flow(step("delay", 2, value="0.01", unit="seconds")), {}),
    "a skipped delay": (flow(step("delay", 2, value="2", unit="days")), {"skip_delays": True}),
    "a response": (flow(step("response", 2), get(3, "user")), {}),
    "a sub-workflow": (flow(CALL, posted(3, "2.result")), {}),
    "items": (flow(get(2, "list"), items(3, "{{2.response.body}}", get(4, "text"))), {}),
    "items after": (
        flow(get(2, "list"), items(3, ALL, get(4, "user")), posted(5, "4.response.body")),
        {},
    ),
    "nested items": (
        flow(items(2, "{{1.event}}", INNER), example="[[1], [2, 3]]"),
        {},
    ),
    "a failing item": (flow(items(2, "{{1.event}}", get(3, "bad")), example="[1, 2]"), {}),
    "failing items passed over": (
        flow(items(2, "{{1.event}}", get(3, "bad"), on_failure="continue"), example="[1, 2]"),
        {},
    ),
    "no array": (flow(items(2, "{{1.event}}")), {}),
    "one step": (flow(get(2, "user"), get(3, "text")), {"only": 2}),
    "one step of an item": (
        flow(items(2, "{{1.event}}", get(3, "{{2.instance}}")), example='["a", "b"]'),
        {"only": 3, "item": {2: 1}},
    ),
    "up to": (flow(get(2, "user"), get(3, "text")), {"upto": 2}),
    "from here": (
        flow(get(2, "user"), posted(3, "2.response.body")),
        {"start": 3, "outputs": {2: {"response": {"body": "b"}}}},
    ),
    "pinned": (
        flow(get(2, "user"), posted(3, "2.response.body")),
        {"pinned": {2: {"response": {"body": 1}}}},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WORKFLOWS)
async def test_both_say_the_same(child: Child, server: Recorder, tmp_path: Path, name: str) -> None:
    workflow, asked = WORKFLOWS[name]
    called = {"a.flow.json": flow(step("response", 2))}
    values = {"base": server.url, "token": "a-secret-token"}
    around = Surroundings("dev", values, frozenset({"token"}), flows=called)
    here = await ran(workflow, tmp_path / "here", surroundings=around, flow_name="f", **asked)
    number = list(WORKFLOWS).index(name) + 1
    child.say(
        run_message(
            number,
            workflow,
            tmp_path / "there",
            environment="dev",
            values=values,
            secrets=["token"],
            flows=plain_flows(called),
            flow="f",
            **asked,
        )
    )
    there = child.until_end(number)
    assert said(here.events) == said(there)


def said(events: list[AnyEvent]) -> list[Any]:
    """The events without times; of the progress of a step, its last word, as batches have it."""
    last = {(e.step, e.path): e for e in events if isinstance(e, StepProgress)}
    kept = [e for e in events if not isinstance(e, StepProgress)]
    return [timeless(msgspec.json.decode(encode_event(e))) for e in (*kept, *last.values())]


def timeless(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: timeless(v) for k, v in value.items() if k not in CHANGING}
    if isinstance(value, list):
        return [timeless(v) for v in value if not _is_date(v)]
    if isinstance(value, str) and "/pytest-" in value:
        return Path(value).name  # a file of the run
    return value


def _is_date(header: Any) -> bool:
    return isinstance(header, list) and bool(header) and str(header[0]).lower() == "date"
