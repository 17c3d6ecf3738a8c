"""Workflows that call workflows, and the ways to start them, from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import steploom


def flow(folder: Path, name: str, *steps: dict[str, Any], **trigger: Any) -> Path:
    path = folder / f"{name}.flow.json"
    start = {"number": 1, "kind": "event", **trigger}
    path.write_text(json.dumps({"format": 1, "trigger": start, "steps": list(steps)}))
    return path


def call(number: int, name: str, **fields: Any) -> dict[str, Any]:
    path = f"{name}.flow.json"
    return {"number": number, "kind": "sub_workflow", "flow": path, **fields}


def respond(number: int, key: str, value: str) -> dict[str, Any]:
    body = {"kind": "json", "rows": [{"key": key, "value": value}]}
    return {"number": number, "kind": "response", "body": body}


def test_a_workflow_calls_another_that_uses_a_secret(tmp_path: Path, data_folder: Path) -> None:
    (tmp_path / "environments").mkdir()
    environment = {"format": 1, "variables": {"token": {"secret": True}, "base": "b"}}
    (tmp_path / "environments" / "Test.env.json").write_text(json.dumps(environment))
    flow(tmp_path, "inner", respond(2, "got", "{{1.event.n}} {{env.token}}"))
    flow(tmp_path, "middle", call(2, "inner", inputs=[{"key": "n", "value": "{{1.event}}"}]))
    inputs = [{"key": "n", "value": "{{1.event.n}}"}]
    outer = flow(
        tmp_path,
        "outer",
        call(2, "inner", inputs=inputs),
        call(3, "middle"),
        respond(4, "length", "{{2.result.got | length(@)}}"),
        example='{"n": 7}',
    )
    done = steploom("run", outer, "--env", "Test", "--json", STEPLOOM_SECRET_TOKEN="s3cr3t-t0ken")
    assert done.returncode == 0, done.stderr + done.stdout
    assert "s3cr3t-t0ken" not in done.stdout
    end = json.loads(done.stdout.strip().splitlines()[-1])
    assert end["result"] == {"length": len("7 s3cr3t-t0ken")}


def test_a_circle_and_a_missing_workflow_are_found_by_check(tmp_path: Path) -> None:
    flow(tmp_path, "a", call(2, "b"))
    flow(tmp_path, "b", call(2, "a"))
    flow(tmp_path, "c", call(2, "gone"))
    done = steploom("check", tmp_path)
    assert done.returncode == 1
    assert "step 2 (Sub-workflow): flow: The workflows call each other in a circle" in done.stdout
    assert "There is no workflow “gone.flow.json”" in done.stdout


@pytest.mark.parametrize(("name", "kind"), [("a", "flow-cycle"), ("c", "no-such-flow")])
def test_a_run_names_them_too(tmp_path: Path, data_folder: Path, name: str, kind: str) -> None:
    flow(tmp_path, "a", call(2, "b"))
    flow(tmp_path, "b", call(2, "a"))
    flow(tmp_path, "c", call(2, "gone"))
    done = steploom("run", tmp_path / f"{name}.flow.json", "--json")
    assert done.returncode == 1
    assert kind in done.stdout


def test_a_schedule_and_a_request_are_started_by_hand(tmp_path: Path, data_folder: Path) -> None:
    due = flow(tmp_path, "due", respond(2, "at", "{{1.scheduled_at}}"), kind="schedule")
    done = steploom("run", due, "--event", '"2026-03-29T09:00:00+02:00"', "--json")
    assert json.loads(done.stdout.splitlines()[-1])["result"] == {"at": "2026-03-29T07:00:00+00:00"}
    body = [{"key": "id", "type": "number"}]
    hook = flow(
        tmp_path,
        "hook",
        respond(2, "id", "{{1.request.body.id}}"),
        kind="request_trigger",
        body=body,
    )
    done = steploom("run", hook, "--event", '{"body": {"id": 3}}', "--json")
    assert json.loads(done.stdout.splitlines()[-1])["result"] == {"id": 3}
    done = steploom("run", hook, "--event", '{"body": {}}')
    assert done.returncode == 1
    assert "the body field “id” is missing" in done.stdout + done.stderr


def test_a_schedule_that_never_fires_is_found_by_check(tmp_path: Path) -> None:
    never = flow(tmp_path, "never", kind="schedule", rhythm="cron", cron="0 0 31 2 *")
    done = steploom("check", never)
    assert done.returncode == 1
    assert "cron: “0 0 31 2 *” never fires" in done.stdout


def test_a_workflow_that_calls_itself_is_refused_at_its_first_call(tmp_path: Path) -> None:
    own = flow(tmp_path, "own", call(2, "own"))
    done = steploom("run", own, "--json")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert events[-1]["error"]["kind"] == "flow-cycle"
    assert {event.get("path", "") for event in events} == {""}
