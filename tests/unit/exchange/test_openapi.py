"""Connections from OpenAPI 3 documents."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.exchange.openapi import NotOpenApi, described
from builder.model.connection import Connection, Operation
from builder.model.plain import to_plain
from builder.model.template import parse
from tests.support.fuzzing import fuzzed

YAML = b"""
openapi: 3.0.3
info: {title: "Bike rental: v2", version: "2"}
externalDocs: {url: "https://docs.bikes.example"}
servers:
  - url: https://{region}.bikes.example/{stage}/
    variables:
      region: {default: eu}
      stage: {default: v2}
security: [{bearer: []}]
components:
  securitySchemes:
    key: {type: apiKey, name: X-Key, in: header}
    bearer: {type: http, scheme: bearer}
  parameters:
    Limit: {name: limit, in: query, schema: {type: integer, default: 20}}
  schemas:
    Base:
      type: object
      properties:
        id: {type: integer, readOnly: true}
        since: {type: string, format: date}
    Bike:
      allOf:
        - $ref: "#/components/schemas/Base"
        - type: object
          properties:
            name: {type: string, example: Red}
            colour: {type: string, enum: [red, blue]}
            parent: {$ref: "#/components/schemas/Bike"}
            tags: {type: array, items: {type: string}}
paths:
  /bikes/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: integer}}
      - {name: X-Trace, in: header, example: t1, schema: {type: string}}
      - {name: Accept, in: header, schema: {type: string}}
    get:
      operationId: getBike
      parameters: [{$ref: "#/components/parameters/Limit"}]
      responses: {200: {description: ok}}
    put:
      summary: |
        Replace
        a bike
      parameters:
        - {name: dry run, in: query, required: true, schema: {type: boolean}}
      requestBody:
        content:
          application/xml: {}
          application/json: {schema: {$ref: "#/components/schemas/Bike"}}
  /photos:
    post:
      requestBody:
        content:
          multipart/form-data:
            schema:
              properties:
                photo: {type: string, format: binary}
                title: {type: string, example: Front}
