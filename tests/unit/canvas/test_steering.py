"""Arrow keys: along the flow, between branches, and from gap to gap."""

import pytest

from builder.canvas.layout import lay_out
from builder.canvas.steering import Direction, next_place, next_step, place_after, place_below
from builder.model.workflow import ROOT, Place, Workflow
from builder.steps import Conditional, EventTrigger, Request


def request(number: int) -> Request:
    return Request(kind="request", number=number)


FLOW = Workflow(
    trigger=EventTrigger(kind="event", number=1),
    steps=(
        request(2),
        Conditional(
            kind="conditional",
            number=3,
            yes=(request(4), request(5)),
            no=(Conditional(kind="conditional", number=6, no=(request(7),)),),
        ),
        request(8),
        Conditional(kind="conditional", number=9),
    ),
)
LAYOUT = lay_out(FLOW)
UP, DOWN, LEFT, RIGHT = Direction.UP, Direction.DOWN, Direction.LEFT, Direction.RIGHT


@pytest.mark.parametrize(
    ("number", "direction", "expected"),
    [
        (1, UP, None),
        (1, DOWN, 2),
        (2, UP, 1),
        (2, DOWN, 3),
        (2, LEFT, None),
        (3, DOWN, 4),
        (3, LEFT, 4),
        (3, RIGHT, 6),
        (4, UP, 3),
        (4, DOWN, 5),
        (4, RIGHT, 6),
        (4, LEFT, None),
        (5, DOWN, 8),
        (6, DOWN, 7),
        (7, UP, 6),
        (7, LEFT, 5),
        (7, DOWN, 8),
        (8, UP, 5),
        (9, DOWN, None),
        (9, RIGHT, None),
    ],
)
def test_arrows(number: int, direction: Direction, expected: int | None) -> None:
    assert next_step(LAYOUT, number, direction) == expected


def test_gaps_are_walked_in_reading_order_and_end_at_the_ends() -> None:
    place = Place(None, ROOT, 0)
    assert next_place(LAYOUT, place, forward=False) == place
    walked = [place]
    while (after := next_place(LAYOUT, walked[-1], forward=True)) != walked[-1]:
        walked.append(after)
    assert walked[:6] == [
        Place(None, ROOT, 0),
        Place(None, ROOT, 1),
        Place(3, "yes", 0),
        Place(3, "yes", 1),
        Place(3, "yes", 2),
        Place(3, "no", 0),
    ]
    assert walked[-3:] == [Place(9, "yes", 0), Place(9, "no", 0), Place(None, ROOT, 4)]
    assert next_place(LAYOUT, walked[4], forward=False) == walked[3]


def test_the_gap_below_a_card_and_the_gap_after_a_step() -> None:
    assert place_below(LAYOUT, 1) == place_after(LAYOUT, 1) == Place(None, ROOT, 0)
    assert place_below(LAYOUT, 2) == Place(None, ROOT, 1)
    assert place_below(LAYOUT, 3) == Place(3, "yes", 0)
    assert place_after(LAYOUT, 3) == Place(None, ROOT, 2)
    assert place_below(LAYOUT, 7) == Place(6, "no", 1)


def test_an_empty_workflow_has_nowhere_to_go() -> None:
    layout = lay_out(Workflow(trigger=EventTrigger(kind="event", number=1)))
    assert [next_step(layout, 1, direction) for direction in Direction] == [None] * 4
