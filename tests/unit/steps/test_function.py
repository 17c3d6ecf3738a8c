"""The Function step: what it hands to the worker, and what becomes of failures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from builder.engine.run import RunResult, run
from builder.model.environment import Surroundings
from builder.model.events import AnyEvent, Log, Status, StepFinished
from builder.model.workflow import Workflow
from builder.steps.function import Function

Heard = list[AnyEvent]


async def run_function(
    emit: Callable[[AnyEvent], None], trusted: bool = False, **fields: Any
) -> RunResult:
    step = Function.model_validate({"kind": "function", "number": 2, **fields})
    trigger = {
        "kind": "event",
        "number": 1,
        "example": '{"price": 1.10, "many": 36893488147419103232}',
    }
    workflow = Workflow.model_validate({"trigger": trigger, "steps": [step]})
    return await run(workflow, emit=emit, surroundings=Surroundings(trusted=trusted))


ALL = {"parameters": [{"key": "all", "value": "{{1.event}}"}]}


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("javascript", "function yourFunction(parameters) { return parameters.all; }"),
        ("python", "def your_function(parameters):\n    return parameters['all']\n"),
    ],
)
async def test_values_go_through_with_their_digits(language: str, code: str) -> None:
    done = await run_function([].append, True, language=language, code=code, **ALL)
    result = done.outputs[2]["result"]
    assert result["many"] == 2**65
    assert str(result["price"]) == "1.10"


async def test_typed_rows_and_what_is_printed() -> None:
    heard: Heard = []
    rows = [
        {"key": "n", "type": "number", "value": "2"},
        {"key": "s", "value": "2"},
        {"key": "off", "value": "x", "enabled": False},
    ]
    code = (
        "function yourFunction(parameters) {\n"
        "  console.log('keys', Object.keys(parameters));\n"
        "  return [typeof parameters.n, typeof parameters.s];\n"
        "}"
    )
    done = await run_function(heard.append, code=code, parameters=rows)
    assert done.outputs[2] == {"result": ["number", "string"]}
    assert [e.message for e in heard if isinstance(e, Log)] == ['keys ["n","s"]']


async def test_an_error_names_line_and_column_and_stops_the_run() -> None:
    heard: Heard = []
    code = "function yourFunction() {\n  return missing.name;\n}"
    done = await run_function(heard.append, code=code)
    assert done.status is Status.FAILED
    assert done.error is not None
    assert done.error.kind == "function-error"
    assert "Line 2, column 3: ReferenceError: missing is not defined" in done.error.message


async def test_the_run_goes_on_where_that_is_ticked() -> None:
    code = "function yourFunction() { throw new Error('no stock'); }"
    done = await run_function([].append, code=code, failure={"go_on": True})
    assert done.status is Status.SUCCEEDED
    assert done.outputs[2]["result"] is None
    assert "no stock" in done.outputs[2]["error"]["message"]


async def test_it_is_tried_again() -> None:
    heard: Heard = []
    failure = {"retry": True, "attempts": 3, "wait": "fixed", "seconds": 0}
    code = "function yourFunction() { console.log('try'); throw new Error('no'); }"
    done = await run_function(heard.append, code=code, failure=failure)
    assert done.status is Status.FAILED
    assert [e.message for e in heard if isinstance(e, Log)].count("try") == 3


async def test_python_needs_trust_and_says_how_to_give_it() -> None:
    heard: Heard = []
    code = "def your_function(parameters):\n    return 1\n"
    done = await run_function(heard.append, language="python", code=code, failure={"retry": True})
    assert done.error is not None
    assert done.error.kind == "not-trusted"
    assert "--trust" in done.error.message
    assert [e.step for e in heard if isinstance(e, StepFinished)] == [1, 2]


async def test_code_must_have_the_function() -> None:
    done = await run_function([].append, code="const x = 1;")
    assert done.error is not None
    assert "yourFunction" in done.error.message
    done = await run_function([].append)
    assert done.error is not None
    assert "no code yet" in done.error.message
