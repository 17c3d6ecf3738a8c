from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from builder.model.environment import Surroundings
from builder.model.events import Log, Status
from builder.model.workflow import Workflow
from builder.steps.sub_workflow import SubWorkflow
from tests.support.running import Ran, flow, ran

FAILING = flow(
    {
        "kind": "check",
        "number": 2,
        "name": "Is it there",
        "message": "It is not there.",
        "rules": {
            "groups": [[{"left": "{{1.event.id}}", "operator": "exactly_matches", "right": "x"}]]
        },
    }
)
TWICE = flow(
    {
        "kind": "response",
        "number": 2,
        "body": {"kind": "json", "rows": [{"key": "got", "value": "{{1.event}}"}]},
    }
)


def call(path: str, **fields: Any) -> dict[str, Any]:
    return {"kind": "sub_workflow", "number": 2, "flow": path, **fields}


async def called(tmp_path: Path, step: dict[str, Any]) -> Ran:
    flows = {"twice.flow.json": TWICE, "failing.flow.json": FAILING}
    return await ran(
        flow(step, example='{"n": 2}'), tmp_path, surroundings=Surroundings(flows=flows)
    )


async def test_its_inputs_are_the_event_and_its_response_the_result(tmp_path: Path) -> None:
    inputs = [
        {"key": "n", "value": "{{1.event.n}}"},
        {"key": "text", "value": "{{1.event.n}}", "type": "text"},
        {"key": "off", "value": "1", "enabled": False},
    ]
    what = await called(tmp_path, call("twice.flow.json", inputs=inputs))
    assert what.end.status is Status.SUCCEEDED
    outer = next(
        e for e in what.events if getattr(e, "sample", None) and e.step == 2 and not e.path
    )  # type: ignore[attr-defined]
    assert outer.sample == {"result": {"got": {"n": 2, "text": "2"}}}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "path", ["./twice.flow.json", "a/../twice.flow.json", ".\\twice.flow.json"]
)
async def test_the_path_may_be_written_in_other_ways(tmp_path: Path, path: str) -> None:
    what = await called(tmp_path, call(path))
    assert what.end.status is Status.SUCCEEDED


async def test_a_failure_names_the_inner_step(tmp_path: Path) -> None:
    what = await called(tmp_path, call("failing.flow.json", inputs=[{"key": "id", "value": "y"}]))
    assert what.end.error is not None
    assert what.end.error.kind == "sub-workflow"
    assert "Is it there" in what.end.error.message
    assert "It is not there." in what.end.error.message


async def test_the_run_can_go_on_after_a_failure(tmp_path: Path) -> None:
    step = call("failing.flow.json", failure={"go_on": True})
    step["inputs"] = [{"key": "id", "value": "y"}]
    what = await called(tmp_path, step)
    assert what.end.status is Status.SUCCEEDED
    assert what.result is not None
    output = what.result.outputs[2]
    assert output["result"] is None
    assert output["error"]["kind"] == "sub-workflow"


async def test_it_is_tried_again(tmp_path: Path) -> None:
    failure = {"retry": True, "attempts": 2, "wait": "fixed", "seconds": 0}
    step = call("failing.flow.json", failure=failure, inputs=[{"key": "id", "value": "y"}])
    what = await called(tmp_path, step)
    logged = [e.message for e in what.events if isinstance(e, Log)]
    assert any(line.startswith("Attempt 1 of 2") for line in logged)


async def test_a_flow_that_is_missing_is_named_at_once(tmp_path: Path) -> None:
    step = call("gone.flow.json", failure={"retry": True, "attempts": 9, "seconds": 60})
    what = await called(tmp_path, step)
    assert what.end.error is not None
    assert what.end.error.kind == "no-such-flow"
    assert "gone.flow.json" in what.end.error.message


@pytest.mark.parametrize(
    ("trigger", "value"),
    [
        ({"kind": "schedule"}, "{{1.scheduled_at}}"),
        ({"kind": "request_trigger"}, "{{1.request.method}}"),
        ({"kind": "event"}, "{{1.event}}"),
    ],
)
async def test_a_flow_that_starts_in_any_way_can_be_called(
    tmp_path: Path, trigger: dict[str, Any], value: str
) -> None:
    body = {"kind": "json", "rows": [{"key": "v", "value": value}]}
    steps = [{"kind": "response", "number": 2, "body": body}]
    inner = Workflow.model_validate({"trigger": {"number": 1, **trigger}, "steps": steps})
    around = Surroundings(flows={"inner.flow.json": inner})
    what = await ran(flow(call("inner.flow.json")), tmp_path, surroundings=around)
    assert what.end.status is Status.SUCCEEDED, what.end.error


@pytest.mark.parametrize("path", ["", "../other.flow.json", "/etc/x.flow.json", "C:\\x.flow.json"])
def test_a_path_outside_the_workspace_is_a_problem(path: str) -> None:
    assert [problem.field for problem in SubWorkflow(flow=path).problems()] == ["flow"]


def test_inputs_must_be_of_their_types() -> None:
    rows = [{"key": "n", "value": "x", "type": "number"}]
    step = SubWorkflow.model_validate(call("a.flow.json", inputs=rows))
    assert [problem.field for problem in step.problems()] == ["inputs.0.value"]
    assert step.summary() == "a · n"
