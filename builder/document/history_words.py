"""Past runs in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import PurePath

from builder.history.entries import RunEntry
from builder.history.upkeep import INTERRUPTED
from builder.look.language import tr, tr_count
from builder.model.amounts import duration_text
from builder.model.events import Status
from builder.model.shown_name import shown_name
from builder.model.visible_text import visible, visible_lines

TONES = {
    Status.SUCCEEDED.value: "ok",
    Status.FAILED.value: "error",
    Status.RUNNING.value: "warning",
    INTERRUPTED: "warning",
}
ICONS = {Status.SUCCEEDED.value: "check", Status.FAILED.value: "cross", INTERRUPTED: "warning"}
STATUSES = (
    Status.SUCCEEDED.value,
    Status.FAILED.value,
    Status.CANCELLED.value,
    INTERRUPTED,
    Status.RUNNING.value,
)
"""What a run can be, in the order in which a filter offers it."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def tone(entry: RunEntry) -> str:
    """The tone a run's status is shown in."""
    return TONES.get(entry.status, "")


def icon_name(entry: RunEntry) -> str:
    """The icon of a run's status."""
    return ICONS.get(entry.status, "stop")


def when_text(moment: datetime, now: datetime | None = None) -> str:
    """ "14:02" today, "Yesterday 14:02", "3 Nov 14:02", "3 Nov 2025 14:02"."""
    now = now or datetime.now().astimezone()
    clock = f"{moment:%H:%M}"
    if moment.date() == now.date():
        return clock
    if moment.date() == (now - timedelta(days=1)).date():
        return tr("Yesterday {time}", time=clock)
    year = f" {moment.year}" if moment.year != now.year else ""
    month = tr(MONTHS[moment.month - 1])
    return tr("{day} {month}{year} {time}", day=moment.day, month=month, year=year, time=clock)


def rows_text(entry: RunEntry) -> str:
    """Which rows a run is of: those of a file, or one of them; empty for other runs."""
    if entry.row:
        return tr("row {row:,}", row=entry.row)
    if not entry.data:
        return ""
    name = shown_name(PurePath(entry.data).name)
    words = tr("{done:,} of {rows:,} rows of {name}", done=entry.done, rows=entry.rows, name=name)
    if entry.done == entry.rows:
        words = tr_count("{n:,} row of {name}", "{n:,} rows of {name}", entry.rows, name=name)
    return tr("{words}, {n:,} failed", words=words, n=entry.bad) if entry.bad else words


def line(entry: RunEntry) -> str:
    """A line for a short list ("14:02  1.2 s · failed at step 3")."""
    if entry.data:
        return _rows_line(entry)
    words = [f"{when_text(entry.started)}  {duration_text(entry.duration)}"]
    if entry.part:
        words.append(entry.part)
    if entry.status == Status.FAILED and entry.step is not None:
        words.append(tr("failed at step {n}", n=entry.step))
    elif entry.status != Status.SUCCEEDED:
        words.append(tr(entry.status))
    return " · ".join(words)


def _rows_line(entry: RunEntry) -> str:
    """A line of a data-driven run, the counts first ("14:02  1,000 rows · 3 failed")."""
    words = [tr_count("{n:,} row", "{n:,} rows", entry.rows)]
    if entry.done != entry.rows:
        words = [tr("{done:,} of {rows:,} rows", done=entry.done, rows=entry.rows)]
    if entry.bad:
        words.append(tr("{n:,} failed", n=entry.bad))
    if entry.part:
        words.append(entry.part)
    if entry.status not in (Status.SUCCEEDED, Status.FAILED):
        words.append(tr(entry.status))
    return f"{when_text(entry.started)}  {' · '.join(words)}"


def tip(entry: RunEntry) -> str:
    """All that is known of a run, a line each."""
    lines = [f"{shown_name(entry.flow)}: {tr(entry.status)}, {entry.started:%Y-%m-%d %H:%M:%S}"]
    if entry.data:
        lines += [entry.data, rows_text(entry)]
    if entry.environment:
        lines.append(tr("Environment: {name}", name=shown_name(entry.environment)))
    if entry.test_data:
        lines.append(tr("The event was the trigger's example."))
    if entry.error:
        lines.append(entry.error)
    if entry.gaps:
        lines.append(tr("Not all of it was kept."))
    return visible_lines("\n".join(lines))


def details(entry: RunEntry) -> str:
    """What the last column of the list of all runs says."""
    words = [
        rows_text(entry),
        entry.part,
        entry.environment,
        entry.error or (tr("test data") if entry.test_data else ""),
    ]
    return visible(" · ".join(word for word in words if word))
