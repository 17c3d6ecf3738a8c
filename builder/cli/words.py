"""Events in words for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from builder.cli.preparation import Prepared
from builder.exchange.reports.facts import value_text, visible
from builder.model.events import RunFinished, Status, StepFinished
from builder.model.http import Exchange
from builder.model.row_events import RowFinished, RowsStarted

MARKS = {
    Status.SUCCEEDED: "✓",
    Status.FAILED: "✗",
    Status.SKIPPED: "–",
    Status.CANCELLED: "■",
}
"""What stands in front of a step."""

NAME_WIDTH = 32


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
    name = event.name if len(event.name) <= NAME_WIDTH else f"{event.name[: NAME_WIDTH - 1]}…"
    outcome = event.summary or ("" if event.status is Status.SUCCEEDED else str(event.status))
    time = "" if event.status is Status.SKIPPED else duration(event.duration)
    return f"{mark} {event.step:>3}  {name:<{NAME_WIDTH}}  {outcome:<14}  {time:>8}".rstrip()


def details(event: StepFinished) -> Iterator[str]:
    """What `--verbose` adds: every exchange of the step."""
    for exchange in event.exchanges:
        yield f"       {exchange_line(exchange)}"


def exchange_line(exchange: Exchange) -> str:
    """A request and what came of it: "GET https://… → 200 OK · 84 ms · 1,204 bytes"."""
    if exchange.status is None:
        return f"{exchange.method} {exchange.url} → no response"
    parts = [f"{exchange.status} {exchange.reason}".strip(), duration(exchange.timings.total)]
    parts.append(f"{exchange.body.size:,} bytes")
    return f"{exchange.method} {exchange.url} → {' · '.join(parts)}"


def error_line(path: Path, event: StepFinished | RunFinished) -> str:
    """An error as `file: step 3 (name): what`; empty for a run's that its step has told already."""
    if event.error is None:
        return ""
    if isinstance(event, RunFinished):
        return f"{path}: {event.error.message}" if event.step is None else ""
    place = f"step {event.step} ({event.name})" if event.name else f"step {event.step}"
    return f"{path}: {place}: {event.error.message}"


def warning_lines(path: Path, event: StepFinished) -> Iterator[str]:
    """A step's warnings as `file: step 3 (name): warning: what`."""
    for warning in event.warnings:
        yield f"{path}: step {event.step} ({event.name}): warning: {warning}"


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
    counts = ", ".join(f"{count} {status}" for status, count in event.counts.items() if count)
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
