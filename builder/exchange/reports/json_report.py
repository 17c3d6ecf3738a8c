"""The whole run as one JSON value, written as it goes."""

from __future__ import annotations

from typing import Any

from builder.exchange.reports.facts import (
    RowSteps,
    RunFacts,
    Write,
    began_at,
    started_at,
)
from builder.model.events import AnyEvent, Failure, RunFinished, RunStarted, StepFinished
from builder.model.http import Exchange
from builder.model.json_text import compact
from builder.model.places import place
from builder.model.row_events import RowFinished, RowsEvent, RowsFinished


class JsonReport:
    """Steps of a single run, or rows with their steps; see the page on reports in the guide.

    Args:
        facts: What runs.
        write: Takes the text.
    """

    def __init__(self, facts: RunFacts, write: Write) -> None:
        self._write = write
        self._rows = RowSteps()
        self._is_first = True
        self._test_data = False
        self._end: dict[str, Any] = {
            "status": "cancelled",
            "durationMs": 0.0,
            "error": None,
            "counts": {},
        }
        head = {"flow": facts.flow, "environment": facts.environment}
        if facts.data:
            head["data"] = facts.data
        self._data_driven = bool(facts.data)
        began = facts.began.isoformat(timespec="milliseconds") if facts.began else ""
        self._write(f"{compact({**head, 'began': began})[:-1]},\n")
        self._write('"rows": [' if facts.data else '"steps": [')

    def hear(self, event: AnyEvent, row: int = 0) -> None:
        """Write a step of a single run; keep one of a row until that ends."""
        if row:
            self._rows.hear(event, row)
        elif isinstance(event, RunStarted):
            self._test_data = event.test_data
        elif isinstance(event, StepFinished):
            self._member(_step(event))
        elif isinstance(event, RunFinished):
            self._end = _ending(event)
            if event.result is not None:
                self._end["result"] = event.result

    def hear_rows(self, event: RowsEvent) -> None:
        """Write a row that ended."""
        if isinstance(event, RowFinished):
            run = self._rows.take(event.row)
            self._member(
                {
                    "row": event.row,
                    "line": event.line,
                    "status": str(event.status),
                    "startedAt": round(began_at(event), 6),
                    "durationMs": round(event.duration, 3),
                    "result": event.result,
                    "error": _failure(event.error),
                    "step": event.step,
                    "steps": [_step(step) for step in run.steps],
                    "leftOut": run.left_out,
                }
            )
        elif isinstance(event, RowsFinished):
            self._end = _ending(event)

    def close(self) -> None:
        """Write how it ended."""
        end = self._end if self._data_driven else {"testData": self._test_data, **self._end}
        self._write(f"\n],\n{compact(end)[1:]}\n")

    def _member(self, value: dict[str, Any]) -> None:
        self._write(f"{'' if self._is_first else ','}\n{compact(value)}")
        self._is_first = False


def _ending(event: RunFinished | RowsFinished) -> dict[str, Any]:
    return {
        "status": str(event.status),
        "durationMs": round(event.duration, 3),
        "error": _failure(event.error),
        "counts": event.counts,
    }


def _step(event: StepFinished) -> dict[str, Any]:
    return {
        "step": event.step,
        "place": place(event.path, event.step),
        "name": event.name,
        "status": str(event.status),
        "startedAt": round(started_at(event), 6),
        "durationMs": round(event.duration, 3),
        "summary": event.summary,
        "error": _failure(event.error),
        "warnings": list(event.warnings),
        "requests": [_exchange(exchange) for exchange in event.exchanges],
    }


def _exchange(exchange: Exchange) -> dict[str, Any]:
    return {
        "method": exchange.method,
        "url": exchange.url,
        "status": exchange.status,
        "durationMs": round(exchange.timings.total, 3),
        "bytes": exchange.body.size,
    }


def _failure(error: Failure | None) -> dict[str, str] | None:
    return None if error is None else {"kind": error.kind, "message": error.message}
