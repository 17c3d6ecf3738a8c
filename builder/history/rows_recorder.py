"""Records a data-driven run: one entry for all of it, and below it the runs of some of its rows.

Kept whole are the first rows and those that failed, up to a number and a size; of the others the
entry counts how they ended. So a run of 100,000 rows is recorded about as fast as one of a hundred.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread

from builder.history.about import About
from builder.history.bodies import has_files
from builder.history.quota import quota_of
from builder.history.recorder import (
    WAITING_BYTES,
    event_size,
    held_folder,
    is_kept,
    sentence,
)
from builder.history.rows_writing import Counts, EndedRow, RowsWriter
from builder.history.store import HistoryProblem, open_store
from builder.history.upkeep import keep_quota
from builder.history.writing import Heard
from builder.model.events import AnyEvent, Status, StepFinished
from builder.model.json_text import Json
from builder.model.masking import Masker
from builder.model.row_events import RowFinished, RowsEvent, RowsFinished, RowsStarted

FIRST_ROWS = 100
"""Rows that are kept whole, however they end."""
FAILED_ROWS = 1_000
"""Rows that failed which are kept whole besides."""
ROWS_SHARE = 4
"""One part in so many of what the history may take is for the rows of one data-driven run."""

_PROGRESS_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class _Row:
    """A row to write, about how much it takes, and what tells that it is written."""

    ended: EndedRow
    size: int
    written: Event


_Job = _Row | RowsStarted | RowsFinished | None


class RowEvents:
    """Hears the run of one row; made by `RowsRecorder.row`."""

    def __init__(self, recorder: RowsRecorder, row: int, value: Json) -> None:
        self._recorder = recorder
        self._masker = Masker()
        self._events: list[Heard] = []
        self._gaps = 0
        self._size = 0
        self.row = row
        self.value = value

    def hear(self, event: AnyEvent) -> None:
        """Take an event; returns at once."""
        if not is_kept(event):
            return
        size = event_size(event)
        if isinstance(event, StepFinished) and event.path and not self._recorder.has_room:
            self._gaps += 1
            return
        self._size += size
        self._recorder.hold(size)
        self._events.append((event, self._masker))

    def hide_with(self, masker: Masker) -> None:
        """Hide with this from now on; see `hiding` of the engine's `run`."""
        self._masker = masker

    def end(self) -> Event | None:
        """The run of the row is over: keep it, if it is one of those that are kept.

        Returns:
            What is set as soon as the run's files are not needed any more; None when they are not.
        """
        events, self._events = self._events, []
        self._recorder.hold(-self._size)
        ended = EndedRow(self.row, self.value, events, self._masker, self._gaps)
        return self._recorder.take(ended, self._size)


