"""Request — one HTTP request to any API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from builder.auth.none import NoAuth
from builder.bodies.none import NoBody
from builder.model.rows import Row
from builder.model.step import Auth, Body, Example, Step
from builder.model.text import Template
from builder.model.ui import Editor, Ui
from builder.model.value import Value

if TYPE_CHECKING:
    AnyAuth = Auth
    AnyBody = Body

METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS")
"""The methods offered; any other token can be typed."""


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
        """The address without its query."""
        return self.url
