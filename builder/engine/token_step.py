"""“Get token now”: the authorization of a step without its request."""

from __future__ import annotations

from msgspec import structs

from builder.http.fields import RequestFields
from builder.model.step import Outcome, RunContext, Step, StepError
from builder.model.token import shown


async def fetched_token(step: Step, ctx: RunContext) -> Outcome:
    """Fetch a new access token for a step; the output is what came back, masked.

    Raises:
        StepError: The step's authorization gets no token, or the token endpoint gave none.
    """
    if not isinstance(step, RequestFields):
        raise StepError("no-token", "This step sends no request.")
    try:
        request = step.auth.token_request(ctx)
    except StepError as error:
        raise error.inside("auth") from None
    if request is None or request.token is None:
        raise StepError("no-token", "This authorization gets no token.", "auth")
    fresh = structs.replace(request, token=structs.replace(request.token, fresh=True))
    answer = await ctx.send(fresh, step.options.send_options(ctx))
    return Outcome(shown(answer), "token", exchanges=answer.exchanges)
