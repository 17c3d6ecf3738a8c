"""The database of past runs: its tables, how it is opened, and what becomes of a damaged one."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from builder.lock import FileLock
from builder.private_folder import private_folder

BUSY_SECONDS = 10.0
"""How long to wait for another program that is writing."""

BODIES = "bodies"
LOCK = "running.lock"
"""In a run's folder, held by whoever records it."""

_FIRST = """
CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL,
    started REAL NOT NULL,
    duration REAL NOT NULL DEFAULT 0,
    flow TEXT NOT NULL,
    flow_path TEXT NOT NULL,
    workspace TEXT NOT NULL,
    environment TEXT NOT NULL,
    test_data INTEGER NOT NULL,
    part TEXT NOT NULL,
    version TEXT NOT NULL,
    step INTEGER,
    error TEXT NOT NULL DEFAULT '',
    gaps INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX runs_by_status ON runs (status);
CREATE INDEX runs_by_bytes ON runs (bytes);
CREATE TABLE inputs (
    run INTEGER PRIMARY KEY, workflow BLOB NOT NULL, event BLOB, began BLOB NOT NULL, ended BLOB
);
CREATE TABLE steps (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL,
    frame TEXT NOT NULL,
    item INTEGER,
    step INTEGER NOT NULL,
    status TEXT NOT NULL,
    duration REAL NOT NULL,
    data BLOB NOT NULL
);
CREATE INDEX steps_by_place ON steps (run, frame, item, status, duration);
CREATE TABLE patterns (
    run INTEGER NOT NULL, step INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (run, step)
) WITHOUT ROWID;
CREATE TABLE logs (id INTEGER PRIMARY KEY, run INTEGER NOT NULL, data BLOB NOT NULL);
"""

_ROWS = """
ALTER TABLE runs ADD COLUMN parent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN row INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN data TEXT NOT NULL DEFAULT '';
ALTER TABLE runs ADD COLUMN rows INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN done INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN bad INTEGER NOT NULL DEFAULT 0;
CREATE INDEX runs_by_parent ON runs (parent)
"""
"""Data-driven runs, and below them the runs of their rows."""

MIGRATIONS = (_FIRST, _ROWS)
"""What makes each version of the tables from the one before; the first makes them from nothing."""

STEP_BITS = 31
"""Ids of steps and log lines are ``run << STEP_BITS | position``, so that a run's rows lie together
and are found, and deleted, without an index."""


class HistoryProblem(Exception):
    """The history cannot be used; `str()` says why and what to do."""


@dataclass(frozen=True, slots=True)
class Store:
    """An open database; used by the thread that opened it alone.

    Attributes:
        connection: In autocommit mode; `writing` brackets what belongs together.
        bodies: The folder with a folder for each run.
        notice: What the user should know: that a damaged database was set aside; mostly empty.
    """

    connection: sqlite3.Connection
    bodies: Path
    notice: str = ""

    def folder(self, key: str) -> Path:
        """Where the bodies of a run lie."""
        return self.bodies / key

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All of it or nothing.

        Raises:
            sqlite3.Error: It cannot be written.
        """
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """Close the database."""
        self.connection.close()


def first_id(run: int) -> int:
    """The lowest id that rows of a run can have; those of the next run begin where these end."""
    return run << STEP_BITS


def open_store(path: Path) -> Store:
    """Open the database, make it when there is none, and bring its tables up to date.

    A damaged one is set aside under another name, and a new one begun.

    Raises:
        HistoryProblem: It was written by a newer version of the program.
        sqlite3.Error: It cannot be opened, or is damaged and cannot be set aside.
        OSError: Its folder cannot be made.
    """
    private_folder(path.parent)
    try:
        return Store(_opened(path), path.parent / BODIES)
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
    kept = set_aside(path)
    notice = (
        f"The history of runs was damaged and is begun anew. What was there lies in {kept}."
        if kept
        else ""
    )
    return Store(_opened(path), path.parent / BODIES, notice)


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error says that the file is no sound database."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def set_aside(path: Path) -> Path | None:
    """Give a damaged database another name; where it lies now, None when it is sound after all.

    Raises:
        OSError: It cannot be renamed.
    """
    lock = FileLock(path.with_name("history.lock"))
    if not lock.take():
        return None
    try:
        if _is_sound(path):
            return None
        now = datetime.now().astimezone()
        kept = path.with_name(f"{path.stem}.damaged-{now:%Y%m%d-%H%M%S}{path.suffix}")
        for ending in ("-wal", "-shm", ""):
            part = path.with_name(path.name + ending)
            if part.exists():
                part.replace(kept.with_name(kept.name + ending))
        return kept
    finally:
        lock.release()


def _is_sound(path: Path) -> bool:
    """Whether somebody else has set it aside already; reads all of it."""
    if not path.exists():
        return True
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
    try:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return False
        raise
    finally:
        connection.close()


def _opened(path: Path) -> sqlite3.Connection:
    is_new = not path.exists()
    if is_new:  # SQLite would let others read it
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == 0:
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # before there is any table
        connection.execute("PRAGMA journal_mode = WAL")
    # Without a flush to the disk for each commit: a power cut may take the last seconds of a run
    # from the history, but never its soundness; a killed program takes nothing.
    connection.execute("PRAGMA synchronous = NORMAL")
    if version != len(MIGRATIONS):
        _migrate(connection)


def _migrate(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        connection.execute("ROLLBACK")
        raise HistoryProblem(
            "The history of runs was written by a newer version of Steploom; this version neither "
            "reads it nor adds to it."
        )
    for script in MIGRATIONS[version:]:
        for statement in script.split(";"):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    connection.execute("COMMIT")