"""


def read(**fields: Any) -> Connection:
    plain = {"openapi": "3.1.0", "info": {"title": "T"}, "paths": {}, **fields}
    return described(json.dumps(plain).encode(), "https://t.example/docs/openapi.json").connection


def operation(**fields: Any) -> Operation:
    return read(paths={"/x": {"post": fields}}).operations[0]


def test_a_document_in_yaml_becomes_a_connection() -> None:
    found = described(YAML)
    assert found.name == "Bike rental v2"
    made = found.connection
    assert made.base_url == "https://eu.bikes.example/v2"
    assert made.documentation == "https://docs.bikes.example"
    assert to_plain(made.auth) == {"kind": "bearer", "token": "{{env.bike_rental_v2_token}}"}
    assert list(made.problems()) == []
    assert [(o.method, o.path) for o in made.operations] == [
        ("GET", "/bikes/{id}"),
        ("PUT", "/bikes/{id}"),
        ("POST", "/photos"),
    ]


def test_operations_have_parameters_and_an_example_body() -> None:
    get, put, photos = described(YAML).connection.operations
    assert get.summary == "getBike"
    assert [(r.key, r.value, r.enabled) for r in get.query] == [("limit", "20", False)]
    assert [(r.key, r.value) for r in get.headers] == [("X-Trace", "t1")]
    assert put.summary == "Replace a bike"
    assert [(r.key, r.value, r.enabled) for r in put.query] == [("dry run", "true", True)]
    body = json.loads(put.body.text)
    assert list(body) == ["since", "name", "colour", "parent", "tags"]
    assert body["since"] == "2026-01-31"
    assert (body["name"], body["colour"], body["tags"]) == ("Red", "red", ["string"])
    assert body["parent"]["parent"]["name"] == "Red"
    parts = [(row.key, row.value, row.type.value) for row in photos.body.rows]
    assert parts == [("photo", "", "file"), ("title", "Front", "text")]


def test_what_is_read_survives_a_file() -> None:
    made = described(YAML).connection
    assert Connection.model_validate(to_plain(made)) == made


@pytest.mark.parametrize(
    ("servers", "base"),
    [
        ([{"url": "/api/"}], "https://t.example/api"),
        ([{"url": "v3"}], "https://t.example/docs/v3"),
        ([], "https://t.example"),
        ([{"url": "https://a.example/{x}", "variables": {}}], "https://a.example/{x}"),
    ],
)
def test_the_address_of_a_server_can_be_relative(servers: list[Any], base: str) -> None:
    assert read(servers=servers).base_url == base


@pytest.mark.parametrize(
    ("scheme", "auth"),
    [
        (
            {"type": "http", "scheme": "Basic"},
            {"kind": "basic", "username": "{{env.t_user}}", "password": "{{env.t_password}}"},
        ),
        (
            {"type": "apiKey", "in": "header", "name": "X-Key"},
            {"kind": "header", "name": "X-Key", "value": "{{env.t_key}}"},
        ),
        (
            {"type": "apiKey", "in": "query", "name": "key"},
            {"kind": "query", "rows": [{"key": "key", "value": "{{env.t_key}}"}]},
        ),
        (
            {"type": "apiKey", "in": "cookie", "name": "sid"},
            {"kind": "header", "name": "Cookie", "value": "sid={{env.t_key}}"},
        ),
        (
            {"type": "openIdConnect", "openIdConnectUrl": "https://t.example"},
            {"kind": "bearer", "token": "{{env.t_token}}"},
        ),
        ({"type": "mutualTLS"}, {"kind": "none"}),
    ],
)
def test_security_schemes_become_authorizations(scheme: Any, auth: Any) -> None:
    assert to_plain(read(components={"securitySchemes": {"s": scheme}}).auth) == auth


def test_client_credentials_are_taken_over() -> None:
    flow = {"tokenUrl": "https://t.example/token", "scopes": {"read": "", "write": ""}}
    scheme = {"type": "oauth2", "flows": {"clientCredentials": flow}}
    made = to_plain(read(components={"securitySchemes": {"s": scheme}}).auth)
    assert made["token_url"] == "https://t.example/token"
    assert made["client_secret"] == "{{env.t_client_secret}}"
    assert made["scope"] == "read write"


def test_a_document_cannot_smuggle_in_references() -> None:
    found = read(
        servers=[{"url": "https://evil.example/{{env.token}}"}],
        paths={
            "/{{env.token}}": {
                "post": {
                    "parameters": [{"name": "q", "in": "query", "example": "\\\\{{{{env.token}}"}],
                    "requestBody": {
                        "content": {"application/json": {"example": {"a": "{{env.token}}"}}}
                    },
                }
            }
        },
    )
    one = found.operations[0]
    for text in (found.base_url, one.path, one.query[0].value, one.body.text):
        assert "env.token" in text
        assert not parse(text).references


def test_schemas_inside_themselves_and_wide_ones_end() -> None:
    wide = {f"p{i}": {"$ref": f"#/components/schemas/S{j}"} for i in range(30) for j in (i % 4,)}
    schemas = {f"S{i}": {"type": "object", "properties": wide} for i in range(4)}
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/S0"}}}
    made = read(
        components={"schemas": schemas},
        paths={"/x": {"post": {"requestBody": {"content": content}}}},
    )
    assert 0 < len(made.operations[0].body.text) < 100_000


def test_aliases_that_multiply_are_left_out() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for i in range(1, 12):
        lines.append(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]")
    text = "\n".join(
        [
            "openapi: 3.0.0",
            *lines,
            "paths: {/x: {post: {requestBody: {content: {application/json: {example: *a11}}}}}}",
        ]
    )
    assert described(text.encode()).connection.operations[0].body.text == ""


def test_references_that_lead_nowhere_or_in_circles_are_left_out() -> None:
    loop = {"$ref": "#/components/schemas/Loop"}
    made = read(
        components={"schemas": {"Loop": loop}},
        paths={
            "/x": {
                "get": {
                    "parameters": [{"$ref": "other.yaml#/P"}, {"$ref": "#/nowhere"}],
                    "requestBody": {"content": {"application/json": {"schema": loop}}},
                }
            },
            "/y": {"$ref": "#/paths/~1x"},
        },
    )
    assert [o.path for o in made.operations] == ["/x", "/y"]
    assert made.operations[0].query == ()
    assert made.operations[0].body.text == "null"


def test_a_form_body_has_rows() -> None:
    schema = {"properties": {"name": {"example": "A b"}, "n": {"type": "integer"}}}
    one = operation(
        requestBody={"content": {"application/x-www-form-urlencoded": {"schema": schema}}}
    )
    assert [(row.key, row.value) for row in one.body.rows] == [("name", "A b"), ("n", "0")]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'{"swagger": "2.0"}', "Swagger 2.0"),
        (b'{"openapi": "4.0"}', "no OpenAPI 3"),
        (b"[1]", "no object"),
        (b"", "no object"),
        (b"{", "no JSON"),
        (b"a: [", "neither JSON nor YAML"),
        (b"\xff\xfe", "no UTF-8"),
        (b"!!python/object/apply:os.system [ls]", "neither JSON nor YAML"),
        (b"<html></html>", "no object"),
    ],
)
def test_what_is_no_openapi_3_is_named(data: bytes, says: str) -> None:
    with pytest.raises(NotOpenApi) as raised:
        described(data)
    assert says in str(raised.value)


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=5),
    st.sampled_from(["http://[", "{{1.x}}", "#/components/schemas/Bike"]),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.sampled_from(["$ref", "type", "x"]), st.text(max_size=5), max_size=2),
)
PLAIN = yaml.safe_load(YAML)


def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to everything in a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found = [way] if way else []
    for key, child in inner if isinstance(value, dict | list) else ():
        found += places(child, (*way, key)) if isinstance(child, dict | list) else [(*way, key)]
    return found


@fuzzed("OpenAPI documents")
@given(st.lists(st.tuples(st.sampled_from(places(PLAIN)), JUNK), max_size=4))
def test_odd_documents_are_read_or_named(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    plain = yaml.safe_load(YAML)
    for way, junk in changes:
        here = plain
        for key in way[:-1]:
            here = here.get(key) if isinstance(here, dict) else None
        if isinstance(here, dict):
            here[way[-1]] = junk
    try:
        made = described(json.dumps(plain).encode(), "https://t.example/x.json").connection
    except NotOpenApi:
        return
    assert Connection.model_validate(to_plain(made)) == made
    for one in made.operations:
        for text in (one.path, *(row.value for row in one.query), getattr(one.body, "text", "")):
            assert not parse(text).references
