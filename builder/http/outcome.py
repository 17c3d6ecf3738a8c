"""What a step that sends a request comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builder.http.composing import wire_request
from builder.http.pages import fetched
from builder.http.sending import sent
from builder.model.http import Exchange
from builder.model.response import failure_message, response_value
from builder.model.step import Outcome, Received, RunContext, StepError

if TYPE_CHECKING:
    from builder.http.fields import RequestFields

SMALL, FEW = 16 * 1024, 64
"""Bytes of a body and number of headers up to which nothing is left out of a sample."""

FAILED = 400
"""Statuses from here on mean that the request failed."""


async def outcome(step: RequestFields, ctx: RunContext) -> Outcome:
    """Send the request of a step; failed means no response, or a status of 400 and over.

    Raises:
        StepError: A field cannot be resolved (nothing is sent), or no response came and the run
            is not to go on.
    """
    if step.pagination.on:
        return await _paged(step, ctx)
    answer = await sent(step, wire_request(step, ctx), ctx)
    if isinstance(answer, StepError):
        return _without_response(step, answer, None)
    response = response_value(answer, ctx.warn)
    if answer.status >= FAILED:
        return _failed(step, response, _status_error(answer, answer.exchanges))
    small = answer.body.size <= SMALL and len(answer.headers) <= FEW
    return Outcome(
        {"response": response}, str(answer.status), exchanges=answer.exchanges, small=small
    )


async def _paged(step: RequestFields, ctx: RunContext) -> Outcome:
    """Fetch page after page; with a failure, what was collected so far stands beside it."""
    pages = await fetched(step, ctx)
    answer = pages.last
    if isinstance(answer, StepError):
        error = StepError(answer.kind, answer.message, answer.field, pages.exchanges)
        return _without_response(step, error, pages.collected)
    response = {**pages.response, "body": pages.collected, "time": round(pages.elapsed, 1)}
    if answer.status >= FAILED:
        return _failed(step, response, _status_error(answer, pages.exchanges))
    summary = f"{answer.status} · {pages.count} page{'' if pages.count == 1 else 's'}"
    return Outcome({"response": response}, summary, exchanges=pages.exchanges)


def _without_response(step: RequestFields, error: StepError, body: Any) -> Outcome:
    if not step.failure.go_on:
        raise error
    return _failed(step, {"statusCode": None, "headers": {}, "body": body}, error)


def _status_error(answer: Received, exchanges: tuple[Exchange, ...]) -> StepError:
    message = failure_message(answer.status, answer.exchanges[-1].reason)
    return StepError("http-status", message, "", exchanges)


def _failed(step: RequestFields, response: dict[str, Any], error: StepError) -> Outcome:
    output = {"response": response}
    if step.failure.go_on:
        output["error"] = {"kind": error.kind, "message": error.message}
    status = response["statusCode"]
    return Outcome(
        output,
        "" if status is None else str(status),
        failed=error,
        go_on=step.failure.go_on,
        exchanges=error.exchanges,
    )
