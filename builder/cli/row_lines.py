"""The display of a data-driven run without a terminal: a line for each row as it ends."""

from __future__ import annotations

import sys

from builder.cli.preparation import Prepared
from builder.cli.results_table import ResultsTable
from builder.cli.words import details, duration, error_line, row_beginning, row_line, step_line
from builder.model.events import AnyEvent, RunFinished, StepFinished
from builder.model.masking import Masker
from builder.model.row_events import RowFinished, RowsEvent, RowsFinished, RowsStarted


class RowLines:
    """Prints rows on standard output, errors on standard error, a table at the end.

    Args:
        prepared: What runs.
        quiet: Errors only.
        verbose: Steps and exchanges of each row too.
    """

    def __init__(self, prepared: Prepared, quiet: bool, verbose: bool) -> None:
        self._prepared = prepared
        self._quiet = quiet
        self._verbose = verbose
        self._table = ResultsTable()

    def hear(self, event: AnyEvent, row: int = 0) -> None:
        """Print what there is to say of a row's run."""
        if isinstance(event, StepFinished):
            if self._verbose:
                for line in (step_line(event), *details(event)):
                    self.say(f"[row {row}] {line}")
            self.complain(error_line(self._prepared.path, event), row)
        elif isinstance(event, RunFinished):
            self.complain(error_line(self._prepared.path, event), row)

    def hear_rows(self, event: RowsEvent) -> None:
        """Print a row that ended, and in the end all."""
        if isinstance(event, RowsStarted):
            self.say(row_beginning(self._prepared, event))
        elif isinstance(event, RowFinished):
            self._table.add(event)
            self.say_row(event)
        else:
            self._end(event)

    def hide_with(self, masker: Masker, row: int = 0) -> None:
        """Nothing from files is shown here."""

    def remember(self, result: RowFinished) -> None:
        """A row that an interrupted run had finished belongs into the table too."""
        self._table.add(result)

    def close(self) -> None:
        """Nothing is open."""

    def say_row(self, event: RowFinished) -> None:
        """Print a row that ended."""
        self.say(row_line(event))

    def say(self, line: str) -> None:
        """Print a line of the display, unless it is to be quiet."""
        if not self._quiet:
            print(line, flush=True)

    def complain(self, line: str, row: int = 0) -> None:
        """Print an error."""
        if line:
            print(f"[row {row}] {line}" if row else line, file=sys.stderr, flush=True)

    def _end(self, event: RowsFinished) -> None:
        for line in self._table.lines():
            self.say(line)
        if event.error is not None:
            self.complain(f"{self._prepared.path}: {event.error.message}")
        counts = ", ".join(
            f"{count:,} {'not run' if status == 'queued' else status}"
            for status, count in event.counts.items()
            if count
        )
        line = f"{event.status} in {duration(event.duration)}"
        self.say(f"{line}: {counts}" if counts else f"{line}: no rows")
