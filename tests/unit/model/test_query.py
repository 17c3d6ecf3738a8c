"""JMESPath over numbers that keep their digits."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.json_text import compact, parse
from builder.model.number import Number
from builder.model.query import Query, QueryError
from tests.support.json_values import json_values, numbers, same

BIG = 2**80
DATA = parse(
    f"""{{
        "items": [
            {{"n": 1.10, "s": "b", "t": null}},
            {{"n": {BIG}, "s": "a", "t": 1}},
            {{"n": 1.1000000000000000000000001, "s": "c", "t": "x"}},
            {{"n": {BIG + 1}, "s": "d", "t": true}},
            {{"n": -3, "s": "e", "t": 2.50}}
        ],
        "mixed": [1, "2", null, 3.5, true, {{}}],
        "one": 1.10, "zero": 0.0, "text": "1.10", "o": {{"b": 1.50, "a": 2}}
    }}"""
)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("one", "1.10"),
        ("items[0].n", "1.10"),
        ("items[].n | [1]", f"{BIG}"),
        ("sort(items[].n)", f"[-3,1.10,1.1000000000000000000000001,{BIG},{BIG + 1}]"),
        ("sort_by(items, &n)[].s", '["e","b","c","a","d"]'),
        ("sort_by(items, &s)[].s", '["a","b","c","d","e"]'),
        ("max(items[].n)", f"{BIG + 1}"),
        ("min(items[?n > `0`].n)", "1.10"),
        ("max_by(items, &n).s", '"d"'),
        ("min_by(items, &n).s", '"e"'),
        ("sum(items[:2].n)", f"{BIG + 1}.10"),
        ("sum(`[1.10, 2.20]`)", "3.30"),
        ("sum(`[0.1, 0.2]`)", "0.3"),
        ("sum(`[]`)", "0"),
        ("avg(items[?s == 'a' || s == 'd'].n)", f"{BIG}.5"),
        ("avg(`[1.10, 1.20]`)", "1.15"),
        ("avg(`[]`)", "null"),
        ("items[?n == `1.1`].n", "[1.10]"),
        ("items[?n == `1.1000000000000000000000001`].s", '["c"]'),
        (f"items[?n == `{BIG}`].s", '["a"]'),
        (f"items[?n >= `{BIG}.5`].s", '["d"]'),
        ("items[?n != `1.10`] | length(@)", "4"),
        ("items[?t > `1`].s", '["e"]'),
        ("items[?t < `1.5`].s", '["a"]'),
        ("mixed[?@ > `1`]", "[3.5]"),
        ("one < text", "null"),
        ("one == text", "false"),
        ("one == `1.10` && zero == `0`", "true"),
        ("zero || one", "0.0"),
        ("!zero", "false"),
        ("`1.10`", "1.10"),
        ("`1e400`", "1e400"),
        (f"`{BIG}`", f"{BIG}"),
        ('`{"a": [1.10, "x"]}`', '{"a":[1.10,"x"]}'),
        ("`\"\\`\"`", '"`"'),
        ("'1.10'", '"1.10"'),
        ("o.*", "[1.50,2]"),
        ("{x: one, y: [zero, `2.0`]}", '{"x":1.10,"y":[0.0,2.0]}'),
        ("merge(o, `{\"c\": 3.30}`)", '{"b":1.50,"a":2,"c":3.30}'),
        ("abs(`-1.10`)", "1.10"),
        ("abs(`-5`)", "5"),
        ("ceil(one)", "2"),
        ("floor(`-1.10`)", "-2"),
        ("floor(`5`)", "5"),
        ("type(one)", '"number"'),
        ("map(&type(@), `[1, 1.5, \"x\", true, null, [], {}]`)",
         '["number","number","string","boolean","null","array","object"]'),
        ("to_string(one)", '"1.10"'),
        ("to_string(o)", '"{\\"b\\":1.50,\\"a\\":2}"'),
        ("to_string('é')", '"é"'),
        ("to_number(text)", "1.10"),
        ("to_number(one)", "1.10"),
        (f"to_number('{BIG}')", f"{BIG}"),
        ("map(&to_number(@), `[\"1_0\", \" 1\", \"x\", true, null, [], {}, \"NaN\", \"\"]`)",
         "[null,null,null,null,null,null,null,null,null]"),
        ("not_null(nothing, one)", "1.10"),
        ("contains(items[].n, `1.1`)", "true"),
        ("contains(items[].n, `1.2`)", "false"),
        ("to_array(one)", "[1.10]"),
        ("nothing.at.all", "null"),
    ],
)  # fmt: skip
def test_digits_survive(source: str, expected: str) -> None:
    assert compact(Query(source).search(DATA)) == expected


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("a[", "Invalid jmespath expression"),
        ("a ~ b", "Unknown token ~"),
        ("a b", "Unexpected token: b"),
        ("|a", "invalid token"),
        ("(" * 100_000, "recursion"),
    ],
)
def test_what_cannot_be_read(source: str, message: str) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        Query(source)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("sum(items[].s)", r"sum\(\) takes array-number, not string"),
        ("sum(mixed)", r"sum\(\) takes array-number, not string"),
        ("sort(mixed)", r"sort\(\) takes array-string or array-number, not string"),
        ("sum(`[true]`)", r"sum\(\) takes array-number, not boolean"),
        ("abs(text)", r"abs\(\) takes number, not string"),
        ("sort_by(items, &t)", r"sort_by\(\) takes string or number, not null"),
        ("max_by(items[1:3], &t)", "it compares values of different types"),
        ("unheard(of)", r"Unknown function: unheard\(\)"),
        ("abs()", "Expected 1 argument"),
        ("sum(`[1e9999999999999999999]`)", "too large"),
        ("items[::0]", "slice step cannot be zero"),
    ],
)
def test_what_cannot_be_worked_out(source: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        Query(source).search(DATA)


@given(json_values)
def test_identity_and_literals_keep_everything(value: Any) -> None:
    assert same(Query("@").search(value), value)
    literal = compact(value).replace("`", "\\u0060")
    assert same(Query(f"`{literal}`").search(None), value)


@given(st.lists(numbers, min_size=1))
def test_functions_are_exact(values: list[int | Number]) -> None:
    exact = [Fraction(str(value)) for value in values]
    assert Fraction(str(Query("sum(@)").search(values))) == sum(exact)
    assert Fraction(str(Query("max(@)").search(values))) == max(exact)
    assert Fraction(str(Query("min(@)").search(values))) == min(exact)
    ordered = Query("sort(@)").search(values)
    assert [Fraction(str(value)) for value in ordered] == sorted(exact)


@given(numbers, numbers)
def test_comparisons_are_exact(left: int | Number, right: int | Number) -> None:
    a, b = Fraction(str(left)), Fraction(str(right))
    data = {"a": left, "b": right}
    found = Query("[a < b, a <= b, a == b, a != b, a >= b, a > b]").search(data)
    assert found == [a < b, a <= b, a == b, a != b, a >= b, a > b]
    literal = Query(f"a < `{compact(right)}`").search(data)
    assert literal == (a < b)
