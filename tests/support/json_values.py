"""Hypothesis strategies for JSON values whose numbers keep their digits."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from builder.model.number import Number

integers = st.integers(-(2**200), 2**200)
decimals = st.from_regex(
    r"-?(0|[1-9][0-9]{0,25})(\.[0-9]{1,25}([eE][+-]?[0-9]{1,3})?|[eE][+-]?[0-9]{1,3})",
    fullmatch=True,
).map(Number)
numbers = integers | decimals

awkward = st.sampled_from(
    [
        "",
        '"',
        "\\",
        "{{1.event.x}}",
        "\\{{",
        "}}",
        "<&>]]>",
        "'",
        "\r\n\t",
        "😀é",
        "a/b?c=d&e#f%2F+",
    ]
)
texts = st.text(st.characters(exclude_categories=["Cs"])) | st.lists(awkward).map("".join)
scalars = st.none() | st.booleans() | numbers | texts


def _nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4)


json_values = st.recursive(scalars, _nested, max_leaves=12)


def same(left: Any, right: Any) -> bool:
    """Whether two values are equal in type, value and digits."""
    if type(left) is not type(right):
        return False
    if isinstance(left, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict):
        return list(left) == list(right) and all(same(left[key], right[key]) for key in left)
    return str(left) == str(right)
