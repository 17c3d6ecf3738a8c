"""Request — one HTTP request to any API."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field

from builder.auth.none import NoAuth
from builder.bodies.none import NoBody
from builder.model.headers import (
    AutomaticHeader,
    automatic,
    checked_header,
    host_header,
    is_token,
    without,
)
from builder.model.http import Header, SendOptions, WireRequest
from builder.model.landing import Landing
from builder.model.problem import Problem
from builder.model.response import failure_message, response_value
from builder.model.rows import Row
from builder.model.step import (
    Auth,
    Body,
    EncodedBody,
    Example,
    Outcome,
    Received,
    Resolver,
    RunContext,
    Step,
    StepError,
)
from builder.model.text import Template
from builder.model.ui import Editor, Ui
from builder.model.url import resolved_url, url_problem
from builder.model.value import Value

if TYPE_CHECKING:
    AnyAuth = Auth
    AnyBody = Body

METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS")
"""The methods offered; any other token can be typed."""


_BASE = re.compile(r"https?://|\{\{[^{}]*\}\}(?=/)", re.IGNORECASE)
"""What the card leaves out at the beginning of an address."""

SMALL, FEW = 16 * 1024, 64
"""Bytes of a body and number of headers up to which nothing is left out of a sample."""

FAILED = 400
"""Statuses from here on mean that the request failed."""


class Failure(Value):
    """What happens when the request fails: no response, or a status of 400 and over."""

    go_on: Annotated[
        bool,
        Ui(
            label="Continue workflow if request fails",
            help="Later steps can read what went wrong from the step's `error`.",
        ),
    ] = False


class Options(Value):
    """How the request is sent."""

    connect_timeout: Annotated[float, Field(gt=0), Ui(label="Connect timeout (s)")] = 10
    read_timeout: Annotated[float, Field(gt=0), Ui(label="Read timeout (s)")] = 30
    total_timeout: Annotated[float, Field(gt=0), Ui(label="Total timeout (s)")] = 60
    follow_redirects: Annotated[bool, Ui(label="Follow redirects (at most 10)")] = True
    verify_tls: Annotated[bool, Ui(label="Verify TLS certificates")] = True
    cookies: Annotated[bool, Ui(label="Send and keep cookies of this run")] = True
    response_limit: Annotated[
        int, Field(gt=0), Ui(label="Response size limit (MB, after decompression)")
    ] = 200

    def send_options(self) -> SendOptions:
        """What the engine is told."""
        return SendOptions(
            connect_timeout=self.connect_timeout,
            read_timeout=self.read_timeout,
            total_timeout=self.total_timeout,
            follow_redirects=self.follow_redirects,
            verify_tls=self.verify_tls,
            response_limit=self.response_limit * 1_000_000,
            cookies=self.cookies,
        )


class Request(Step):
    """Call any HTTP API."""

    label = "Request"
    group = "Actions"
    icon = "request"
    tone = "ok"
    hint = "Call any HTTP API"
    examples: ClassVar = (
        Example("response.statusCode", "The status code, a number"),
        Example("response.headers", "Headers by lower-case name"),
        Example("response.body", "The body: JSON as its value, else text or a File"),
        Example("response.url", "The address after redirects"),
        Example("response.time", "Milliseconds"),
    )

    kind: Literal["request"] = "request"
    method: Annotated[
        str, Ui(label="Method", section="Request URL", row="url", editor=Editor.METHOD)
    ] = "GET"
    url: Annotated[
        Template,
        Ui(
            label="Request URL",
            section="Request URL",
            row="url",
            editor=Editor.URL,
            placeholder="https://api.example.com/path, or {{ for a variable",
        ),
    ] = ""
    query: Annotated[tuple[Row, ...], Ui(label="Query parameters", section="Query parameters")] = ()
    headers: Annotated[tuple[Row, ...], Ui(label="Headers", section="Headers")] = ()
    without_headers: Annotated[
        tuple[str, ...], Ui(label="Automatic headers left out", editor=Editor.HIDDEN)
    ] = ()
    body: Annotated[AnyBody, Ui(label="Body", section="Body")] = NoBody()
    auth: Annotated[AnyAuth, Ui(label="Authorization", tab="Authorization")] = NoAuth()
    failure: Annotated[Failure, Ui(label="On failure", tab="On failure")] = Failure()
    options: Annotated[Options, Ui(label="Options", tab="Options")] = Options()

    @property
    def badge(self) -> str:
        """The method, drawn on the card."""
        return self.method

    def summary(self) -> str:
        """The address without scheme, query and the reference it begins with."""
        base = _BASE.match(self.url)
        return self.url[base.end() :] if base else self.url

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the address, the method, header names, body and authorization."""
        if reason := url_problem(self.url):
            yield Problem(reason, self.number, "url")
        if not is_token(self.method):
            yield Problem(_bad_method(self.method), self.number, "method")
        for index, row in enumerate(self.headers):
            if row.enabled and row.key and "{{" not in row.key + row.value:
                try:
                    checked_header(row.key, row.value, f"headers.{index}")
                except StepError as error:
                    yield Problem(error.message, self.number, error.field)
        for place, part in (("body", self.body), ("auth", self.auth)):
            for problem in part.problems():
                yield replace(problem, step=self.number, field=f"{place}.{problem.field}")

    async def run(self, ctx: RunContext) -> Outcome:
        """Send the request; failed means no response, or a status of 400 and over.

        Raises:
            StepError: A field cannot be resolved (nothing is sent), or no response came and the
                run is not to go on.
        """
        request = self.wire_request(ctx)
        answer = await self._send(request, ctx)
        if isinstance(answer, StepError):
            if not self.failure.go_on:
                raise answer
            nothing: dict[str, Any] = {"statusCode": None, "headers": {}, "body": None}
            return self._failed(nothing, answer)
        response = response_value(answer, ctx.warn)
        if answer.status < FAILED:
            small = answer.body.size <= SMALL and len(answer.headers) <= FEW
            return Outcome(
                {"response": response},
                str(answer.status),
                exchanges=answer.exchanges,
                small=small,
            )
        message = failure_message(answer.status, answer.exchanges[-1].reason)
        return self._failed(response, StepError("http-status", message, "", answer.exchanges))

    def wire_request(self, ctx: Resolver) -> WireRequest:
        """The request with everything resolved, credentials not yet added.

        Raises:
            StepError: A field cannot be resolved, or what came out cannot be sent.
        """
        if not is_token(self.method):
            raise StepError("invalid-method", _bad_method(self.method), "method")
        url = resolved_url(self.url, self.query, ctx)
        typed = self._typed_headers(ctx) if self.headers else ()
        body = self._encoded_body(ctx)
        added = automatic(host_header(url), body.content_type)
        if not typed and not self.without_headers:
            return WireRequest(self.method, url, added, body.content)
        settled = frozenset(
            name.lower() for name in (*(name for name, _ in typed), *self.without_headers)
        )
        headers = (*without(added, settled), *typed)
        return WireRequest(self.method, url, headers, body.content, settled_headers=settled)

    def _typed_headers(self, ctx: Resolver) -> tuple[Header, ...]:
        return tuple(
            checked_header(
                ctx.text(row.key, f"headers.{index}.key", Landing.HEADER),
                ctx.text(row.value, f"headers.{index}.value", Landing.HEADER),
                f"headers.{index}",
            )
            for index, row in enumerate(self.headers)
            if row.enabled and row.key
        )

    def _encoded_body(self, ctx: Resolver) -> EncodedBody:
        try:
            return self.body.encode(ctx)
        except StepError as error:
            raise error.inside("body") from None

    async def _send(self, request: WireRequest, ctx: RunContext) -> Received | StepError:
        """Drive the authorization; a fault on the wire is returned, any other raised."""
        options = self.options.send_options()
        flow = self.auth.flow(request, ctx)
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

    def automatic_headers(self) -> tuple[AutomaticHeader, ...]:
        """What is sent besides the table of headers, listed below it."""
        return automatic_headers(self)

    def _failed(self, response: dict[str, Any], error: StepError) -> Outcome:
        output = {"response": response}
        if self.failure.go_on:
            output["error"] = {"kind": error.kind, "message": error.message}
        status = response["statusCode"]
        return Outcome(
            output,
            "" if status is None else str(status),
            failed=error,
            go_on=self.failure.go_on,
            exchanges=error.exchanges,
        )


def automatic_headers(request: Request) -> tuple[AutomaticHeader, ...]:
    """The headers that are added to a request by themselves, as the panel lists them.

    A value that only sending knows is described in words; an Authorization value is never shown.
    """
    typed = {row.key.lower() for row in request.headers if row.enabled and row.key}
    removed = {name.lower() for name in request.without_headers}
    headers = list(automatic("the host of the URL", request.body.content_type))
    if request.body.kind != "none":
        headers.append(("Content-Length", "calculated when sent"))
    if request.auth.header:
        headers.append((request.auth.header, "from the Authorization tab"))
    return tuple(
        AutomaticHeader(name, value, name.lower() in typed, name.lower() in removed)
        for name, value in headers
    )


def _check_credentials(request: WireRequest) -> None:
    """Credentials are text from elsewhere too: they must not break out of their header."""
    if not request.credential_headers:
        return
    for name, value in request.headers:
        if name.lower() in request.credential_headers:
            checked_header(name, value, "auth")


def _bad_method(method: str) -> str:
    if not method:
        return "The method is empty: choose one, such as GET."
    return f"“{method}” is no method: letters, digits and hyphens only, no spaces."
