"""What all reports have in common."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeAlias

from msgspec import structs

from builder.model.events import AnyEvent, RunFinished, Status, StepFinished
from builder.model.http import Exchange
from builder.model.json_text import JsonError, compact
from builder.model.row_events import RowFinished, RowsEvent

Write: TypeAlias = Callable[[str], object]
"""Appends text to the report's file."""

LONGEST_RESULT = 200
"""Characters of a Response value in a table."""


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What is known before a run begins.

    Attributes:
        flow: The workflow's file as it was named.
        environment: Name of the environment; empty for none.
        data: The file of rows; empty for a single run.
        began: When it began, with its time zone.
    """

    flow: str
    environment: str = ""
    data: str = ""
    began: datetime | None = None


class Report(Protocol):
    """Hears every event of a run, then writes what is left to write."""

    def hear(self, event: AnyEvent, row: int = 0) -> None:
        """Take an event of a run; with a row when it is one of a data-driven run's."""
        ...

    def hear_rows(self, event: RowsEvent) -> None:
        """Take an event of a data-driven run as a whole."""
        ...

    def close(self) -> None:
        """Write the end; also when the run was broken off."""
        ...


MOST_STEPS = 5_000
"""Steps of a run that a report keeps in memory; beyond them only what failed."""


@dataclass(slots=True)
class RunSteps:
    """The steps of one run, collected until it ends.

    Attributes:
        steps: In the order they ended; with samples only those of the workflow's own list that
            sent nothing.
        left_out: How many more there were; beyond `MOST_STEPS` only what failed is kept.
        end: The run's last event.
    """

    steps: list[StepFinished] = field(default_factory=list)
    left_out: int = 0
    end: RunFinished | None = None

    def add(self, event: StepFinished) -> None:
        """Keep a step, unless there are very many."""
        count = len(self.steps)
        if count >= (2 * MOST_STEPS if event.status is Status.FAILED else MOST_STEPS):
            self.left_out += 1
        else:
            is_told = not event.path and not event.exchanges
            sample = event.sample if is_told else None
            self.steps.append(structs.replace(event, sample=sample, output_path=None))


class RowSteps:
    """The steps of the rows that are under way."""

    def __init__(self) -> None:
        self._rows: dict[int, RunSteps] = {}

    def hear(self, event: AnyEvent, row: int) -> None:
        """Keep what belongs to the row."""
        if isinstance(event, StepFinished):
            self._rows.setdefault(row, RunSteps()).add(event)
        elif isinstance(event, RunFinished):
            self._rows.setdefault(row, RunSteps()).end = event

    def take(self, row: int) -> RunSteps:
        """What was kept of a row, which is forgotten."""
        return self._rows.pop(row, None) or RunSteps()


def started_at(event: StepFinished) -> float:
    """Seconds from the start of the run to the start of the step."""
    return max(0.0, event.at - event.duration / 1000)


def began_at(event: RowFinished) -> float:
    """Seconds from the start of the data-driven run to the start of the row."""
    return max(0.0, event.at - event.duration / 1000)


def value_text(value: Any, longest: int = LONGEST_RESULT) -> str:
    """A value on one line, cut with "…" where it is too long; empty for None."""
    if value is None:
        return ""
    try:
        text = value if isinstance(value, str) else compact(value)
    except JsonError as error:
        text = str(error)
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\uffff]"
)


def visible(text: str) -> str:
    """The text with control characters and those that turn its direction shown by their code.

    What servers send must neither break a file format nor look like something else.
    """
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def answer_text(exchange: Exchange) -> str:
    """ "GET https://… → 200 OK"."""
    answer = "no response"
    if exchange.status is not None:
        answer = f"{exchange.status} {exchange.reason}".strip()
    return f"{exchange.method} {exchange.url} → {answer}"
