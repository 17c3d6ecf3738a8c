"""Runs for the history: made-up events of a run, and a process that records until it is killed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from builder.history.about import About
from builder.history.recorder import Recorder
from builder.model.events import (
    AnyEvent,
    RunFinished,
    RunStarted,
    Status,
    StepFinished,
    StepStarted,
)
from builder.model.http import BodyRecord, Exchange, Timings
from builder.model.masking import Masker

WORKFLOW = {"format": 1, "trigger": {"kind": "event", "number": 1}, "steps": []}
HEADERS = (("content-type", "application/json"), ("server", "test"))


def exchange(data: bytes = b"{}", **changes: object) -> Exchange:
    """A request that was answered."""
    fields = {
        "method": "GET",
        "url": "http://127.0.0.1:8000/items?q=1",
        "request_headers": (("Host", "127.0.0.1:8000"), ("Accept", "*/*")),
        "status": 200,
        "reason": "OK",
        "headers": HEADERS,
        "body": BodyRecord(len(data), "application/json", data),
        "timings": Timings(send=0.1, wait=1.5, receive=0.2),
        "remote": "127.0.0.1:8000",
        "http_version": "HTTP/1.1",
    }
    return Exchange(**{**fields, **changes})


def item(index: int, failed: bool = False, duration: float = 2.0, step: int = 3) -> StepFinished:
    """How the request inside the Fan Out that is step 2 ended for one item."""
    return StepFinished(
        at=index / 1000,
        step=step,
        name="Get",
        status=Status.FAILED if failed else Status.SUCCEEDED,
        duration=duration,
        summary="200",
        exchanges=(exchange(b'{"id": %d}' % index, url=f"http://127.0.0.1/items/{index}"),),
        sample={"response": {"statusCode": 200, "body": {"id": index}}},
        path=f"2[{index}]",
    )


def fan_out(items: int, failed: int = 50) -> Iterator[AnyEvent]:
    """A run of a Fan Out; every so manieth item fails."""
    yield RunStarted(flow="orders", steps=(1, 2, 3))
    yield StepStarted(step=1, name="Event")
    yield StepFinished(step=1, name="Event", status=Status.SUCCEEDED, sample={"event": 1})
    yield StepStarted(step=2, name="Each", at=0.001)
    for index in range(items):
        yield StepStarted(step=3, name="Get", path=f"2[{index}]", at=index / 1000)
        yield item(index, failed=index % failed == 0, duration=1.0 + index % 7)
    counts = {"total": items, "failed": items // failed}
    yield StepFinished(step=2, name="Each", status=Status.SUCCEEDED, at=9, sample=counts)
    yield RunFinished(status=Status.SUCCEEDED, at=9, duration=9000, counts={"succeeded": items})


def keep(
    database: Path,
    *events: AnyEvent,
    about: About | None = None,
    masker: Masker | None = None,
    **options: object,
) -> list[str]:
    """Record a run; what was warned of."""
    warned: list[str] = []
    recorder = Recorder(database, about or About(WORKFLOW), warned.append, **options)
    recorder.hide_with(masker or Masker())
    for event in events:
        recorder.hear(event)
    recorder.close()
    return warned


def simple(output: object = 1, status: Status = Status.SUCCEEDED) -> tuple[AnyEvent, ...]:
    """A run of one step."""
    return (
        RunStarted(flow="orders", steps=(1,)),
        StepStarted(step=1, name="Event"),
        StepFinished(step=1, name="Event", status=status, sample=output),
        RunFinished(status=status, duration=5, at=0.005),
    )
