"""Exchanges and events without secrets."""

from __future__ import annotations

from itertools import chain

import msgspec

from builder.model.events import Failure, StepFinished
from builder.model.http import BodyRecord, Exchange
from builder.model.masking import Masker


def masked_exchange(exchange: Exchange, masker: Masker) -> Exchange:
    """The exchange without secrets, itself when there are none; files stay as they are."""
    if _is_clean(exchange, masker):
        return exchange
    return msgspec.structs.replace(
        exchange,
        url=masker.text(exchange.url),
        request_headers=masker.headers(exchange.request_headers),
        request_body=_body(exchange.request_body, masker),
        reason=masker.text(exchange.reason),
        headers=masker.headers(exchange.headers),
        body=_body(exchange.body, masker),
    )


def masked_failure(failure: Failure, masker: Masker) -> Failure:
    """The failure without secrets."""
    return Failure(failure.kind, masker.text(failure.message))


def masked_end(event: StepFinished, masker: Masker) -> StepFinished:
    """The end of a step without secrets; files stay as they are."""
    if not masker:
        return event
    return msgspec.structs.replace(
        event,
        summary=masker.text(event.summary),
        error=None if event.error is None else masked_failure(event.error, masker),
        warnings=tuple(map(masker.text, event.warnings)),
        exchanges=tuple(masked_exchange(exchange, masker) for exchange in event.exchanges),
        sample=masker.json(event.sample),
    )


def _is_clean(exchange: Exchange, masker: Masker) -> bool:
    """Whether there is nothing to hide, as is most often the case."""
    for body in (exchange.request_body, exchange.body):
        if body.data and masker.data(body.data) is not body.data:
            return False
    headers = (*exchange.request_headers, *exchange.headers)
    return masker.clean((exchange.url, exchange.reason, *chain.from_iterable(headers)))


def _body(body: BodyRecord, masker: Masker) -> BodyRecord:
    return msgspec.structs.replace(
        body,
        media_type=masker.text(body.media_type),
        data=None if body.data is None else masker.data(body.data),
    )
