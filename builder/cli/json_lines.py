"""`--json`: every event as one line of JSON on standard output, nothing else."""

from __future__ import annotations

import sys

from builder.cli.preparation import Prepared
from builder.cli.words import error_line
from builder.model.event_json import encode
from builder.model.events import AnyEvent, RunFinished, StepFinished
from builder.model.masking import Masker
from builder.model.row_events import RowFinished, RowsEvent, RowsFinished


class JsonLines:
    """Prints events; errors for people still go to standard error."""

    def __init__(self, prepared: Prepared) -> None:
        self._path = prepared.path

    def hear(self, event: AnyEvent, row: int = 0) -> None:
        """Print an event at once, so that a reader sees it live; one of a row with its number."""
        line = encode(event).decode()
        self._print(f'{{"row":{row},{line[1:]}' if row else line)
        if isinstance(event, StepFinished | RunFinished) and event.error:
            text = error_line(self._path, event)
            if text:
                print(f"[row {row}] {text}" if row else text, file=sys.stderr)

    def hear_rows(self, event: RowsEvent) -> None:
        """Print an event of a data-driven run as a whole."""
        self._print(encode(event).decode())
        if isinstance(event, RowsFinished) and event.error:
            print(f"{self._path}: {event.error.message}", file=sys.stderr)

    def hide_with(self, masker: Masker, row: int = 0) -> None:
        """Nothing from files is shown here."""

    def remember(self, result: RowFinished) -> None:
        """What an earlier run has printed is not printed again."""

    def _print(self, line: str) -> None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    def close(self) -> None:
        """Nothing is open."""
