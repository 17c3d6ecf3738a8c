from __future__ import annotations

import pytest
from hypothesis import given

from builder.model.json_diff import ADDED, CHANGED, REMOVED, Difference, differences
from builder.model.json_text import parse
from tests.support.json_values import json_values


def test_nothing_differs_between_a_value_and_itself():
    value = parse('{"a": [1, {"b": null}], "c": 1.10}')
    assert differences(value, value) == ()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"a": 1}, {"a": 2}, Difference(CHANGED, ("a",), 1, 2)),
        ({"a": 1}, {}, Difference(REMOVED, ("a",), 1)),
        ({}, {"a": None}, Difference(ADDED, ("a",), after=None)),
        ({"a": [1, 2]}, {"a": [0, 1, 2]}, Difference(ADDED, ("a", 0), after=0)),
        ([1, 2, 3], [1, 3], Difference(REMOVED, (1,), 2)),
        (True, 1, Difference(CHANGED, (), True, 1)),
        ([], {}, Difference(CHANGED, (), [], {})),
        ("a", None, Difference(CHANGED, (), "a", None)),
    ],
)
def test_each_kind_of_difference_is_named_with_its_place(before, after, expected):
    assert differences(before, after) == (expected,)


def test_numbers_are_compared_by_value():
    assert differences(parse("1.10"), parse("1.1")) == ()
    assert len(differences(parse("1.10"), parse("1.11"))) == 1


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), ""),
        (("response", "body", "items", 0, "id"), "response.body.items[0].id"),
        (("headers", "content-type"), "headers.content-type"),
        (("a.b", "c"), '["a.b"].c'),
    ],
)
def test_a_place_reads_as_a_reference_does(path, place):
    assert Difference(CHANGED, path).place == place


def test_large_values_and_many_differences_are_bounded():
    (found,) = differences({"a": "x" * 100_000}, {"a": ["y"] * 100_000})
    assert len(found.before) < 3_000
    assert len(found.after) < 200
    assert len(differences(dict.fromkeys(map(str, range(5_000))), {})) == 1_000
    assert len(differences([0] * 50, [1] * 50, limit=7)) == 7


def test_values_nested_deeper_than_the_stack_are_compared():
    before: object = 1
    after: object = 2
    for _ in range(3_000):
        before, after = {"a": before}, {"a": after}
    (found,) = differences(before, after)
    assert (found.before, found.after, len(found.path)) == (1, 2, 3_000)


def test_lists_nested_deeper_than_the_stack_are_compared():
    before: object = 1
    after: object = 2
    for _ in range(3_000):
        before, after = [before], [after]
    assert len(differences(before, after)) == 1


@given(json_values, json_values)
def test_two_values_differ_both_ways_or_not_at_all(one, other):
    there, back = differences(one, other), differences(other, one)
    assert bool(there) == bool(back)
    assert {d.kind for d in differences(one, one)} == set()
