"""JSON comes in and goes out with every digit."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
from hypothesis import given

from builder.model.json_text import JsonError, compact, parse, pretty
from builder.model.number import Number
from tests.support.json_values import json_values, same


@given(json_values)
def test_what_is_written_reads_back_to_the_digit(value: Any) -> None:
    assert same(parse(compact(value)), value)
    assert same(parse(pretty(value).encode()), value)


@given(json_values)
def test_compact_is_json_to_everybody(value: Any) -> None:
    assert same(json.loads(compact(value), parse_float=Number), value)


def test_digits_are_kept() -> None:
    text = f"[1.10,1e400,-0.0,{2**80},-{'9' * 4300},{'9' * 4300},0.1e-5]"
    assert compact(parse(text)) == text


def test_output_form() -> None:
    value = {"é": ["😀", Number("1.10")], "e": {}, "l": []}
    assert compact(value) == '{"é":["😀",1.10],"e":{},"l":[]}'
    assert pretty(value) == '{\n  "é": [\n    "😀",\n    1.10\n  ],\n  "e": {},\n  "l": []\n}'
    assert pretty([1], indent=4) == "[\n    1\n]"


def test_the_last_of_duplicate_keys_wins() -> None:
    assert parse('{"a":1,"b":2,"a":3}') == {"a": 3, "b": 2}


def test_a_byte_order_mark_is_skipped() -> None:
    assert parse(b'\xef\xbb\xbf{"a":"\\\\ud800"}') == {"a": "\\ud800"}
    assert parse("\ufeff[1]") == [1]


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ("", 1, 1, "Expecting value"),
        ('{"a":\n tru}', 2, 2, "Expecting value"),
        ("[1,\n\n 2,]", 3, 3, "Illegal trailing comma"),
        ("1 2", 1, 3, "Extra data"),
        ('["é😀", x]', 1, 8, "Expecting value"),
        ('"a', 1, 1, "Unterminated string"),
        ('["a\tb"]', 1, 4, "Invalid control character"),
        ("01", 1, 2, "Extra data"),
    ],
)
def test_faults_have_a_place(text: str, line: int, column: int, reason: str) -> None:
    with pytest.raises(JsonError) as caught:
        parse(text.encode())
    fault = caught.value
    assert fault.line == line
    if reason != "Illegal trailing comma":  # older Pythons say and place it differently
        assert fault.column == column
        assert reason in fault.reason
    assert str(fault).endswith(f"at line {line}, column {fault.column}")


def test_faults_survive_the_way_between_processes() -> None:
    fault = pickle.loads(pickle.dumps(JsonError("Bad", 3, 4)))
    assert (fault.reason, fault.line, fault.column) == ("Bad", 3, 4)


@pytest.mark.parametrize("name", ["NaN", "Infinity", "-Infinity"])
def test_not_a_number_is_refused(name: str) -> None:
    with pytest.raises(JsonError, match=f"{name} is no JSON value"):
        parse(f"[{name}]")


def test_bytes_that_are_not_utf8_are_named_with_their_place() -> None:
    with pytest.raises(JsonError, match="not UTF-8 at line 2, column 3"):
        parse(b'["a",\n "\xff"]')


@pytest.mark.parametrize("text", ['"\\ud800"', '["\\udc00\\ud800"]', '"\ud800"'])
def test_half_a_surrogate_pair_is_refused(text: str) -> None:
    with pytest.raises(JsonError, match="half a surrogate pair"):
        parse(text)


def test_depth_is_bounded() -> None:
    with pytest.raises(JsonError, match="nested too deep"):
        parse(b"[" * 1_000_000)
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(JsonError, match="nested too deep"):
        compact(deep)


def test_integers_beyond_the_limit_are_refused() -> None:
    with pytest.raises(JsonError, match="more than 4,300 digits"):
        parse("9" * 4301)
    with pytest.raises(JsonError, match="more than 4,300 digits"):
        compact([10**4300])


@pytest.mark.parametrize("value", [object(), "\ud800", {"a": 1j}])
def test_what_json_cannot_hold_is_refused(value: Any) -> None:
    with pytest.raises(JsonError):
        compact(value)
