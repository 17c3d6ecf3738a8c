"""Runs a workflow once for each row, some at a time."""

from __future__ import annotations

import asyncio
import shutil
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeAlias

from builder.engine.rows.journal import FINISHED, Journal
from builder.engine.rows.journal_file import JournalError
from builder.engine.rows.row import Row, RowsError
from builder.history.rows_recorder import RowsRecorder
from builder.model.events import AnyEvent, Failure, RunFinished, Status
from builder.model.masking import Masker
from builder.model.row_events import RowFinished, RowsEvent, RowsFinished, RowsStarted

StartRow: TypeAlias = Callable[
    [Row, Callable[[AnyEvent], None], Callable[[Masker], None], Path], Awaitable[object]
]
"""Runs the workflow for this row, tells the listener, says what hides secrets, and puts bodies into
this folder."""


class RowListener(Protocol):
    """Hears a data-driven run."""

    def hear(self, event: AnyEvent, row: int) -> None:
        """Take an event of one row's run."""
        ...

    def hear_rows(self, event: RowsEvent) -> None:
        """Take an event of the whole."""
        ...


@dataclass(frozen=True, slots=True)
class RowsPlan:
    """How rows are run.

    Attributes:
        at_once: How many at a time.
        bail: Whether no further row begins once one has failed; those that have begun end.
    """

    at_once: int = 1
    bail: bool = False


async def run_rows(
    rows: Iterable[Row],
    started: RowsStarted,
    *,
    start: StartRow,
    hear: RowListener,
    folder: Path,
    plan: RowsPlan | None = None,
    journal: Journal | None = None,
    recorder: RowsRecorder | None = None,
) -> RowsFinished:
    """Run each row that the journal does not call finished, and tell what happens.

    Rows are taken one by one as others end, so any number of them needs the same memory.
    Cancelling the task stops all rows at once; the last event is told all the same.

    Args:
        rows: What to run.
        started: The first event; it knows the number of rows.
        start: Runs the workflow for a row.
        hear: Hears every event.
        folder: Bodies of a row lie in a folder in here while listeners hear of them.
        plan: How to run them; one after the other by default.
        journal: Where finished rows are noted; None for nowhere.
        recorder: Keeps them in the history; None for no history. Its owner closes it.

    Raises:
        CancelledError: It was cancelled.
    """
    run = _Rows(started, start, hear, folder, plan or RowsPlan(), journal, recorder)
    return await run.run(rows)


@dataclass(slots=True)
class _Rows:
    """The state of one data-driven run; see `run_rows`."""

    started: RowsStarted
    start: StartRow
    hear: RowListener
    folder: Path
    plan: RowsPlan
    journal: Journal | None
    recorder: RowsRecorder | None
    counts: Counter[str] = field(default_factory=Counter)
    error: Failure | None = None
    began: float = 0.0

    async def run(self, rows: Iterable[Row]) -> RowsFinished:
        self.began = asyncio.get_running_loop().time()
        if self.journal is not None:
            self.counts.update(self.journal.counts)
        self._tell(self.started)
        try:
            await self._work_off(iter(rows))
        except asyncio.CancelledError:
            self._end(Status.CANCELLED)
            raise
        bad = self.error is not None or self.counts[Status.FAILED.value] > 0
        return self._end(Status.FAILED if bad else Status.SUCCEEDED)

    async def _work_off(self, rows: Iterator[Row]) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(min(self.plan.at_once, max(1, self.started.total))):
                    group.create_task(self._work(rows))
        except* (RowsError, JournalError) as errors:
            self.error = Failure("data", str(errors.exceptions[0]))

    async def _work(self, rows: Iterator[Row]) -> None:
        """Run rows until there are no more."""
        for row in rows:
            if self.journal is not None and self.journal.is_finished(row.number):
                if row.number % 1000 == 0:
                    await asyncio.sleep(0)  # a million finished rows must not hold up the rest
                continue
            await self._row(row)
            if self.plan.bail and self.counts[Status.FAILED.value] > self.started.failed:
                return

    async def _row(self, row: Row) -> None:
        folder = self.folder / f"row-{row.number}"
        end: RunFinished | None = None
        kept = None if self.recorder is None else self.recorder.row(row.number, row.value)

        def emit(event: AnyEvent) -> None:
            nonlocal end
            if isinstance(event, RunFinished):
                end = event
            if kept is not None:
                kept.hear(event)
            self.hear.hear(event, row.number)

        try:
            await self.start(row, emit, kept.hide_with if kept else _nobody, folder)
            if kept is not None and (taken := kept.end()) is not None:
                await asyncio.to_thread(taken.wait)
        except BrokenPipeError:
            raise  # nobody listens any more: no row is to blame
        except Exception as error:  # a fault of the program must not take the other rows with it
            end = RunFinished(status=Status.FAILED, error=internal(error))
        finally:
            self._finish(row, end or RunFinished(status=Status.CANCELLED))
            if folder.exists():
                shutil.rmtree(folder, ignore_errors=True)

    def _finish(self, row: Row, end: RunFinished) -> None:
        result = RowFinished(
            at=self._now(),
            row=row.number,
            line=row.line,
            status=end.status,
            duration=end.duration,
            result=end.result,
            error=end.error,
            step=end.step,
        )
        if end.status in FINISHED:
            self.counts[end.status.value] += 1
            if self.journal is not None:
                self.journal.add(result)
        self._tell(result)

    def _tell(self, event: RowsEvent) -> None:
        if self.recorder is not None:
            self.recorder.hear_rows(event)
        self.hear.hear_rows(event)

    def _end(self, status: Status) -> RowsFinished:
        counts = dict(self.counts)
        queued = self.started.total - sum(counts.values())
        if queued > 0:
            counts[Status.QUEUED.value] = queued
        at = self._now()
        event = RowsFinished(
            at=at, status=status, duration=at * 1000, counts=counts, error=self.error
        )
        self._tell(event)
        return event

    def _now(self) -> float:
        return asyncio.get_running_loop().time() - self.began


def _nobody(masker: Masker) -> None:
    """Nobody hides anything in a row that nobody keeps."""


def internal(error: Exception) -> Failure:
    """What is said of a fault of the program itself."""
    reason = f"{type(error).__name__}: {error}"
    return Failure("internal", f"A fault in the program itself: {reason}. Please report it.")
