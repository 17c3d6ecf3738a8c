"""How far each step of the last run got."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import msgspec
from msgspec.structs import replace

from builder.document.run_record import item_place, outermost
from builder.look.language import grouped, tr, tr_count
from builder.model.amounts import duration_text
from builder.model.events import (
    AnyEvent,
    RunFinished,
    RunStarted,
    Status,
    StepFinished,
    StepProgress,
    StepStarted,
    StepWaiting,
)
from builder.model.places import CALL

ITEMS = "items"
SECONDS = "seconds"
"""Units of progress that are shown in words of their own."""
_WORDS = {
    Status.RUNNING: "running",
    Status.SUCCEEDED: "done",
    Status.FAILED: "failed",
    Status.SKIPPED: "skipped",
    Status.CANCELLED: "stopped",
    Status.WAITING: "paused",
}
_TONES = {
    Status.RUNNING: "warning",
    Status.WAITING: "warning",
    Status.SUCCEEDED: "ok",
    Status.FAILED: "error",
}


class StepState(msgspec.Struct, frozen=True):
    """Where one step stands.

    A step inside a Fan Out has no event of its own to end with: it counts its items.

    Attributes:
        status: Queued, running, succeeded and so on.
        started: Seconds from the start of the run; None before it began.
        duration: Milliseconds, once it ended.
        finished: The event it ended with: exchanges, error, warnings, sample.
        progress: The last it said about how far it is.
        inside: Number of the outermost Fan Out it stands in; None for none.
        left_out: How many items went past it.
        held: The paths of the items for which it waits.
    """

    status: Status = Status.QUEUED
    started: float | None = None
    duration: float | None = None
    finished: StepFinished | None = None
    progress: StepProgress | None = None
    inside: int | None = None
    left_out: int = 0
    held: frozenset[str] = frozenset()

    @property
    def failed(self) -> int:
        """How many items failed."""
        return self.progress.failed if self.progress is not None else 0

    @property
    def summary(self) -> str:
        """The pill's text ("200 · 84 ms", "Yes", "312 / 640 · 3 failed"); empty while queued."""
        progress = self.progress
        if self.status is Status.WAITING:
            return tr(_WORDS[self.status])
        if progress is not None and progress.unit == ITEMS:
            return self._items(progress)
        if self.finished is not None:
            return self._ending(self.finished)
        if progress is not None and progress.unit == SECONDS and progress.total is not None:
            return tr("{time} left", time=countdown_text(max(0, progress.total - progress.done)))
        if progress is not None:
            done = grouped(progress.done)
            return f"{done} / {grouped(progress.total)}" if progress.total else done
        return tr(_WORDS.get(self.status, ""))

    @property
    def tone(self) -> str:
        """The pill's tone ("ok", "warning", "error", "muted")."""
        if self.finished is not None and self.finished.warnings and self.status in _TONES:
            return "error" if self.status is Status.FAILED else "warning"
        if self.failed and self.status is Status.SUCCEEDED:
            return "warning"
        return _TONES.get(self.status, "muted")

    def _items(self, progress: StepProgress) -> str:
        """ "312 / 640 · 3 failed" while it runs, "640 items · 3 failed" once it is over."""
        done, total = grouped(progress.done), progress.total
        if self.status is Status.SKIPPED:
            return tr(_WORDS[self.status])
        if self.status is not Status.RUNNING and (self.inside or total in (None, progress.done)):
            words = tr_count("{n:,} item", "{n:,} items", progress.done)
        else:
            words = f"{done} / {grouped(total)}" if total is not None else done
        return (
            tr("{words} · {n:,} failed", words=words, n=progress.failed)
            if progress.failed
            else words
        )

    def _ending(self, finished: StepFinished) -> str:
        words = tr(finished.summary or _WORDS.get(finished.status, ""))
        if not finished.exchanges:
            return words
        return f"{words} · {duration_text(finished.duration)}"


States = Mapping[int, StepState]

NO_STATES: States = MappingProxyType({})


