from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from builder.model.environment import Surroundings
from builder.model.events import Status
from builder.model.file_value import as_file
from builder.steps.response import Response
from tests.support.running import Ran, flow, ran

EVENT = '{"n": 1.10, "text": "a \\"b\\"", "list": [1, 2]}'


def response(body: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    given = {} if body is None else {"body": body}
    return {"kind": "response", "number": 2, **given, **fields}


async def answered(tmp_path: Path, *given: Any, example: str = EVENT, **fields: Any) -> Ran:
    return await ran(flow(response(*given, **fields), example=example), tmp_path)


async def test_a_table_becomes_an_object_whose_values_keep_their_types(tmp_path: Path) -> None:
    rows = [
        {"key": "n", "value": "{{1.event.n}}"},
        {"key": "list", "value": "{{1.event.list}}"},
        {"key": "on", "value": "true", "type": "boolean"},
        {"key": "off", "value": "x", "enabled": False},
    ]
    what = await answered(tmp_path, {"kind": "json", "rows": rows}, status="201")
    assert what.end.status is Status.SUCCEEDED
    assert what.step(2).summary == "201"
    sample = what.step(2).sample
    assert str(sample["result"]["n"]) == "1.10"
    assert sample["result"] == {"n": 1.1, "list": [1, 2], "on": True}
    assert sample["statusCode"] == 201


@pytest.mark.parametrize(
    ("body", "result"),
    [
        ({"kind": "raw", "text": '{"say": "{{1.event.text}}"}'}, {"say": 'a "b"'}),
        ({"kind": "raw", "text": "{{1.event.list}}"}, [1, 2]),
        ({"kind": "raw", "text": ""}, None),
        ({"kind": "raw", "language": "text", "text": "{{1.event.text}}!"}, 'a "b"!'),
        ({"kind": "none"}, None),
        (
            {"kind": "raw", "language": "text", "encoding": "hex", "text": "00ff"},
            as_file("response", "application/octet-stream", b"\x00\xff"),
        ),
    ],
)
async def test_the_result_follows_the_body(
    tmp_path: Path, body: dict[str, Any], result: Any
) -> None:
    what = await answered(tmp_path, body)
    assert what.step(2).sample["result"] == result


async def test_nothing_runs_after_it(tmp_path: Path) -> None:
    after = {"kind": "delay", "number": 3, "value": "60"}
    what = await ran(flow(response(), after), tmp_path)
    assert what.end.status is Status.SUCCEEDED
    assert what.end.result == {}
    assert what.result is not None
    assert what.result.result == {}
    assert what.end.duration < 30_000


async def test_a_file_is_handed_on_as_it_lies(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(b"%PDF")
    around = Surroundings(folder=str(tmp_path))
    workflow = flow(response({"kind": "file", "file": "report.pdf"}))
    what = await ran(workflow, tmp_path / "run", surroundings=around)
    assert what.result is not None
    handed_on = what.result.outputs[2]["result"]
    assert dict(handed_on) == as_file("report.pdf", "application/pdf", b"%PDF")


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"status": "99"}, "invalid-status"),
        ({"status": "200.5"}, "invalid-status"),
        ({"status": "{{1.event.text}}"}, "invalid-status"),
        ({"body": {"kind": "raw", "text": "{"}}, "invalid-json"),
        ({"body": {"kind": "file", "file": "/nowhere/at all"}}, "file-not-found"),
        ({"body": {"kind": "file", "file": "{{1.event.list}}"}}, "invalid-file"),
    ],
)
async def test_what_cannot_be_answered_is_named(
    tmp_path: Path, fields: dict[str, Any], kind: str
) -> None:
    workflow = flow(response(**fields), example=EVENT)
    what = await ran(workflow, tmp_path, only=2, outputs={1: {"event": {"text": "ok", "list": []}}})
    assert what.end.error is not None
    assert what.end.error.kind == kind


def test_what_is_wrong_is_said_while_editing() -> None:
    wrong = Response.model_validate(response({"kind": "xml"}, status="ok"))
    assert [problem.field for problem in wrong.problems()] == ["status", "body"]
    empty = Response.model_validate(response({"kind": "file"}))
    assert [problem.field for problem in empty.problems()] == ["body.file"]
    assert Response().summary() == "200 · JSON"
