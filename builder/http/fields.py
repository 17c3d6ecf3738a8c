"""The fields of a step that sends an HTTP request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, ClassVar

from msgspec.structs import replace

from builder.auth.none import NoAuth
from builder.bodies.none import NoBody
from builder.http.body import body_problems
from builder.http.composing import automatic_headers, bad_method
from builder.http.failure import Failure
from builder.http.options import Options
from builder.http.outcome import outcome
from builder.http.pagination import Pagination
from builder.model.auth import Auth
from builder.model.body import Body
from builder.model.headers import AutomaticHeader, checked_header, is_token
from builder.model.http import Header, WireRequest
from builder.model.problem import Problem
from builder.model.rows import Row
from builder.model.step import Example, Outcome, Resolver, RunContext, Step, StepError
from builder.model.text import Template
from builder.model.ui import Editor, Ui, notes
from builder.model.url import resolved_url, url_problem

if TYPE_CHECKING:
    AnyAuth = Auth
    AnyBody = Body
else:
    from builder.auth import AnyAuth
    from builder.bodies import AnyBody

METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS")
"""The methods offered; any other token can be typed."""

_BASE = re.compile(r"https?://|\{\{[^{}]*\}\}(?=/)", re.IGNORECASE)
"""What the card leaves out at the beginning of an address."""


class RequestFields(Step):
    """A step that sends one HTTP request; a kind says where to, and with which credentials."""

    first_tab = "Request"
    examples: ClassVar = (
        Example("response.statusCode", "The status code, a number"),
        Example("response.headers", "Headers by lower-case name"),
        Example("response.body", "The body: JSON as its value, else text or a File"),
        Example("response.url", "The address after redirects"),
        Example("response.time", "Milliseconds"),
    )

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
    auth: Annotated[
        AnyAuth, Ui(label="Authorization", tab="Authorization", without=("connection",))
    ] = NoAuth()
    failure: Annotated[Failure, Ui(label="On failure", tab="On failure")] = Failure()
    pagination: Annotated[Pagination, Ui(label="Pagination", tab="Pagination", own=True)] = (
        Pagination()
    )
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
        if reason := self.url_problem():
            yield Problem(reason, self.number, "url")
        if not is_token(self.method):
            yield Problem(bad_method(self.method), self.number, "method")
        for index, row in enumerate(self.headers):
            if row.enabled and row.key and "{{" not in row.key + row.value:
                try:
                    checked_header(row.key, row.value, f"headers.{index}")
                except StepError as error:
                    yield Problem(error.message, self.number, error.field)
        yield from body_problems(self)
        if self.auth.kind in notes(type(self), "auth").without:
            said = f"“{self.auth.label}” cannot be chosen here: pick another authorization."
            yield Problem(said, self.number, "auth")
        for problem in self.auth.problems():
            yield replace(problem, step=self.number, field=f"auth.{problem.field}")
        for problem in self.options.problems():
            yield replace(problem, step=self.number, field=f"options.{problem.field}")
        for problem in self.pagination.problems():
            yield replace(problem, step=self.number, field=f"pagination.{problem.field}")

    @property
    def paged(self) -> bool:
        """Whether the request is sent page after page."""
        return self.pagination.on

    def url_problem(self) -> str | None:
        """What is wrong with the typed address; a kind with a base of its own asks more of it."""
        return url_problem(self.url)

    def address(self, ctx: Resolver) -> str:
        """The address that is called, query included, percent-encoded.

        Raises:
            StepError: It cannot be resolved, or cannot be called.
        """
        return resolved_url(self.url, self.query, ctx)

    def usual_headers(self, url: str, ctx: Resolver) -> tuple[Header, ...]:
        """Headers sent to this address besides the automatic ones, unless the table has them.

        Like credentials they do not follow where a redirect leaves scheme, host or port.
        """
        return ()

    def authorization(self, request: WireRequest, ctx: Resolver) -> Auth:
        """What adds the credentials to this request."""
        return self.auth

    async def run(self, ctx: RunContext) -> Outcome:
        """Send the request; failed means no response, or a status of 400 and over.

        Raises:
            StepError: A field cannot be resolved (nothing is sent), or no response came and the
                run is not to go on.
        """
        return await outcome(self, ctx)

    def automatic_headers(self) -> tuple[AutomaticHeader, ...]:
        """What is sent besides the table of headers, listed below it."""
        return automatic_headers(self)
