"""Sends for the steps of a flow: within the budget, with access tokens, hiding what is secret."""

from __future__ import annotations

from functools import partial

from builder.engine.budget import too_many_requests
from builder.engine.resources import Resources
from builder.engine.tokens import token_options
from builder.model.http import SendOptions, WireRequest
from builder.model.step import Received, StepError
from builder.model.token import secrets_in


class FlowSender:
    """Sends the requests of one flow."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._client = resources.client()
        self._hiding = resources.reporter.hiding

    async def send(self, request: WireRequest, options: SendOptions) -> Received:
        """See `RunContext.send`.

        Raises:
            StepError: No usable answer.
            Stop: The run may send no more.
        """
        if request.token is None:
            return await self._send(request, options)
        self._hiding.protect(request)
        ask = partial(self._send_for_token, options=token_options(options))
        environment = self._resources.surroundings.name
        try:
            answer = await self._resources.tokens.answer(request, environment, ask)
        except StepError as error:
            raise error.inside("auth") if error.field else error from None
        self._hiding.hide(secrets_in(answer))
        return answer

    async def _send(self, request: WireRequest, options: SendOptions) -> Received:
        resources = self._resources
        if resources.sent.requests >= resources.budget.requests:
            raise too_many_requests(resources.budget)
        if resources.pace is not None:
            await resources.pace.turn()
        self._hiding.protect(request)
        return await self._client.send(request, options)

    async def _send_for_token(self, request: WireRequest, options: SendOptions) -> Received:
        """Send a token request; what came back is hidden before anybody hears of it.

        Raises:
            StepError: No usable answer; its place is the endpoint's field.
        """
        try:
            answer = await self._send(request, options)
        except StepError as error:
            reason = f"The token endpoint gave no answer. {error.message}"
            raise StepError(error.kind, reason, "token_url", error.exchanges) from None
        self._hiding.hide(secrets_in(answer))
        return answer
