"""Flows that call flows: results, places of events, depth, cycles, budgets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builder.engine.budget import Budget
from builder.model.environment import Surroundings
from builder.model.events import Status, StepFinished
from builder.model.workflow import Workflow
from tests.support.running import Ran, fan_out, flow, ran, request
from tests.support.servers import Answer, Recorder, recorder


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as serving:
        yield serving


def call(number: int, path: str, **inputs: str) -> dict[str, Any]:
    rows = [{"key": key, "value": value} for key, value in inputs.items()]
    return {"kind": "sub_workflow", "number": number, "flow": path, "inputs": rows}


def respond(number: int, reference: str) -> dict[str, Any]:
    body = {"kind": "json", "rows": [{"key": "it", "value": f"{{{{{reference}}}}}"}]}
    return {"kind": "response", "number": number, "body": body}


def around(**flows: Workflow) -> Surroundings:
    return Surroundings(flows={f"{name}.flow.json": one for name, one in flows.items()})


def paths(what: Ran, number: int) -> list[str]:
    return [e.path for e in what.events if isinstance(e, StepFinished) and e.step == number]


async def test_its_response_is_the_result_and_ends_it(server: Recorder, tmp_path: Path) -> None:
    inner = flow(
        request(2, f"{server.url}/{{{{1.event.id}}}}"),
        respond(3, "1.event.id"),
        request(4, f"{server.url}/never"),
    )
    outer = flow(call(2, "a.flow.json", id="{{1.event}}"), respond(9, "2.result.it"), example="7")
    what = await ran(outer, tmp_path, surroundings=around(a=inner))
    assert what.end.status is Status.SUCCEEDED, what.end.error
    assert [seen.target for seen in server.seen] == ["/7"]
    assert what.result is not None
    assert what.result.result == what.end.result == {"it": 7}
    assert paths(what, 3) == ["2/"]
    assert what.end.counts == {"succeeded": 6}


async def test_without_a_response_the_result_is_null(tmp_path: Path) -> None:
    what = await ran(flow(call(2, "a.flow.json")), tmp_path, surroundings=around(a=flow()))
    assert what.step(2).status is Status.SUCCEEDED
    assert what.end.result is None


async def test_paths_of_flows_and_items_are_put_together(tmp_path: Path) -> None:
    inner = flow(fan_out(3, "{{1.event.list}}", call(4, "b.flow.json")))
    outer = flow(
        fan_out(2, "{{1.event}}", call(5, "a.flow.json", list="{{2.instance}}")),
        example="[[1, 2]]",
    )
    around_it = around(a=inner, b=flow(respond(6, "1.event")))
    what = await ran(outer, tmp_path, surroundings=around_it)
    assert what.end.status is Status.SUCCEEDED, what.end.error
    assert sorted(paths(what, 6)) == ["2[0].5/3[0].4/", "2[0].5/3[1].4/"]


async def test_an_inner_failure_names_flow_and_step(server: Recorder, tmp_path: Path) -> None:
    server.answers["/bad"] = Answer(500)
    inner = flow(request(2, f"{server.url}/bad", name="Fetch"))
    what = await ran(flow(call(2, "a.flow.json")), tmp_path, surroundings=around(a=inner))
    error = next(e for e in what.events if isinstance(e, StepFinished) and e.path == "" and e.error)
    assert error.error is not None
    assert error.error.kind == "sub-workflow"
    assert "In a.flow.json, step 2 (Fetch): " in error.error.message


@pytest.mark.parametrize(
    ("flows", "kind", "said"),
    [
        ({"b": flow()}, "no-such-flow", "Did you mean"),
        ({"a": flow(call(2, "a.flow.json"))}, "flow-cycle", "a.flow.json → a.flow.json"),
        (
            {"a": flow(call(2, "b.flow.json")), "b": flow(call(2, "a.flow.json"))},
            "flow-cycle",
            "a.flow.json → b.flow.json → a.flow.json",
        ),
        ({"a": flow(request(2, "http://x/{{7.x}}"))}, "sub-workflow", "there is no step 7"),
    ],
)
async def test_what_cannot_be_called(
    tmp_path: Path, flows: dict[str, Workflow], kind: str, said: str
) -> None:
    what = await ran(flow(call(2, "a.flow.json")), tmp_path, surroundings=around(**flows))
    errors = [e.error for e in what.events if isinstance(e, StepFinished) and e.error]
    assert errors[0].kind == kind
    assert said in errors[0].message
    assert what.end.status is Status.FAILED


async def test_a_flow_that_calls_the_run_s_own_is_a_cycle(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    own = flow(call(2, "a.flow.json"))
    surroundings = Surroundings(
        folder=str(folder),
        flows={"main.flow.json": own, "a.flow.json": flow(call(2, "main.flow.json"))},
    )
    path = str(folder / "main.flow.json")
    what = await ran(own, tmp_path, surroundings=surroundings, flow_path=path)
    errors = [e.error for e in what.events if isinstance(e, StepFinished) and e.error]
    assert errors[0].kind == "flow-cycle"


async def test_the_depth_has_a_limit(tmp_path: Path) -> None:
    flows = {f"f{n}": flow(call(2, f"f{n + 1}.flow.json")) for n in range(20)}
    what = await ran(flow(call(2, "f0.flow.json")), tmp_path, surroundings=around(**flows))
    errors = [e.error for e in what.events if isinstance(e, StepFinished) and e.error]
    assert errors[0].kind == "flow-depth"
    assert sum(e.path == "2/" * 16 for e in what.events if isinstance(e, StepFinished)) > 0
    enough = {**flows, "f15": flow()}
    fine = await ran(flow(call(2, "f0.flow.json")), tmp_path, surroundings=around(**enough))
    assert fine.end.status is Status.SUCCEEDED, fine.end.error


async def test_budgets_are_shared_and_cookies_are_not(server: Recorder, tmp_path: Path) -> None:
    server.answers["/set"] = Answer(200, [("Set-Cookie", "who=outer")])
    inner = flow(request(2, f"{server.url}/inner"))
    outer = flow(
        request(2, f"{server.url}/set"), call(3, "a.flow.json"), request(4, f"{server.url}/last")
    )
    await ran(outer, tmp_path, surroundings=around(a=inner))
    assert [seen.header("cookie") for seen in server.seen] == [None, None, "who=outer"]
    limited = await ran(outer, tmp_path, surroundings=around(a=inner), budget=Budget(requests=2))
    assert limited.end.error is not None
    assert limited.end.error.kind == "budget-requests"
    assert len(server.seen) == 5


async def test_a_test_of_the_step_runs_it(server: Recorder, tmp_path: Path) -> None:
    inner = flow(request(2, f"{server.url}/x"), respond(3, "2.response.statusCode"))
    what = await ran(flow(call(2, "a.flow.json")), tmp_path, surroundings=around(a=inner), only=2)
    assert what.step(3).path == "2/"
    (own,) = [e for e in what.events if isinstance(e, StepFinished) and not e.path]
    assert own.sample == {"result": {"it": 200}}
