from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from builder.model.events import Status
from builder.model.workflow import Workflow
from builder.steps.schedule import Schedule
from tests.support.running import ran

NOON = datetime(2026, 3, 28, 12, tzinfo=UTC)  # the day before the clocks change in Berlin


def scheduled(**fields: Any) -> Workflow:
    return Workflow.model_validate({"trigger": {"kind": "schedule", "number": 1, **fields}})


@pytest.mark.parametrize(
    ("fields", "first", "summary"),
    [
        ({"rhythm": "seconds", "every": 30}, "2026-03-28T12:00:30+00:00", "every 30 seconds · UTC"),
        ({"rhythm": "minutes", "every": 1}, "2026-03-28T12:01:00+00:00", "every minute · UTC"),
        ({"rhythm": "hourly", "minute": 5}, "2026-03-28T12:05:00+00:00", "hourly at :05 · UTC"),
        (
            {"rhythm": "daily", "time": "2:30", "zone": "Europe/Berlin"},
            "2026-03-29T03:00:00+02:00",
            "daily at 2:30 · Europe/Berlin",
        ),
        (
            {"rhythm": "weekly", "days": ["fri", "mon"], "time": "09:00"},
            "2026-03-30T09:00:00+00:00",
            "Mon, Fri at 09:00 · UTC",
        ),
        (
            {"rhythm": "cron", "cron": "0 9  * * mon-fri"},
            "2026-03-30T09:00:00+00:00",
            "0 9 * * mon-fri · UTC",
        ),
    ],
)
def test_it_knows_its_next_times(fields: dict[str, Any], first: str, summary: str) -> None:
    step = Schedule.model_validate({"kind": "schedule", **fields})
    times = step.next_times(NOON)
    assert times[0].isoformat() == first
    assert len(times) == 5
    assert step.summary() == summary
    assert not list(step.problems())


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"zone": "Mars/Olympus"}, "zone", "no time zone"),
        ({"rhythm": "cron"}, "cron", "Write a cron expression"),
        ({"rhythm": "cron", "cron": "0 0 31 2 *"}, "cron", "never fires"),
        ({"rhythm": "daily", "time": "25:00"}, "time", "time of day"),
        ({"rhythm": "weekly", "days": []}, "days", "at least one day"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(
    fields: dict[str, Any], field: str, said: str
) -> None:
    step = Schedule.model_validate({"kind": "schedule", **fields})
    (problem,) = step.problems()
    assert problem.field == field
    assert said in problem.message


async def test_its_output_is_the_time_it_was_due(tmp_path: Path) -> None:
    flow = scheduled(zone="Europe/Berlin")
    what = await ran(flow, tmp_path, event="2026-07-01T07:00:00Z")
    assert what.step(1).sample == {"scheduled_at": "2026-07-01T09:00:00+02:00"}
    again = await ran(flow, tmp_path, event=what.step(1).sample)
    assert again.step(1).sample == what.step(1).sample


async def test_without_one_it_is_now(tmp_path: Path) -> None:
    what = await ran(scheduled(), tmp_path)
    due = datetime.fromisoformat(what.step(1).sample["scheduled_at"])
    assert abs((datetime.now(UTC) - due).total_seconds()) < 60
    assert what.step(1).summary == "test data"


@pytest.mark.parametrize("event", ["tomorrow", 12, {"at": 1}, []])
async def test_a_start_that_is_no_time_is_named(tmp_path: Path, event: Any) -> None:
    what = await ran(scheduled(), tmp_path, event=event)
    assert what.end.status is Status.FAILED
    assert what.end.error is not None
    assert what.end.error.kind == "invalid-event"
