from __future__ import annotations

import time

import pytest

from builder.document.step_state import NO_STATES, after, countdown_text, ended, queued
from builder.model.events import (
    RunFinished,
    RunStarted,
    Status,
    StepFinished,
    StepProgress,
    StepStarted,
    StepWaiting,
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


def item(step: int, index: int, status: Status = Status.SUCCEEDED) -> StepFinished:
    return StepFinished(step=step, status=status, path=f"4[{index}]", at=1 + index)


def test_a_step_inside_a_fan_out_counts_its_items() -> None:
    begun = [
        RunStarted(flow="f", steps=(1, 4, 5, 6)),
        StepStarted(step=4),
        StepProgress(step=4, done=0, total=3, unit="items"),
        StepStarted(step=5, path="4[0]", at=1.0),
    ]
    states = after(NO_STATES, [*begun, item(5, 0), item(5, 1, Status.FAILED)])
    assert (states[5].summary, states[5].tone) == ("2 / 3 · 1 failed", "warning")
    assert states[4].summary == "0 / 3"
    states = after(states, [item(6, 0, Status.SKIPPED)])
    assert states[6].left_out == 1
    over = [
        item(5, 2),
        StepProgress(step=4, done=3, total=3, unit="items", failed=1),
        StepFinished(step=4, status=Status.SUCCEEDED, at=5),
    ]
    states = after(states, over)
    assert (states[4].summary, states[4].tone) == ("3 items · 1 failed", "warning")
    assert (states[5].status, states[5].summary) == (Status.SUCCEEDED, "3 items · 1 failed")
    assert states[6].status is Status.SKIPPED


def test_items_that_are_only_counted_go_on_counting() -> None:
    states = after(NO_STATES, [RunStarted(flow="f", steps=(4, 5)), item(5, 0)])
    counted = StepProgress(step=5, done=312, total=640, failed=3, unit="items")
    states = after(states, [counted])
    assert states[5].summary == "312 / 640 · 3 failed"


def test_a_delay_counts_down() -> None:
    begun = [StepStarted(step=2), StepProgress(step=2, done=5, total=70, unit="seconds")]
    states = after(NO_STATES, begun)
    assert states[2].summary == "1:05 left"
    assert [countdown_text(s) for s in (0, 59, 60, 3_605)] == ["0 s", "59 s", "1:00", "1:00:05"]


def test_a_step_that_the_run_waits_before() -> None:
    states = after(queued([1, 2]), [StepWaiting(step=2)])
    assert (states[2].status, states[2].summary, states[2].tone) == (
        Status.WAITING,
        "paused",
        "warning",
    )
    assert after(states, [StepStarted(step=2)])[2].status is Status.RUNNING


def test_a_step_inside_a_fan_out_waits_as_long_as_one_of_its_items_does() -> None:
    events = [
        StepStarted(step=4),
        StepProgress(step=4, done=0, total=3, unit="items"),
        StepWaiting(step=5, path="4[0]"),
        StepWaiting(step=5, path="4[1]"),
        StepStarted(step=5, path="4[0]"),
        StepFinished(step=5, path="4[0]", status=Status.SUCCEEDED),
    ]
    states = after(NO_STATES, events)
    assert (states[5].status, states[5].summary) == (Status.WAITING, "paused")
    states = after(states, [StepStarted(step=5, path="4[1]")])
    assert states[5].status is Status.RUNNING


def test_items_that_were_stopped_are_not_done() -> None:
    events = [
        StepStarted(step=4),
        StepProgress(step=4, done=0, total=3, unit="items"),
        StepStarted(step=5, path="4[0]"),
        StepFinished(step=5, path="4[0]", status=Status.SUCCEEDED),
        StepWaiting(step=5, path="4[1]"),
        StepFinished(step=5, path="4[1]", status=Status.CANCELLED),
        StepFinished(step=4, status=Status.CANCELLED),
    ]
    states = after(NO_STATES, events)
    assert states[5].summary == "1 item"
    assert states[5].status is Status.CANCELLED
    assert states[5].tone == "muted"


def test_what_a_sub_workflow_does_is_no_state_of_this_one() -> None:
    states = after(queued([1, 7]), [StepStarted(step=7), item(1, 0)])
    inner = StepFinished(step=1, status=Status.FAILED, path="7/")
    assert after(queued([1, 7]), [inner])[1].status is Status.QUEUED
    assert states[7].status is Status.RUNNING


def test_the_end_of_each_of_ten_thousand_steps_is_noted_in_no_time() -> None:
    numbers = tuple(range(1, 10_001))
    states = after(NO_STATES, [RunStarted(at=0.0, flow="", steps=numbers)])
    ends = [
        StepFinished(at=1.0, step=number, status=Status.SUCCEEDED, duration=1.0)
        for number in numbers
    ]
    begun = time.perf_counter()
    states = after(states, ends)
    assert time.perf_counter() - begun < 1, "going through all steps for each would take 12 s"
    assert all(state.status is Status.SUCCEEDED for state in states.values())
