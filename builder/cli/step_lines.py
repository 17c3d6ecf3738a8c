"""The lines of steps as they end, with those of Fan Outs and sub-workflows below their step."""

from __future__ import annotations

from collections.abc import Iterator

from builder.cli.words import details, heading, margin, step_line
from builder.model.events import AnyEvent, Log, Status, StepFinished, StepProgress, StepStarted
from builder.model.places import around, place

MOST_ITEMS = 20
"""Of Fan Outs with more items than this, only what fails is listed."""


class StepLines:
    """Turns the events of one run into lines.

    Args:
        verbose: Every step of every item, every exchange and the steps' logs.
    """

    def __init__(self, verbose: bool) -> None:
        self._verbose = verbose
        self._running: dict[str, StepStarted] = {}
        self._headed: set[str] = set()
        self._long: set[str] = set()

    def hear(self, event: AnyEvent) -> Iterator[str]:
        """The lines that an event is worth."""
        if isinstance(event, StepStarted):
            self._running[place(event.path, event.step)] = event
        elif isinstance(event, StepProgress):
            yield from self._items(event)
        elif isinstance(event, StepFinished):
            yield from self._ended(event)
        elif isinstance(event, Log) and self._verbose:
            yield f"{margin(event.path)}      {event.message}"

    def _items(self, event: StepProgress) -> Iterator[str]:
        """A Fan Out begins: is it too long to list all of it?"""
        here = place(event.path, event.step)
        many = event.unit == "items" and (event.total or 0) > MOST_ITEMS
        if many and not self._verbose and here not in self._long:
            hidden = self._is_hidden(event.path)
            self._long.add(here)
            if not hidden:
                yield from self._headings(event.path)
                yield from self._heading(
                    here, f"{event.total:,} items; only those that fail are listed"
                )

    def _ended(self, event: StepFinished) -> Iterator[str]:
        here = place(event.path, event.step)
        if event.status is Status.FAILED or not self._is_hidden(event.path):
            yield from self._headings(event.path)
            yield step_line(event)
            if self._verbose:
                yield from details(event)
        self._running.pop(here, None)
        self._headed.discard(here)
        self._long.discard(here)

    def _is_hidden(self, path: str) -> bool:
        return not self._long.isdisjoint(around(path))

    def _headings(self, path: str) -> Iterator[str]:
        """Name the steps that a place is inside of, unless they were named."""
        for outer in around(path):
            yield from self._heading(outer)

    def _heading(self, where: str, note: str = "") -> Iterator[str]:
        started = self._running.get(where)
        if started is not None and where not in self._headed:
            self._headed.add(where)
            yield heading(started, note)
