from __future__ import annotations

import socket
from typing import Any

import pytest

from builder.model.json_schema import SchemaFault, check_schema, check_value
from builder.model.json_text import parse


@pytest.mark.parametrize(
    ("value", "schema"),
    [
        ("1.10", '{"type": "number", "multipleOf": 0.1, "minimum": 1.1}'),
        ("7", '{"type": "integer", "enum": [7]}'),
        ('{"a": [1.5, null]}', '{"properties": {"a": {"items": {"type": ["number", "null"]}}}}'),
        ("1", "true"),
        ('"a1"', '{"pattern": "^[a-z]\\\\d$"}'),
        ('{"n_a": 1}', '{"patternProperties": {"^n_": {"type": "number"}}}'),
        ('{"type": "object"}', '{"$ref": "https://json-schema.org/draft/2020-12/schema"}'),
        ('"x"', '{"$ref": "#/$defs/t", "$defs": {"t": {"type": "string"}}}'),
    ],
)
def test_what_fits_passes(value: str, schema: str) -> None:
    check_value(parse(value), parse(schema))


@pytest.mark.parametrize(
    ("value", "schema", "said"),
    [
        ('{"a": {}}', '{"properties": {"a": {"required": ["id"]}}}', r"\$\.a: 'id' is a required"),
        ("1.5", '{"type": "string"}', r"\$: 1\.5 is not of type 'string'"),
        ('"%s"' % ("x" * 400), '{"type": "number"}', r"\$: this does not fit “type”"),
        ("1", "false", "False schema"),
        ('"b"', '{"pattern": "^a"}', "does not match"),
        ('{"n_a": "x"}', '{"patternProperties": {"^n_": {"type": "number"}}}', r"\$\.n_a: 'x'"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(value: str, schema: str, said: str) -> None:
    with pytest.raises(SchemaFault, match=said) as fault:
        check_value(parse(value), parse(schema))
    assert not fault.value.in_schema


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "nonsense"},
        {"$ref": "#"},
        {"pattern": "("},
        {"pattern": "^(x|xx|x?)+[yz]$"},
        {"$schema": {}},
        {"$ref": "#/$defs/gone"},
        [],
        3,
        "text",
        None,
    ],
)
def test_a_schema_that_is_none_is_named(schema: Any) -> None:
    with pytest.raises(SchemaFault) as fault:
        check_value("x" * 60, schema)
    assert fault.value.in_schema


def test_nothing_is_fetched() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/schema.json"
        with pytest.raises(SchemaFault, match="nothing is fetched"):
            check_value({}, {"$ref": url})
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_schema_alone_can_be_checked() -> None:
    check_schema({"type": "object"})
    with pytest.raises(SchemaFault):
        check_schema({"required": "id"})


def test_a_pattern_of_names_that_cannot_be_read_is_named() -> None:
    schema = {"additionalProperties": False, "patternProperties": {"(": {}}}
    with pytest.raises(SchemaFault, match=r"is not a .regex.") as fault:
        check_value({"a": 1}, schema)
    assert fault.value.in_schema
