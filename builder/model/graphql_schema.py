"""What a GraphQL server says of itself (introspection), and queries checked against it."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from builder.model.graphql_text import MOST_SAID, fault_of, rules_for_any_schema
from builder.model.text_fault import TextFault

if TYPE_CHECKING:
    from graphql import DocumentNode, GraphQLSchema

LONGEST_SAID = 300
"""Characters of a server's own sentence that are repeated."""


class SchemaError(ValueError):
    """An answer holds no schema; the message is a sentence that says why."""


class Schema(msgspec.Struct, frozen=True):
    """The types of a server.

    Attributes:
        content: What queries are checked against.
        types: How many types there are, those of the specification (`__Type` …) left out.
    """

    content: GraphQLSchema
    types: int


def introspection() -> str:
    """The query that asks a server for its schema and what it says of each name."""
    from graphql import get_introspection_query

    return get_introspection_query()


def read_schema(answer: bytes) -> Schema:
    """The schema in the answer to `introspection()`. Takes long for a server of many types.

    Raises:
        SchemaError: The answer is no GraphQL answer, a refusal, or its schema makes no sense.
    """
    from graphql import GraphQLError, build_client_schema

    data = _data(answer)
    try:
        content = build_client_schema(data, assume_valid=True)
    except (GraphQLError, TypeError, ValueError, LookupError, AttributeError, RecursionError):
        raise SchemaError("The schema in the answer cannot be understood.") from None
    return Schema(content, sum(not name.startswith("__") for name in content.type_map))


def _data(answer: bytes) -> Any:
    try:
        said = msgspec.json.decode(answer)
    except (msgspec.DecodeError, RecursionError):
        raise SchemaError("The answer is no JSON, so it is not from a GraphQL server.") from None
    if not isinstance(said, dict) or not {"data", "errors"} & said.keys():
        raise SchemaError("The answer has neither data nor errors, as one of GraphQL would.")
    data = said.get("data")
    if isinstance(data, dict) and isinstance(data.get("__schema"), dict):
        return data
    raise SchemaError(f"The server gives no schema{_reason(said.get('errors'))}.")


def _reason(errors: Any) -> str:
    first = errors[0] if isinstance(errors, list) and errors else None
    message = first.get("message") if isinstance(first, dict) else None
    return f": {message[:LONGEST_SAID].rstrip('.')}" if isinstance(message, str) else ""


def schema_faults(schema: Schema, text: str, blanks: Collection[int] = ()) -> tuple[TextFault, ...]:
    """What a server with that schema would refuse in a query; nothing for one that is no GraphQL.

    Rules that hold whatever the schema is are left to `read_graphql`; whether two fields can be
    merged is left to the server, because finding out can take very long.

    Args:
        schema: What the server knows.
        text: The query.
        blanks: Offsets of digits that stand for a value of any type.
    """
    import graphql

    try:
        document = graphql.parse(text)
        if blanks:
            document = _with_unknowns(document, frozenset(blanks))
        errors = graphql.validate(schema.content, document, _rules(), max_errors=MOST_SAID)
    except (graphql.GraphQLSyntaxError, RecursionError):
        return ()
    return tuple(fault_of(error) for error in errors if error.locations)


def _with_unknowns(document: DocumentNode, blanks: frozenset[int]) -> DocumentNode:
    """The same document, with variables nobody has declared, which fit everywhere, for blanks."""
    from graphql import IntValueNode, NameNode, VariableNode, Visitor, visit

    class Unknowns(Visitor):
        def enter_int_value(self, node: IntValueNode, *_: Any) -> VariableNode | None:
            if node.loc is None or node.loc.start not in blanks:
                return None
            return VariableNode(name=NameNode(value="{{…}}"), loc=node.loc)

    changed: DocumentNode = visit(document, Unknowns())
    return changed


@cache
def _rules() -> tuple[Any, ...]:
    import graphql

    others = {*rules_for_any_schema(), graphql.OverlappingFieldsCanBeMergedRule}
    return tuple(rule for rule in graphql.specified_rules if rule not in others)
