"""Which rows of a data-driven run are finished, on disk, so that an interrupted one can go on."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import BinaryIO

from builder.engine.rows.journal_file import (
    Head,
    JournalError,
    encoded,
    opened,
    read_head,
    results,
    whole,
)
from builder.lock import FileLock
from builder.model.events import Status
from builder.model.row_events import RowFinished

KEPT_SECONDS = 30 * 24 * 3600
"""Journals untouched for this long are deleted when a new one begins."""

FINISHED = (Status.SUCCEEDED, Status.FAILED)
"""How a row ends that is not run again."""


class Journal:
    """The journal of one data-driven run, open for writing.

    Attributes:
        path: Its file.
        counts: Finished rows per status.
        history: What the history knows the run by; the same when it is resumed.
        resumed: How many rows an interrupted run had finished.
        noted: Called with each row that was added and where in the file it stands (in bytes).
    """

    def __init__(self, path: Path, file: BinaryIO, head: Head, lock: FileLock) -> None:
        self.path = path
        self.history = head.history
        self._lock = lock
        self.counts: Counter[str] = Counter()
        self.resumed = 0
        self.noted: Callable[[RowFinished, int], None] | None = None
        self._end = file.tell()
        self._file = file
        self._done = bytearray(head.rows // 8 + 1)
        self._wake = Event()
        self._closing = False
        self._failed: OSError | None = None
        self._flusher = Thread(target=self._flush, name="row journal", daemon=True)
        self._flusher.start()

    def is_finished(self, row: int) -> bool:
        """Whether a row needs not be run any more."""
        place, bit = divmod(row, 8)
        return place < len(self._done) and bool(self._done[place] & 1 << bit)

    def add(self, result: RowFinished) -> None:
        """Note a finished row; a kill of the program cannot lose it any more.

        Raises:
            JournalError: The disk is full, or the like.
        """
        try:
            if self._failed is not None:
                raise self._failed
            self._file.write(encoded(result))
        except OSError as error:
            reason = error.strerror or error
            raise JournalError(
                f"{self.path}: which rows are finished cannot be written down: {reason}. "
                "Make room, then resume the run."
            ) from None
        self._take(result)
        self._wake.set()
        if self.noted is not None:
            self.noted(result, self._end)
        self._end = self._file.tell()

    def close(self) -> None:
        """Wait until everything is on the disk."""
        self._closing = True
        self._wake.set()
        self._flusher.join()
        self._file.close()
        self._lock.release()

    def _take(self, result: RowFinished) -> None:
        place, bit = divmod(result.row, 8)
        if place < len(self._done) and not self.is_finished(result.row):
            self._done[place] |= 1 << bit
            self.counts[result.status.value] += 1

    def _flush(self) -> None:
        """Bring what was written to the disk: many rows at once while the disk is slow."""
        while not self._closing:
            self._wake.wait()
            self._wake.clear()
            try:
                os.fsync(self._file.fileno())
            except OSError as error:
                self._failed = error
                return

    def _read_back(self, file: BinaryIO) -> None:
        for result in results(file):
            self._take(result)
        self.resumed = sum(self.counts.values())


def begin(folder: Path, head: Head) -> Journal:
    """Start anew; what an earlier run of the same workflow and data has finished is forgotten.

    Raises:
        JournalError: The file cannot be written.
    """
    path = _path(folder, head)
    with _locked(path) as lock:
        _remove_old(folder)
        file = opened(path, os.O_TRUNC)
        file.write(encoded(head))
        os.fsync(file.fileno())
        return Journal(path, file, head, lock)


def resume(folder: Path, head: Head) -> Journal:
    """Go on where an interrupted run of the same workflow and the same data stopped.

    Without such a run it is begun.

    Raises:
        JournalError: The data is other than what the interrupted run had, or the file is unusable.
    """
    path = _path(folder, head)
    if not path.exists():
        _refuse_other_data(folder, head)
        return begin(folder, head)
    with _locked(path) as lock, path.open("rb") as old:
        before = read_head(old, path)
        end = whole(path)
        file = opened(path)
        file.truncate(end)
        file.seek(end)
        journal = Journal(path, file, head, lock)
        journal.history = before.history or head.history
        journal._read_back(old)
        return journal


def interrupted(folder: Path, head: Head) -> Head | None:
    """The latest run of this workflow and data file that has not finished all its rows."""
    for found in _heads(folder, head.key):
        if found.data == head.data:
            return found
    return None


@contextmanager
def _locked(path: Path) -> Iterator[FileLock]:
    """Nobody else runs these rows meanwhile; the lock is given back when the block fails.

    Raises:
        JournalError: Somebody does, or the file is unusable.
    """
    lock = FileLock(path.with_suffix(".lock"))
    try:
        if not lock.take():
            raise JournalError("These rows are being run already. Wait for that run, or stop it.")
        try:
            yield lock
        except BaseException:
            lock.release()
            raise
    except OSError as error:
        raise JournalError(f"{path}: {error.strerror or error}.") from None


def _path(folder: Path, head: Head) -> Path:
    return folder / f"{head.key}-{head.sha256[:32]}.jsonl"


def _refuse_other_data(folder: Path, head: Head) -> None:
    """Refuse to resume with data that was changed.

    Raises:
        JournalError: An interrupted run of this workflow had other contents of this file.
    """
    other = interrupted(folder, head)
    if other is not None:
        began = time.strftime("%Y-%m-%d %H:%M", time.localtime(other.began))
        raise JournalError(
            f"{head.data}: the file was changed since the run of {began} was interrupted "
            f"(it had {other.rows:,} rows, now {head.rows:,}), so its finished rows may be others. "
            "Bring the old file back, or run without --resume to start from the first row."
        )


def _heads(folder: Path, key: str) -> Iterator[Head]:
    """What the unfinished journals of a key are about, the latest first."""
    for path in sorted(folder.glob(f"{key}-*.jsonl"), key=_changed, reverse=True):
        try:
            with path.open("rb") as file:
                head = read_head(file, path)
                if sum(1 for _ in file) < head.rows:
                    yield head
        except (OSError, JournalError):
            continue


def _remove_old(folder: Path) -> None:
    for path in folder.glob("*.jsonl"):
        if time.time() - _changed(path) > KEPT_SECONDS:
            path.unlink(missing_ok=True)


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
