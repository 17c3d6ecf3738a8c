"""Pausing, going on, step by step, breakpoints, and skipped delays."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest

from builder.engine.control import Control
from builder.engine.run import run
from builder.model.events import AnyEvent, Log, RunFinished, StepFinished, StepWaiting
from builder.model.workflow import Workflow
from tests.support.running import conditional, fan_out, flow


class Watched:
    """A run whose events can be waited for."""

    def __init__(self, workflow: Workflow, folder: Path, **arguments: Any) -> None:
        self.events: list[AnyEvent] = []
        self._heard = asyncio.Event()
        running = run(workflow, emit=self._hear, folder=folder, **arguments)
        self.task = asyncio.create_task(running)

    def _hear(self, event: AnyEvent) -> None:
        self.events.append(event)
        self._heard.set()

    async def until(self, kind: type[Any], step: int | None = None) -> None:
        """Return when such an event has come."""
        async with asyncio.timeout(5):
            while not any(
                isinstance(e, kind) and (step is None or e.step == step) for e in self.events
            ):
                self._heard.clear()
                await self._heard.wait()

    @property
    def done(self) -> list[int]:
        return [e.step for e in self.events if isinstance(e, StepFinished)]


def steps(*numbers: int) -> list[dict[str, Any]]:
    return [conditional(number, "{{1.event}}", "is_null") for number in numbers]


async def test_a_breakpoint_waits_and_going_on_ends_the_run(tmp_path: Path) -> None:
    control = Control(frozenset({3}))
    watched = Watched(flow(*steps(2, 3, 4)), tmp_path, control=control)
    await watched.until(StepWaiting, 3)
    await asyncio.sleep(0.02)
    assert watched.done == [1, 2]
    assert control.paused
    control.resume()
    await watched.until(RunFinished)
    assert watched.done == [1, 2, 3, 4]


async def test_one_step_at_a_time(tmp_path: Path) -> None:
    control = Control(paused=True)
    watched = Watched(flow(*steps(2, 3)), tmp_path, control=control)
    for number in (1, 2, 3):
        await watched.until(StepWaiting, number)
        await asyncio.sleep(0.01)
        assert number not in watched.done
        control.step()
        await watched.until(StepFinished, number)
    await watched.until(RunFinished)


async def test_pausing_lets_nothing_begin(tmp_path: Path) -> None:
    delay = {"kind": "delay", "number": 2, "value": "0.1", "unit": "seconds"}
    control = Control()
    watched = Watched(flow(delay, *steps(3)), tmp_path, control=control)
    control.pause()
    await watched.until(StepWaiting)
    control.step()  # the trigger
    await watched.until(StepWaiting, 2)
    control.resume()
    control.pause()  # the Delay has been let through and ends
    await watched.until(StepWaiting, 3)
    assert watched.done == [1, 2]
    control.resume()
    await watched.until(RunFinished)


async def test_a_step_asked_for_before_anything_waits_is_not_lost(tmp_path: Path) -> None:
    control = Control(paused=True)
    control.step()
    watched = Watched(flow(*steps(2)), tmp_path, control=control)
    await watched.until(StepWaiting, 2)
    assert watched.done == [1]
    watched.task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await watched.task
    last = watched.events[-1]
    assert isinstance(last, RunFinished)
    assert last.status.value == "cancelled"


async def test_items_wait_at_a_breakpoint_each(tmp_path: Path) -> None:
    control = Control(frozenset({3}))
    workflow = flow(fan_out(2, "{{1.event}}", *steps(3), at_once=2), example="[1, 2, 3]")
    watched = Watched(workflow, tmp_path, control=control)
    await watched.until(StepWaiting, 3)
    await asyncio.sleep(0.02)
    waiting = [e.path for e in watched.events if isinstance(e, StepWaiting)]
    assert waiting == ["2[0]", "2[1]"]
    control.breakpoints = frozenset()
    control.resume()
    await watched.until(RunFinished)
    assert sorted(watched.done) == [1, 2, 3, 3, 3]


async def test_a_test_of_one_step_waits_for_nothing(tmp_path: Path) -> None:
    control = Control(frozenset({2}), paused=True)
    watched = Watched(flow(*steps(2)), tmp_path, control=control, only=2)
    await watched.until(RunFinished)
    assert watched.done == [2]


async def test_cancelling_a_paused_run_leaves_no_task(tmp_path: Path) -> None:
    control = Control(paused=True)
    watched = Watched(flow(*steps(2)), tmp_path, control=control)
    await watched.until(StepWaiting, 1)
    watched.task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await watched.task
    control.resume()
    assert watched.done == [1]
    last = watched.events[-1]
    assert isinstance(last, RunFinished)
    assert last.counts == {"cancelled": 1, "queued": 1}
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_delays_can_be_skipped(tmp_path: Path) -> None:
    delay = {"kind": "delay", "number": 2, "value": "2", "unit": "hours"}
    before = time.monotonic()
    watched = Watched(flow(delay), tmp_path, skip_delays=True)
    await watched.until(RunFinished)
    assert time.monotonic() - before < 2
    (log,) = [e for e in watched.events if isinstance(e, Log)]
    assert "7,200 s" in log.message
