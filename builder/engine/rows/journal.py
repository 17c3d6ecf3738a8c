"""Which rows of a data-driven run are finished, on disk, so that an interrupted one can go on.

A journal is a file of JSON lines: a `Head`, then a `RowFinished` for each row that succeeded or
failed. A kill in the middle of a write leaves a line without an end, which is dropped.
"""

from __future__ import annotations

import io
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread
from typing import IO, BinaryIO

import msgspec

from builder.engine.rows.data_file import Contents
from builder.lock import FileLock
from builder.model.events import Status
from builder.model.number import Number
from builder.model.row_events import RowFinished

KEPT_SECONDS = 30 * 24 * 3600
"""Journals untouched for this long are deleted when a new one begins."""


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What a journal is about.

    Attributes:
        flow, data: Absolute paths.
        environment: Name of the environment; empty for none.
        upto: The last step of each row's run; None for all.
        sha256: Of the data file's bytes.
        rows: How many rows that has.
        began: Seconds since 1970.
    """

    flow: str
    data: str
    environment: str = ""
    upto: int | None = None
    sha256: str = ""
    rows: int = 0
    began: float = 0.0
    format: int = 1

    @property
    def key(self) -> str:
        """The same for all data of one workflow, environment and last step."""
        text = f"{self.flow}\n{self.environment}\n{self.upto}"
        return sha256(text.encode()).hexdigest()[:24]

    def of(self, contents: Contents) -> Head:
        """The same, about data of these contents, beginning now."""
        return msgspec.structs.replace(
            self, sha256=contents.sha256, rows=contents.rows, began=time.time()
        )


class JournalError(Exception):
    """A run cannot be resumed, or its journal cannot be written; `str()` says why."""


class Journal:
    """The journal of one data-driven run, open for writing.

    Attributes:
        path: Its file.
        counts: Finished rows per status.
        resumed: How many rows an interrupted run had finished.
        noted: Called with each row that was added and where in the file it stands (in bytes).
    """

    def __init__(self, path: Path, file: BinaryIO, head: Head, lock: FileLock) -> None:
        self.path = path
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
            self._file.write(_ENCODER.encode(result) + b"\n")
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
        file = _opened(path, os.O_TRUNC)
        file.write(_ENCODER.encode(head) + b"\n")
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
        _read_head(old, path)
        end = _whole(path)
        file = _opened(path)
        file.truncate(end)
        file.seek(end)
        journal = Journal(path, file, head, lock)
        journal._read_back(old)
        return journal


def results(file: IO[bytes]) -> Iterator[RowFinished]:
    """The finished rows in an open journal, behind its head; a line cut short ends them."""
    for line in file:
        if not line.endswith(b"\n"):
            return
        try:
            yield _RESULT.decode(line)
        except msgspec.DecodeError:
            continue  # a torn line in the middle: its row is run again


def finished_rows(path: Path) -> Iterator[RowFinished]:
    """The rows that a journal on disk calls finished, in the order they ended.

    Raises:
        JournalError: It is none.
    """
    with path.open("rb") as file:
        _read_head(file, path)
        yield from results(file)


def places(path: Path) -> Iterator[tuple[RowFinished, int]]:
    """The finished rows of a journal, each with where in the file it stands (in bytes).

    Raises:
        JournalError: It is none.
    """
    with path.open("rb") as file:
        _read_head(file, path)
        at = file.tell()
        for line in file:
            for result in results(io.BytesIO(line)):
                yield result, at
            at += len(line)


def row_at(path: Path, at: int) -> RowFinished | None:
    """The finished row that stands at a place of a journal; None when there is none (any more)."""
    try:
        with path.open("rb") as file:
            file.seek(at)
            return next(results(io.BytesIO(file.readline())), None)
    except OSError:
        return None


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


def _opened(path: Path, flags: int = 0) -> BinaryIO:
    """Open for appending without a buffer, for the user alone."""
    mode = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0) | flags
    return os.fdopen(os.open(path, mode, 0o600), "wb", buffering=0)


def _read_head(file: BinaryIO, path: Path) -> Head:
    try:
        return _HEAD.decode(file.readline())
    except msgspec.DecodeError:
        raise JournalError(
            f"{path}: this is no record of finished rows. Run without --resume to start anew."
        ) from None


def _whole(path: Path) -> int:
    """Bytes of the file up to its last line break."""
    with path.open("rb") as file:
        at = file.seek(0, os.SEEK_END)
        while at > 0:
            begin = max(0, at - 65_536)
            file.seek(begin)
            found = file.read(at - begin).rfind(b"\n")
            if found >= 0:
                return begin + found + 1
            at = begin
    return 0


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
                head = _read_head(file, path)
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


def _plain(value: object) -> object:
    if isinstance(value, Number):
        return msgspec.Raw(str(value).encode())
    raise NotImplementedError(f"JSON cannot hold a {type(value).__name__}")


_ENCODER = msgspec.json.Encoder(enc_hook=_plain)
_HEAD = msgspec.json.Decoder(Head)
_RESULT: msgspec.json.Decoder[RowFinished] = msgspec.json.Decoder(RowFinished, float_hook=Number)
FINISHED = (Status.SUCCEEDED, Status.FAILED)
"""How a row ends that is not run again."""
