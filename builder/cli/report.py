"""`--report json=FILE`: the whole run in one JSON file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from builder.cli.preparation import Prepared
from builder.model.events import AnyEvent, Failure, RunFinished, RunStarted, StepFinished
from builder.model.http import Exchange
from builder.model.json_text import pretty
from builder.storage.atomic import write_bytes


class JsonReport:
    """Collects a run and writes it when it is over, however it ended.

    Args:
        prepared: What runs.
        file: Where the report goes; replaced as a whole.
    """

    def __init__(self, prepared: Prepared, file: Path) -> None:
        self._file = file
        self._report: dict[str, Any] = {
            "flow": os.fspath(prepared.path),
            "environment": prepared.surroundings.name,
            "testData": prepared.test_data,
            "status": "cancelled",
            "durationMs": 0.0,
            "error": None,
            "counts": {},
            "steps": [],
        }

    def hear(self, event: AnyEvent) -> None:
        """Note what the report says."""
        if isinstance(event, RunStarted):
            self._report["testData"] = event.test_data
        elif isinstance(event, StepFinished):
            self._report["steps"].append(_step(event))
        elif isinstance(event, RunFinished):
            self._report |= {
                "status": str(event.status),
                "durationMs": round(event.duration, 3),
                "error": _failure(event.error),
                "counts": event.counts,
            }

    def close(self) -> None:
        """Write the file.

        Raises:
            FileProblem: It cannot be written.
        """
        write_bytes(self._file, f"{pretty(self._report)}\n".encode())


def _step(event: StepFinished) -> dict[str, Any]:
    return {
        "step": event.step,
        "name": event.name,
        "status": str(event.status),
        "startedAt": round(max(0.0, event.at - event.duration / 1000), 6),
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
