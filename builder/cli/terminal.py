"""The display on a terminal: the steps that ended, and below them what runs now."""

from __future__ import annotations

import re

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from builder.cli.lines import Lines
from builder.cli.preparation import Prepared
from builder.model.events import (
    AnyEvent,
    RunFinished,
    RunStarted,
    StepFinished,
    StepProgress,
    StepStarted,
)
from builder.model.places import CALL, place

COLOURS = {"✓": "green", "✗": "bold red", "–": "bright_black", "■": "yellow"}
_MARK = re.compile(r"\s*(?:\[[^\]]*\]\s*)*(\S)")


def colour(line: str) -> str:
    """The colour of a line, by the mark it begins with, behind the place it names."""
    found = _MARK.match(line)
    return COLOURS.get(found[1], "") if found else ""


class Terminal(Lines):
    """Lines in colour with a progress bar that goes when the run ends."""

    def __init__(self, prepared: Prepared, verbose: bool) -> None:
        self._console = Console(highlight=False)
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=24),
            TextColumn("{task.completed:.0f}/{task.total:.0f}"),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
        )
        self._task = self._progress.add_task("", total=1)
        self._ended: set[int] = set()
        super().__init__(prepared, quiet=False, verbose=verbose)

    def hear(self, event: AnyEvent, row: int = 0) -> None:
        """Move the bar, print the lines."""
        if isinstance(event, RunStarted):
            self._progress.update(self._task, total=max(1, len(event.steps)))
            self._progress.start()
        elif isinstance(event, StepStarted):
            self._progress.update(self._task, description=f"{event.step} {event.name}")
        elif isinstance(event, StepProgress):
            total = f" of {event.total}" if event.total else ""
            where = place(event.path, event.step)
            text = f"{where}: {event.done}{total} {event.unit}".rstrip()
            self._progress.update(self._task, description=text)
        elif isinstance(event, StepFinished) and CALL not in event.path:
            self._ended.add(event.step)
            self._progress.update(self._task, completed=len(self._ended))
        elif isinstance(event, RunFinished):
            self._progress.stop()
        super().hear(event)

    def close(self) -> None:
        """Take the bar away."""
        self._progress.stop()

    def say(self, line: str) -> None:
        """Print a line above the bar; its mark says the colour."""
        self._console.print(Text(line, style=colour(line)), soft_wrap=True)

    def complain(self, line: str) -> None:
        """Print an error above the bar."""
        if line:
            self._console.print(Text(line, style="red"), soft_wrap=True)
