"""How far each step of the last run got."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from builder.model.amounts import duration_text
from builder.model.events import (
    AnyEvent,
    RunFinished,
    RunStarted,
    Status,
    StepFinished,
    StepProgress,
    StepStarted,
)

_WORDS = {
    Status.RUNNING: "running",
    Status.SUCCEEDED: "done",
    Status.FAILED: "failed",
    Status.SKIPPED: "skipped",
    Status.CANCELLED: "stopped",
    Status.WAITING: "waiting",
}
_TONES = {
    Status.RUNNING: "warning",
    Status.WAITING: "warning",
    Status.SUCCEEDED: "ok",
    Status.FAILED: "error",
}


@dataclass(frozen=True, slots=True)
class StepState:
    """Where one step stands.

    Attributes:
        status: Queued, running, succeeded and so on.
        started: Seconds from the start of the run; None before it began.
        duration: Milliseconds, once it ended.
        finished: The event it ended with: exchanges, error, warnings, sample.
        progress: The last it said about how far it is.
    """

    status: Status = Status.QUEUED
    started: float | None = None
    duration: float | None = None
    finished: StepFinished | None = None
    progress: StepProgress | None = None

    @property
    def summary(self) -> str:
        """The pill's text ("200 · 84 ms", "Yes", "312 / 640"); empty while queued."""
        if self.finished is not None:
            return self._ending(self.finished)
        if self.progress is not None:
            done = f"{self.progress.done:,}"
            return f"{done} / {self.progress.total:,}" if self.progress.total else done
        return _WORDS.get(self.status, "")

    @property
    def tone(self) -> str:
        """The pill's tone ("ok", "warning", "error", "muted")."""
        if self.finished is not None and self.finished.warnings and self.status in _TONES:
            return "error" if self.status is Status.FAILED else "warning"
        return _TONES.get(self.status, "muted")

    def _ending(self, finished: StepFinished) -> str:
        words = finished.summary or _WORDS.get(finished.status, "")
        if not finished.exchanges:
            return words
        return f"{words} · {duration_text(finished.duration)}"


States = Mapping[int, StepState]

NO_STATES: States = MappingProxyType({})


def queued(numbers: Iterable[int]) -> States:
    """These steps, all of them still to come."""
    waiting = StepState()
    return MappingProxyType(dict.fromkeys(numbers, waiting))


def after(states: States, events: Iterable[AnyEvent]) -> States:
    """The states once these events have happened."""
    new = dict(states)
    for event in events:
        if isinstance(event, RunStarted):
            new = dict(queued(event.steps))
        elif isinstance(event, StepStarted):
            new[event.step] = StepState(Status.RUNNING, event.at)
        elif isinstance(event, StepProgress):
            new[event.step] = replace(new.get(event.step, StepState()), progress=event)
        elif isinstance(event, StepFinished):
            new[event.step] = _finished(event)
        elif isinstance(event, RunFinished):
            return ended(new, Status.CANCELLED)
    return MappingProxyType(new)


def ended(states: States, status: Status) -> States:
    """The states when the run is over: nothing is still running, nothing is still to come."""
    return MappingProxyType(
        {
            number: replace(state, status=status) if state.status in _GOING_ON else state
            for number, state in states.items()
            if state.status is not Status.QUEUED
        }
    )


_GOING_ON = frozenset({Status.RUNNING, Status.WAITING})


def _finished(event: StepFinished) -> StepState:
    ran = event.status is not Status.SKIPPED
    started = event.at - event.duration / 1_000 if ran else None
    return StepState(event.status, started, event.duration if ran else None, event)
