"""Finding steps by what is known of them."""

from __future__ import annotations

import pytest

from builder.canvas.finding import Finder
from builder.model import edit
from builder.model.workflow import Workflow
from builder.steps import Conditional, EventTrigger, Request

FLOW = Workflow(
    trigger=EventTrigger(kind="event", number=1),
    steps=(
        Request(kind="request", number=2, name="Get user", url="https://API.example.com/users"),
        Conditional(
            kind="conditional",
            number=3,
            yes=(Request(kind="request", number=30, method="POST", note="Slow at night"),),
        ),
    ),
)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("user", (2,)),
        ("api.EXAMPLE", (2,)),
        ("conditional", (3,)),
        ("request", (2, 30)),
        ("post", (30,)),
        ("night slow", (30,)),
        ("#3", (3,)),
        ("30", (30,)),
        ("", ()),
        ("   ", ()),
        ("[.*", ()),
    ],
)
def test_words_are_looked_for_everywhere(words: str, numbers: tuple[int, ...]) -> None:
    assert Finder().matches(FLOW, words) == numbers


def test_what_changed_is_read_anew() -> None:
    finder = Finder()
    assert finder.matches(FLOW, "invoice") == ()
    after = edit.change_step(FLOW, 30, name="Send invoice")
    assert finder.matches(after, "invoice") == (30,)
    assert finder.matches(FLOW, "invoice") == ()
