"""Records one run while it happens: a listener of its events.

`hear` only puts an event aside; a thread of its own writes what has gathered, a few hundred rows
or a tenth of a second at a time. Whatever goes wrong there is said once, and the run goes on.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Lock, Thread

from builder.history.about import About
from builder.history.bodies import BodyKeeper
from builder.history.quota import quota_of
from builder.history.store import LOCK, HistoryProblem, Store, open_store
from builder.history.upkeep import keep_quota
from builder.history.writing import Heard, RunWriter
from builder.lock import FileLock
from builder.model.events import (
    AnyEvent,
    Log,
    RunFinished,
    RunStarted,
    StepFinished,
    StepStarted,
)
from builder.model.masking import Masker

BATCH_SECONDS = 0.1
BATCH_ROWS = 500
WAITING_BYTES = 64_000_000
"""About so much waits to be written at most; what comes beyond is left out, and that is said."""

_QUOTA_EVERY = 32_000_000
"""Bytes of a run after which the quota is looked at again."""

_TRIES, _PAUSE = 100, 0.005
"""How often, and after how many seconds, a folder in use is tried again."""

_EVENT = 2_000
"""About what an event takes in memory besides its bodies, bytes."""


class Recorder:
    """Hears the events of one run, from any thread, and writes them into the history.

    Args:
        database: The file; it and its folder are made when they are not there.
        about: How the run was started.
        warn: Called at most once, from the recorder's thread, with a sentence about what is not
            recorded and why.
        quota: Bytes that the history may take; the oldest runs go first, never this one.
            None for what the user said.
    """

    def __init__(
        self,
        database: Path,
        about: About,
        warn: Callable[[str], None],
        quota: int | None = None,
    ) -> None:
        self._database = database
        self._about = about
        self._warn = warn
        self._quota = quota_of(database) if quota is None else quota
        self._masker = Masker()
        self._waiting: SimpleQueue[Heard | None] = SimpleQueue()
        self._counting = Lock()
        self._held = 0
        self._gaps = 0
        self._warned = False
        self._is_over = False
        self._closing = Event()
        self._thread: Thread | None = None

    def hide_with(self, masker: Masker) -> None:
        """Hide with this from now on; see `hiding` of the engine's `run`."""
        self._masker = masker

    def hear(self, event: AnyEvent) -> None:
        """Take an event; returns at once."""
        if self._closing.is_set() or not is_kept(event):
            return
        size = event_size(event)
        with self._counting:
            if self._held > WAITING_BYTES and isinstance(event, StepFinished) and event.path:
                self._gaps += 1
                return
            self._held += size
            if self._thread is None:
                self._thread = Thread(target=self._record, name="history", daemon=True)
                self._thread.start()
        self._waiting.put((event, self._masker))

    def close(self) -> None:
        """Write what still waits, and return when it is written."""
        self._closing.set()
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join()

    def _record(self) -> None:
        try:
            with ExitStack() as stack:
                self._record_in(stack)
        except (HistoryProblem, sqlite3.Error, OSError) as error:
            self._say(sentence(error))
        self._drain()

    def _record_in(self, stack: ExitStack) -> None:
        store = open_store(self._database)
        stack.callback(store.close)
        if store.notice:
            self._say(store.notice)
        folder = stack.enter_context(held_folder(store, self._about.key))
        writer = RunWriter(store, self._about, BodyKeeper(folder))
        first = self._waiting.get()
        if first is None or not isinstance(first[0], RunStarted):
            self._is_over = first is None
            return  # it ended before it began
        writer.begin(first[0], first[1])
        try:
            self._write_all(writer, store)
        except (sqlite3.Error, OSError) as error:
            self._say(sentence(error))
            self._gaps += 1
            last = self._drain()
            if last is not None:
                writer.end(last, self._masker, self._gaps)

    def _write_all(self, writer: RunWriter, store: Store) -> None:
        checked = -_QUOTA_EVERY
        while not self._is_over:
            if writer.written - checked >= _QUOTA_EVERY:
                keep_quota(store, self._quota, writer.run)
                checked = writer.written
            self._write(writer, self._batch())

    def _batch(self) -> list[Heard]:
        """What has gathered; empty when nothing comes any more."""
        heard = self._waiting.get()
        if heard is not None and self._waiting.qsize() < BATCH_ROWS:
            self._closing.wait(BATCH_SECONDS)
        batch: list[Heard] = []
        while heard is not None:
            batch.append(heard)
            if len(batch) == BATCH_ROWS or self._waiting.empty():
                break
            heard = self._waiting.get()
        self._is_over = heard is None
        with self._counting:
            self._held -= sum(event_size(event) for event, _ in batch)
        return batch

    def _write(self, writer: RunWriter, batch: list[Heard]) -> None:
        end = batch[-1][0] if batch else None
        steps = batch[:-1] if isinstance(end, RunFinished) else batch
        if steps:
            writer.write(steps, self._masker, self._gaps)
        if self._gaps:
            self._say("The disk is slower than the run: not all of it is kept in the history.")
        if isinstance(end, RunFinished):
            writer.end(end, self._masker, self._gaps)

    def _say(self, sentence: str) -> None:
        if not self._warned:
            self._warned = True
            self._warn(sentence)

    def _drain(self) -> RunFinished | None:
        """Throw away what cannot be written any more; what the run ended with."""
        last = None
        while not self._is_over:
            heard = self._waiting.get()
            self._is_over = heard is None
            if heard is not None and isinstance(heard[0], RunFinished):
                last = heard[0]
        return last


def is_kept(event: AnyEvent) -> bool:
    """Whether an event belongs into the history."""
    if isinstance(event, StepStarted):
        return not event.path
    return isinstance(event, RunStarted | StepFinished | Log | RunFinished)


def event_size(event: AnyEvent) -> int:
    """About what it takes in memory, bytes."""
    if not isinstance(event, StepFinished):
        return _EVENT
    bodies = (
        body.data for exchange in event.exchanges for body in (exchange.request_body, exchange.body)
    )
    return _EVENT + sum(len(data) for data in bodies if data)


@contextmanager
def held_folder(store: Store, key: str) -> Iterator[Path]:
    """The folder of a run, locked while its bodies are written; it goes when it holds none.

    Args:
        store: The history.
        key: Names the run.

    Raises:
        HistoryProblem: Somebody else holds it.
        OSError: It cannot be made.
    """
    folder = store.folder(key)
    store.bodies.mkdir(mode=0o700, exist_ok=True)
    try:
        lock = _locked(folder)
        try:
            yield folder
        finally:
            lock.release()
    finally:
        with suppress(OSError):  # it holds bodies
            folder.rmdir()


def _locked(folder: Path) -> FileLock:
    """Make a run's folder and hold its lock.

    Whoever tidies up looks for folders that nobody holds, which this one is for a moment.

    Raises:
        HistoryProblem: Somebody else holds it.
        OSError: It cannot be made.
    """
    lock = FileLock(folder / LOCK)
    for _ in range(_TRIES):
        folder.mkdir(mode=0o700, exist_ok=True)
        with suppress(FileNotFoundError):
            if lock.take():
                return lock
        time.sleep(_PAUSE)
    raise HistoryProblem("This run is not kept in the history: another program uses its folder.")


def sentence(error: HistoryProblem | sqlite3.Error | OSError) -> str:
    """What is said when the history cannot be written."""
    if isinstance(error, HistoryProblem):
        return str(error)
    reason = error.strerror if isinstance(error, OSError) else None
    return f"This run is not kept in the history from here on: {reason or error}."
