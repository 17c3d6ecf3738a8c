"""Which blocks stay collapsed over edits, and what stands where while they are."""

from __future__ import annotations

import pytest

from builder.canvas.folding import followed
from builder.canvas.geometry import NOTE_REACH, Area
from builder.canvas.inside import inside_of
from builder.canvas.layout import HALF, lay_out
from builder.canvas.scene import (
    block_area,
    card_of,
    cards_with_notes,
    fold_at,
    mark_at,
    note_at,
    plus_of,
    seen_as,
)
from builder.document.step_state import StepState
from builder.model import edit
from builder.model.events import Status
from builder.model.step import Step
from builder.model.workflow import ROOT, Place, Workflow
from builder.steps import Conditional, EventTrigger, FanOut, Request


def request(number: int, note: str = "") -> Request:
    return Request(kind="request", number=number, note=note)


def conditional(number: int, yes: tuple[Step, ...] = (), no: tuple[Step, ...] = ()) -> Conditional:
    return Conditional(kind="conditional", number=number, yes=yes, no=no)


def flow(*steps: Step) -> Workflow:
    return Workflow(trigger=EventTrigger(kind="event", number=1), steps=steps)


INNER = FanOut(kind="fan_out", number=4, each=(request(5), request(6)))
BLOCKS = flow(request(2), conditional(3, (INNER,), (request(7, "why"),)), request(8))


def test_a_collapsed_block_stands_like_a_plain_card() -> None:
    layout = lay_out(BLOCKS, collapsed=frozenset({3}))
    plain = lay_out(flow(request(2), request(3), request(8)))
    for number in (2, 3, 8):
        here, there = card_of(layout, number), card_of(plain, number)
        assert here is not None
        assert there is not None
        assert (here.x, here.y) == (there.x, there.y)
    assert all(card_of(layout, number) is None for number in (4, 5, 6, 7))
    assert plus_of(layout, Place(3, "yes", 0)) is None
    assert layout.bounds == plain.bounds


def test_an_inner_block_collapses_alone() -> None:
    layout = lay_out(BLOCKS, collapsed=frozenset({4}))
    assert card_of(layout, 4) is not None
    assert card_of(layout, 5) is None
    assert card_of(layout, 7) is not None


def test_laying_out_after_other_collapsing_shares_nothing_stale() -> None:
    wide = lay_out(BLOCKS)
    narrow = lay_out(BLOCKS, wide, frozenset({3}))
    again = lay_out(BLOCKS, narrow, frozenset())
    assert again.bounds == wide.bounds
    edited = lay_out(edit.change_step(BLOCKS, 5, name="x"), narrow, frozenset({3}))
    assert card_of(edited, 5) is None


def test_hidden_steps_are_seen_as_their_block() -> None:
    layout = lay_out(BLOCKS, collapsed=frozenset({3, 4}))
    assert seen_as(layout, BLOCKS, (2, 5, 7)) == [2, 3, 3]


def test_what_a_block_holds() -> None:
    states = {5: StepState(Status.SUCCEEDED), 6: StepState(Status.FAILED)}
    step = BLOCKS.steps[1]
    inside = inside_of(step, states, {7: "No URL."})
    assert (inside.count, inside.tone, inside.problems) == (4, "error", "7 · No URL.")


def test_a_note_takes_room_at_the_right() -> None:
    assert lay_out(flow(request(2))).bounds.right == HALF
    layout = lay_out(flow(request(2, "why")))
    assert layout.bounds.right == HALF + NOTE_REACH
    card = card_of(layout, 2)
    assert card is not None
    assert note_at(layout, card.note.left + 5, card.note.top + 5) is not None
    assert note_at(layout, card.x + 5, card.y + 5) is None
    assert [c.step.number for c in cards_with_notes(layout, card.note)] == [2]


def test_no_note_lies_under_a_card_beside_it() -> None:
    layout = lay_out(flow(conditional(2, (request(3, "a"),), (request(4), request(5)))))
    noted = card_of(layout, 3)
    assert noted is not None
    for number in (2, 4, 5):
        card = card_of(layout, number)
        assert card is not None
        assert not card.area.meets(noted.note)


def test_parts_of_a_card_are_found() -> None:
    layout = lay_out(BLOCKS)
    card = card_of(layout, 3)
    assert card is not None
    fold, mark = card.fold(folded=False), card.mark
    assert fold_at(layout, fold.left + 5, fold.top + 5) == 3
    assert fold_at(layout, fold.right + 30, fold.top + 5) is None
    found = mark_at(layout, mark.left + 5, mark.top + 5)
    assert found is not None
    assert found.step.number == 3
    folded = lay_out(BLOCKS, collapsed=frozenset({3}))
    wider = card.fold(folded=True)
    assert fold_at(folded, wider.right - 5, wider.top + 5) == 3


def test_the_area_of_a_block_holds_all_of_it() -> None:
    layout = lay_out(BLOCKS)
    area = block_area(layout, 3)
    assert area is not None
    for number in (3, 4, 5, 6, 7):
        card = card_of(layout, number)
        assert card is not None
        assert area.meets(card.area)
        assert area.left <= card.x
        assert card.area.bottom <= area.bottom
    assert block_area(layout, 99) is None
    alone = block_area(layout, 2)
    card = card_of(layout, 2)
    assert card is not None
    assert alone == Area(*card.area)


def renumbered() -> Workflow:
    return edit.in_reading_order(edit.remove(BLOCKS, [2]))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (BLOCKS, edit.change_step(BLOCKS, 5, name="x"), {3, 4}),
        (BLOCKS, edit.remove(BLOCKS, [2]), {3, 4}),
        (edit.remove(BLOCKS, [2]), renumbered(), {2, 3}),
        (renumbered(), edit.remove(BLOCKS, [2]), None),
        (BLOCKS, edit.move(BLOCKS, [8], Place(None, ROOT, 0)), {3, 4}),
    ],
    ids=["a field", "a step goes", "new numbers", "back again", "a step moves"],
)
def test_collapsed_numbers_follow_new_numbers_only(
    before: Workflow, after: Workflow, expected: set[int] | None
) -> None:
    if expected is None:
        assert followed(frozenset({2, 3}), before, after) == {3, 4}
    else:
        assert followed(frozenset({3, 4}), before, after) == expected
