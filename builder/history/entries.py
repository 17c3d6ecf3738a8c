"""What the history tells of runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from builder.model.events import RunFinished, RunStarted, StepFinished


@dataclass(frozen=True, slots=True)
class RunEntry:
    """A run as a list shows it.

    Attributes:
        id: Grows from run to run.
        key: What it is known by, and its folder called.
        status: As in `Status`, or "interrupted" when its program ended before it.
        started: When, local time.
        duration: Milliseconds; of a run that has not ended, up to its last event.
        flow: The workflow's name.
        flow_path: Its file; empty when it had none.
        workspace: The workspace's folder; empty for a lone flow.
        environment: Name of the environment; empty for none.
        test_data: Whether the trigger's example was the event.
        part: Which part of the workflow ran ("up to step 3"); empty for all.
        version: The program's.
        step: The step it failed at.
        error: Why it failed.
        gaps: How many of its events are not kept.
        bytes: About what it takes.
        parent: Of a row's run the id of the data-driven run it is part of; 0 for other runs.
        row: Its row, from 1; 0 for other runs.
        data: Of a data-driven run the file of its rows; empty for other runs.
        rows, done, bad: Of a data-driven run how many rows the file has, how many have ended and
            how many of these failed.
    """

    id: int
    key: str
    status: str
    started: datetime
    duration: float
    flow: str
    flow_path: str
    workspace: str
    environment: str
    test_data: bool
    part: str
    version: str
    step: int | None
    error: str
    gaps: int
    bytes: int
    parent: int = 0
    row: int = 0
    data: str = ""
    rows: int = 0
    done: int = 0
    bad: int = 0


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A run with what it was started with and how it ended.

    Attributes:
        entry: See `RunEntry`.
        workflow: As it stood in its file, without literals of password-like fields.
        event: What the trigger was given; None for its own example.
        began: The first event.
        ended: The last event; None when it has none.
    """

    entry: RunEntry
    workflow: Mapping[str, Any] = field(repr=False)
    event: Any = field(repr=False)
    began: RunStarted
    ended: RunFinished | None


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """One item of a Fan Out.

    Attributes:
        index: Its position in the array.
        failed: Whether a step of it failed.
        duration: Milliseconds, all its steps together.
    """

    index: int
    failed: bool
    duration: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which runs are listed; what is empty does not matter.

    Attributes:
        status: As in `RunEntry`.
        flow_path: The workflow's file.
        flow: The workflow's name.
        workspace: The workspace's folder.
        text: Stands in name, environment, error or part, in whatever case.
        parent: Rows of this data-driven run; 0 for runs that are no rows.
        whole: Only runs of the workflow itself, no data-driven ones.
    """

    status: str = ""
    flow_path: str = ""
    flow: str = ""
    workspace: str = ""
    text: str = ""
    parent: int = 0
    whole: bool = False


@dataclass(frozen=True, slots=True)
class ItemCounts:
    """How many items of a Fan Out are kept, and how many of them failed."""

    total: int
    failed: int


@dataclass(frozen=True, slots=True)
class Page:
    """Some steps, and the mark to go on after them."""

    events: tuple[StepFinished, ...]
    mark: int
