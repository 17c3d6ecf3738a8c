"""Sends the request of a step with its authorization, and says what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builder.http.composing import wire_request
from builder.model.headers import checked_header
from builder.model.http import WireRequest
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
    answer = await _sent(step, wire_request(step, ctx), ctx)
    if isinstance(answer, StepError):
        if not step.failure.go_on:
            raise answer
        nothing: dict[str, Any] = {"statusCode": None, "headers": {}, "body": None}
        return _failed(step, nothing, answer)
    response = response_value(answer, ctx.warn)
    if answer.status < FAILED:
        small = answer.body.size <= SMALL and len(answer.headers) <= FEW
        return Outcome(
            {"response": response}, str(answer.status), exchanges=answer.exchanges, small=small
        )
    message = failure_message(answer.status, answer.exchanges[-1].reason)
    return _failed(step, response, StepError("http-status", message, "", answer.exchanges))


async def _sent(step: RequestFields, request: WireRequest, ctx: RunContext) -> Received | StepError:
    """Drive the authorization; a fault on the wire is returned, any other raised."""
    options = step.options.send_options()
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
        try:
            answer = await ctx.send(signed, options)
        except StepError as error:
            return error


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


def _check_credentials(request: WireRequest) -> None:
    """Credentials are text from elsewhere too: they must not break out of their header."""
    if not request.credential_headers:
        return
    for name, value in request.headers:
        if name.lower() in request.credential_headers:
            checked_header(name, value, "auth")
