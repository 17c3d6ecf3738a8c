"""Sends the request of a step with its authorization, again where that is asked for."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from random import random
from typing import TYPE_CHECKING

from msgspec import structs

from builder.http.retry import IDEMPOTENT, LONGEST_OBEYED, asked_wait, is_passing
from builder.model.headers import checked_header
from builder.model.http import Exchange, WireRequest
from builder.model.step import Received, RunContext, StepError

if TYPE_CHECKING:
    from builder.http.fields import RequestFields


async def sent(step: RequestFields, request: WireRequest, ctx: RunContext) -> Received | StepError:
    """Send a request until it succeeds or no further attempt is allowed.

    Returns:
        The last answer, or the fault on the wire; either has the exchanges of every attempt.

    Raises:
        StepError: A field of the authorization cannot be resolved.
    """
    attempts = _attempts(step, ctx)
    earlier: tuple[Exchange, ...] = ()
    attempt = 1
    while True:
        answer = await _sent_once(step, request, ctx, earlier)
        if attempt >= attempts or not is_passing(answer):
            return answer
        wait = _wait(step, answer, attempt, ctx)
        if wait is None:
            return answer
        ctx.log(f"Attempt {attempt} of {attempts}: {_shown(answer)}. Next in {wait:.1f} s.")
        ctx.progress(attempt, attempts, "attempts")
        earlier = answer.exchanges
        await asyncio.sleep(wait)
        attempt += 1


def _attempts(step: RequestFields, ctx: RunContext) -> int:
    failure = step.failure
    if not failure.retry or ctx.testing:
        return 1
    return failure.attempts if failure.unsafe or step.method in IDEMPOTENT else 1


def _wait(
    step: RequestFields, answer: Received | StepError, attempt: int, ctx: RunContext
) -> float | None:
    """Seconds until the next attempt; None when the server wants none for too long."""
    asked = asked_wait(answer, datetime.now(UTC))
    if asked is None:
        return step.failure.pause(attempt, random())
    if asked > LONGEST_OBEYED:
        ctx.warn(f"Not retried: the server asks to wait {asked:.0f} s, which is over an hour.")
        return None
    return asked


def _shown(answer: Received | StepError) -> str:
    return answer.kind if isinstance(answer, StepError) else f"status {answer.status}"


async def _sent_once(
    step: RequestFields, request: WireRequest, ctx: RunContext, earlier: tuple[Exchange, ...]
) -> Received | StepError:
    """Drive the authorization; a fault on the wire is returned, any other raised.

    Either comes with the exchanges before it; how a token was got is none of them.
    """
    try:
        options = step.options.send_options(ctx)
    except StepError as error:
        raise error.inside("options") from None
    flow = step.authorization(request, ctx).flow(request, ctx)
    answer: Received | None = None
    while True:
        try:
            signed = next(flow) if answer is None else flow.send(answer)
        except StopIteration:
            assert answer is not None, "an authorization yields at least one request"
            return answer
        except StepError as error:
            raise error.inside("auth") from None
        _check_credentials(signed)
        if options.secrets:
            signed = structs.replace(signed, protected=signed.protected | options.secrets)
        try:
            received = await ctx.send(await signed.sealed(), options)
        except StepError as error:
            exchanges = earlier + error.exchanges
            return StepError(error.kind, error.message, error.field, exchanges)
        if signed.token is not None:
            answer = received
            continue
        answer = (
            structs.replace(received, exchanges=earlier + received.exchanges)
            if earlier
            else received
        )
        earlier = answer.exchanges


def _check_credentials(request: WireRequest) -> None:
    """Credentials are text from elsewhere too: they must not break out of their header."""
    if not request.credential_headers:
        return
    for name, value in request.headers:
        if name.lower() in request.credential_headers:
            checked_header(name, value, "auth")
