"""`--report KIND=FILE`: a report of what happened, in the place it was asked for."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from builder.cli.preparation import Prepared
from builder.exchange.reports import REPORTS
from builder.exchange.reports.beginnings import with_beginnings
from builder.exchange.reports.facts import RunFacts
from builder.model.events import AnyEvent, RunFinished, StepFinished
from builder.model.masking import Masker
from builder.model.row_events import RowFinished, RowsEvent
from builder.storage.streamed_file import StreamedFile


class FileReport:
    """Makes one kind of report and writes it when the run is over, however it ended.

    Args:
        prepared: What runs.
        kind: Which kind ("junit").
        file: Where it goes; replaced as a whole.

    Raises:
        FileProblem: It cannot be written there.
    """

    def __init__(self, prepared: Prepared, kind: str, file: Path) -> None:
        facts = RunFacts(
            os.fspath(prepared.path),
            prepared.surroundings.name,
            "" if prepared.data is None else os.fspath(prepared.data.path),
            datetime.now().astimezone(),
        )
        self._file = StreamedFile(file)
        self._shows_bodies = kind == "html"
        self._maskers: dict[int, Masker] = {}
        self._report = REPORTS[kind](facts, self._file.write)

    def hear(self, event: AnyEvent, row: int = 0) -> None:
        """Hand on what happens; a page with the beginnings of large bodies."""
        if self._shows_bodies and isinstance(event, StepFinished):
            event = with_beginnings(event, self._maskers.get(row) or Masker())
        elif isinstance(event, RunFinished):
            self._maskers.pop(row, None)
        self._report.hear(event, row)

    def hide_with(self, masker: Masker, row: int = 0) -> None:
        """Hide with this from now on what a run (of a row) has in files."""
        if self._shows_bodies:
            self._maskers[row] = masker

    def hear_rows(self, event: RowsEvent) -> None:
        """Hand on what happens."""
        self._report.hear_rows(event)

    def remember(self, result: RowFinished) -> None:
        """A row that an interrupted run had finished belongs into the report too."""
        self._report.hear_rows(result)

    def discard(self) -> None:
        """Write nothing: the run does not begin."""
        self._file.discard()

    def close(self) -> None:
        """Write the end and put the file in its place.

        Raises:
            FileProblem: It cannot be written.
        """
        try:
            self._report.close()
        except BaseException:
            self._file.discard()
            raise
        self._file.close()
