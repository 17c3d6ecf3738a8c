from __future__ import annotations

import pytest

from builder.model.media_type import checked_media_type, guessed_type, media_type_problem
from builder.model.step import StepError


@pytest.mark.parametrize("text", ["", "image/png", "text/csv; charset=utf-8", "a/b+c;x=“ü”"])
def test_media_types(text: str) -> None:
    assert media_type_problem(text) is None
    assert checked_media_type(text, "f") == text


@pytest.mark.parametrize("text", ["png", "image/", "a/b c", "a/b\r\nX: 1", "a/b; c\n", "/"])
def test_what_is_none(text: str) -> None:
    assert media_type_problem(text)
    with pytest.raises(StepError, match="content type") as raised:
        checked_media_type(text, "f")
    assert (raised.value.kind, raised.value.field) == ("invalid-header", "f")


def test_one_with_references_is_looked_at_when_it_is_known() -> None:
    assert media_type_problem("{{1.event}}") is None


def test_names_suggest_types() -> None:
    assert guessed_type("a.json") == "application/json"
    assert guessed_type("a.steploom-nothing") == "application/octet-stream"
