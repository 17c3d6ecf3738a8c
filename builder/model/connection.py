"""Connections: what the requests to one API share, from its base URL to its credentials."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, ClassVar

from msgspec.structs import replace
from pydantic import Field

from builder.model.auth import Auth
from builder.model.base_url import base_problem
from builder.model.body import Body
from builder.model.body_encoding import ENCODING_HEADER, encoding_named
from builder.model.headers import checked_header
from builder.model.kind import any_of
from builder.model.problem import Problem
from builder.model.references import templates
from builder.model.rows import Row
from builder.model.step import StepError
from builder.model.template import TemplateError, parse
from builder.model.text import Template, Text
from builder.model.ui import Editor, Ui
from builder.model.url import address_problem
from builder.model.value import Value

if TYPE_CHECKING:
    AnyAuth = Auth
    AnyBody = Body
else:
    AnyAuth = any_of(Auth)
    AnyBody = any_of(Body)


def _no_auth() -> Auth:
    return Auth.called("none").model_validate({"kind": "none"})


def _no_body() -> Body:
    return Body.called("none").model_validate({"kind": "none"})


class Operation(Value):
    """One call that an API's description offers.

    Attributes:
        method: GET, POST…
        path: Behind the base URL; `{id}` marks where a value has to be put in.
        summary: What it does, one line.
        query, headers: Its parameters; those that can be left out are disabled.
        body: An example.
    """

    method: str
    path: str
    summary: str = ""
    query: tuple[Row, ...] = ()
    headers: tuple[Row, ...] = ()
    body: Annotated[AnyBody, Field(default_factory=_no_body)]


class Connection(Value):
    """What all requests to one API share. Secrets stand in it as references only."""

    label: ClassVar[str] = "Connection"

    format: int = 1
    base_url: Annotated[
        Template,
        Ui(
            label="Base URL",
            editor=Editor.LINE,
            placeholder="https://api.example.com/v1",
            help="Stands before the path of every request that uses this connection.",
        ),
    ] = ""
    test_endpoint: Annotated[
        Template,
        Ui(
            label="Test endpoint",
            editor=Editor.LINE,
            placeholder="/user",
            help="The path that “Test connection” calls with GET.",
        ),
    ] = ""
    documentation: Annotated[
        str, Ui(label="Documentation", editor=Editor.LINE, placeholder="https://…")
    ] = ""
    elsewhere: Annotated[
        bool,
        Ui(
            label="Send credentials to other hosts",
            help="A path that begins with https:// replaces the base URL. Authorization and "
            "default headers go to the host of the base URL only, unless this is on.",
        ),
    ] = False
    auth: Annotated[
        AnyAuth,
        Field(default_factory=_no_auth),
        Ui(label="Authorization", tab="Authorization", without=("connection",)),
    ]
    headers: Annotated[
        tuple[Row, ...],
        Ui(
            label="Default headers",
            tab="Headers",
            help="A header of the same name in a request replaces the one here.",
        ),
    ] = ()
    note: Annotated[Text, Ui(label="Note", tab="Note", editor=Editor.TEXT)] = ""
    operations: Annotated[tuple[Operation, ...], Ui(label="Operations", editor=Editor.HIDDEN)] = ()

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the fields, each with its place in the connection."""
        if reason := base_problem(self.base_url):
            yield Problem(reason, field="base_url")
        if self.documentation and (reason := address_problem(self.documentation)):
            yield Problem(reason, field="documentation")
        if self.auth.kind == "connection":
            yield Problem("A connection needs an authorization of its own.", field="auth")
        for problem in self.auth.problems():
            yield replace(problem, field=f"auth.{problem.field}")
        yield from self._bad_headers()
        yield from self._bad_references()

    def _bad_headers(self) -> Iterator[Problem]:
        for index, row in enumerate(self.headers):
            if row.enabled and row.key and "{{" not in row.key + row.value:
                try:
                    checked_header(row.key, row.value, f"headers.{index}")
                    if row.key.lower() == ENCODING_HEADER:
                        encoding_named(row.value)
                except StepError as error:
                    yield Problem(error.message, field=error.field)
                except ValueError as error:
                    yield Problem(str(error), field=f"headers.{index}.value")

    def _bad_references(self) -> Iterator[Problem]:
        """A connection serves any workflow, so it knows no steps."""
        for place, text in templates(self.without_operations()):
            try:
                references = parse(text).references if "{{" in text else ()
            except TemplateError as error:
                yield Problem(error.message, field=place)
                continue
            for reference in references:
                if reference.step is not None:
                    yield Problem(
                        f"{{{{{reference}}}}} refers to a step, which a connection cannot: it "
                        "serves every workflow. Use a variable of the environment.",
                        field=place,
                    )

    def without_operations(self) -> Connection:
        """The same connection without what only completes requests while they are edited."""
        return self.model_copy(update={"operations": ()}) if self.operations else self
