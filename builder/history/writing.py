"""One run on its way into the database; everything here happens in the recorder's thread."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from builder.history.about import About, without_literals
from builder.history.bodies import BodyKeeper
from builder.history.packing import PATTERN, pack
from builder.history.place import split
from builder.history.rehiding import hide_again
from builder.history.store import Store, first_id
from builder.model.event_json import encode
from builder.model.events import (
    AnyEvent,
    Log,
    RunFinished,
    RunStarted,
    Status,
    StepFinished,
    StepStarted,
)
from builder.model.masked import masked_end, masked_failure
from builder.model.masking import Masker

LOG_LINES = 10_000
"""Lines of the steps' logs that are kept of a run."""

FLOW_SUFFIX = ".flow.json"
"""The command line calls a workflow by its file."""

_ROW = 120
"""About what a row takes besides its record, bytes."""

_AT_ONCE = 2_000
_BYTES_AT_ONCE = 32_000_000
"""So many rows and bytes of bodies are gone through in the middle of a run when something new is to
be hidden; more than that at its end."""

_REPLACE = "UPDATE steps SET status = ?, duration = ?, data = ? WHERE id = ?"
_ROW_VALUES = "(?, ?, ?, ?, ?, ?, ?, ?)"
_AT_A_TIME = 100
"""Rows of one statement: fewer turns with the run, which shares the interpreter."""


Heard = tuple[AnyEvent, Masker]
"""An event, and what had hidden the secrets in it."""


