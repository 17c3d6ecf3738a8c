from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.exchange.literal import literal
from builder.model.template import parse


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("a", "a"),
        ("{{1.a}}", "\\{{1.a}}"),
        ("\\\\{{", "\\\\\\{{"),
        ("\\{{", "\\{{"),
        ("{a}", "{a}"),
    ],
)
def test_braces_are_kept_from_being_references(text: str, template: str) -> None:
    assert literal(text) == template


@given(st.text(st.sampled_from('{}a1."|')))
def test_without_backslashes_it_stands_for_the_very_text(text: str) -> None:
    assert parse(literal(text)).render(None) == text  # type: ignore[arg-type]
