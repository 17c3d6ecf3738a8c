"""The request a step would send now, masked, without sending it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from builder.engine.framing import framed
from builder.engine.hiding import Hiding
from builder.http.composing import wire_request
from builder.http.fields import RequestFields
from builder.http.page_token import PageScope, without_empty_token
from builder.model.environment import Surroundings
from builder.model.http import BodyRecord, Exchange, Header, StreamedBody, WireRequest
from builder.model.masking import MASK
from builder.model.resolver import FieldResolver
from builder.model.scope import Scope
from builder.model.step import Received, Resolver, StepError

_TOKEN_REQUESTS = 3
"""Nothing asks for more tokens than this before its first request."""


def preview(step: RequestFields, scope: Scope, surroundings: Surroundings) -> Exchange:
    """An exchange with the request alone: the first page's, with a masked token where one is got.

    Cookies of a run are not in it, since there is no run.

    Args:
        step: What would send it.
        scope: What references stand for.
        surroundings: Its secrets are masked; its connections and its folder are used.

    Raises:
        StepError: A field cannot be resolved, or what came out cannot be sent.
    """
    if step.paged:
        step, scope = without_empty_token(step), PageScope(scope)
    folder = Path(surroundings.folder) if surroundings.folder else None
    ctx = FieldResolver(scope, folder, surroundings.connections)
    hiding = Hiding(surroundings)
    try:
        request = _signed(step, wire_request(step, ctx), ctx)
    except StepError as error:
        raise hiding.error(error) from None
    hiding.protect(request)
    headers = framed(request)
    exchange = Exchange(request.method, request.url, headers, _record(request, headers))
    return hiding.exchanges((exchange,))[0]


def _signed(step: RequestFields, request: WireRequest, ctx: Resolver) -> WireRequest:
    """The first request of the authorization that is not for a token."""
    flow = step.authorization(request, ctx).flow(request, ctx)
    try:
        signed = next(flow)
        for _ in range(_TOKEN_REQUESTS):
            if signed.token is None:
                break
            signed = flow.send(_token_answer(signed.url))
    except StepError as error:
        raise error.inside("auth") from None
    finally:
        flow.close()
    return signed


def _token_answer(url: str) -> Received:
    """What a token endpoint answers, with a mask for a token."""
    data = msgspec.json.encode({"access_token": MASK, "token_type": "Bearer"})
    body = BodyRecord(len(data), "application/json", data)
    return Received(200, url, (), body, 0, ())


def _record(request: WireRequest, headers: tuple[Header, ...]) -> BodyRecord:
    kinds = (value for name, value in headers if name.lower() == "content-type")
    media_type = next(kinds, "")
    body = request.body
    if body is None:
        return BodyRecord()
    if isinstance(body, StreamedBody):
        return BodyRecord(body.size or 0, media_type, body.shown.encode())
    return BodyRecord(len(body), media_type, body)
