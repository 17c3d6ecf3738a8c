"""What a run tells its listeners.

The engine emits these and knows no listener: window, command line, history and reports all see
the same stream. Each is one JSON object with a `type`, as `steploom run --json` prints it.
Times are seconds since the start of the run, durations milliseconds.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec

from builder.model.http import Exchange


class Status(StrEnum):
    """Where a step, or a run, stands."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"
    WAITING = "waiting"


class Failure(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why something failed: a stable kind ("connection-refused") and a sentence for people."""

    kind: str
    message: str


class Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", omit_defaults=True):
    """Base of all events. `at` is seconds since the run started."""

    at: float = 0.0


class RunStarted(Event, frozen=True, kw_only=True, tag="run-started"):
    """A run began. `steps` are the numbers it will reach at most, in reading order."""

    flow: str
    environment: str = ""
    steps: tuple[int, ...] = ()
    test_data: bool = False


class StepStarted(Event, frozen=True, kw_only=True, tag="step-started"):
    """A step began."""

    step: int
    name: str = ""


class StepProgress(Event, frozen=True, kw_only=True, tag="step-progress"):
    """A step got further: `done` of `total` (requests, items, bytes: `unit`)."""

    step: int
    done: int
    total: int | None = None
    unit: str = ""


class StepFinished(Event, frozen=True, kw_only=True, tag="step-finished"):
    """A step ended.

    Attributes:
        step, name: Which one.
        status: succeeded, failed, skipped or cancelled.
        duration: Milliseconds.
        summary: A few words for the card's pill ("200", "Yes"); empty when the status says it.
        error: Why it failed.
        warnings: What the user should know although it succeeded.
        exchanges: What went over the wire, redirect hops in order, the final one last.
        sample: The output as a JSON value, long texts and arrays shortened (at most 64 KiB).
        sample_shortened: Whether `sample` left something out.
        output_path: The whole output as JSON in a file, when `sample` is shortened.
    """

    step: int
    name: str = ""
    status: Status
    duration: float = 0.0
    summary: str = ""
    error: Failure | None = None
    warnings: tuple[str, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    sample: Any = None
    sample_shortened: bool = False
    output_path: str | None = None


class Log(Event, frozen=True, kw_only=True, tag="log"):
    """A line for the step's log."""

    message: str
    step: int | None = None


class RunFinished(Event, frozen=True, kw_only=True, tag="run-finished"):
    """The run ended. `counts` has the number of steps per status."""

    status: Status
    duration: float = 0.0
    error: Failure | None = None
    step: int | None = None
    counts: dict[str, int] = {}


AnyEvent = RunStarted | StepStarted | StepProgress | StepFinished | Log | RunFinished
