"""Schemas as a real GraphQL implementation describes them, and queries checked against them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from graphql import build_schema, graphql_sync

from builder.model.graphql_schema import (
    Schema,
    SchemaError,
    introspection,
    read_schema,
    schema_faults,
)

SOURCE = build_schema(
    """
    input Filter { text: String, tags: [String!] }
    type User { id: ID!, name: String, age: Int }
    type Query { user(id: ID!, on: Boolean): User, find(filter: Filter): [User] }
    """
)


@pytest.fixture(scope="module")
def schema() -> Schema:
    answer = graphql_sync(SOURCE, introspection())
    return read_schema(json.dumps(answer.formatted).encode())


def faults(schema: Schema, text: str) -> list[tuple[int, int, str]]:
    """What is wrong; § stands for a reference."""
    places = [place for place, mark in enumerate(text) if mark == "§"]
    found = schema_faults(schema, text.replace("§", "0"), places)
    return [(fault.line, fault.column, fault.reason) for fault in found]


def test_types_are_counted_without_those_of_the_specification(schema: Schema) -> None:
    names = {"Filter", "User", "Query", "String", "ID", "Int", "Boolean"}
    assert schema.types == len(names)


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ("{\n  user(id: 1) { nam }\n}", 2, 17, "Cannot query field 'nam' on type 'User'"),
        ("{ user { id } }", 1, 3, "of type 'ID!' is required"),
        ("{ user(id: 1) }", 1, 3, "must have a selection of subfields"),
        ("{ user(id: 1, on: 0) { id } }", 1, 19, "Boolean cannot represent"),
        ("{ user(id: §, on: 0) { id } }", 1, 19, "Boolean cannot represent"),
        ("query($a: Nope) { user(id: $a) { id } }", 1, 11, "Unknown type 'Nope'"),
        ("mutation { add }", 1, 1, "mutation"),
    ],
)
def test_what_the_schema_forbids_is_named_with_its_place(
    schema: Schema, text: str, line: int, column: int, reason: str
) -> None:
    (found,) = faults(schema, text)
    assert found[:2] == (line, column)
    assert reason in found[2]


@pytest.mark.parametrize(
    "text",
    [
        "{ user(id: 1, on: true) { id name } __typename }",
        "{ user(id: §, on: §) { id } }",
        '{ find(filter: {text: §, tags: ["a", §]}) { id } }',
        "query($on: Boolean = §) { user(id: 1, on: $on) { id } }",
        "query { user(id: 1 { id } }",  # said without a schema
        "query($a: ID!) { user(id: 1) { id } }",  # likewise
        "{ user(id: " + "[" * 5000 + "1" + "]" * 5000 + ") { id } }",
        "",
    ],
)
def test_what_it_allows_or_others_say_is_not_named(schema: Schema, text: str) -> None:
    assert faults(schema, text) == []


def test_no_more_than_a_few_are_named(schema: Schema) -> None:
    assert len(faults(schema, "{ " + " ".join(f"f{i}" for i in range(50)) + " }")) == 5


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"<html>", "The answer is no JSON"),
        (b"[" * 100_000, "The answer is no JSON"),
        (b"[]", "neither data nor errors"),
        (b'{"ok": true}', "neither data nor errors"),
        (b'{"data": {}}', "The server gives no schema."),
        (b'{"errors": [{"message": "Not here."}]}', "The server gives no schema: Not here."),
        (b'{"errors": "Not here."}', "The server gives no schema."),
        (b'{"data": {"__schema": {}}}', "cannot be understood"),
        (b'{"data": {"__schema": {"types": [1]}}}', "cannot be understood"),
    ],
)
def test_an_answer_without_a_schema_is_refused(answer: bytes, reason: str) -> None:
    with pytest.raises(SchemaError, match=reason):
        read_schema(answer)


def broken(change: Any) -> bytes:
    data: Any = graphql_sync(SOURCE, introspection()).formatted
    change(data["data"]["__schema"])
    return json.dumps(data).encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda schema: schema["types"].clear(),
        lambda schema: schema.update(queryType={"name": "Nope"}),
        lambda schema: schema["types"][0].update(kind="NOPE"),
        lambda schema: schema["types"][0].update(fields=7, inputFields=7),
        lambda schema: schema.update(directives=[{}]),
    ],
)
def test_a_schema_that_makes_no_sense_is_refused(change: Any) -> None:
    with pytest.raises(SchemaError, match="cannot be understood"):
        read_schema(broken(change))
