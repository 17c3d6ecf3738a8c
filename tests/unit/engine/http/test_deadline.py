from __future__ import annotations

import asyncio
from time import perf_counter

from builder.engine.http.deadline import Deadline


async def test_expires_once_and_not_early() -> None:
    expired: list[float] = []
    deadline = Deadline(asyncio.get_running_loop(), lambda: expired.append(perf_counter()))
    begun = perf_counter()
    deadline.start(0.3)
    await asyncio.sleep(0.05)
    deadline.start(0.4)
    await asyncio.sleep(0.6)
    assert len(expired) == 1
    assert expired[0] - begun >= 0.449


async def test_may_be_moved_nearer() -> None:
    expired = asyncio.Event()
    deadline = Deadline(asyncio.get_running_loop(), expired.set)
    deadline.start(60)
    deadline.start(0.01)
    await asyncio.wait_for(expired.wait(), 1)


async def test_stopped_and_closed_ones_do_not_expire() -> None:
    expired: list[int] = []
    loop = asyncio.get_running_loop()
    for number, end in enumerate([Deadline.stop, Deadline.close]):
        deadline = Deadline(loop, lambda number=number: expired.append(number))  # type: ignore[misc]
        deadline.start(0.01)
        end(deadline)
    never = Deadline(loop, lambda: expired.append(3))
    never.start(0.01)
    never.start(None)
    await asyncio.sleep(0.04)
    assert expired == []
