"""One page of HTML that needs nothing else: summary, time line, every exchange, a filter.

The page is made of escaped text alone; its one script, named by its hash in the page's policy, only
switches the filter and the theme. What does not fit into its limits is left out and counted.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from builder import resource
from builder.exchange.reports.facts import (
    RowSteps,
    RunFacts,
    RunSteps,
    Write,
    began_at,
    value_text,
)
from builder.exchange.reports.html_text import bar, entry, pill, problem, step_entry, text
from builder.model.amounts import duration_text
from builder.model.events import AnyEvent, Failure, RunFinished, RunStarted, Status
from builder.model.row_events import RowFinished, RowsEvent, RowsFinished

LARGEST = 24_000_000
"""Characters of entries a page may have; a quarter of that is kept for what failed."""
_FOR_ALL = LARGEST * 3 // 4


class HtmlReport:
    """Collects the page and writes it at the end.

    Args:
        facts: What runs.
        write: Takes the text.
    """

    def __init__(self, facts: RunFacts, write: Write) -> None:
        self._facts = facts
        self._write = write
        self._runs = RowSteps()
        self._rows: list[tuple[RowFinished, str]] = []
        self._size = 0
        self._left_out: Counter[str] = Counter()
        self._test_data = False
        self._end: RunFinished | RowsFinished | None = None

    def hear(self, event: AnyEvent, row: int = 0) -> None:
        """Keep the steps of a run."""
        self._runs.hear(event, row)
        if row == 0 and isinstance(event, RunStarted):
            self._test_data = event.test_data
        elif row == 0 and isinstance(event, RunFinished):
            self._end = event

    def hear_rows(self, event: RowsEvent) -> None:
        """Keep a row that ended."""
        if isinstance(event, RowFinished):
            run = self._runs.take(event.row)
            inside = "".join(self._steps(run, event.duration / 1000))
            if event.error is not None and not any(step.error for step in run.steps):
                inside = problem(event.error.message) + inside
            self._row(event, inside)
        elif isinstance(event, RowsFinished):
            self._end = event

    def close(self) -> None:
        """Write the page."""
        end = self._end or RunFinished(status=Status.CANCELLED)
        entries = self._row_entries(end.duration / 1000) if self._facts.data else self._single(end)
        body = "".join(entries)
        notes = "".join(self._notes())
        self._write(_HEAD.format(title=text(self._facts.flow), style=_style(), hash=_hash()))
        self._write(f"<main>{self._summary(end)}{notes}{_navigation(end)}{body}</main>")
        self._write(f"<script>{_script()}</script></body></html>\n")

    def _steps(self, run: RunSteps, total: float) -> Iterator[str]:
        """The entries of a run's steps, as far as they fit; failed ones have more room."""
        for step in run.steps:
            has_failed = step.status is Status.FAILED
            if self._size < (LARGEST if has_failed else _FOR_ALL):
                made = step_entry(step, total)
                self._size += len(made)
                yield made
            else:
                self._left_out["failed step" if has_failed else "step"] += 1
        self._left_out["step"] += run.left_out

    def _single(self, end: RunFinished | RowsFinished) -> Iterator[str]:
        run = self._runs.take(0)
        yield from self._steps(run, end.duration / 1000)

    def _row(self, event: RowFinished, inside: str) -> None:
        has_failed = event.status is not Status.SUCCEEDED
        if self._size < (LARGEST if has_failed else _FOR_ALL):
            self._size += 600
            self._rows.append((event, inside))
        else:
            self._left_out["failed row" if has_failed else "row"] += 1

    def _row_entries(self, total: float) -> Iterator[str]:
        for event, inside in sorted(self._rows, key=lambda pair: pair[0].row):
            said = value_text(event.result) if event.error is None else event.error.message
            summary = (
                f'<span class="number">{event.row}</span><span class="name">{text(said)}</span>'
                f"{bar(began_at(event), event.duration / 1000, total)}"
                f'<span class="time">{duration_text(event.duration)}</span>'
                f"{pill(event.status.value)}"
            )
            line = f'<p class="muted">Line {event.line} of the data.</p>' if event.line else ""
            yield entry("row", event.status.value, summary, line + inside)

    def _notes(self) -> Iterator[str]:
        if self._end is None:
            yield '<div class="note">The run was broken off.</div>'
        for what, count in self._left_out.items():
            if count:
                words = f"{count:,} {what}{'' if count == 1 else 's'}"
                yield f'<div class="note">Left out, because the page is full: {words}.</div>'

    def _summary(self, end: RunFinished | RowsFinished) -> str:
        counts = ", ".join(f"{count:,} {status}" for status, count in end.counts.items() if count)
        facts = [
            ("Environment", self._facts.environment),
            ("Data", self._facts.data),
            ("Event", "the trigger's example (test data)" if self._test_data else ""),
            ("Began", f"{self._facts.began:%Y-%m-%d %H:%M:%S %z}" if self._facts.began else ""),
            ("Duration", duration_text(end.duration)),
            ("Rows" if self._facts.data else "Steps", counts),
            ("Result", value_text(getattr(end, "result", None), 2_000)),
        ]
        lines = "".join(
            f"<div><dt>{name}</dt><dd>{text(value)}</dd></div>" for name, value in facts if value
        )
        status = end.status.value
        error = _error(end.error)
        return (
            f'<header class="{status}"><h1>{text(self._facts.flow)}</h1>{pill(status)}</header>'
            f'{_share(end)}<dl class="facts">{lines}</dl>{error}'
        )


def _error(error: Failure | None) -> str:
    return "" if error is None else problem(error.message)


def _share(end: RunFinished | RowsFinished) -> str:
    """How many of the rows or steps succeeded and failed, as parts of one bar."""
    order = (Status.SUCCEEDED.value, Status.FAILED.value)
    names = sorted(end.counts, key=lambda name: (name not in order, name != order[0]))
    parts = "".join(
        f'<i class="{text(name)}" style="flex:{end.counts[name]}" '
        f'title="{end.counts[name]:,} {text(name)}"></i>'
        for name in names
        if end.counts[name]
    )
    return f'<div class="share">{parts}</div>' if parts else ""


def _navigation(end: RunFinished | RowsFinished) -> str:
    """The buttons above the entries."""
    failed = end.counts.get(Status.FAILED.value, 0)
    off = "" if failed else " disabled"
    count = f" · {failed:,}" if failed else ""
    return (
        '<nav><button id="all" aria-pressed="true">All</button>'
        f'<button id="failed" aria-pressed="false"{off}>Failed{count}</button>'
        '<button id="open">Open all</button>'
        '<button id="theme">Light / dark</button></nav>\n'
    )


def _style() -> str:
    return resource.path("report", "report.css").read_text("utf-8")


def _script() -> str:
    return resource.path("report", "report.js").read_text("utf-8")


def _hash() -> str:
    return b64encode(sha256(_script().encode()).digest()).decode()


_HEAD = (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "style-src 'unsafe-inline'; script-src 'sha256-{hash}'; base-uri 'none'; "
    "form-action 'none'\">\n"
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    "<title>{title}</title>\n<style>{style}</style></head>\n<body>"
)
