"""What differs between two runs, step by step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from builder.model.events import StepFinished
from builder.model.http import BodyRecord, Exchange
from builder.model.json_diff import Difference, differences
from builder.model.json_text import JsonError, parse
from builder.model.response import headers_value

WHOLE = 4_000_000
"""Bytes up to which bodies are compared by their structure, where nothing else is asked for."""

_TEXT = 10_000
"""Characters of a body that is no JSON which are compared."""


@dataclass(frozen=True, slots=True)
class StepComparison:
    """A step of two runs.

    Attributes:
        step: Its number.
        name: Its name, in the later run where it is in both.
        before: How it ended in the first run; None when it was not reached.
        after: The same in the second.
        found: What differs in status, request, response and output; times are left out.
    """

    step: int
    name: str
    before: StepFinished | None
    after: StepFinished | None
    found: tuple[Difference, ...]


def compared(
    before: Iterable[StepFinished], after: Iterable[StepFinished], whole: int = WHOLE
) -> tuple[StepComparison, ...]:
    """Compare the steps of the workflow's own list, matched by number, in the later run's order.

    Args:
        before: How the steps of the first run ended.
        after: The same of the second.
        whole: Bytes of a body up to which it is compared by its structure; a larger one by its
            size alone.
    """
    old = {event.step: event for event in before}
    new = {event.step: event for event in after}
    order = [*new, *(step for step in old if step not in new)]
    return tuple(_step(step, old.get(step), new.get(step), whole) for step in order)


def _step(
    step: int, before: StepFinished | None, after: StepFinished | None, whole: int
) -> StepComparison:
    named = after or before
    found = differences(_value(before, whole), _value(after, whole))
    return StepComparison(step, named.name if named else "", before, after, found)


def _value(event: StepFinished | None, whole: int) -> Any:
    """What is compared of a step, as one JSON value."""
    if event is None:
        return {"status": "not reached"}
    value: dict[str, Any] = {"status": event.status.value}
    if event.summary:
        value["summary"] = event.summary
    if event.error is not None:
        value["error"] = {"kind": event.error.kind, "message": event.error.message}
    if event.warnings:
        value["warnings"] = list(event.warnings)
    if event.exchanges:
        last = event.exchanges[-1]
        value["request"] = _request(last, whole)
        value["response"] = _response(last, whole)
    elif event.sample is not None:
        value["output"] = event.sample
    return value


def _request(exchange: Exchange, whole: int) -> dict[str, Any]:
    return {
        "method": exchange.method,
        "url": exchange.url,
        "headers": headers_value(exchange.request_headers),
        "body": _body(exchange.request_body, whole),
    }


def _response(exchange: Exchange, whole: int) -> dict[str, Any]:
    return {
        "statusCode": exchange.status,
        "headers": headers_value(exchange.headers),
        "body": _body(exchange.body, whole),
    }


def _body(body: BodyRecord, whole: int) -> Any:
    if not body.size:
        return ""
    if body.size > whole:
        return f"<{body.size:,} bytes>"
    try:
        data = body.read()
    except OSError:
        return "<not kept>"
    try:
        return parse(data)
    except JsonError:
        return data[:_TEXT].decode("utf-8", "replace")
