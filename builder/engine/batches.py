"""The events of one run on their way to the window."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import msgspec

from builder.engine.protocol import encode_batch, encode_event
from builder.engine.thinning import Thinning
from builder.model.events import AnyEvent, RunFinished, StepFinished, StepProgress

BATCH_SECONDS = 0.016
BATCH_BYTES, BATCH_EVENTS = 1_000_000, 500
"""Most of what the window takes in at once without standing still."""


class Batches:
    """Sends the events of one run: the first at once, then at most one batch in 16 ms.

    Of items, `Thinning` says which; of the progress of a step, a batch has only the last word.
    """

    def __init__(self, run_id: int, write: Callable[[bytes], None]) -> None:
        self._run = run_id
        self._write = write
        self._thinning = Thinning()
        self._waiting: list[msgspec.Raw] = []
        self._progress: dict[tuple[int, str], int] = {}
        self._loop = asyncio.get_running_loop()
        self._last = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._empty = asyncio.Event()
        self._empty.set()

    def emit(self, event: AnyEvent) -> None:
        """Take an event."""
        if not self._thinning.passes(event):
            self._wake()
            return
        if isinstance(event, StepFinished | RunFinished):
            self._take_counts()
        self._put(event)
        self._wake()

    def _put(self, event: AnyEvent) -> None:
        if isinstance(event, StepProgress):
            place = self._progress.setdefault((event.step, event.path), len(self._waiting))
            if place < len(self._waiting):
                self._waiting[place] = encode_event(event)
                return
        self._waiting.append(encode_event(event))

    def _wake(self) -> None:
        if self._timer is None:
            self._empty.clear()
            self._timer = self._loop.call_at(self._last + BATCH_SECONDS, self._flush)

    def _take_counts(self) -> None:
        """Take how far the steps are whose items are only counted."""
        for event in self._thinning.counted():
            self._put(event)

    def _flush(self) -> None:
        """Send what fits into one batch; the rest waits for the next."""
        self._last = self._loop.time()
        self._take_counts()
        size = end = 0
        most = min(len(self._waiting), BATCH_EVENTS)
        while end < most and size < BATCH_BYTES:
            size += len(memoryview(self._waiting[end]))
            end += 1
        if end:
            self._write(encode_batch(self._run, self._waiting[:end]))
        del self._waiting[:end]
        self._progress.clear()
        if self._waiting:
            self._timer = self._loop.call_at(self._last + BATCH_SECONDS, self._flush)
        else:
            self._timer = None
            self._empty.set()

    async def drained(self) -> None:
        """Return when everything has been sent."""
        await self._empty.wait()
