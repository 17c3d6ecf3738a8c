"""The request of a step as it goes on the wire, before its credentials are added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.http.body import encoded_body, sent_headers, shown_content_type
from builder.model.headers import (
    AutomaticHeader,
    automatic,
    checked_header,
    host_header,
    is_token,
    without,
)
from builder.model.http import Header, WireRequest
from builder.model.landing import Landing
from builder.model.step import Resolver, StepError

if TYPE_CHECKING:
    from builder.http.fields import RequestFields


def wire_request(step: RequestFields, ctx: Resolver) -> WireRequest:
    """The request with everything resolved, credentials not yet added.

    Raises:
        StepError: A field cannot be resolved, or what came out cannot be sent.
    """
    if not is_token(step.method):
        raise StepError("invalid-method", bad_method(step.method), "method")
    url = step.address(ctx)
    typed = sent_headers(_typed_headers(step, ctx)) if step.headers else ()
    settled = frozenset(
        name.lower() for name in (*(name for name, _ in typed), *step.without_headers)
    )
    usual = without(step.usual_headers(url, ctx), settled)
    body = encoded_body(step, ctx, usual)
    usual = sent_headers(usual) if usual else ()
    added = automatic(host_header(url), body.content_type)
    if not settled and not usual:
        return WireRequest(step.method, url, added, body.content)
    home = frozenset(name.lower() for name, _ in usual)  # as bound to their host as credentials
    headers = (*without(added, settled | home), *usual, *typed)
    return WireRequest(
        step.method,
        url,
        headers,
        body.content,
        credential_headers=home,
        settled_headers=settled | home,
    )


def automatic_headers(step: RequestFields) -> tuple[AutomaticHeader, ...]:
    """The headers that are added to a request by themselves, as the panel lists them.

    A value that only sending knows is described in words; an Authorization value is never shown.
    """
    typed = {row.key.lower() for row in step.headers if row.enabled and row.key}
    removed = {name.lower() for name in step.without_headers}
    headers = list(automatic("the host of the URL", shown_content_type(step)))
    if step.body.kind != "none":
        headers.append(("Content-Length", "calculated when sent"))
    if step.auth.header:
        headers.append((step.auth.header, "from the Authorization tab"))
    return tuple(
        AutomaticHeader(name, value, name.lower() in typed, name.lower() in removed)
        for name, value in headers
    )


def bad_method(method: str) -> str:
    """Why a method cannot be sent."""
    if not method:
        return "The method is empty: choose one, such as GET."
    return f"“{method}” is no method: letters, digits and hyphens only, no spaces."


def _typed_headers(step: RequestFields, ctx: Resolver) -> tuple[Header, ...]:
    typed: list[Header] = []
    for index, row in enumerate(step.headers):
        if row.enabled and row.key:
            name, value, place = row.key, row.value, f"headers.{index}"
            if "{{" in name:
                name = ctx.text(name, f"{place}.key", Landing.HEADER)
            if "{{" in value:
                value = ctx.text(value, f"{place}.value", Landing.HEADER)
            typed.append(checked_header(name, value, place))
    return tuple(typed)
