from __future__ import annotations

from typing import Any

import pytest

from builder.bodies.json_table import JsonBody
from builder.model.json_text import parse
from builder.model.step import StepError
from tests.support.running import fields

EVENT = {
    "big": 2**80,
    "price": parse("1.10"),
    "text": 'a "quoted" ünïcode 🙂 {{env.x}}',
    "yes": True,
    "none": None,
    "list": [1, {"a": []}],
    "digits": "12.50",
}


def encoded(*rows: dict[str, Any]) -> str:
    content = JsonBody(rows=rows).encode(fields({1: {"event": EVENT}})).content
    assert isinstance(content, bytes)
    return content.decode()


@pytest.mark.parametrize(
    ("kind", "value", "sent"),
    [
        ("auto", "{{1.event.big}}", "1208925819614629174706176"),
        ("auto", "{{1.event.price}}", "1.10"),
        ("auto", "{{1.event.none}}", "null"),
        ("auto", "{{1.event.list}}", '[1,{"a":[]}]'),
        ("auto", "n{{1.event.price}}", '"n1.10"'),
        ("auto", "12", '"12"'),
        ("text", "{{1.event.list}}", '"[1,{\\"a\\":[]}]"'),
        ("text", "{{1.event.none}}", '""'),
        ("number", "{{1.event.digits}}", "12.50"),
        ("number", " 1e400 ", "1e400"),
        ("number", "{{1.event.big}}", "1208925819614629174706176"),
        ("boolean", "true", "true"),
        ("boolean", "{{1.event.yes}}", "true"),
        ("null", "anything", "null"),
        ("JSON", '{"n": {{1.event.price}}, "t": "x{{1.event.digits}}"}', '{"n":1.10,"t":"x12.50"}'),
        ("JSON", "{{1.event.list}}", '[1,{"a":[]}]'),
    ],
)
def test_values_are_sent_as_their_type(kind: str, value: str, sent: str) -> None:
    assert encoded({"key": "k", "value": value, "type": kind}) == f'{{"k":{sent}}}'


def test_text_is_escaped_and_never_read_again() -> None:
    text = encoded({"key": "{{1.event.digits}}", "value": "{{1.event.text}}"})
    assert parse(text) == {"12.50": EVENT["text"]}


def test_order_duplicates_and_dots_are_kept() -> None:
    rows = [
        {"key": "b.c", "value": ""},
        {"key": "a", "value": "1"},
        {"key": "a", "value": "2"},
        {"key": "", "value": "ignored"},
        {"key": "off", "value": "x", "enabled": False},
    ]
    assert encoded(*rows) == '{"b.c":"","a":"1","a":"2"}'
    assert encoded() == "{}"


@pytest.mark.parametrize(
    ("kind", "value", "reason"),
    [
        ("number", "twelve", "“twelve” is no number"),
        ("number", "{{1.event.yes}}", "“true” is no number"),
        ("number", "NaN", "no number"),
        ("boolean", "yes", "write true or false"),
        ("JSON", "{a: 1}", "no JSON"),
    ],
)
def test_a_value_of_another_type_is_refused(kind: str, value: str, reason: str) -> None:
    with pytest.raises(StepError, match=reason) as raised:
        encoded({"key": "k", "value": value, "type": kind})
    assert (raised.value.kind, raised.value.field) == ("wrong-type", "rows.0.value")


def test_literals_of_another_type_are_problems() -> None:
    rows = [
        {"key": "a", "value": "x", "type": "number"},
        {"key": "b", "value": "{{1.event.x}}", "type": "number"},
        {"key": "c", "value": "{", "type": "JSON"},
        {"key": "", "value": "x", "type": "boolean"},
    ]
    assert [p.field for p in JsonBody(rows=rows).problems()] == ["rows.0.value", "rows.2.value"]