class RowsRecorder:
    """Hears one data-driven run and writes it into the history, from a thread of its own.

    Args:
        database: The file; it and its folder are made when they are not there.
        about: How the run was started, with the file of its rows.
        masker: Hides the secrets that are known from the start.
        warn: Called at most once, from the recorder's thread, with a sentence about what is not
            recorded and why.
        quota: Bytes that the history may take; what the user set when None.
    """

    def __init__(
        self,
        database: Path,
        about: About,
        masker: Masker,
        warn: Callable[[str], None],
        quota: int | None = None,
    ) -> None:
        self._database = database
        self._about = about
        self._masker = masker
        self._warn = warn
        self._quota = quota_of(database) if quota is None else quota
        self._jobs: SimpleQueue[_Job] = SimpleQueue()
        self._counting = Lock()
        self._held = 0
        self._failed_kept = 0
        self._gaps = 0
        self._counts = Counts()
        self._told = Counts()
        self._has_failed = False
        self._is_full = False
        self._thread: Thread | None = None

    @property
    def has_room(self) -> bool:
        """Whether more may wait to be written."""
        return self._held < WAITING_BYTES

    def hold(self, size: int) -> None:
        """So many bytes more wait to be written."""
        with self._counting:
            self._held += size

    def row(self, row: int, value: Json) -> RowEvents:
        """What hears the run of a row.

        Args:
            row: Its number, from 1.
            value: What stands in it.
        """
        return RowEvents(self, row, value)

    def hear_rows(self, event: RowsEvent) -> None:
        """Take an event of the whole; returns at once."""
        if isinstance(event, RowFinished):
            if event.status is not Status.CANCELLED:
                now = self._counts
                bad = now.bad + (event.status is Status.FAILED)
                self._counts = Counts(now.done + 1, bad, event.at * 1000)
            return
        if isinstance(event, RowsStarted):
            self._counts = self._told = Counts(event.finished, event.failed)
            self._thread = Thread(target=self._record, name="history of rows", daemon=True)
            self._thread.start()
        self._jobs.put(event)

    def take(self, ended: EndedRow, size: int) -> Event | None:
        """Take the run of a row, as `RowEvents.end` does."""
        last = ended.ended
        if last is None or last.status is Status.CANCELLED or self._has_failed or self._is_full:
            return None
        if ended.row > FIRST_ROWS:
            if last.status is not Status.FAILED or self._failed_kept >= FAILED_ROWS:
                return None
            self._failed_kept += 1
        if not self.has_room:
            self._gaps += 1
            return None
        self.hold(size)
        written = Event()
        self._jobs.put(_Row(ended, size, written))
        return written if _has_files(ended) else None

    def close(self) -> None:
        """Write what still waits, and return when it is written."""
        self._jobs.put(None)
        if self._thread is not None:
            self._thread.join()

    def _record(self) -> None:
        try:
            with ExitStack() as stack:
                self._record_in(stack)
        except (HistoryProblem, sqlite3.Error, OSError) as error:
            self._fail(sentence(error))
        self._throw_away()

    def _record_in(self, stack: ExitStack) -> None:
        store = open_store(self._database)
        stack.callback(store.close)
        stack.enter_context(held_folder(store, self._about.key))
        writer = RowsWriter(store, self._about)
        first = self._jobs.get()
        if not isinstance(first, RowsStarted):
            return
        writer.begin(first, self._masker)
        keep_quota(store, self._quota, writer.run)
        self._write_all(writer)
        keep_quota(store, self._quota, writer.run)

    def _write_all(self, writer: RowsWriter) -> None:
        """Write what comes, and now and then how far the run is, until nothing comes any more."""
        told_at = time.monotonic()
        while True:
            with suppress(Empty):
                job = self._jobs.get(timeout=_PROGRESS_SECONDS)
                if job is None:
                    return
                self._write(writer, job)
            if time.monotonic() - told_at > _PROGRESS_SECONDS:
                told_at = self._tell(writer)

    def _tell(self, writer: RowsWriter) -> float:
        if self._counts != self._told:
            self._told = self._counts
            writer.progress(self._told, self._gaps)
        return time.monotonic()

    def _write(self, writer: RowsWriter, job: _Row | RowsStarted | RowsFinished) -> None:
        if isinstance(job, _Row):
            self._write_row(writer, job)
            self._tell(writer)
        elif isinstance(job, RowsFinished):
            self._tell(writer)
            writer.end(job, self._masker)

    def _write_row(self, writer: RowsWriter, job: _Row) -> None:
        try:
            writer.row(job.ended)
        except (sqlite3.Error, OSError) as error:
            self._fail(sentence(error))
        finally:
            self.hold(-job.size)
            job.written.set()
        self._is_full = writer.written > self._quota / ROWS_SHARE

    def _fail(self, words: str) -> None:
        """Keep no further rows."""
        if not self._has_failed:
            self._has_failed = True
            self._gaps += 1
            self._warn(words)

    def _throw_away(self) -> None:
        """Let nobody wait for what is not written any more."""
        self._has_failed = True
        while not self._jobs.empty():
            job = self._jobs.get()
            if isinstance(job, _Row):
                job.written.set()


def _has_files(ended: EndedRow) -> bool:
    ends = (event for event, _ in ended.events if isinstance(event, StepFinished))
    return any(map(has_files, ends))
