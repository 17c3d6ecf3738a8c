"""What a run from a step on takes from a past run, and what it refuses to take."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import builder.steps  # noqa: F401 - completes the models
from builder.document.past_start import PastStart, past_start
from builder.document.run_record import RunRecord
from builder.document.samples import Sample
from builder.document.shown_run import PastRun
from builder.document.step_state import NO_STATES, after
from builder.history.entries import RunEntry
from builder.history.entries import RunRecord as Kept
from builder.model.events import RunFinished, RunStarted, Status, StepFinished
from builder.model.workflow import Workflow

ENTRY = RunEntry(
    1, "k", "succeeded", datetime.now(UTC), 1.0, "a", "a.flow.json", "", "", False, "", "", None,
    "", 0, 0,
)  # fmt: skip


def workflow(reference: str) -> Workflow:
    """A Function, a Fan Out with one inside, and a Response that refers."""
    steps = [
        {"number": 2, "kind": "function", "name": "Get"},
        {
            "number": 3,
            "kind": "fan_out",
            "name": "Each",
            "array": "{{2.result}}",
            "each": [{"number": 4, "kind": "function"}],
        },
        {"number": 5, "kind": "response", "body": {"kind": "raw", "text": reference}},
    ]
    return Workflow.model_validate({"trigger": {"number": 1, "kind": "event"}, "steps": steps})


def begun(reference: str, event: Any = None, **details: Any) -> PastStart:
    end = StepFinished(
        step=2, name="Get", status=Status.SUCCEEDED, **{"sample": {"result": [1]}, **details}
    )
    started = RunStarted(flow="a", steps=(1, 2, 3, 4, 5))
    finished = RunFinished(status=Status.SUCCEEDED)
    kept = Kept(ENTRY, {}, None, started, finished)
    states = after(NO_STATES, (started, end))
    run = PastRun(ENTRY.started, finished, states, RunRecord(), kept)
    return past_start(run, workflow(reference), 5, event)


def test_outputs_of_then_are_taken() -> None:
    assert begun("{{2.result}}") == PastStart({2: Sample({"result": [1]})})


def test_a_whole_output_is_taken_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "1.body"
    file.write_text("{}")
    found = begun("{{2.result}}", sample_shortened=True, output_path=str(file))
    assert found.outputs[2].file == str(file)
    file.write_text('{"output": "••••••"}')
    found = begun("{{2.result}}", sample_shortened=True, output_path=str(file))
    assert "held secrets" in found.obstacle


@pytest.mark.parametrize(
    ("reference", "details", "words"),
    [
        ("{{2.result}}", {"sample_shortened": True}, "step 2 (Get) gave in this run"),
        ("{{2.result}}", {"sample_shortened": True, "output_path": "/gone"}, "too large"),
        ("{{2.result.token}}", {"sample": {"result": {"token": "••••••"}}}, "held secrets"),
        ("{{4.result}}", {}, "Run from step 3 on"),
        ("{{2.result}}", {"event": {"token": "••••••"}}, "The input of this run held secrets"),
    ],
)
def test_what_cannot_be_taken_is_named(reference: str, details: dict[str, Any], words: str) -> None:
    found = begun(reference, **details)
    assert words in found.obstacle
    assert not found.outputs


def test_a_secret_that_nobody_refers_to_is_no_obstacle() -> None:
    sample = {"result": {"token": "••••••", "id": 1}}
    assert not begun("{{2.result.id}}", sample=sample).obstacle


def test_a_step_the_run_did_not_come_to_is_named() -> None:
    started = RunStarted(flow="a", steps=(1, 2, 3, 4, 5))
    finished = RunFinished(status=Status.SUCCEEDED)
    run = PastRun(
        ENTRY.started,
        finished,
        after(NO_STATES, (started,)),
        RunRecord(),
        Kept(ENTRY, {}, None, started, finished),
    )
    found = past_start(run, workflow("{{2.result}}"), 5, None)
    assert found.obstacle == (
        "What step 2 (Get) gave in this run cannot be used: the run did not come to it. "
        "Run from step 2 on."
    )
    assert not past_start(run, workflow("{{2.result?}}"), 5, None).obstacle
