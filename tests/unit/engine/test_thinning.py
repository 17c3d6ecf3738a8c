"""Which events the window gets of very many items."""

from __future__ import annotations

import asyncio
from pathlib import Path

from builder.engine.batches import Batches
from builder.engine.protocol import Events, decode_from_host
from builder.engine.run import run
from builder.engine.thinning import MOST_ITEMS, Thinning
from builder.model.events import (
    AnyEvent,
    Log,
    RunFinished,
    Status,
    StepFinished,
    StepProgress,
    StepStarted,
    StepWaiting,
)
from tests.support.running import conditional, fan_out, flow


def through(events: list[AnyEvent]) -> list[AnyEvent]:
    thinning = Thinning()
    return [event for event in events if thinning.passes(event)]


def test_a_run_s_own_steps_are_told_whole() -> None:
    events: list[AnyEvent] = [StepStarted(step=2) for _ in range(3 * MOST_ITEMS)]
    assert through(events) == events


def test_of_each_inner_step_the_first_items_are_told_whole() -> None:
    events: list[AnyEvent] = []
    for index in range(3 * MOST_ITEMS):
        path = f"2[{index // 10}].3[{index % 10}]"
        events += StepStarted(step=4, path=path), Log(message="m", step=4, path=path)
        events.append(StepFinished(step=4, status=Status.SUCCEEDED, path=path))
    assert through(events) == events[: 3 * MOST_ITEMS]
    other: list[AnyEvent] = [StepStarted(step=5, path="2[299].3[9]")]
    assert through(events + other)[-1] == other[0]


def test_a_step_that_is_held_is_shown_to_its_end() -> None:
    early: list[AnyEvent] = [StepStarted(step=3, path=f"2[{n}]") for n in range(MOST_ITEMS)]
    held: list[AnyEvent] = [
        StepWaiting(step=3, path="2[900]"),
        StepStarted(step=3, path="2[900]"),
        StepFinished(step=3, status=Status.SUCCEEDED, path="2[900]"),
    ]
    assert through([*early, *held, held[1]]) == [*early, *held]


async def test_a_run_of_many_items_is_few_events(tmp_path: Path) -> None:
    sent: list[bytes] = []
    batches = Batches(1, sent.append)
    workflow = flow(
        fan_out(2, "{{1.event}}", conditional(3, "{{2.instance}}", "is_null")),
        example=str(list(range(5_000))),
    )
    async with asyncio.timeout(60):
        await run(workflow, emit=batches.emit, folder=tmp_path)
        await batches.drained()
    told: list[AnyEvent] = []
    for line in sent:
        message = decode_from_host(line)
        assert isinstance(message, Events)
        progress = [(e.step, e.path) for e in message.events if isinstance(e, StepProgress)]
        assert len(set(progress)) == len(progress)
        told += message.events
    inner = [e for e in told if isinstance(e, StepFinished) and e.path]
    assert len(inner) == MOST_ITEMS
    last = {e.step: e for e in told if isinstance(e, StepProgress)}
    assert (last[2].done, last[2].total) == (5_000, 5_000)
    assert last[3].done == 5_000
    end = told[-1]
    assert isinstance(end, RunFinished)
    assert end.counts == {"succeeded": 5_002}


def test_items_held_back_are_counted_for_each_step() -> None:
    thinning = Thinning()
    for index in range(MOST_ITEMS + 20):
        status = Status.FAILED if index == MOST_ITEMS + 3 else Status.SUCCEEDED
        path = f"4[{index}]"
        thinning.passes(StepFinished(step=6, status=status, path=path, at=index))
        thinning.passes(StepFinished(step=7, status=Status.SKIPPED, path=path))
        thinning.passes(StepFinished(step=2, status=Status.FAILED, path=f"{path}.8/"))
    thinning.passes(StepFinished(step=6, status=Status.CANCELLED, path="4[999]"))
    (counted,) = thinning.counted()
    assert (counted.step, counted.done, counted.failed) == (6, MOST_ITEMS + 20, 1)
    assert (counted.unit, counted.path, counted.at) == ("items", "", MOST_ITEMS + 19)
    assert thinning.counted() == []
