from __future__ import annotations

from pathlib import Path

import pytest

from builder.model.events import RunStarted, Status
from builder.model.problem import Severity
from builder.steps.event_trigger import EventTrigger
from tests.support.running import flow, ran


async def test_its_example_stands_in_for_an_event(tmp_path: Path) -> None:
    what = await ran(flow(example='{"price": 1.10}'), tmp_path)
    assert str(what.step(1).sample["event"]["price"]) == "1.10"
    assert what.step(1).summary == "test data"
    started = what.events[0]
    assert isinstance(started, RunStarted)
    assert started.test_data


async def test_a_given_event_is_handed_on(tmp_path: Path) -> None:
    what = await ran(flow(example="not read at all"), tmp_path, event={"id": 2**80}, only=1)
    assert what.step(1).sample == {"event": {"id": 2**80}}
    started = what.events[0]
    assert isinstance(started, RunStarted)
    assert not started.test_data


SCHEMA = '{"type": "object", "required": ["id"], "properties": {"id": {"type": "number"}}}'


@pytest.mark.parametrize("event", [{"id": 1}, {"id": 1.5}])
async def test_an_event_that_fits_its_schema_passes(tmp_path: Path, event: object) -> None:
    what = await ran(flow(check=SCHEMA), tmp_path, event=event)
    assert what.end.status is Status.SUCCEEDED


async def test_an_event_that_does_not_fit_stops_the_run(tmp_path: Path) -> None:
    what = await ran(flow(check=SCHEMA), tmp_path, event={"id": "1"})
    error = what.end.error
    assert error is not None
    assert error.kind == "invalid-event"
    assert "$.id" in error.message
    assert what.end.step == 1


@pytest.mark.parametrize("field", ["example", "check"])
def test_text_that_is_no_json_is_a_problem(field: str) -> None:
    step = EventTrigger(**{field: "{"})
    assert [problem.field for problem in step.problems()] == [field]


async def test_a_schema_that_is_none_is_named(tmp_path: Path) -> None:
    what = await ran(flow(check='{"type": "nonsense"}'), tmp_path, only=1)
    assert what.end.error is not None
    assert what.end.error.kind == "invalid-check"


def test_the_card_names_the_event_and_the_keys_of_its_example() -> None:
    step = EventTrigger(event="user.created", example='{"userId": 1, "email": "a@b"}')
    assert step.summary() == "user.created · userId, email"
    assert EventTrigger(example="[").summary() == "event"


def test_an_example_that_does_not_fit_is_a_warning_at_the_example() -> None:
    (problem,) = EventTrigger(example='{"id": "1"}', check=SCHEMA).problems()
    assert (problem.field, problem.severity) == ("example", Severity.WARNING)
    assert "$.id" in problem.message
    assert not list(EventTrigger(example='{"id": 1}', check=SCHEMA).problems())


def test_a_schema_that_cannot_be_used_is_an_error_at_the_schema() -> None:
    (problem,) = EventTrigger(check='{"type": "nonsense"}').problems()
    assert (problem.field, problem.severity) == ("check", Severity.ERROR)


def test_its_example_is_its_sample() -> None:
    assert EventTrigger(example='{"id": 1}').example_output() == {"event": {"id": 1}}
    assert EventTrigger(example="").example_output() == {"event": None}
    assert EventTrigger(example="{").example_output() is None
