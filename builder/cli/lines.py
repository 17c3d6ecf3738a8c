"""The display without a terminal: a line for each step as it ends."""

from __future__ import annotations

import sys

from builder.cli.preparation import Prepared
from builder.cli.step_lines import StepLines
from builder.cli.words import (
    beginning,
    ending,
    error_line,
    warning_lines,
)
from builder.model.events import AnyEvent, RunFinished, StepFinished
from builder.model.masking import Masker
from builder.model.row_events import RowFinished, RowsEvent


class Lines:
    """Prints the run on standard output, errors and warnings on standard error.

    Args:
        prepared: What runs.
        quiet: Errors only.
        verbose: Every exchange and the steps' logs too.
    """

    def __init__(self, prepared: Prepared, quiet: bool, verbose: bool) -> None:
        self._path = prepared.path
        self._quiet = quiet
        self._steps = StepLines(verbose)
        self.say(beginning(prepared))

    def hear(self, event: AnyEvent, row: int = 0) -> None:
        """Print what there is to say."""
        for line in self._steps.hear(event):
            self.say(line)
        if isinstance(event, StepFinished):
            self._complain_of(event)
        elif isinstance(event, RunFinished):
            self.complain(error_line(self._path, event))
            self.say(ending(event))

    def hear_rows(self, event: RowsEvent) -> None:
        """A single run has no rows."""

    def hide_with(self, masker: Masker, row: int = 0) -> None:
        """Nothing from files is shown here."""

    def remember(self, result: RowFinished) -> None:
        """A single run has no rows."""

    def close(self) -> None:
        """Nothing is open."""

    def _complain_of(self, event: StepFinished) -> None:
        if not self._quiet:
            for line in warning_lines(self._path, event):
                self.complain(line)
        self.complain(error_line(self._path, event))

    def say(self, line: str) -> None:
        """Print a line of the display, unless it is to be quiet."""
        if not self._quiet:
            print(line, flush=True)

    def complain(self, line: str) -> None:
        """Print an error or a warning."""
        if line:
            print(line, file=sys.stderr, flush=True)
