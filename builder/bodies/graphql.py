"""A GraphQL request, sent as JSON (GraphQL over HTTP)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from builder.model.blanks import blanked
from builder.model.body import Body, EncodedBody
from builder.model.graphql_text import GraphqlDocument, Operation, read_graphql
from builder.model.json_text import JsonError, compact
from builder.model.json_text import parse as parse_json
from builder.model.landing import Landing
from builder.model.problem import Problem, Severity
from builder.model.step import Resolver, StepError
from builder.model.template import TemplateError, parse
from builder.model.text import Template
from builder.model.text_fault import TextFault
from builder.model.ui import Editor, Ui

LONGEST_CHECKED = 50_000
"""Longer queries are checked when the step runs, not while typing."""


class GraphqlBody(Body):
    """Send a GraphQL query with its variables."""

    label = "GraphQL"
    has_schema: ClassVar = True

    kind: Literal["graphql"] = "graphql"
    query: Annotated[
        Template,
        Ui(
            label="Query",
            editor=Editor.CODE,
            language="graphql",
            help="A reference outside quotes becomes a GraphQL value.",
            placeholder="query { … }",
        ),
    ] = ""
    variables: Annotated[
        Template,
        Ui(
            label="Variables",
            editor=Editor.CODE,
            language="json",
            help="A JSON object; a reference outside quotes keeps its type.",
            placeholder='{"id": {{ for a variable',
        ),
    ] = ""
    operation_name: Annotated[
        Template,
        Ui(
            label="Operation name",
            editor=Editor.LINE,
            help="Which operation runs, when the query has several.",
        ),
    ] = ""

    @property
    def content_type(self) -> str:
        """As GraphQL over HTTP wants it."""
        return "application/json"

    def encode(self, ctx: Resolver) -> EncodedBody:
        """The JSON object with query, variables and operationName; what is empty is left out.

        Raises:
            StepError: A reference cannot be resolved, or query or variables are not valid.
        """
        query = ctx.text(self.query, "query", Landing.GRAPHQL)
        document = _document(query)
        name = ctx.text(self.operation_name, "operation_name").strip()
        try:
            document.chosen(name)
        except TextFault as fault:
            raise StepError("invalid-graphql", f"Operation: {fault}.", "operation_name") from None
        request: dict[str, Any] = {"query": query}
        if variables := _variables(ctx.text(self.variables, "variables", Landing.JSON)):
            request["variables"] = variables
        if name:
            request["operationName"] = name
        return EncodedBody(compact(request).encode(), self.content_type)

    def problems(self) -> Iterator[Problem]:
        """The query must be GraphQL and the variables an object; a reference counts as a value."""
        try:
            query, variables = parse(self.query), parse(self.variables)
        except TemplateError:
            return  # said for all fields alike
        given: dict[str, Any] | None = None
        if variables.lone is None:
            try:
                given = _variables(blanked(variables, "1")) or {}
            except StepError as error:
                yield Problem(error.message, field="variables")
        if query.lone is None and len(self.query) <= LONGEST_CHECKED:
            yield from self._query_problems(blanked(query, "1"), given)

    def _query_problems(self, query: str, given: dict[str, Any] | None) -> Iterator[Problem]:
        try:
            document = _document(query)
        except StepError as error:
            yield Problem(error.message, field="query")
            return
        for doubt in document.doubts:
            yield Problem(f"{doubt}.", field="query", severity=Severity.WARNING)
        if "{{" in self.operation_name:
            return
        try:
            operation = document.chosen(self.operation_name.strip())
        except TextFault as fault:
            yield Problem(f"Operation: {fault}.", field="operation_name")
            return
        # A key that is a reference may be any of them; blanked out it is no name.
        if given is not None and all(key.isidentifier() for key in given):
            yield from _missing(operation, given)


def _missing(operation: Operation, given: dict[str, Any]) -> Iterator[Problem]:
    if names := [f"${name}" for name in operation.required if name not in given]:
        message = f"The query needs a value for {', '.join(names)}."
        yield Problem(message, field="variables", severity=Severity.WARNING)


def _document(query: str) -> GraphqlDocument:
    try:
        return read_graphql(query)
    except TextFault as fault:
        message = f"The query is no valid GraphQL: {fault}."
        raise StepError("invalid-graphql", message, "query") from None


def _variables(text: str) -> dict[str, Any] | None:
    """The variables as an object; None when there are none."""
    if not text.strip():
        return None
    try:
        value = parse_json(text)
    except JsonError as error:
        message = f"The variables are no JSON: {error}."
        raise StepError("invalid-variables", message, "variables") from None
    if value is None or isinstance(value, dict):
        return value
    message = 'The variables must be a JSON object, such as {"id": 1}.'
    raise StepError("invalid-variables", message, "variables")
