"""Keeps the history in order: runs that were killed, runs over the quota, what a kill left."""

from __future__ import annotations

import shutil
import sqlite3

from builder.history.store import LOCK, Store, first_id
from builder.lock import is_held
from builder.model.events import Status

INTERRUPTED = "interrupted"
"""Status of a run whose program ended before it did."""

DELETING = "deleting"
"""Status of a run that is on its way out; no list has it."""

_SLICE = 2_000
"""Rows deleted in one transaction, so that other programs can write in between."""

_PAGES = 1_000
"""Free pages given back to the disk at once."""


def mark_interrupted(store: Store) -> None:
    """Give the runs their status whose program is gone.

    Raises:
        sqlite3.Error: It cannot be written.
    """
    running = store.connection.execute(
        "SELECT id, key FROM runs WHERE status = ?", (Status.RUNNING.value,)
    ).fetchall()
    for run, key in running:
        if not is_held(store.folder(key) / LOCK):
            store.connection.execute(
                "UPDATE runs SET status = ? WHERE id = ? AND status = ?",
                (INTERRUPTED, run, Status.RUNNING.value),
            )


def delete_run(store: Store, run: int) -> bool:
    """Delete a run and its bodies; False while it is running, or when there is none.

    Raises:
        sqlite3.Error: It cannot be written.
    """
    found = store.connection.execute("SELECT key FROM runs WHERE id = ?", (run,)).fetchone()
    if found is None or is_held(store.folder(found[0]) / LOCK):
        return False
    store.connection.execute("UPDATE runs SET status = ? WHERE id = ?", (DELETING, run))
    _finish(store, run, found[0])
    return True


def _finish(store: Store, run: int, key: str) -> None:
    """Delete what a run has, its rows first; goes on where a kill stopped it."""
    connection = store.connection
    rows = connection.execute("SELECT id, key FROM runs WHERE parent = ?", (run,)).fetchall()
    for row, row_key in rows:
        _finish(store, row, row_key)
    begin, end = first_id(run), first_id(run + 1)
    for table in ("steps", "logs"):
        chosen = f"SELECT id FROM {table} WHERE id >= ? AND id < ? LIMIT {_SLICE}"
        delete = f"DELETE FROM {table} WHERE id IN ({chosen})"
        while connection.execute(delete, (begin, end)).rowcount:
            continue
    shutil.rmtree(store.folder(key), ignore_errors=True)
    with store.writing():
        connection.execute("DELETE FROM patterns WHERE run = ?", (run,))
        connection.execute("DELETE FROM inputs WHERE run = ?", (run,))
        connection.execute("DELETE FROM runs WHERE id = ?", (run,))
    connection.execute(f"PRAGMA incremental_vacuum({_PAGES})").fetchall()


def keep_quota(store: Store, quota: int, spared: int = 0) -> None:
    """Delete the oldest runs until all together take no more than the quota.

    Args:
        store: The history.
        quota: Bytes.
        spared: A run that is kept; running ones are kept in any case.

    Raises:
        sqlite3.Error: It cannot be written.
    """
    total = total_bytes(store.connection)
    if total <= quota:
        return
    oldest = store.connection.execute(
        "SELECT id, bytes + (SELECT coalesce(sum(bytes), 0) FROM runs AS rows"
        " WHERE rows.parent = runs.id) FROM runs"
        " WHERE parent = 0 AND id != ? AND status NOT IN (?, ?) ORDER BY id",
        (spared, Status.RUNNING.value, DELETING),
    )
    for run, size in oldest.fetchall():
        if total <= quota:
            return
        if delete_run(store, run):
            total -= size


def total_bytes(connection: sqlite3.Connection) -> int:
    """About how many bytes all runs together take."""
    return int(connection.execute("SELECT coalesce(sum(bytes), 0) FROM runs").fetchone()[0])


def tidy(store: Store) -> None:
    """Finish what a kill left half done: runs, deletions, folders of no run.

    Raises:
        sqlite3.Error: It cannot be written.
    """
    mark_interrupted(store)
    deleting = store.connection.execute("SELECT id, key FROM runs WHERE status = ?", (DELETING,))
    for run, key in deleting.fetchall():
        _finish(store, run, key)
    if not store.bodies.is_dir():
        return
    folders = [folder for folder in store.bodies.iterdir() if not is_held(folder / LOCK)]
    known = {key for (key,) in store.connection.execute("SELECT key FROM runs")}
    for folder in folders:
        # Once more: meanwhile somebody may have begun to record there.
        if folder.name not in known and not is_held(folder / LOCK):
            shutil.rmtree(folder, ignore_errors=True)
