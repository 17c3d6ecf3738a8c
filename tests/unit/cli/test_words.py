"""Events in words."""

from pathlib import Path

import pytest

from builder.cli import words
from builder.cli.words import NAME_WIDTH
from builder.model.events import Failure, RunFinished, Status, StepFinished
from builder.model.http import BodyRecord, Exchange, Timings

FILE = Path("a.flow.json")
FAILURE = Failure("reference", "{{1.event.x}} has no value.")


@pytest.mark.parametrize(
    ("milliseconds", "text"),
    [(0.4, "0 ms"), (84, "84 ms"), (999.4, "999 ms"), (1234, "1.2 s"), (185_000, "3:05 min")],
)
def test_times(milliseconds: float, text: str) -> None:
    assert words.duration(milliseconds) == text


def test_step_lines_stand_in_columns() -> None:
    done = StepFinished(
        step=2, name="Get user", status=Status.SUCCEEDED, summary="200", duration=84
    )
    long = StepFinished(step=12, name="x" * 80, status=Status.FAILED, duration=5)
    skipped = StepFinished(step=3, name="Never", status=Status.SKIPPED)
    lines = [words.step_line(event) for event in (done, long, skipped)]
    assert lines[0].startswith("✓   2  Get user ")
    assert lines[0].index("200") == lines[1].index("failed") == lines[2].index("skipped")
    assert "…" in lines[1]
    assert len(lines[1]) < NAME_WIDTH + 40
    assert not lines[2].endswith("ms")


def test_an_error_has_file_step_and_name() -> None:
    failed = StepFinished(step=3, name="Get user", status=Status.FAILED, error=FAILURE)
    assert words.error_line(FILE, failed) == f"a.flow.json: step 3 (Get user): {FAILURE.message}"
    assert words.error_line(FILE, StepFinished(step=3, status=Status.SUCCEEDED)) == ""


def test_a_run_tells_its_error_only_when_no_step_did() -> None:
    alone = RunFinished(status=Status.FAILED, error=FAILURE)
    of_a_step = RunFinished(status=Status.FAILED, error=FAILURE, step=3)
    assert words.error_line(FILE, alone) == f"a.flow.json: {FAILURE.message}"
    assert words.error_line(FILE, of_a_step) == ""


def test_exchanges_and_endings() -> None:
    answered = Exchange(
        "GET",
        "https://a.example/",
        status=200,
        reason="OK",
        body=BodyRecord(size=1204),
        timings=Timings(wait=84.0),
    )
    assert words.exchange_line(answered) == (
        "GET https://a.example/ → 200 OK · 84 ms · 1,204 bytes"
    )
    assert words.exchange_line(Exchange("GET", "x")).endswith("no response")
    ended = RunFinished(
        status=Status.FAILED, duration=1500, counts={"succeeded": 2, "failed": 1, "queued": 0}
    )
    assert words.ending(ended) == "failed in 1.5 s: 2 succeeded, 1 failed"
