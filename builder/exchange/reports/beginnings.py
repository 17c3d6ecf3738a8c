"""The beginnings of bodies that lie in files, for reports that show bodies."""

from __future__ import annotations

from pathlib import Path

from msgspec import structs

from builder.exchange.reports.html_text import LONGEST_BODY, MOST_EXCHANGES
from builder.model.events import StepFinished
from builder.model.http import BodyRecord, Exchange
from builder.model.masking import Masker

_BEYOND = 64 * 1024
"""Bytes read beyond what is kept, so that a secret across the end is seen whole and hidden."""


def with_beginnings(event: StepFinished, masker: Masker) -> StepFinished:
    """The event with the first bytes of large bodies, which are raw in their files, masked.

    Args:
        event: As the engine told it, while its files are still there.
        masker: Hides what the run keeps secret.
    """
    last = event.exchanges[-MOST_EXCHANGES:]
    if not any(exchange.body.path or exchange.request_body.path for exchange in last):
        return event
    known = event.exchanges[: -len(last)]
    return structs.replace(event, exchanges=(*known, *(_shown(one, masker) for one in last)))


def _shown(exchange: Exchange, masker: Masker) -> Exchange:
    return structs.replace(
        exchange,
        request_body=_beginning(exchange.request_body, masker),
        body=_beginning(exchange.body, masker),
    )


def _beginning(body: BodyRecord, masker: Masker) -> BodyRecord:
    if body.path is None or body.data is not None:
        return body
    try:
        with Path(body.path).open("rb") as file:
            data = file.read(LONGEST_BODY + _BEYOND)
    except OSError:
        return body  # its size is told all the same
    return structs.replace(body, data=masker.data(data)[:LONGEST_BODY])
