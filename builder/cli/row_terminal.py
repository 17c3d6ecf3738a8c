"""The display of a data-driven run on a terminal: how far it is, and the rows that failed."""

from __future__ import annotations

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from builder.cli.preparation import Prepared
from builder.cli.row_lines import RowLines
from builder.cli.terminal import COLOURS, colour
from builder.model.events import Status
from builder.model.row_events import RowFinished, RowsEvent, RowsFinished, RowsStarted


class RowTerminal(RowLines):
    """A progress bar over the rows; what failed is printed above it."""

    def __init__(self, prepared: Prepared, verbose: bool) -> None:
        self._console = Console(highlight=False)
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
        )
        self._task = self._progress.add_task("rows", total=1)
        self._failed = 0
        super().__init__(prepared, quiet=False, verbose=verbose)

    def hear_rows(self, event: RowsEvent) -> None:
        """Move the bar."""
        if isinstance(event, RowsStarted):
            super().hear_rows(event)
            self._failed = event.failed
            self._progress.update(self._task, total=event.total, completed=event.finished)
            self._progress.start()
            return
        if isinstance(event, RowFinished) and event.status is not Status.CANCELLED:
            self._failed += event.status is Status.FAILED
            words = f"rows, {self._failed:,} failed" if self._failed else "rows"
            self._progress.update(self._task, advance=1, description=words)
        elif isinstance(event, RowsFinished):
            self._progress.stop()
        super().hear_rows(event)

    def close(self) -> None:
        """Take the bar away."""
        self._progress.stop()

    def say_row(self, event: RowFinished) -> None:
        """Rows that succeed move the bar; what failed is told by its error."""

    def say(self, line: str) -> None:
        """Print a line above the bar; its mark says the colour."""
        mark = next((sign for sign in COLOURS if f"  {sign} " in line), "")
        self._console.print(Text(line, style=COLOURS.get(mark) or colour(line)), soft_wrap=True)

    def complain(self, line: str, row: int = 0) -> None:
        """Print an error above the bar."""
        if line:
            text = f"[row {row}] {line}" if row else line
            self._console.print(Text(text, style="red"), soft_wrap=True)
