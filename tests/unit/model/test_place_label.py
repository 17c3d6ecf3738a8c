from __future__ import annotations

import pytest

from builder.model.place_label import field_label
from builder.steps.request import Request

STEP = Request(
    headers=[{"key": "a"}, {"key": "b"}], auth={"kind": "basic"}, body={"kind": "multipart"}
)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("", ""),
        ("url", "Request URL"),
        ("headers.1.value", "Headers, row 2, value"),
        ("auth.password", "Authorization, Password"),
        ("auth.password.text", "Authorization, Password"),
        ("options.read_timeout", "Options, Read timeout (s)"),
        ("body.rows.7.content_type", "Body, Parts, row 8, content type"),
        ("nothing.such", "nothing, such"),
    ],
)
def test_places_in_words(place: str, words: str) -> None:
    assert field_label(STEP, place) == words
