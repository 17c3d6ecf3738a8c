"""asyncio on Qt's event loop, for tests of parts that need both but no window."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import qasync
from PySide6.QtWidgets import QApplication

Play = Callable[[Callable[[], Awaitable[None]]], None]

_ENDED: list[qasync.QEventLoop] = []
"""Closed loops are kept: a thread that waits for a child may hold the last reference to one."""


@contextmanager
def qt_loop(application: QApplication, seconds: float = 30) -> Iterator[Play]:
    """A loop of its own; what it gives plays a scenario to its end inside it.

    Raises:
        TimeoutError: The scenario is not over in time.
    """
    loop = qasync.QEventLoop(application)
    _ENDED.append(loop)
    asyncio.set_event_loop(loop)

    def play(scenario: Callable[[], Awaitable[None]]) -> None:
        async def whole() -> None:
            async with asyncio.timeout(seconds):
                await scenario()

        loop.run_until_complete(whole())

    try:
        with loop:
            yield play
    finally:
        asyncio.set_event_loop(None)
