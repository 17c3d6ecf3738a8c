from __future__ import annotations

import pytest

from builder.document.step_state import NO_STATES, after, ended, queued
from builder.model.events import (
    RunFinished,
    RunStarted,
    Status,
    StepFinished,
    StepProgress,
    StepStarted,
)
from builder.model.http import Exchange

EXCHANGES = (Exchange("GET", "http://x/", status=200),)


def test_states_follow_the_events() -> None:
    states = after(NO_STATES, [RunStarted(flow="f", steps=(1, 2, 3))])
    assert [(s.status, s.summary, s.tone) for s in states.values()] == [
        (Status.QUEUED, "", "muted")
    ] * 3
    states = after(states, [StepStarted(step=1, at=0.5), StepProgress(step=1, done=3, total=1200)])
    assert (states[1].summary, states[1].tone, states[1].started) == ("3 / 1,200", "warning", 0.5)
    finished = StepFinished(
        step=1, at=0.584, duration=84, status=Status.SUCCEEDED, summary="200", exchanges=EXCHANGES
    )
    failed = StepFinished(step=2, status=Status.FAILED)
    skipped = StepFinished(step=3, status=Status.SKIPPED)
    states = after(states, [finished, failed, skipped])
    assert (states[1].summary, states[1].tone, states[1].duration) == ("200 · 84 ms", "ok", 84)
    assert states[1].started == pytest.approx(0.5)
    assert (states[2].summary, states[2].tone) == ("failed", "error")
    assert (states[3].summary, states[3].tone, states[3].started) == ("skipped", "muted", None)


def test_when_the_run_is_over_nothing_is_running_or_to_come() -> None:
    states = after(queued([1, 2, 3]), [StepStarted(step=1)])
    assert {n: s.status for n, s in ended(states, Status.FAILED).items()} == {1: Status.FAILED}
    over = after(states, [RunFinished(status=Status.SUCCEEDED)])
    assert set(over) == {1}


def test_a_warning_shows_in_the_tone() -> None:
    event = StepFinished(step=1, status=Status.SUCCEEDED, summary="Yes", warnings=("careful",))
    state = after(NO_STATES, [event])[1]
    assert (state.summary, state.tone) == ("Yes", "warning")
