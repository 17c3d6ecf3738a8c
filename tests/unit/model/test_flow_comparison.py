"""Two versions of a workflow, step by step."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model import edit
from builder.model.flow_comparison import Fate, StepPair, compare, note_change, taken
from builder.model.sharing import sharing
from builder.model.workflow import ROOT, Place, Workflow, find, walk
from builder.storage.flow_format import to_bytes
from tests.support.running import flow, request


def version(*numbers: int) -> Workflow:
    return flow(*({**request(n, f"http://a.example/{n}"), "name": f"Step {n}"} for n in numbers))


def fates(left: Workflow, right: Workflow) -> list[tuple[str, int]]:
    pairs = compare(left, right)
    return [(pair.fate.value, number(pair)) for pair in pairs if pair.fate is not Fate.SAME]


def number(pair: StepPair) -> int:
    step = pair.right or pair.left
    assert step is not None
    return step.number


def test_equal_versions_have_no_differences() -> None:
    assert fates(version(2, 3), version(2, 3)) == []
    assert note_change(version(2), version(2)) is None


def test_steps_that_came_and_went_stand_where_they_stood() -> None:
    assert sorted(fates(version(2, 3, 4), version(2, 5, 4))) == [("added", 5), ("removed", 3)]
    order = [number(pair) for pair in compare(version(2, 3, 4), version(2, 4, 9))]
    assert order == [1, 2, 3, 4, 9]


def test_one_step_that_moved_is_one_that_moved_not_all_after_it() -> None:
    assert fates(version(2, 3, 4, 5), version(3, 4, 5, 2)) == [("moved", 2)]


def test_a_step_that_moved_into_a_branch() -> None:
    either: dict[str, Any] = {"kind": "conditional", "number": 9}
    left = flow(request(2, "u"), either)
    right = flow({**either, "yes": [request(2, "u")]})
    assert fates(left, right) == [("moved", 2)]
    assert [pair.depth for pair in compare(left, right)] == [0, 0, 1]


def test_a_renumbered_step_is_the_same_step() -> None:
    other = {**request(7, "http://a.example/2"), "name": "Step 2"}
    pairs = compare(version(2, 3), flow(other, request(3, "http://a.example/3")))
    (same,) = (pair for pair in pairs if pair.right and pair.right.number == 7)
    assert same.left is not None
    assert same.left.number == 2
    assert [field.label for field in same.fields] == ["Number"]


def test_fields_are_named_and_only_what_differs() -> None:
    rows = [{"key": "A", "value": "1"}, {"key": "B", "value": "2"}]
    left = flow({**request(2, "http://a.example"), "headers": rows, "note": "one\ntwo"})
    rows = [{"key": "A", "value": "1"}, {"key": "B", "value": "3"}]
    right = flow({**request(2, "http://b.example"), "headers": rows, "note": "one\nthree"})
    (pair,) = (pair for pair in compare(left, right) if pair.fate is Fate.CHANGED)
    changed = {field.label: (field.left, field.right) for field in pair.fields}
    assert changed == {
        "Note": ("one\ntwo", "one\nthree"),
        "Request URL": ("http://a.example", "http://b.example"),
        "Headers, row 2, value": ("2", "3"),
    }


def test_literals_of_password_fields_are_not_shown() -> None:
    def with_token(token: Any) -> Workflow:
        return flow({**request(2, "u"), "auth": {"kind": "bearer", "token": token}})

    pairs = compare(with_token({"literal": "hunter2"}), with_token("{{env.key}}"))
    assert "hunter2" not in repr(pairs[1].fields)
    assert "{{env.key}}" in repr(pairs[1].fields)


def test_a_step_is_taken_over_taken_out_and_put_back() -> None:
    left, right = version(2, 3, 4), version(2, 4)
    (gone,) = (pair for pair in compare(left, right) if pair.fate is Fate.REMOVED)
    assert to_bytes(taken(right, gone, gone.left, left)) == to_bytes(left)
    (came,) = (pair for pair in compare(right, left) if pair.fate is Fate.ADDED)
    assert to_bytes(taken(left, came, came.left, right)) == to_bytes(right)
    other = edit.change_step(left, 3, name="Other")
    (changed,) = (pair for pair in compare(left, other) if pair.fate is Fate.CHANGED)
    assert to_bytes(taken(other, changed, changed.left, left)) == to_bytes(left)


def test_what_lies_inside_a_step_stays_when_it_is_taken_over() -> None:
    either: dict[str, Any] = {"kind": "conditional", "number": 9, "yes": [request(2, "u")]}
    here = flow({**either, "name": "Here"})
    there = flow({"kind": "conditional", "number": 9, "name": "There"})
    (pair,) = (pair for pair in compare(there, here) if number(pair) == 9)
    after = taken(here, pair, pair.left, there)
    assert after.steps[0].name == "There"
    assert after.steps[0].yes[0].number == 2


@settings(max_examples=60, deadline=None)
@given(st.permutations(range(2, 9)), st.permutations(range(2, 12)), st.integers(0, 7))
def test_every_step_of_both_versions_is_told_once(
    first: list[int], second: list[int], kept: int
) -> None:
    left, right = version(*first[:kept]), version(*second[: kept + 1])
    pairs = compare(left, right)
    assert sorted(p.left.number for p in pairs if p.left) == sorted(s.number for s in walk(left))
    assert [p.right.number for p in pairs if p.right] == [s.number for s in walk(right)]


def test_unchanged_steps_stay_the_same_objects() -> None:
    either: dict[str, Any] = {"kind": "conditional", "number": 9, "yes": [request(2, "u")]}
    before = flow(request(3, "a"), either)
    after = flow(request(3, "b"), {**either, "no": [request(4, "c")]})
    shared = sharing(before, after)
    assert shared == after
    assert find(shared, 2) is find(before, 2)
    assert shared.trigger is before.trigger
    assert find(shared, 3) is not find(before, 3)


@pytest.mark.parametrize("place", [Place(None, ROOT, 0), Place(9, "yes", 0)])
def test_a_step_whose_surroundings_are_gone_is_put_at_the_end(place: Place) -> None:
    either: dict[str, Any] = {"kind": "conditional", "number": 9}
    source = edit.insert(flow(either), place, flow(request(2, "u")).steps)
    current = version(3)
    pair = next(pair for pair in compare(source, current) if number(pair) == 2)
    after = taken(current, pair, pair.left, source)
    assert find(after, 2) is not None
