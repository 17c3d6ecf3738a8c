from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from builder.model.called_flows import DEEPEST, flow_problems
from builder.model.environment import Surroundings
from builder.model.workflow import Workflow
from builder.storage.called_flows import FlowReader, with_called_flows
from builder.storage.files import write_flow
from builder.storage.workspace import Workspace
from tests.support.running import conditional, flow


def call(number: int, path: str, **fields: Any) -> dict[str, Any]:
    return {"kind": "sub_workflow", "number": number, "flow": path, **fields}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "w")


def put(workspace: Workspace, name: str, *steps: dict[str, Any]) -> str:
    path = f"{name}.flow.json"
    write_flow(workspace.folder / path, flow(*steps))
    return path


def said(workspace: Workspace, workflow: Workflow, own: str = "") -> list[str]:
    found = FlowReader(workspace).called(workflow)
    return [problem.message for problem in flow_problems(workflow, found, own)]


def test_calls_are_followed_all_the_way(workspace: Workspace) -> None:
    inner = put(workspace, "inner")
    middle = put(workspace, "middle", conditional(2, "a", "equals", "a", yes=[call(3, inner)]))
    outer = flow(call(2, middle), call(3, middle))
    around = with_called_flows(Surroundings(folder=str(workspace.folder)), outer)
    assert set(around.flows) == {inner, middle}
    assert not said(workspace, outer)


def test_a_folder_below_may_hold_flows(workspace: Workspace) -> None:
    (workspace.folder / "parts").mkdir()
    put(workspace, "parts/one")
    assert not said(workspace, flow(call(2, "parts/one.flow.json")))


def test_what_nobody_calls_is_not_read(workspace: Workspace) -> None:
    (workspace.folder / "broken.flow.json").write_text("{")
    workflow = flow(call(2, "broken.flow.json", enabled=False))
    assert not said(workspace, workflow)
    lone = Surroundings()
    assert with_called_flows(lone, workflow) is lone


def test_a_missing_flow_is_named_with_the_nearest(workspace: Workspace) -> None:
    put(workspace, "fetch")
    (message,) = said(workspace, flow(call(2, "fecth.flow.json")))
    assert "no workflow “fecth.flow.json”" in message
    assert "Did you mean “fetch.flow.json”?" in message


def test_what_is_wrong_further_down_is_said_with_the_way_there(workspace: Workspace) -> None:
    middle = put(workspace, "middle", call(2, "gone.flow.json"))
    (message,) = said(workspace, flow(call(2, middle)))
    assert message.startswith("“middle.flow.json” calls “gone.flow.json”. There is no workflow")


@pytest.mark.parametrize("content", ["{", "[]", '{"format": 99}', ""])
def test_a_flow_that_cannot_be_read_is_named(workspace: Workspace, content: str) -> None:
    (workspace.folder / "broken.flow.json").write_text(content)
    (message,) = said(workspace, flow(call(2, "broken.flow.json")))
    assert message.startswith("The workflow “broken.flow.json” cannot be called.")


def test_nothing_outside_the_workspace_is_read(workspace: Workspace, tmp_path: Path) -> None:
    write_flow(tmp_path / "outside.flow.json", flow())
    (message,) = said(workspace, flow(call(2, "../outside.flow.json")))
    assert "does not lie in the workspace" in message


def test_a_circle_is_named(workspace: Workspace) -> None:
    put(workspace, "a", call(2, "b.flow.json"))
    put(workspace, "b", call(2, "a.flow.json"))
    circle = flow(call(2, "b.flow.json"))
    (message,) = said(workspace, circle, "a.flow.json")
    assert "a.flow.json → b.flow.json → a.flow.json" in message
    (message,) = said(workspace, circle)
    assert "b.flow.json → a.flow.json → b.flow.json" in message
    (message,) = said(workspace, flow(call(2, "a.flow.json")), "a.flow.json")
    assert "a.flow.json → a.flow.json" in message


def test_calls_too_deep_are_named(workspace: Workspace) -> None:
    for number in range(DEEPEST + 1):
        put(workspace, f"f{number}", call(2, f"f{number + 1}.flow.json"))
    put(workspace, f"f{DEEPEST + 1}")
    (message,) = said(workspace, flow(call(2, "f0.flow.json")))
    assert f"more than {DEEPEST}" in message
    assert not said(workspace, flow(call(2, "f2.flow.json")))


def test_a_file_is_read_again_when_it_changes(workspace: Workspace) -> None:
    path = put(workspace, "a")
    reader = FlowReader(workspace)
    workflow = flow(call(2, path))
    first = reader.called(workflow).flows[path]
    assert reader.called(workflow).flows[path] is first
    put(workspace, "a", call(2, "b.flow.json"))
    assert reader.called(workflow).faults.keys() == {"b.flow.json"}
    (workspace.folder / path).unlink()
    assert reader.called(workflow).faults.keys() == {path}
    os.mkfifo(workspace.folder / "pipe.flow.json")
    assert reader.called(flow(call(2, "pipe.flow.json"))).faults


def test_it_knows_how_steps_call_a_file(workspace: Workspace, tmp_path: Path) -> None:
    reader = FlowReader(workspace)
    assert reader.path_of(workspace.folder / "parts" / "one.flow.json") == "parts/one.flow.json"
    assert reader.path_of(tmp_path / "elsewhere.flow.json") == ""
    assert reader.path_of(None) == ""
