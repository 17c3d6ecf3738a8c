"""Events in words for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from builder.cli.preparation import Prepared
from builder.exchange.reports.facts import value_text, visible
from builder.model.events import RunFinished, Status, StepFinished, StepStarted
from builder.model.http import Exchange
from builder.model.places import around, indexes, place
from builder.model.row_events import RowFinished, RowsStarted

MARKS = {
    Status.SUCCEEDED: "✓",
    Status.FAILED: "✗",
    Status.SKIPPED: "–",
    Status.CANCELLED: "■",
}
"""What stands in front of a step."""

INSIDE = "▸"
"""Stands in front of a step that the following lines are inside of."""

NAME_WIDTH = 32
LEAST_WIDTH = 12
"""However deep a step stands, this much of its name is shown."""


def beginning(prepared: Prepared) -> str:
    """The first line: what runs where, and whether test data is used."""
    around = prepared.surroundings
    parts = [prepared.path.name]
    if around.name:
        parts.append(f"environment {around.name}")
    if prepared.test_data:
        parts.append("event: the trigger's example JSON (test data)")
    return " · ".join(parts)


def step_line(event: StepFinished) -> str:
    """A step that ended: mark, number, name, outcome, time."""
    mark = MARKS.get(event.status, "·")
    before = margin(event.path)
    width = max(NAME_WIDTH - len(before), LEAST_WIDTH)
    name = event.name if len(event.name) <= width else f"{event.name[: width - 1]}…"
    outcome = event.summary or ("" if event.status is Status.SUCCEEDED else str(event.status))
    time = "" if event.status is Status.SKIPPED else duration(event.duration)
    return f"{before}{mark} {event.step:>3}  {name:<{width}}  {outcome:<14}  {time:>8}".rstrip()


def heading(event: StepStarted, note: str = "") -> str:
    """A step that others run inside of, before these."""
    return f"{margin(event.path)}{INSIDE} {event.step:>3}  {event.name}  {note}".rstrip()


def margin(path: str) -> str:
    """What stands before a line about a place inside Fan Outs and sub-workflows: "  [12] "."""
    items = "".join(f"[{index}]" for index in indexes(path))
    return "  " * len(around(path)) + (f"{items} " if items else "")


def details(event: StepFinished) -> Iterator[str]:
    """What `--verbose` adds: every exchange of the step."""
    for exchange in event.exchanges:
        yield f"{margin(event.path)}      {exchange_line(exchange)}"


def exchange_line(exchange: Exchange) -> str:
    """A request and what came of it: "GET https://… → 200 OK · 84 ms · 1,204 bytes"."""
    if exchange.status is None:
        return f"{exchange.method} {exchange.url} → no response"
    parts = [f"{exchange.status} {exchange.reason}".strip(), duration(exchange.timings.total)]
    parts.append(f"{exchange.body.size:,} bytes")
    return f"{exchange.method} {exchange.url} → {' · '.join(parts)}"


def error_line(path: Path, event: StepFinished | RunFinished) -> str:
    """An error as `file: step 4[12].5 (name): what`; empty for a run's that a step has told."""
    if event.error is None:
        return ""
    if isinstance(event, RunFinished):
        return f"{path}: {event.error.message}" if event.step is None else ""
    return f"{path}: {_named(event)}: {event.error.message}"


def warning_lines(path: Path, event: StepFinished) -> Iterator[str]:
    """A step's warnings as `file: step 3 (name): warning: what`."""
    for warning in event.warnings:
        yield f"{path}: {_named(event)}: warning: {warning}"


def _named(event: StepFinished) -> str:
    words = f"step {place(event.path, event.step)}"
    return f"{words} ({event.name})" if event.name else words


def row_beginning(prepared: Prepared, event: RowsStarted) -> str:
    """The first line of a data-driven run: what runs where with which rows."""
    parts = [prepared.path.name]
    if event.environment:
        parts.append(f"environment {event.environment}")
    parts.append(f"{event.data}: {event.total:,} row{'' if event.total == 1 else 's'}")
    if prepared.data is not None and prepared.data.plan.at_once > 1:
        parts.append(f"{prepared.data.plan.at_once} at once")
    if prepared.data is not None and prepared.data.resume:
        words = f"{event.finished:,} are finished already and not repeated"
        parts.append(words if event.finished else "nothing to resume: all rows are run")
    return " · ".join(parts)


def row_line(event: RowFinished) -> str:
    """A row that ended: mark, number, time, outcome."""
    mark = MARKS.get(event.status, "·")
    return (
        f"{mark} row {event.row:>5}  {duration(event.duration):>8}  {row_outcome(event)}".rstrip()
    )


def row_outcome(event: RowFinished) -> str:
    """What came of a row, on one line: its Response value, or its error."""
    if event.error is None:
        text = value_text(event.result)
    else:
        text = f"step {event.step}: {event.error.message}" if event.step else event.error.message
    return visible(" ".join(text.split()))


def ending(event: RunFinished) -> str:
    """The last line: how it ended, how long it took, how many steps came to what."""
    counts = ", ".join(
        f"{count} {_counted(status)}" for status, count in event.counts.items() if count
    )
    line = f"{event.status} in {duration(event.duration)}"
    return f"{line}: {counts}" if counts else line


def duration(milliseconds: float) -> str:
    """A time people can read: "84 ms", "1.2 s", "3:05 min"."""
    if milliseconds < 1000:
        return f"{milliseconds:.0f} ms"
    seconds = milliseconds / 1000
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{int(seconds // 60)}:{int(seconds % 60):02} min"


def _counted(status: str) -> str:
    """What a step is called that never began."""
    return "not run" if status == Status.QUEUED else status
