"""GraphQL documents (specification of October 2021): read, and checked without a schema."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from builder.model.text_fault import TextFault

if TYPE_CHECKING:
    from graphql import DocumentNode, GraphQLSchema

MOST_SAID = 5
"""Faults named at once, at most."""


class Operation(msgspec.Struct, frozen=True):
    """One operation of a document.

    Attributes:
        name: Empty for an anonymous one.
        required: Names of the variables that must have a value.
    """

    name: str
    required: tuple[str, ...]


class GraphqlDocument(msgspec.Struct, frozen=True):
    """What a document holds.

    Attributes:
        operations: In order.
        doubts: What breaks a rule that holds whatever the schema is.
    """

    operations: tuple[Operation, ...]
    doubts: tuple[TextFault, ...]

    def chosen(self, name: str) -> Operation:
        """The operation a server would run.

        Raises:
            TextFault: There is none of that name, or several and no name.
        """
        for operation in self.operations:
            if operation.name == name or (not name and len(self.operations) == 1):
                return operation
        names = ", ".join(one.name for one in self.operations if one.name)
        if not self.operations:
            raise TextFault("the query has no operation in it, only fragments")
        if not name:
            raise TextFault(f"the query has several operations, so one must be named: {names}")
        raise TextFault(
            f"the query has no operation “{name}”, only {names or 'one without a name'}"
        )


@lru_cache(maxsize=64)
def read_graphql(text: str) -> GraphqlDocument:
    """Read a document of operations and fragments.

    Raises:
        TextFault: It is not GraphQL; with line and column.
    """
    import graphql  # slow to import, and only steps with such a body need it

    if not text.strip():
        raise TextFault("there is no query")
    try:
        document = graphql.parse(text)
        errors = graphql.validate(
            _any_schema(), document, rules_for_any_schema(), max_errors=MOST_SAID
        )
    except graphql.GraphQLSyntaxError as error:
        raise fault_of(error, "Syntax Error: ") from None
    except RecursionError:
        raise TextFault("it is nested too deep") from None
    return GraphqlDocument(_operations(document), tuple(fault_of(error) for error in errors))


def _operations(document: DocumentNode) -> tuple[Operation, ...]:
    from graphql import NonNullTypeNode, OperationDefinitionNode

    return tuple(
        Operation(
            one.name.value if one.name else "",
            tuple(
                variable.variable.name.value
                for variable in one.variable_definitions or ()
                if isinstance(variable.type, NonNullTypeNode) and variable.default_value is None
            ),
        )
        for one in document.definitions
        if isinstance(one, OperationDefinitionNode)
    )


@cache
def _any_schema() -> GraphQLSchema:
    """A schema for rules that never look at it."""
    from graphql import build_schema

    return build_schema("type Query { any: Int }", assume_valid=True)


@cache
def rules_for_any_schema() -> tuple[Any, ...]:
    """The rules of validation that hold whatever the schema is."""
    import graphql

    return (
        graphql.ExecutableDefinitionsRule,
        graphql.UniqueOperationNamesRule,
        graphql.LoneAnonymousOperationRule,
        graphql.UniqueFragmentNamesRule,
        graphql.KnownFragmentNamesRule,
        graphql.NoUnusedFragmentsRule,
        graphql.NoFragmentCyclesRule,
        graphql.UniqueVariableNamesRule,
        graphql.NoUndefinedVariablesRule,
        graphql.NoUnusedVariablesRule,
        graphql.UniqueArgumentNamesRule,
        graphql.UniqueInputFieldNamesRule,
    )


def fault_of(error: Any, prefix: str = "") -> TextFault:
    """A `GraphQLError` as a fault, without the prefix of its message."""
    reason = str(error.message).removeprefix(prefix).rstrip(".")
    places = error.locations
    return TextFault(reason, places[0].line, places[0].column) if places else TextFault(reason)
