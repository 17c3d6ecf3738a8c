"""`--report KIND=FILE`: a report of what happened, in the place it was asked for."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from builder.cli.preparation import Prepared
from builder.exchange.reports import REPORTS
from builder.exchange.reports.facts import RunFacts
from builder.model.events import AnyEvent
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
        self._report = REPORTS[kind](facts, self._file.write)

    def hear(self, event: AnyEvent, row: int = 0) -> None:
        """Hand on what happens."""
        self._report.hear(event, row)

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
