"""Which events of items the window gets: 100,000 items must cost it no more than a few."""

from __future__ import annotations

import re

from builder.model.events import AnyEvent, Log, RunFinished, RunStarted, StepFinished, StepWaiting

MOST_ITEMS = 100
"""Of each step inside a Fan Out, the events of so many items are passed on whole."""

_POSITIONS = re.compile(r"\[\d+\]")

_Step = tuple[int, str]


class Thinning:
    """Passes on every event of a run's own steps, and of each step inside those of the first items.

    The Fan Out's own progress says how many items are done and failed.
    """

    def __init__(self) -> None:
        self._known: dict[_Step, set[str]] = {}
        self._held: set[_Step] = set()

    def passes(self, event: AnyEvent) -> bool:
        """Whether the window gets an event."""
        if isinstance(event, RunStarted | RunFinished) or not event.path:
            return True
        if isinstance(event, Log) and event.step is None:
            return True
        assert event.step is not None
        step = (event.step, event.path)
        if isinstance(event, StepWaiting):
            self._held.add(step)  # what is shown as waiting has to be shown on its way, too
            return True
        held = step in self._held
        if held and isinstance(event, StepFinished):
            self._held.remove(step)
        return held or self._is_early(event.step, event.path)

    def _is_early(self, number: int, path: str) -> bool:
        items = self._known.setdefault((number, _POSITIONS.sub("", path)), set())
        if path in items:
            return True
        if len(items) >= MOST_ITEMS:
            return False
        items.add(path)
        return True
