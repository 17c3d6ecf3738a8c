from __future__ import annotations

from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from builder.bodies.urlencoded import UrlencodedBody
from tests.support.running import fields

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def encoded(*rows: dict[str, object], value: object = None) -> str:
    content = UrlencodedBody(rows=rows).encode(fields({1: {"event": value}})).content
    assert isinstance(content, bytes)
    return content.decode("ascii")


def test_rows_become_fields_in_order() -> None:
    rows = [
        {"key": "a b", "value": "1&2=3+4%2F~*"},
        {"key": "a b", "value": ""},
        {"key": "", "value": "ignored"},
        {"key": "off", "value": "x", "enabled": False},
    ]
    assert encoded(*rows) == "a+b=1%262%3D3%2B4%252F%7E*&a+b="


@given(TEXT)
def test_what_a_reference_holds_arrives(text: str) -> None:
    sent = encoded({"key": "k", "value": "x{{1.event}}"}, value=text)
    assert parse_qsl(sent, keep_blank_values=True) == [("k", f"x{text}")]


def test_objects_go_as_compact_json() -> None:
    sent = encoded({"key": "k", "value": "{{1.event}}"}, value={"a": [1, None]})
    assert parse_qsl(sent) == [("k", '{"a":[1,null]}')]
