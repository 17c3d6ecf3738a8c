"""Hides in what is written of a run what was found to be secret only later in it."""

from __future__ import annotations

import sqlite3

from builder.history.packing import pack, unpack
from builder.history.store import first_id
from builder.model.event_json import decode, encode
from builder.model.events import Log, StepFinished
from builder.model.masked import masked_end
from builder.model.masking import Masker

_PAGE = 500
"""Rows in memory at the same time."""


def hide_again(connection: sqlite3.Connection, run: int, below: int, masker: Masker) -> None:
    """Hide in steps and log lines; to be called inside a transaction.

    Records of items are compressed against a pattern, so where that held a secret, all of them are
    written anew.

    Args:
        connection: The database.
        run: The run.
        below: Rows of steps from this id on have nothing to hide.
        masker: Hides it.

    Raises:
        sqlite3.Error: It cannot be written.
    """
    patterns = _patterns(connection, run)
    fresh = {step: masker.data(pattern) for step, pattern in patterns.items()}
    changed = {step for step, pattern in patterns.items() if fresh[step] != pattern}
    for step in changed:
        connection.execute(
            "UPDATE patterns SET data = ? WHERE run = ? AND step = ?", (fresh[step], run, step)
        )
    end = first_id(run + 1) if changed else below
    at = first_id(run)
    while rows := _rows(connection, at, end):
        for row, step, path_is_empty, packed in rows:
            if row >= below and step not in changed:
                continue
            old = b"" if path_is_empty else patterns.get(step, b"")
            new = b"" if path_is_empty else fresh.get(step, b"")
            event = masked_end(decode(unpack(packed, old), StepFinished), masker)
            data = pack(encode(event), new)
            connection.execute("UPDATE steps SET data = ? WHERE id = ?", (data, row))
        at = rows[-1][0] + 1
    _hide_lines(connection, run, masker)


def _patterns(connection: sqlite3.Connection, run: int) -> dict[int, bytes]:
    return dict(connection.execute("SELECT step, data FROM patterns WHERE run = ?", (run,)))


def _rows(
    connection: sqlite3.Connection, begin: int, end: int
) -> list[tuple[int, int, bool, bytes]]:
    return connection.execute(
        "SELECT id, step, frame = '' AND item IS NULL, data FROM steps"
        " WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
        (begin, end, _PAGE),
    ).fetchall()


def _hide_lines(connection: sqlite3.Connection, run: int, masker: Masker) -> None:
    rows = connection.execute(
        "SELECT id, data FROM logs WHERE id >= ? AND id < ?", (first_id(run), first_id(run + 1))
    ).fetchall()
    for row, packed in rows:
        line = decode(unpack(packed), Log)
        if (said := masker.text(line.message)) != line.message:
            masked = Log(at=line.at, message=said, step=line.step, path=line.path)
            data = pack(encode(masked))
            connection.execute("UPDATE logs SET data = ? WHERE id = ?", (data, row))
