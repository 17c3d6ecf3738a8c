from __future__ import annotations

import pytest

from builder.model.blanks import blanked
from builder.model.template import parse


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("no reference", "no reference"),
        ("<a>{{1.b}}</a>", "<a>xxxxxxx</a>"),
        ("{{1.b}}{{2.c}}", "x" * 14),
        ("{{1.b |\n [0]}}!", "xxxxxxx\n      !"),
        (r"\{{ {{1.b}}", "{{ xxxxxxx"),
    ],
)
def test_places_stay(text: str, blank: str) -> None:
    assert blanked(parse(text), "x") == blank
