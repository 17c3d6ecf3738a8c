from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest

from builder.model.events import Status
from builder.model.problem import Severity
from builder.model.workflow import Workflow
from builder.steps.request_trigger import RequestTrigger
from tests.support.running import ran

REQUIRED: dict[str, Any] = {
    "params": [{"key": "limit", "type": "number"}, {"key": "tags", "type": "array"}],
    "headers": [{"key": "X-Dry-Run", "type": "boolean"}],
    "body": [
        {"key": "id", "type": "number"},
        {"key": "name"},
        {"key": "lines", "type": "array"},
        {"key": "customer", "type": "object"},
        {"key": "extra", "type": "any", "enabled": False},
    ],
}
CALL: dict[str, Any] = {
    "method": "POST",
    "params": {"limit": "12", "tags": "a", "other": "1"},
    "headers": {"X-Dry-Run": "true", "Content-Type": "application/json"},
    "body": {"id": 7, "name": "Ada", "lines": [], "customer": {}},
}


def trigger(**fields: Any) -> RequestTrigger:
    return RequestTrigger.model_validate({"kind": "request_trigger", "number": 1, **fields})


def started(**fields: Any) -> Workflow:
    return Workflow(trigger=trigger(**fields))


async def test_a_request_is_handed_on_in_its_types(tmp_path: Path) -> None:
    what = await ran(started(**REQUIRED), tmp_path, event=CALL)
    assert what.step(1).sample == {
        "request": {
            "method": "POST",
            "params": {"limit": 12, "tags": ["a"], "other": "1"},
            "headers": {"x-dry-run": True, "content-type": "application/json"},
            "body": CALL["body"],
            "file": None,
        }
    }


async def test_every_field_that_is_missing_or_mistyped_is_named(tmp_path: Path) -> None:
    call = {"params": {"limit": "many"}, "headers": {}, "body": {"id": "7", "name": None}}
    what = await ran(started(**REQUIRED), tmp_path, event=call)
    assert what.end.status is Status.FAILED
    error = what.end.error
    assert error is not None
    assert error.kind == "invalid-request"
    for said in (
        "the parameter “limit” is text that is no number",
        "the parameter “tags” is missing",
        "the header “x-dry-run” is missing",
        "the body field “id” is text, not a number",
        "the body field “name” is null, not text",
        "the body field “lines” is missing",
    ):
        assert said in error.message
    assert "extra" not in error.message


def test_the_texts_of_a_form_are_read_as_their_types() -> None:
    body = [
        {"key": "n", "type": "number"},
        {"key": "on", "type": "boolean"},
        {"key": "o", "type": "object"},
    ]
    call = {
        "headers": {"Content-Type": "multipart/form-data; boundary=x"},
        "body": {"n": " 1.50", "on": "false", "o": '{"a": 1}'},
    }
    request = trigger(body=body).request_of(call)
    assert request["body"] == {"n": 1.5, "on": False, "o": {"a": 1}}
    call["headers"] = {}
    with pytest.raises(Exception, match="“n” is text"):
        trigger(body=body).request_of(call)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ([], "not an object"),
        ({"params": []}, "its params are"),
        ({"headers": "x"}, "its headers are"),
        ({"params": {}, "body": "text"}, "its body is text, not an object with “id”"),
    ],
)
async def test_what_is_no_request_is_named(tmp_path: Path, call: Any, said: str) -> None:
    what = await ran(started(body=[{"key": "id"}]), tmp_path, event=call)
    assert what.end.error is not None
    assert said in what.end.error.message


async def test_its_test_data_stands_in_for_a_request(tmp_path: Path) -> None:
    what = await ran(started(example='{"body": {"a": 1.10}}', method="PUT"), tmp_path)
    request = what.step(1).sample["request"]
    assert request["method"] == "PUT"
    assert str(request["body"]["a"]) == "1.10"
    assert what.step(1).summary == "test data"


def test_what_is_wrong_is_said_while_editing() -> None:
    step = trigger(method="GE T", path="orders?x", example="{")
    assert [p.field for p in step.problems()] == ["method", "path", "example"]
    (problem,) = trigger(body=[{"key": "id"}]).problems()
    assert (problem.field, problem.severity) == ("example", Severity.WARNING)
    assert step.example_output() is None
    assert trigger().example_output() == {
        "request": {"method": "POST", "params": {}, "headers": {}, "body": None, "file": None}
    }


def test_it_knows_a_command_that_calls_it() -> None:
    words = shlex.split(trigger(path="/orders", **REQUIRED).curl("http://127.0.0.1:1"))
    assert words[:4] == ["curl", "-X", "POST", "http://127.0.0.1:1/orders?limit=1&tags=%5B%5D"]
    assert words[4:6] == ["-H", "X-Dry-Run: true"]
    assert words[-1] == '{"id":1,"name":"text","lines":[],"customer":{}}'
    assert trigger().curl("http://h") == "curl -X POST http://h/"
