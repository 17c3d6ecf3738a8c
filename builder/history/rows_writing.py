"""A data-driven run on its way into the database: one entry, and below it those of some rows.

Everything here happens in the recorder's thread.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from builder.history.about import About, row_key, without_literals
from builder.history.bodies import BodyKeeper
from builder.history.packing import pack
from builder.history.store import Store
from builder.history.upkeep import DELETING, delete_run
from builder.history.writing import Heard, RunWriter
from builder.model.event_json import encode
from builder.model.events import RunFinished, RunStarted, Status
from builder.model.masking import Masker
from builder.model.row_events import RowsFinished, RowsStarted


@dataclass(frozen=True, slots=True)
class EndedRow:
    """The run of one row, from its first event to its last.

    Attributes:
        row: Its number, from 1.
        value: What stood in it.
        events: What happened, each with what hid the secrets in it.
        masker: Hides what was secret in the end.
        gaps: How many events were left out.
    """

    row: int
    value: Any
    events: Sequence[Heard]
    masker: Masker
    gaps: int

    @property
    def began(self) -> RunStarted | None:
        """Its first event."""
        first = self.events[0][0] if self.events else None
        return first if isinstance(first, RunStarted) else None

    @property
    def ended(self) -> RunFinished | None:
        """Its last event."""
        last = self.events[-1][0] if self.events else None
        return last if isinstance(last, RunFinished) else None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows have ended, how many of them failed, and after how many milliseconds."""

    done: int = 0
    bad: int = 0
    duration: float = 0.0


class RowsWriter:
    """Writes one data-driven run.

    Attributes:
        run: Its id in the database.
        written: Bytes written for its rows.
    """

    def __init__(self, store: Store, about: About) -> None:
        self._store = store
        self._about = about
        self._workflow = b""
        self.run = 0
        self.written = 0

    def begin(self, event: RowsStarted, masker: Masker) -> None:
        """Write that the run began; one that is resumed goes on under its old entry.

        Raises:
            sqlite3.Error: It cannot be written.
        """
        found = self._store.connection.execute(
            "SELECT id FROM runs WHERE key = ? AND status != ?", (self._about.key, DELETING)
        ).fetchone()
        if found is None:
            writer = RunWriter(self._store, self._about, BodyKeeper(self._folder))
            writer.begin(RunStarted(flow=event.flow, environment=event.environment), masker)
            self.run = writer.run
        else:
            self.run = found[0]
        self._workflow = encode(masker.json(without_literals(self._about.workflow)))
        with self._store.writing() as connection:
            connection.execute(
                "UPDATE runs SET status = ?, error = '', rows = ?, done = ?, bad = ? WHERE id = ?",
                (Status.RUNNING.value, event.total, event.finished, event.failed, self.run),
            )
            connection.execute("UPDATE inputs SET ended = NULL WHERE run = ?", (self.run,))

    def row(self, ended: EndedRow) -> None:
        """Write the run of a row, in place of an earlier one of the same row.

        Raises:
            sqlite3.Error, OSError: It cannot be written; nothing is left of it then.
        """
        began, last = ended.began, ended.ended
        if began is None or last is None:
            return
        about = self._about_row(ended)
        folder = self._store.folder(about.key)
        self._delete(about.key)
        folder.mkdir(mode=0o700)
        writer = RunWriter(self._store, about, BodyKeeper(folder), self.run, ended.row)
        try:
            self._hide(ended.masker)
            writer.begin(began, ended.masker)
            if steps := ended.events[1:-1]:
                writer.write(steps, ended.masker, ended.gaps)
            writer.end(last, ended.masker, ended.gaps)
        except BaseException:
            with suppress(sqlite3.Error):  # the same fault as the one that is raised
                self._delete(about.key)
            raise
        finally:
            with suppress(OSError):  # it holds bodies
                folder.rmdir()
        self.written += writer.size

    def progress(self, counts: Counts, gaps: int) -> None:
        """Write how far the run is.

        Raises:
            sqlite3.Error: It cannot be written.
        """
        self._store.connection.execute(
            "UPDATE runs SET done = ?, bad = ?, duration = ?, gaps = max(gaps, ?) WHERE id = ?",
            (counts.done, counts.bad, counts.duration, gaps, self.run),
        )

    def end(self, event: RowsFinished, masker: Masker) -> None:
        """Write how the run ended.

        Raises:
            sqlite3.Error: It cannot be written.
        """
        error = "" if event.error is None else masker.text(event.error.message)
        last = RunFinished(at=event.at, status=event.status, duration=event.duration)
        with self._store.writing() as connection:
            connection.execute(
                "UPDATE runs SET status = ?, duration = ?, error = ? WHERE id = ?",
                (event.status.value, event.duration, error, self.run),
            )
            connection.execute(
                "UPDATE inputs SET ended = ? WHERE run = ?", (pack(encode(last)), self.run)
            )

    @property
    def _folder(self) -> Path:
        return self._store.folder(self._about.key)

    def _about_row(self, ended: EndedRow) -> About:
        """How the run of a row was started; the workflow stands with the data-driven run."""
        key = row_key(self._about.key, ended.row)
        return replace(self._about, workflow={}, event=ended.value, data="", key=key)

    def _delete(self, key: str) -> None:
        found = self._store.connection.execute("SELECT id FROM runs WHERE key = ?", (key,))
        for (run,) in found.fetchall():
            delete_run(self._store, run)

    def _hide(self, masker: Masker) -> None:
        """Hide in the workflow what only the run of a row has shown to be secret."""
        if not any(masker.finds([self._workflow])):
            return
        plain = masker.json(without_literals(self._about.workflow))
        self._workflow = encode(plain)
        self._store.connection.execute(
            "UPDATE inputs SET workflow = ? WHERE run = ?", (pack(self._workflow), self.run)
        )
