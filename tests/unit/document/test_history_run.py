from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from builder.document.history_run import read_run
from builder.history.history import History
from builder.model.events import Log, RunStarted, Status, StepFinished, StepStarted
from tests.support.runs import fan_out, item, keep


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite"


def test_a_run_is_shown_as_a_live_one_was(database):
    keep(database, *fan_out(300))
    with closing(History(database)) as history:
        found = read_run(history, 1)
    states, items = found.states(), found.items()
    assert {number: state.status for number, state in states.items()} == dict.fromkeys(
        (1, 2, 3), Status.SUCCEEDED
    )
    assert states[2].summary == "300 items · 6 failed"
    assert states[3].summary == "300 items · 6 failed"
    assert len(items.items(2)) == 100
    assert items.finished(3, "2[7]") == item(7, duration=1.0)
    assert found.end.duration == 9000


def test_an_interrupted_run_shows_how_far_it_was(database):
    events = (
        RunStarted(flow="orders", steps=(1, 2, 3, 4)),
        StepStarted(step=1),
        StepFinished(step=1, status=Status.SUCCEEDED),
        StepStarted(step=2, at=0.5),
        *(item(index) for index in range(30)),
        Log(message="so far so good", step=3),
    )
    keep(database, *events)
    with closing(History(database)) as history:
        found = read_run(history, 1)
    states = found.states()
    assert states[1].status is Status.SUCCEEDED
    assert states[2].status is Status.CANCELLED
    assert states[2].progress.done == 30
    assert states[3].status is Status.CANCELLED
    assert states[3].progress.done == 30
    assert 4 not in states
    assert found.end.status is Status.CANCELLED
    assert [line.message for line in found.items().log()] == ["so far so good"]


def test_a_run_that_is_gone_is_none(database):
    with closing(History(database)) as history:
        assert read_run(history, 5) is None