def countdown_text(seconds: int) -> str:
    """Seconds still to wait: "9 s", "1:05", "2:00:07"."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}:{minutes:02}:{rest:02}"
    return f"{minutes}:{rest:02}" if minutes else f"{rest} s"


def queued(numbers: Iterable[int]) -> States:
    """These steps, all of them still to come."""
    waiting = StepState()
    return MappingProxyType(dict.fromkeys(numbers, waiting))


def after(states: States, events: Iterable[AnyEvent]) -> States:
    """The states once these events have happened; what a sub-workflow does inside is left out."""
    new = dict(states)
    over: dict[int, Status] = {}
    for event in events:
        if isinstance(event, RunStarted):
            new = dict(queued(event.steps))
            over.clear()
        elif isinstance(event, RunFinished):
            _end_inside(new, over)
            return ended(new, Status.CANCELLED)
        elif isinstance(event, StepStarted | StepWaiting | StepProgress | StepFinished):
            if CALL in event.path:
                continue
            if event.path:
                new[event.step] = _of_items(new, event)
            else:
                new[event.step] = _further(new.get(event.step, StepState()), event)
                if isinstance(event, StepFinished):
                    over[event.step] = event.status
    _end_inside(new, over)
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

StepEvent = StepStarted | StepWaiting | StepProgress | StepFinished


def _further(state: StepState, event: StepEvent) -> StepState:
    """The state of a step that runs once."""
    if isinstance(event, StepWaiting):
        return replace(state, status=Status.WAITING)
    if isinstance(event, StepStarted):
        return StepState(Status.RUNNING, event.at)
    if isinstance(event, StepProgress):
        return replace(_counting(state, event), progress=_with_total(event, state.progress))
    ran = event.status is not Status.SKIPPED
    started = event.at - event.duration / 1_000 if ran else None
    counted = state.progress if state.progress and state.progress.unit == ITEMS else None
    return StepState(event.status, started, event.duration if ran else None, event, counted)


def _with_total(event: StepProgress, known: StepProgress | None) -> StepProgress:
    """The engine counts the items of a step without saying how many there are."""
    if event.total is not None or known is None or known.total is None:
        return event
    return msgspec.structs.replace(event, total=known.total)


def _counting(state: StepState, event: StepProgress) -> StepState:
    """A step whose items are only counted has begun, though nothing said so."""
    if event.unit == ITEMS and state.status is Status.QUEUED:
        return replace(state, status=Status.RUNNING, started=event.at)
    return state


def _of_items(states: Mapping[int, StepState], event: StepEvent) -> StepState:
    """The state of a step inside a Fan Out, once something happened for one of its items."""
    state = states.get(event.step, StepState())
    around = outermost(event.path)
    if isinstance(event, StepWaiting):
        held = state.held | {event.path}
        return replace(state, status=Status.WAITING, inside=around, held=held)
    held = state.held - {event.path}
    goes_on = Status.WAITING if held else Status.RUNNING
    if state.started is None:
        state = StepState(goes_on, event.at, inside=around)
    state = replace(state, held=held)
    if isinstance(event, StepProgress):
        return state
    if isinstance(event, StepStarted) or event.status is Status.CANCELLED:
        return replace(state, status=goes_on)
    if event.status is Status.SKIPPED:
        return replace(state, left_out=state.left_out + 1)
    known = state.progress or StepProgress(step=event.step, done=0, unit=ITEMS)
    total = known.total if known.total is not None else _total(states, event.path)
    progress = StepProgress(
        step=event.step,
        done=known.done + 1,
        total=total,
        unit=ITEMS,
        failed=known.failed + (event.status is Status.FAILED),
    )
    lasted = (event.at - (state.started or 0.0)) * 1_000
    return replace(state, status=goes_on, progress=progress, duration=lasted)


def _total(states: Mapping[int, StepState], path: str) -> int | None:
    """How many items there are, for a Fan Out that itself runs once."""
    place = item_place(path)
    around = states.get(place.fan_out) if place is not None and not place.outer else None
    return around.progress.total if around is not None and around.progress else None


def _end_inside(states: dict[int, StepState], over: Mapping[int, Status]) -> None:
    """Where a Fan Out is over, the steps inside are: seen to once for all steps that ended."""
    for number, state in states.items():
        if state.inside is not None and state.inside in over:
            states[number] = replace(state, status=_outcome(state, over[state.inside]))


def _outcome(state: StepState, around: Status) -> Status:
    """How a step inside ended: as its items did, unless the Fan Out was stopped."""
    if around is Status.CANCELLED:
        return around
    progress = state.progress
    if progress is None or not progress.done:
        return Status.SKIPPED
    return Status.FAILED if progress.failed == progress.done else Status.SUCCEEDED
