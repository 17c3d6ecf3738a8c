"""GraphQL bodies, answered by a real GraphQL server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from graphql import build_schema, graphql_sync

from builder.bodies.graphql import GraphqlBody
from builder.model.problem import Severity
from builder.model.step import StepError
from tests.support.running import fields, flow, ran, request
from tests.support.servers import Answer, Recorder, Seen, recorder

SCHEMA = build_schema(
    """
    input Filter { text: String, tags: [String!] }
    type User { id: ID!, name: String, age: Int }
    type Query { user(id: ID!, age: Int): User, echo(filter: Filter): String }
    type Mutation { add(age: Int!): Int }
    """
)


class Root:
    def user(self, info: Any, id: str, age: int | None = None) -> dict[str, Any]:
        return {"id": id, "name": f"User {id}", "age": age}

    def echo(self, info: Any, filter: dict[str, Any] | None = None) -> str:
        return json.dumps(filter)

    def add(self, info: Any, age: int) -> int:
        return age + 1


def answer(seen: Seen) -> Answer:
    """What GraphQL over HTTP answers."""
    asked = json.loads(seen.body)
    result = graphql_sync(
        SCHEMA,
        asked["query"],
        Root(),
        variable_values=asked.get("variables"),
        operation_name=asked.get("operationName"),
    )
    content = json.dumps(result.formatted).encode()
    return Answer(200 if result.data else 400, [("Content-Type", "application/json")], content)


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as recording:
        recording.answers["/graphql"] = answer
        yield recording


async def ask(server: Recorder, folder: Path, event: Any, **body: str) -> Any:
    step = request(2, f"{server.url}/graphql", method="POST", body={"kind": "graphql", **body})
    result = await ran(flow(step), folder, event=event)
    return result.step(2).sample["response"]["body"]


async def test_a_real_server_answers(server: Recorder, tmp_path: Path) -> None:
    body = await ask(
        server,
        tmp_path,
        {"id": 'u"1', "age": 7},
        query="query Get($id: ID!, $age: Int) { user(id: $id, age: $age) { id name age } }\n"
        "mutation Add { add(age: 1) }",
        variables='{"id": "{{1.event.id}}", "age": {{1.event.age}}}',
        operation_name="Get",
    )
    assert body == {"data": {"user": {"id": 'u"1', "name": 'User u"1', "age": 7}}}
    assert server.last.header("Content-Type") == "application/json"
    assert set(json.loads(server.last.body)) == {"query", "variables", "operationName"}


async def test_references_in_the_query_are_values(server: Recorder, tmp_path: Path) -> None:
    event = {"filter": {"text": '"}) { x } #', "tags": ["a", "b\n"]}}
    body = await ask(server, tmp_path, event, query="{ echo(filter: {{1.event.filter}}) }")
    assert json.loads(body["data"]["echo"]) == event["filter"]
    assert set(json.loads(server.last.body)) == {"query"}


async def test_all_variables_from_one_reference(server: Recorder, tmp_path: Path) -> None:
    await ask(
        server,
        tmp_path,
        {"age": 2**40, "list": [1, None]},
        query="mutation ($age: Int!) { add(age: $age) }",
        variables="{{1.event}}",
    )
    assert json.loads(server.last.body)["variables"] == {"age": 2**40, "list": [1, None]}


@pytest.mark.parametrize(
    ("body", "kind", "field", "said"),
    [
        ({"query": ""}, "invalid-graphql", "query", "no query"),
        ({"query": "{ a"}, "invalid-graphql", "query", "line 1, column 4"),
        ({"query": "{ {{1.event}} }"}, "invalid-graphql", "query", "line 1"),
        ({"query": "query A{a} query B{b}"}, "invalid-graphql", "operation_name", "A, B"),
        ({"query": "{a}", "operation_name": "X"}, "invalid-graphql", "operation_name", "“X”"),
        ({"query": "{a}", "variables": "{"}, "invalid-variables", "variables", "no JSON"),
        ({"query": "{a}", "variables": "[1]"}, "invalid-variables", "variables", "JSON object"),
    ],
)
def test_what_is_not_valid_is_not_sent(
    body: dict[str, str], kind: str, field: str, said: str
) -> None:
    with pytest.raises(StepError) as raised:
        GraphqlBody.model_validate(body).encode(fields({1: {"event": "text"}}))
    assert (raised.value.kind, raised.value.field) == (kind, field)
    assert said in raised.value.message


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"query": "{ a(x: {{1.event}}, y: ) }"}, [("query", Severity.ERROR)]),
        ({"query": "{ a(x: $x) }"}, [("query", Severity.WARNING)]),
        ({"query": "{a}", "variables": "[{{1.event}}]"}, [("variables", Severity.ERROR)]),
        ({"query": "{a}", "operation_name": "X"}, [("operation_name", Severity.ERROR)]),
        ({"query": "query($a: Int!){x(a:$a)}"}, [("variables", Severity.WARNING)]),
        ({"query": "query($a: Int!){x(a:$a)}", "variables": '{"a": {{1.event}}}'}, []),
        ({"query": "query($a: Int!){x(a:$a)}", "variables": "{{1.event}}"}, []),
        ({"query": "query($a: Int!){x(a:$a)}", "variables": '{"{{1.event}}": 1}'}, []),
        ({"query": "{{1.event}}"}, []),
        ({"query": "{{1.event"}, []),
    ],
)
def test_problems_while_typing(body: dict[str, str], said: list[tuple[str, Severity]]) -> None:
    found = GraphqlBody.model_validate(body).problems()
    assert [(problem.field, problem.severity) for problem in found] == said
