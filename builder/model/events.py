"""What a run tells its listeners.

The engine emits these and knows no listener: window, command line, history and reports all see
the same stream. Each is one JSON object with a `type`, as `steploom run --json` prints it.
Times are seconds since the start of the run, durations milliseconds.

An event about a step carries a `path`: where in the run the step stands, empty for the workflow's
own list. ``4[12]`` is item 12 of the Fan Out that is step 4, ``4[12].6[0]`` an item of a Fan Out
inside it, ``7/`` the sub-workflow that step 7 calls, and so on (``4[12].7/3[0]``).
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
    path: str = ""


class StepWaiting(Event, frozen=True, kw_only=True, tag="step-waiting"):
    """A step is about to begin and the run waits before it: paused, or at a breakpoint."""

    step: int
    name: str = ""
    path: str = ""


class StepProgress(Event, frozen=True, kw_only=True, tag="step-progress"):
    """A step got further: `done` of `total` (requests, items, bytes, seconds: `unit`).

    `failed` is how many of the items done failed.
    """

    step: int
    done: int
    total: int | None = None
    unit: str = ""
    failed: int = 0
    path: str = ""


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
        output_path: The whole output as JSON in a file, when `sample` is shortened. It is raw, for
            tests of later steps.
        shown_path: That file without secrets, when it has any and no exchange shows them.
        path: See the module.
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
    shown_path: str | None = None
    path: str = ""


class Log(Event, frozen=True, kw_only=True, tag="log"):
    """A line for the step's log."""

    message: str
    step: int | None = None
    path: str = ""


class RunFinished(Event, frozen=True, kw_only=True, tag="run-finished"):
    """The run ended.

    Attributes:
        status: succeeded, failed or cancelled.
        duration: Milliseconds.
        error, step: Why it failed, and the step it is about.
        counts: The number of steps per status, each item of a Fan Out counted.
        result: What a Response step ended the run with, shortened like a sample.
    """

    status: Status
    duration: float = 0.0
    error: Failure | None = None
    step: int | None = None
    counts: dict[str, int] = {}
    result: Any = None


AnyEvent = RunStarted | StepStarted | StepWaiting | StepProgress | StepFinished | Log | RunFinished
