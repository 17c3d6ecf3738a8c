"""A past run as the window shows it: its steps' states, items and log, read from the history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
        inside: The same of the first items of each Fan Out.
        logs: The lines of the log.
    """

    record: RunRecord
    steps: tuple[AnyEvent, ...]
    inside: tuple[StepFinished, ...]
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
        states = after(NO_STATES, (self.record.began, *self.steps, *self.inside))
        return ended(states, Status.CANCELLED)

    def items(self) -> Items:
        """Items and log."""
        items = Items()
        items.hear((*self.inside, *self.logs))
        return items


def read_run(history: History, run: int) -> PastEvents | None:
    """Everything of a run that is shown at once; None when it is gone."""
    record = history.run(run)
    if record is None:
        return None
    ends = history.steps(run, limit=MOST_STEPS).events
    steps = tuple(event for end in ends for event in _events(history, run, end))
    inside = tuple(event for end in ends for event in history.first_items(run, end.step))
    return PastEvents(record, steps, inside, history.logs(run))


def _events(history: History, run: int, end: StepFinished) -> Iterator[AnyEvent]:
    """A step's events as a window hears them while it runs."""
    if end.status is Status.RUNNING:
        yield StepStarted(at=end.at, step=end.step, name=end.name)
    sample = end.sample
    if isinstance(sample, dict) and set(sample) == {"total", "failed"}:
        total, failed = sample["total"], sample["failed"]
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
