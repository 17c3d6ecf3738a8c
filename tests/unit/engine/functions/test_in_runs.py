"""Functions as parts of runs: many at once, stopped in the middle, with secrets."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from builder.engine.protocol import StopMessage
from builder.engine.run import run
from builder.model.environment import Surroundings
from builder.model.events import AnyEvent, RunFinished, Status
from tests.support.engine_child import engine_child, run_message
from tests.support.running import fan_out, flow

ENDLESS = "function yourFunction() { for (;;) {} }"


def function(number: int, code: str, **fields: Any) -> dict[str, Any]:
    return {"kind": "function", "number": number, "code": code, **fields}


def reached(condition: Callable[[], bool], seconds: float = 15) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


async def test_items_of_a_fan_out_share_the_workers() -> None:
    code = "function yourFunction({ n }) { return n * 2; }"
    row = {"key": "n", "value": "{{2.instance}}"}
    last = function(
        4,
        "function yourFunction({ all }) { return all.reduce((a, b) => a + b); }",
        parameters=[{"key": "all", "value": "{{3.result}}"}],
    )
    step = fan_out(2, "{{1.event}}", function(3, code, parameters=[row]))
    before = len(psutil.Process().children())
    most: list[int] = []

    def hear(_: AnyEvent) -> None:
        most.append(len(psutil.Process().children()) - before)

    done = await run(flow(step, last), emit=hear, event=list(range(40)))
    assert done.status is Status.SUCCEEDED
    assert done.outputs[4]["result"] == sum(n * 2 for n in range(40))
    assert max(most) <= 4
    assert len(psutil.Process().children()) == before


@pytest.mark.parametrize("seconds", [0.0, 1.0])
async def test_a_cancelled_run_leaves_no_worker(seconds: float) -> None:
    before = set(psutil.Process().children(recursive=True))
    task = asyncio.create_task(run(flow(function(2, ENDLESS, seconds=60)), emit=[].append))
    for _ in range(500):
        if set(psutil.Process().children(recursive=True)) - before:
            break
        await asyncio.sleep(0.01)
    await asyncio.sleep(seconds)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert set(psutil.Process().children(recursive=True)) == before


def test_stop_ends_a_function_and_the_engine_its_workers(tmp_path: Path) -> None:
    with engine_child() as child:
        engine = psutil.Process(child.process.pid)
        child.say(run_message(1, flow(function(2, ENDLESS, seconds=60)), tmp_path))
        assert reached(lambda: bool(engine.children()))
        child.say(StopMessage(1))
        assert isinstance(child.until_end(1)[-1], RunFinished)
        assert reached(lambda: not engine.children())
        quick = function(2, "function yourFunction() { return 1; }")
        child.say(run_message(2, flow(quick), tmp_path))
        ended = child.until_end(2)[-1]
        assert isinstance(ended, RunFinished)
        assert ended.status is Status.SUCCEEDED
        workers = engine.children()
        assert workers
    assert reached(lambda: not any(worker.is_running() for worker in workers))


async def test_secrets_are_masked_in_what_a_function_says() -> None:
    heard: list[AnyEvent] = []
    around = Surroundings("test", {"key": "s3cret-value"}, frozenset({"key"}))
    code = (
        "function yourFunction({ key }) { console.log('key', key);"
        " throw new Error(`refused ${key}`); }"
    )
    step = function(2, code, parameters=[{"key": "key", "value": "{{env.key}}"}])
    done = await run(flow(step), emit=heard.append, surroundings=around)
    assert done.status is Status.FAILED
    assert "s3cret-value" not in repr(heard) + repr(done.error)
    assert "key" in repr(heard)
