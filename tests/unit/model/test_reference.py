"""The grammar of references, and reading along them."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.number import Number
from builder.model.reference import (
    NoSuchPath,
    Reference,
    Segment,
    kind_of,
    nearest_key,
    read,
    reference_at,
)
from builder.model.scanner import TemplateError


@pytest.mark.parametrize(
    ("text", "root", "segments", "optional"),
    [
        ("2", "2", (), False),
        ("12.response.body", "12", ("response", "body"), False),
        ("2.items.0.id", "2", ("items", 0, "id"), False),
        ("2.items[0].id", "2", ("items", 0, "id"), False),
        ("6[0].response", "6", (0, "response"), False),
        ("2.items[-1]", "2", ("items", -1), False),
        ("2.items.-1", "2", ("items", -1), False),
        ("2.items[ 0 ]", "2", ("items", 0), False),
        ('2["odd.key"].x', "2", ("odd.key", "x"), False),
        ('2.["odd.key"]', "2", ("odd.key",), False),
        (r"2['it\'s \\ odd']", "2", ("it's \\ odd",), False),
        (r'2["\u00e9\n\"{{"]', "2", ('é\n"{{',), False),
        ('2["0"]', "2", ("0",), False),
        ("2.007", "2", ("007",), False),
        ("2.-0", "2", ("-0",), False),
        ("2.99999999999999999999", "2", ("99999999999999999999",), False),
        ("2.headers.content-type", "2", ("headers", "content-type"), False),
        ("2.größe.日本.😀.$x.@y.a:b", "2", ("größe", "日本", "😀", "$x", "@y", "a:b"), False),
        ("2.a?", "2", ("a",), True),
        ("env.TOKEN", "env", ("TOKEN",), False),
        ('env["odd name"]?', "env", ("odd name",), True),
        ("self.pageToken", "self", ("pageToken",), False),
        ("now", "now", (), False),
        ("now.unix", "now", ("unix",), False),
        ("random.uuid", "random", ("uuid",), False),
    ],
)
def test_grammar(text: str, root: str, segments: tuple[Segment, ...], optional: bool) -> None:
    located = reference_at(text, 0)
    assert located.reference == Reference(root, segments, optional)
    assert located.end == len(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "The braces are empty"),
        ("foo.bar", "“foo” is no reference"),
        ("0.a", "“0” is no reference"),
        ("02.a", "“02” is no reference"),
        ("²", "“²” is no reference"),
        ("env", "env is followed by the name of one variable"),
        ("env.A.B", "env is followed by the name of one variable"),
        ("self", "There is no self: write self.pageToken"),
        ("self.page", "There is no self.page: write self.pageToken"),
        ("now.day", "There is no now.day: write now or now.unix"),
        ("random", "There is no random: write random.uuid"),
        ("|x", "A reference is expected here, not “|x”"),
        (r'2["\q"]', "The quoted key cannot be read"),
    ],
)
def test_what_is_no_reference_is_refused(text: str, words: str) -> None:
    with pytest.raises(TemplateError, match=words.replace("|", r"\|")) as caught:
        reference_at(text, 0, offset=10)
    assert 10 <= caught.value.position <= 10 + len(text)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2.response.body.items[0]", "2.response.body.items.0"),
        ('2["a"]["b c"]', '2.a["b c"]'),
        ('2["0"]["-1"]["01"]', '2["0"]["-1"].01'),
        ("2['quo\"te']?", r'2["quo\"te"]?'),
        ('env["A-B"]', "env.A-B"),
        ('2[""]', '2[""]'),
    ],
)
def test_canonical_text(text: str, canonical: str) -> None:
    assert str(reference_at(text, 0).reference) == canonical


segments = st.lists(
    st.integers(-(10**9), 10**9) | st.text(st.characters(exclude_categories=["Cs"]))
)


@given(st.integers(1, 10**6), segments, st.booleans())
def test_canonical_text_reads_back(step: int, path: list[Segment], optional: bool) -> None:
    reference = Reference(str(step), tuple(path), optional)
    located = reference_at(str(reference), 0)
    assert located.reference == reference
    assert located.end == len(str(reference))
    assert located.reference.step == step


def test_only_numbers_are_steps() -> None:
    assert Reference("12").step == 12
    assert Reference("env", ("A",)).step is None


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((), {"a": [1, {"b": None}], "0": "zero"}),
        (("a", 1, "b"), None),
        (("a", -1, "b"), None),
        (("a", -2), 1),
        ((0,), "zero"),
        (("0",), "zero"),
    ],
)
def test_read(path: tuple[Segment, ...], value: Any) -> None:
    assert read({"a": [1, {"b": None}], "0": "zero"}, path) == value


def test_read_takes_any_mapping() -> None:
    assert read(MappingProxyType({"a": {"b": 1}}), ("a", "b")) == 1


@pytest.mark.parametrize(
    ("path", "known", "missing", "nearest", "holder"),
    [
        (("usr",), (), "usr", "user", "an object"),
        (("USER",), (), "USER", "user", "an object"),
        (("zzz",), (), "zzz", None, "an object"),
        (("user", "items", 3), ("user", "items"), 3, None, "a list of 3 items"),
        (("user", "items", -4), ("user", "items"), -4, None, "a list of 3 items"),
        (("user", "items", "id"), ("user", "items"), "id", None, "a list of 3 items"),
        (("user", "items", "0"), ("user", "items"), "0", None, "a list of 3 items"),
        (("name", 0), ("name",), 0, None, "text"),
        (("gone", "x", "y"), ("gone",), "x", None, "null"),
        (("price", "x"), ("price",), "x", None, "a number"),
        (("yes", "x"), ("yes",), "x", None, "a boolean"),
    ],
)
def test_a_missing_path_says_how_far_it_got(
    path: tuple[Segment, ...],
    known: tuple[Segment, ...],
    missing: Segment,
    nearest: str | None,
    holder: str,
) -> None:
    value = {
        "user": {"items": [1, 2, 3]},
        "name": "n",
        "gone": None,
        "price": Number("1.10"),
        "yes": True,
    }
    with pytest.raises(NoSuchPath) as caught:
        read(value, path)
    fault = caught.value
    assert (fault.known, fault.missing, fault.nearest) == (known, missing, nearest)
    assert fault.holder == holder


@given(segments, st.integers())
def test_every_value_is_found_where_it_was_put(path: list[Segment], leaf: int) -> None:
    value: Any = leaf
    for segment in reversed(path):
        value = [value] if segment in (0, -1) else {str(segment): value}
    assert read(value, path) == leaf


def test_kind_of() -> None:
    values = [None, True, 1, 1.5, Number("1.5"), "x", [1], [], {}]
    assert [kind_of(value) for value in values] == [
        "null",
        "a boolean",
        "a number",
        "a number",
        "a number",
        "text",
        "a list of 1 item",
        "a list of 0 items",
        "an object",
    ]


def test_nearest_key_prefers_the_same_word_in_other_case() -> None:
    assert nearest_key("content-Type", ["content-typ", "Content-Type"]) == "Content-Type"
    assert nearest_key("x", []) is None
