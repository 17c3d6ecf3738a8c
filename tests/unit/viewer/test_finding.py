import json
from pathlib import Path

import pytest

from builder.viewer.finding import MOST, filter_to, find_text
from builder.viewer.json_path import PathFault
from builder.viewer.nodes import Nodes

DOCUMENT = Nodes(
    b'{"a": {"b": "One", "two": [1.50, "one", {"ONE": null}]}, "c": "caf\\u00e9 \\"x\\""}'
)


def test_text_is_found_in_keys_and_values_from_top_to_bottom() -> None:
    found = find_text(DOCUMENT, "one")
    assert found.places == (("a", "b"), ("a", "two", 1), ("a", "two", 2, "ONE"))
    assert found.total == 3
    assert find_text(DOCUMENT, "One").places == (("a", "b"),)


@pytest.mark.parametrize("text", ["café", '"x"', "1.50"])
def test_escaped_text_and_numbers_are_found(text: str) -> None:
    assert find_text(DOCUMENT, text).total == 1


def test_a_document_of_one_value_is_searched() -> None:
    assert find_text(Nodes(b'"word"'), "or").places == ((),)
    assert find_text(Nodes(b"[]"), "or").places == ()


def test_very_many_places_are_counted_but_not_all_told() -> None:
    found = find_text(Nodes(json.dumps(["x"] * (MOST + 5)).encode()), "x")
    assert (found.total, len(found.places)) == (MOST + 5, MOST)


def test_matches_are_written_with_their_digits(tmp_path: Path) -> None:
    target = tmp_path / "matches"
    found = filter_to(Nodes(b'[{"n": 1.10}, {"n": 0.5}, {"n": 2e400}]'), "$[?n > 1].n", target)
    assert target.read_bytes() == b"[\n1.10,\n2e400\n]\n"
    assert found.places == ((0, "n"), (2, "n"))
    assert found.expression == "$[?@.n > 1].n"
    assert filter_to(Nodes(b"[]"), "$.x", target).total == 0
    assert json.loads(target.read_bytes()) == []


def test_a_filter_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(PathFault):
        filter_to(DOCUMENT, "$.[", tmp_path / "matches")
