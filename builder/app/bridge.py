"""asyncio inside Qt's event loop. The only module that knows qasync."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import qasync
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

SHUTDOWN_SECONDS = 3.0
"""How long closing may take before tasks still running are given up."""


class Bridge(QObject):
    """Runs coroutines on Qt's event loop and reports what goes wrong in them.

    qasync's own decorators are left alone on purpose: `asyncClose` spins the event loop busily and
    `asyncSlot` guesses how many arguments a slot takes.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.loop = qasync.QEventLoop(application)
        self._tasks: set[asyncio.Task[Any]] = set()

    def run(
        self, started: Callable[[], None], closing: Callable[[], Coroutine[Any, Any, None]]
    ) -> None:
        """Run until the application quits.

        Args:
            started: Called once inside the running loop.
            closing: Awaited after the last window closed, to end what still runs.
        """
        asyncio.set_event_loop(self.loop)
        quit_requested = asyncio.Event()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.aboutToQuit.connect(quit_requested.set)
        application.lastWindowClosed.connect(quit_requested.set)
        application.setQuitOnLastWindowClosed(False)

        async def main() -> None:
            started()
            await quit_requested.wait()
            await asyncio.wait_for(closing(), SHUTDOWN_SECONDS)

        with self.loop:
            self.loop.run_until_complete(main())

    def spawn(
        self, work: Coroutine[Any, Any, Any], on_error: Callable[[BaseException], None]
    ) -> asyncio.Task[Any]:
        """Start a coroutine; an exception in it goes to `on_error`, cancellation is silent."""
        task: asyncio.Task[Any] = self.loop.create_task(work)
        self._tasks.add(task)

        def done(finished: asyncio.Task[Any]) -> None:
            self._tasks.discard(finished)
            if not finished.cancelled() and (error := finished.exception()):
                on_error(error)

        task.add_done_callback(done)
        return task
