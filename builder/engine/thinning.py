"""Which events of items the window gets: 100,000 items must cost it no more than a few."""

from __future__ import annotations

import re

from builder.model.events import (
    AnyEvent,
    Log,
    RunFinished,
    RunStarted,
    Status,
    StepFinished,
    StepProgress,
    StepStarted,
    StepWaiting,
)
from builder.model.places import CALL

MOST_ITEMS = 100
"""Of each step inside a Fan Out, the events of so many items are passed on whole."""

_POSITIONS = re.compile(r"\[\d+\]")

_Inside = StepStarted | StepWaiting | StepProgress | StepFinished | Log
_Step = tuple[int, str]


class Thinning:
    """Passes on every event of a run's own steps, and of each step inside those of the first items.

    The Fan Out's own progress says how many items are done and failed; of each step inside, whose
    further events are held back, `counted` says the same.
    """

    def __init__(self) -> None:
        self._known: dict[_Step, set[str]] = {}
        self._held: set[_Step] = set()
        self._counts: dict[_Step, tuple[int, int]] = {}
        self._untold: dict[_Step, float] = {}

    def passes(self, event: AnyEvent) -> bool:
        """Whether the window gets an event."""
        if isinstance(event, RunStarted | RunFinished) or not event.path:
            return True
        if isinstance(event, Log) and event.step is None:
            return True
        assert event.step is not None
        passes = self._passes_inside(event, event.step)
        if isinstance(event, StepFinished) and CALL not in event.path:
            self._count(event, told=passes)
        return passes

    def counted(self) -> list[StepProgress]:
        """How far the steps are whose items were held back since the last call."""
        untold, self._untold = self._untold, {}
        return [
            StepProgress(
                at=at,
                step=step[0],
                done=self._counts[step][0],
                failed=self._counts[step][1],
                unit="items",
            )
            for step, at in untold.items()
        ]

    def _count(self, event: StepFinished, told: bool) -> None:
        """Count an item of a step, over all Fan Outs around; one it did not do is none."""
        if event.status in (Status.SKIPPED, Status.CANCELLED):
            return
        step = (event.step, _POSITIONS.sub("", event.path))
        done, failed = self._counts.get(step, (0, 0))
        self._counts[step] = (done + 1, failed + (event.status is Status.FAILED))
        if not told:
            self._untold[step] = event.at

    def _passes_inside(self, event: _Inside, number: int) -> bool:
        step = (number, event.path)
        if isinstance(event, StepWaiting):
            self._held.add(step)  # what is shown as waiting has to be shown on its way, too
            return True
        held = step in self._held
        if held and isinstance(event, StepFinished):
            self._held.remove(step)
        return held or self._is_early(number, event.path)

    def _is_early(self, number: int, path: str) -> bool:
        items = self._known.setdefault((number, _POSITIONS.sub("", path)), set())
        if path in items:
            return True
        if len(items) >= MOST_ITEMS:
            return False
        items.add(path)
        return True
