"""What is offered at the caret of a GraphQL query; “|” is the caret."""

from __future__ import annotations

import json

import pytest
from graphql import build_schema, get_introspection_query, graphql_sync
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.graphql_completion import Suggestion, suggestions
from builder.model.graphql_schema import Schema, read_schema

SDL = """
"Everybody who can sign in."
type User implements Node {
  id: ID!
  "What the user is called."
  name(form: Form = SHORT): String
  mail: String @deprecated(reason: "Use address.")
  friends(first: Int, only: Filter): [User!]!
  pet: Pet
}
type Cat implements Node { id: ID! lives: Int }
type Dog { barks: Boolean! }
union Pet = Cat | Dog
interface Node { id: ID! }
enum Form { SHORT LONG }
input Filter { name: String, form: Form, nested: Filter, any: [Form!] }
type Query { user(id: ID!, loud: Boolean): User users: [User!]! node(id: ID!): Node }
type Mutation { rename(id: ID!, filter: Filter): User }
"""


def made() -> Schema:
    schema = build_schema(SDL)
    answer = graphql_sync(schema, get_introspection_query()).formatted
    return read_schema(json.dumps(answer).encode())


SCHEMA = made()
USER = ("id", "name", "mail", "friends", "pet", "__typename")


def names(text: str) -> tuple[str, ...]:
    before, after = text.split("|")
    found = suggestions(SCHEMA, before + after, len(before))
    return tuple(entry.name for entry in found.entries)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("|", ("query", "mutation", "fragment")),
        ("{ user { id } } frag|", ("fragment",)),
        ("{ us|", ("user", "users")),
        ("{ user(id: 1) { | } }", USER),
        ("{ user(id: {{1.id}}) { na| } }".replace("{{1.id}}", "0"), ("name", "__typename")),
        ("{ me: user(id: 1) { friends(first: 2) { n|", ("name", "friends", "__typename")),
        ("{ user { id name } | }", ("user", "users", "node", "__typename", "__schema", "__type")),
        ("{ user(|", ("id", "loud")),
        ("{ user(id: 1, l|", ("loud",)),
        ("{ user(id: 1, loud: |", ("true", "false")),
        ("{ user { name(form: |) } }", ("SHORT", "LONG")),
        ("{ users { friends(only: {|", ("name", "form", "nested", "any")),
        ('{ users { friends(only: {name: "x", nested: {fo|', ("form",)),
        ("{ users { friends(only: {any: [SHORT, L|", ("LONG",)),
        ('{ users { friends(only: {name: "x"}, fir|', ("first",)),
        ("mutation { ren|", ("rename",)),
        ("query Q($id: ID!, $n: Int) { user(id: |", ("$id",)),
        ("query Q($id: ID!, $n: Int = 3) { users { friends(first: $|", ("n",)),
        (
            "query A($a: ID!) { node(id: $|) { id } } query B($b: ID!) { node(id: $b) { id } }",
            ("a",),
        ),
        ("query Q($f: Fi|", ("Filter",)),
        ("query Q($f: [Fo|", ("Form",)),
        ("query Q($f: Form = L|", ("LONG",)),
        ("{ user @sk|", ("skip",)),
        ("{ user @include(|", ("if",)),
        ("{ user @include(if: true) { fr|", ("friends",)),
        ("{ node(id: 1) { ... on |", ("User", "Cat", "Pet", "Node")),
        ("{ node(id: 1) { ... on C|", ("Cat",)),
        ("{ node(id: 1) { ... on Cat { l|", ("lives",)),
        ("{ users { pet { ... on Dog { b|", ("barks",)),
        ("{ users { pet { | } } }", ("__typename",)),
        (
            "{ user { ...| } } fragment F on User { id } fragment G on Dog { barks }",
            ("on", "F"),
        ),
        ("fragment F on User { fr|", ("friends",)),
        ("fragment F on Us|", ("User",)),
        ("query Na|", ()),
        ('{ user(id: "us|', ()),
        ("{ # us|", ()),
        ("{ user(id: 1|", ()),
        ("{ unknown { | } }", ()),
        ("{ user(id: 1 { fr|", ("friends",)),
    ],
)
def test_what_fits_is_offered(text: str, offered: tuple[str, ...]) -> None:
    assert names(text) == offered


def test_types_and_descriptions_come_along() -> None:
    found = suggestions(SCHEMA, "{ user { ", 9)
    assert found.entries[1] == Suggestion("name", "String", "What the user is called.")
    assert found.entries[2] == Suggestion("mail", "String", "", "Use address.")
    (user,) = suggestions(SCHEMA, "{ node { ... on Us", 18).entries
    assert user.about == "Everybody who can sign in."
    (argument, _) = suggestions(SCHEMA, "{ user(", 7).entries
    assert argument.type == "ID!"


def test_what_is_typed_already_is_told() -> None:
    assert suggestions(SCHEMA, "{ user { naxyz", 11).prefix == "na"


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet='{}()[]:$@!.,"\n #aunif1queryon', max_size=60), st.integers(0, 60))
def test_any_text_is_understood_as_far_as_it_goes(text: str, offset: int) -> None:
    found = suggestions(SCHEMA, text, min(offset, len(text)))
    assert all(found.prefix.casefold() in one.name.casefold() for one in found.entries)