class RunWriter:
    """Writes one run, batch by batch.

    Args:
        store: Where to.
        about: How the run was started.
        bodies: Its files.
        parent: Of the run of a row the id of the data-driven run, which has the workflow.
        row: Its row.

    Attributes:
        run: Its id in the database.
        written: Bytes written so far.
    """

    def __init__(
        self, store: Store, about: About, bodies: BodyKeeper, parent: int = 0, row: int = 0
    ) -> None:
        self._store = store
        self._about = about
        self._bodies = bodies
        self._of = parent, row
        self._masker = Masker()
        self._rows = 0
        self._stale = 0
        self._lines = 0
        self._new: list[Any] = []
        self._begun: dict[int, int] = {}
        self._patterns: dict[int, bytes] = {}
        self.run = 0
        self.written = 0

    def begin(self, event: RunStarted, masker: Masker) -> None:
        """Write that the run began, and with what.

        Raises:
            sqlite3.Error: It cannot be written.
        """
        self._masker = masker
        about = self._about
        workflow, given = self._input()
        flow = event.flow.removesuffix(FLOW_SUFFIX)
        with self._store.writing() as connection:
            self.run = connection.execute(
                "INSERT INTO runs (key, status, started, flow, flow_path, workspace, environment,"
                " test_data, part, version, bytes, parent, row, data)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    about.key, Status.RUNNING.value, time.time(), flow, about.flow_path,
                    about.workspace, event.environment, event.test_data, about.part,
                    about.version, len(workflow) + len(given or b""), *self._of, about.data,
                ),
            ).lastrowid or 0  # fmt: skip
            connection.execute(
                "INSERT INTO inputs VALUES (?, ?, ?, ?, NULL)",
                (self.run, workflow, given, pack(encode(event))),
            )
        self._rows = self._lines = first_id(self.run)

    def write(self, events: Sequence[Heard], masker: Masker, gaps: int) -> None:
        """Write what happened.

        Args:
            events: In the order they happened, each with what hid the secrets in it.
            masker: Hides what is known to be secret by now.
            gaps: How many events could not be taken so far.

        Raises:
            sqlite3.Error, OSError: It cannot be written.
        """
        self._hide(masker)
        before = self.size
        kept = [self._masked(event, hidden_with) for event, hidden_with in events]
        with self._store.writing() as connection:
            for event in kept:
                self._write(event)
            self._insert_new()
            connection.execute(
                "UPDATE runs SET duration = ?, gaps = ?, bytes = bytes + ? WHERE id = ?",
                (events[-1][0].at * 1000, gaps, self.size - before, self.run),
            )

    def end(self, event: RunFinished, masker: Masker, gaps: int) -> None:
        """Write how the run ended.

        Raises:
            sqlite3.Error, OSError: It cannot be written.
        """
        self._hide(masker)
        if self._stale:
            self._hide_again()
        error = None if event.error is None else masked_failure(event.error, masker)
        with self._store.writing() as connection:
            connection.execute(
                "UPDATE runs SET status = ?, duration = ?, step = ?, error = ?, gaps = ?"
                " WHERE id = ?",
                (
                    event.status.value, event.duration, event.step,
                    error.message if error else "", gaps, self.run,
                ),
            )  # fmt: skip
            connection.execute(
                "UPDATE inputs SET ended = ? WHERE run = ?", (pack(encode(event)), self.run)
            )

    def _masked(self, event: AnyEvent, hidden_with: Masker) -> AnyEvent:
        """The event with its files taken over and what became secret since it was heard hidden."""
        if not isinstance(event, StepFinished):
            return event
        if hidden_with is not self._masker:
            event = masked_end(event, self._masker)
        return self._bodies.keep(event, self._masker)

    @property
    def size(self) -> int:
        """Bytes written so far, files included."""
        return self.written + self._bodies.size

    def _input(self) -> tuple[bytes, bytes | None]:
        """Workflow and event as they are kept."""
        masker, about = self._masker, self._about
        plain = masker.json(without_literals(about.workflow)) if about.workflow else None
        workflow = b"" if plain is None else pack(encode(plain))
        event = None if about.event is None else pack(encode(masker.json(about.event)))
        return workflow, event

    def _write(self, event: AnyEvent) -> None:
        if isinstance(event, StepFinished):
            self._end_step(event)
        elif isinstance(event, StepStarted) and not event.path:
            self._begin_step(event)
        elif isinstance(event, Log) and self._lines - first_id(self.run) < LOG_LINES:
            row = self._lines, self.run, pack(encode(event))
            self._store.connection.execute("INSERT INTO logs VALUES (?, ?, ?)", row)
            self._lines += 1
            self.written += len(row[2]) + _ROW

    def _begin_step(self, event: StepStarted) -> None:
        """A row of its own at once, so that a killed run shows where it was."""
        self._begun[event.step] = self._rows
        started = StepFinished(at=event.at, step=event.step, name=event.name, status=Status.RUNNING)
        self._insert(started, pack(encode(started)))

    def _end_step(self, event: StepFinished) -> None:
        data = encode(event)
        row = self._begun.pop(event.step, None) if not event.path else None
        packed = pack(data, self._pattern(event, data))
        if row is None:
            self._insert(event, packed)
            return
        self._insert_new()  # it may be among them
        self._store.connection.execute(_REPLACE, (event.status.value, event.duration, packed, row))
        self.written += len(packed)

    def _insert(self, event: StepFinished, packed: bytes) -> None:
        frame, item = split(event.path)
        self._new += (
            self._rows, self.run, frame, item, event.step, event.status.value, event.duration,
            packed,
        )  # fmt: skip
        self._rows += 1
        self.written += len(packed) + _ROW

    def _insert_new(self) -> None:
        """Insert the rows that have gathered."""
        size = _ROW_VALUES.count("?")
        for begin in range(0, len(self._new), size * _AT_A_TIME):
            values = self._new[begin : begin + size * _AT_A_TIME]
            rows = ", ".join([_ROW_VALUES] * (len(values) // size))
            self._store.connection.execute(f"INSERT INTO steps VALUES {rows}", values)
        self._new.clear()

    def _pattern(self, event: StepFinished, data: bytes) -> bytes:
        """What records of this step are compressed against: the beginning of its first item's."""
        if not event.path:
            return b""
        pattern = self._patterns.get(event.step)
        if pattern is None:
            pattern = self._patterns[event.step] = data[:PATTERN]
            self._store.connection.execute(
                "INSERT INTO patterns VALUES (?, ?, ?)", (self.run, event.step, pattern)
            )
            self.written += len(pattern)
        return pattern

    def _hide(self, masker: Masker) -> None:
        """Follow a masker that hides more: what is written so far may hold what it hides.

        It is gone through at once, so that no kill leaves it there, or when that is much, at the
        end of the run.
        """
        if masker is self._masker:
            return
        self._masker = masker
        self._stale = self._rows
        if self._rows - first_id(self.run) <= _AT_ONCE and self._bodies.size <= _BYTES_AT_ONCE:
            self._hide_again()

    def _hide_again(self) -> None:
        workflow, given = self._input()
        with self._store.writing() as connection:
            connection.execute(
                "UPDATE inputs SET workflow = ?, event = ? WHERE run = ?",
                (workflow, given, self.run),
            )
            hide_again(connection, self.run, self._stale, self._masker)
            self._patterns.update(
                connection.execute("SELECT step, data FROM patterns WHERE run = ?", (self.run,))
            )
        self._bodies.mask_again(self._masker)
        self._stale = 0
