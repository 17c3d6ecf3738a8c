"""A past run as the window shows it: its steps' states, items and log, read from the history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from builder.document.run_record import RunRecord as Items
from builder.document.step_state import ITEMS, NO_STATES, States, after, ended
from builder.history.entries import RunRecord
from builder.history.history import History
from builder.model.events import (
    AnyEvent,
    Log,
    RunFinished,
    Status,
    StepFinished,
    StepProgress,
    StepStarted,
)
from builder.model.json_text import JsonError, parse
from builder.model.plain import to_plain
from builder.model.text import from_plain
from builder.model.workflow import Workflow

MOST_STEPS = 20_000
"""Steps of the workflow's own list that are read."""


@dataclass(frozen=True, slots=True)
class PastEvents:
    """What the history has of a run.

    Attributes:
        record: The run with its input.
        steps: How the steps of the workflow's own list ended, as events in order.
        inside: By Fan Out the same of its first items, then how far the steps inside got in all.
        logs: The lines of the log.
    """

    record: RunRecord
    steps: tuple[AnyEvent, ...]
    inside: Mapping[int, tuple[AnyEvent, ...]]
    logs: tuple[Log, ...]

    @property
    def end(self) -> RunFinished:
        """The event the run ended with; made up for one that was interrupted."""
        entry = self.record.entry
        if self.record.ended is not None:
            return self.record.ended
        return RunFinished(
            at=entry.duration / 1000, status=Status.CANCELLED, duration=entry.duration
        )

    def states(self) -> States:
        """How far each step got."""
        states = after(NO_STATES, (self.record.began, *self._in_order()))
        return ended(states, Status.CANCELLED)

    def _in_order(self) -> Iterator[AnyEvent]:
        """What happened inside a Fan Out comes before its end."""
        left = dict(self.inside)
        for event in self.steps:
            if isinstance(event, StepFinished):
                yield from left.pop(event.step, ())
            yield event
        yield from chain.from_iterable(left.values())

    def items(self) -> Items:
        """Items and log."""
        items = Items()
        items.hear((*chain.from_iterable(self.inside.values()), *self.logs))
        return items


def read_run(history: History, run: int) -> PastEvents | None:
    """Everything of a run that is shown at once; None when it is gone."""
    record = history.run(run)
    if record is None:
        return None
    ends = history.steps(run, limit=MOST_STEPS).events
    steps = tuple(event for end in ends for event in _events(history, run, end))
    inside = {end.step: found for end in ends if (found := _inside(history, run, end))}
    return PastEvents(record, steps, inside, history.logs(run))


def _inside(history: History, run: int, end: StepFinished) -> tuple[AnyEvent, ...]:
    """What is told of the items of a Fan Out; nothing for other steps."""
    first = history.first_items(run, end.step)
    counts = history.inside_counts(run, end.step) if first else {}
    total = _total(end)
    progress = (
        StepProgress(
            at=end.at, step=step, done=count.total, total=total, failed=count.failed, unit=ITEMS
        )
        for step, count in counts.items()
    )
    return (*first, *progress)


def _total(end: StepFinished) -> int | None:
    """How many items a Fan Out has, if it has come to its end."""
    sample = end.sample
    if isinstance(sample, dict) and set(sample) == {"total", "failed"}:
        return int(sample["total"])
    return None


def _events(history: History, run: int, end: StepFinished) -> Iterator[AnyEvent]:
    """A step's events as a window hears them while it runs."""
    if end.status is Status.RUNNING:
        yield StepStarted(at=end.at, step=end.step, name=end.name)
    total = _total(end)
    if total is not None:
        failed = end.sample["failed"]
    else:
        counts = history.item_counts(run, end.step)
        total, failed = counts.total, counts.failed
        if not total:
            yield from () if end.status is Status.RUNNING else (end,)
            return
    yield StepProgress(at=end.at, step=end.step, done=total, total=total, failed=failed, unit=ITEMS)
    if end.status is not Status.RUNNING:
        yield end


def input_of(record: RunRecord, workflow: Workflow) -> Any:
    """What the trigger was given; of a run on test data the example as it was then.

    None when that is the example of the workflow as it is now.
    """
    if not record.entry.test_data:
        return record.event
    trigger = record.workflow.get("trigger", {})
    if trigger == to_plain(workflow.trigger):
        return None
    example = from_plain(trigger.get("example", ""))
    try:
        return parse(example) if isinstance(example, str) and example.strip() else None
    except JsonError:
        return None
