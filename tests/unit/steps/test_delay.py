from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from builder.model.events import Status, StepProgress
from builder.steps.delay import Delay
from tests.support.running import flow, ran


def delay(value: str, unit: str = "seconds") -> dict[str, Any]:
    return {"kind": "delay", "number": 2, "value": value, "unit": unit}


async def test_it_waits(tmp_path: Path) -> None:
    before = time.monotonic()
    what = await ran(flow(delay("{{1.event.wait}}"), example='{"wait": 0.3}'), tmp_path)
    assert time.monotonic() - before >= 0.3
    assert what.end.status is Status.SUCCEEDED
    assert what.step(2).sample is None


async def test_it_counts_down(tmp_path: Path) -> None:
    what = await ran(flow(delay("1.2")), tmp_path)
    told = [e for e in what.events if isinstance(e, StepProgress)]
    assert told
    assert {event.unit for event in told} == {"seconds"}


async def test_a_run_can_skip_it(tmp_path: Path) -> None:
    before = time.monotonic()
    what = await ran(flow(delay("20", "days")), tmp_path, skip_delays=True)
    assert time.monotonic() - before < 10
    assert what.end.status is Status.SUCCEEDED


@pytest.mark.parametrize(
    ("value", "unit", "kind"),
    [
        ("-1", "seconds", "delay-negative"),
        ("soon", "seconds", "delay-not-a-number"),
        ("", "hours", "delay-not-a-number"),
        ("nan", "hours", "delay-not-a-number"),
        ("367", "days", "delay-too-long"),
        ("1e9999", "seconds", "delay-too-long"),
        ("9" * 5000, "seconds", "delay-too-long"),
    ],
)
async def test_what_is_no_delay_is_named(tmp_path: Path, value: str, unit: str, kind: str) -> None:
    (problem,) = Delay.model_validate(delay(value, unit)).problems()
    assert problem.field == "value"
    assert len(problem.message) < 200
    workflow = flow(delay("{{1.event}}", unit), example=f'"{value}"')
    what = await ran(workflow, tmp_path)
    assert what.end.error is not None
    assert what.end.error.kind == kind


@pytest.mark.parametrize("event", ["true", "null", "[1]", '{"a": 1}'])
async def test_what_is_no_number_at_all_is_named(tmp_path: Path, event: str) -> None:
    what = await ran(flow(delay("{{1.event}}"), example=event), tmp_path)
    assert what.end.error is not None
    assert what.end.error.kind == "delay-not-a-number"


def test_the_card_says_how_long() -> None:
    assert Delay(value="1").summary() == "1 second"
    assert Delay.model_validate(delay("2", "hours")).summary() == "2 hours"
    assert not list(Delay(value="{{1.event}}").problems())
