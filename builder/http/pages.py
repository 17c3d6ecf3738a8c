"""Fetches page after page of an answer."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from msgspec import structs

from builder.http.composing import wire_request
from builder.http.links import next_link
from builder.http.page_token import PageScope, without_empty_token
from builder.http.pagination import Next
from builder.http.sending import sent
from builder.model.deciding import deciding
from builder.model.http import Exchange, WireRequest
from builder.model.landing import text_of
from builder.model.response import response_value
from builder.model.rules import evaluate
from builder.model.scanner import TemplateError
from builder.model.scope import UnresolvedReference
from builder.model.step import Received, RunContext, StepError
from builder.model.template import parse
from builder.model.url import address_problem, encoded_address, origin

if TYPE_CHECKING:
    from builder.http.fields import RequestFields

TESTED = 3
"""Pages that a test of the step alone fetches at most."""

KEPT_EXCHANGES = 200
"""Of how many exchanges the record is kept; of more, the last."""

FAILED = 400


@dataclass(slots=True)
class Pages:
    """What was fetched so far.

    Attributes:
        last: The answer to the last request, or why there was none.
        response: The last answer as references read it.
        collected: The items of all pages.
        count: Pages that were collected from.
        elapsed: Milliseconds over all answers.
        exchanges: What went over the wire.
    """

    last: Received | StepError = field(default_factory=lambda: StepError("no-page", "No page yet."))
    response: dict[str, Any] = field(default_factory=dict)
    collected: list[Any] = field(default_factory=list)
    count: int = 0
    elapsed: float = 0
    exchanges: tuple[Exchange, ...] = ()

    def took(self, answer: Received | StepError) -> None:
        """Note an answer."""
        self.last = answer
        self.exchanges = (self.exchanges + answer.exchanges)[-KEPT_EXCHANGES:]
        if isinstance(answer, Received):
            self.elapsed += answer.elapsed


async def fetched(step: RequestFields, ctx: RunContext) -> Pages:
    """Fetch pages until there is no next one, a rule says stop, or there were enough.

    Returns:
        The pages; `last` tells whether it ended with a failure.

    Raises:
        StepError: A field cannot be resolved, or a page has not what it must have.
    """
    pages = Pages()
    most = min(step.pagination.most, TESTED) if ctx.testing else step.pagination.most
    request = wire_request(without_empty_token(step), _on_page(ctx, step, None))
    token: Any = None
    seen: set[str] = set()
    while True:
        answer = await sent(step, request, _on_page(ctx, step, token))
        pages.took(answer)
        if isinstance(answer, StepError):
            return pages
        pages.response = response_value(answer, ctx.warn)
        if answer.status >= FAILED:
            return pages
        page = _on_page(ctx, step, token, {"response": pages.response})
        _collect(step, pages, page)
        ctx.progress(pages.count, None, "pages")
        if _is_last(step, page):
            return pages
        token = _next(step, answer, page)
        if token is None or (key := text_of(token)) in seen:
            return pages
        if pages.count >= most:
            ctx.warn(f"There are more pages: only {most} were fetched{_why(step, most)}.")
            return pages
        seen.add(key)
        request = _request(step, request, token, ctx)


def _on_page(ctx: RunContext, step: RequestFields, token: Any, page: Any = None) -> RunContext:
    """The context with what `self.pageToken` and the step's own number stand for."""
    inner = copy(ctx)
    inner.scope = PageScope(ctx.scope, token, step.number, page)
    return inner


def _why(step: RequestFields, most: int) -> str:
    if most == step.pagination.most:
        return ", which is the step's limit"
    return ", as many as a test of one step fetches"


def _collect(step: RequestFields, pages: Pages, page: RunContext) -> None:
    place = "pagination.items"
    try:
        items = page.value(step.pagination.items, place)
    except StepError as error:
        raise StepError(error.kind, error.message, place, pages.exchanges) from None
    if items is not None and not isinstance(items, list):
        message = f"Page {pages.count + 1} has no array to collect there: write a reference to one."
        raise StepError("pagination", message, place, pages.exchanges)
    pages.collected += items or ()
    pages.count += 1


def _is_last(step: RequestFields, page: RunContext) -> bool:
    rules = step.pagination.stop
    if not any(rules.groups):
        return False
    with deciding("pagination.stop"):
        return evaluate(rules, page.scope)


def _next(step: RequestFields, answer: Received, page: RunContext) -> Any:
    """The token or the address of the next page; None when this was the last."""
    if step.pagination.next is Next.LINK:
        return next_link(answer.headers, answer.url)
    text = step.pagination.token
    try:
        token = parse(text).value(page.scope)
    except UnresolvedReference as error:
        if error.reference.step == step.number:
            return None  # the last page has often no token at all
        raise StepError("reference", error.message, "pagination.token") from None
    except TemplateError as error:
        raise StepError("template", error.message, "pagination.token") from None
    return None if token in (None, "", False) else token


def _request(step: RequestFields, before: WireRequest, token: Any, ctx: RunContext) -> WireRequest:
    if step.pagination.next is Next.TOKEN:
        return wire_request(step, _on_page(ctx, step, token))
    problem = address_problem(token)
    if problem is None and origin(encoded_address(token)) == origin(before.url):
        return structs.replace(before, url=encoded_address(token))
    message = (
        "The answer's Link header names a next page on another server, to which nothing is sent: "
        if problem is None
        else f"The answer's Link header names no usable address ({problem}): "
    )
    raise StepError("pagination", f"{message}“{token[:200]}”.", "pagination.next")
