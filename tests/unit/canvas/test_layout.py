"""The layout: tidy, deterministic, and shared where nothing changed."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from builder.canvas.geometry import CARD_HEIGHT, CARD_WIDTH, FRAME_SIDE, GAP, Area
from builder.canvas.layout import Layout, lay_out
from builder.canvas.scene import card_at, card_of, cards, edges, frames, plus_at, plus_of, pluses
from builder.model import edit
from builder.model.step import Step
from builder.model.workflow import ROOT, Place, Workflow, walk
from builder.steps import Conditional, EventTrigger, FanOut, Request

EVERYTHING = Area(-1e9, -1e9, 1e9, 1e9)


def request(number: int) -> Request:
    return Request(kind="request", number=number)


def conditional(number: int, yes: tuple[Step, ...] = (), no: tuple[Step, ...] = ()) -> Conditional:
    return Conditional(kind="conditional", number=number, yes=yes, no=no)


def fan_out(number: int, *each: Step) -> FanOut:
    return FanOut(kind="fan_out", number=number, each=each)


def flow(*steps: Step) -> Workflow:
    return Workflow(trigger=EventTrigger(kind="event", number=1), steps=steps)


def corner(layout: Layout, number: int) -> tuple[float, float]:
    card = card_of(layout, number)
    assert card is not None
    return card.x, card.y


SHAPES = st.recursive(
    st.just(()),
    lambda inner: st.lists(st.one_of(st.none(), st.tuples(inner, inner)), max_size=4),
    max_leaves=12,
)


def grown(shape: object, numbers: list[int]) -> tuple[Step, ...]:
    """A tree of steps with the given shape; numbers count on."""
    steps: list[Step] = []
    for part in shape:  # type: ignore[attr-defined]
        numbers[0] += 1
        number = numbers[0]
        if part is None:
            steps.append(request(number))
        else:
            yes, no = (grown(branch, numbers) for branch in part)
            steps.append(conditional(number, yes, no))
    return tuple(steps)


def test_a_chain_stands_on_one_axis_44_apart() -> None:
    layout = lay_out(flow(request(2), request(3)))
    assert [corner(layout, n) for n in (1, 2, 3)] == [(-132, 0), (-132, 108), (-132, 216)]
    assert CARD_HEIGHT + GAP == 108


def test_branches_stand_side_by_side_centred_and_rejoin_below() -> None:
    layout = lay_out(flow(conditional(2, (request(3),), (request(4), request(5))), request(6)))
    left, right = corner(layout, 3), corner(layout, 4)
    assert left[1] == right[1]
    assert left[0] + right[0] == 2 * corner(layout, 2)[0]
    assert right[0] - left[0] > CARD_WIDTH
    assert corner(layout, 6)[0] == corner(layout, 2)[0]
    assert corner(layout, 6)[1] > corner(layout, 5)[1] + CARD_HEIGHT + GAP


def test_a_wide_branch_keeps_the_conditional_over_the_middle_of_both_axes() -> None:
    nested = conditional(3, (request(4),), (request(5),))
    layout = lay_out(flow(conditional(2, (nested,), (request(6),))))
    assert corner(layout, 3)[0] + corner(layout, 6)[0] == 2 * corner(layout, 2)[0]


@given(SHAPES)
def test_no_card_covers_another_and_every_gap_has_its_plus(shape: object) -> None:
    workflow = flow(*grown(shape, [1]))
    layout = lay_out(workflow)
    shown = list(cards(layout, EVERYTHING))
    assert {card.step.number for card in shown} == {step.number for step in walk(workflow)}
    for one, other in combinations(shown, 2):
        assert not one.area.grown(GAP / 2 - 1).meets(other.area)
    found = {plus.place: plus for plus in pluses(layout, EVERYTHING)}
    assert set(found) == every_place(workflow)
    for place, plus in found.items():
        assert plus_of(layout, place) == plus
        assert not any(card.area.grown(10).holds(plus.x, plus.y) for card in shown)


def every_place(workflow: Workflow) -> set[Place]:
    places = {Place(None, ROOT, index) for index in range(len(workflow.steps) + 1)}
    for step in walk(workflow):
        for branch in step.branches:
            length = len(getattr(step, branch.field))
            places |= {Place(step.number, branch.field, index) for index in range(length + 1)}
    return places


@given(SHAPES)
def test_bounds_hold_everything(shape: object) -> None:
    layout = lay_out(flow(*grown(shape, [1])))
    for card in cards(layout, EVERYTHING):
        area = card.area
        assert layout.bounds.holds(area.left, area.top)
        assert layout.bounds.holds(area.right, area.bottom)
    for plus in pluses(layout, EVERYTHING):
        assert layout.bounds.holds(plus.x, plus.y)


@given(SHAPES, st.integers(-2000, 2000), st.integers(-200, 4000))
def test_an_area_gives_just_the_cards_in_it(shape: object, x: int, y: int) -> None:
    layout = lay_out(flow(*grown(shape, [1])))
    area = Area(x, y, x + 700, y + 500)
    near = {card.step.number for card in cards(layout, area)}
    every = {card.step.number for card in cards(layout, EVERYTHING) if card.area.meets(area)}
    assert near == every


@given(SHAPES, SHAPES)
def test_laying_out_after_an_edit_gives_what_laying_out_anew_gives(
    shape: object, other: object
) -> None:
    numbers = [1]
    before = flow(*grown(shape, numbers))
    after = edit.insert(before, Place(None, ROOT, 0), grown(other, numbers))
    shared = lay_out(after, lay_out(before))
    fresh = lay_out(after)
    for step in walk(after):
        assert corner(shared, step.number) == corner(fresh, step.number)
    assert shared.bounds == fresh.bounds


def test_what_an_edit_left_alone_is_shared() -> None:
    before = flow(conditional(2, (request(3),)), conditional(4, (request(5),)))
    layout = lay_out(before)
    after = lay_out(edit.change_step(before, 3, name="Other"), layout)
    assert after.root is not layout.root
    assert after.root.forks[1] is layout.root.forks[1]
    assert lay_out(before, layout).root is layout.root


def test_edges_lead_from_card_to_card_and_carry_the_branch() -> None:
    layout = lay_out(flow(conditional(2, (request(3),)), request(4)))
    found = {
        (edge.source.number, edge.target.number if edge.target else None, edge.label): edge
        for edge in edges(layout, EVERYTHING)
    }
    assert (1, 2, "") in found
    into = found[2, 3, "Yes"]
    assert into.points[0] == (0, corner(layout, 2)[1] + CARD_HEIGHT)
    assert into.points[-1] == (corner(layout, 3)[0] + CARD_WIDTH / 2, corner(layout, 3)[1])
    assert found[2, None, "No"].branch == "no"
    assert (2, 4, "") in found
    assert (3, None, "") in found


def test_what_lies_under_a_point() -> None:
    layout = lay_out(flow(request(2)))
    card = card_at(layout, 0, 30)
    assert card is not None
    assert card.step.number == 1
    assert card_at(layout, 0, CARD_HEIGHT + 20) is None
    plus = plus_at(layout, 4, CARD_HEIGHT + 20)
    assert plus is not None
    assert plus.place == Place(None, ROOT, 0)
    assert plus_at(layout, 40, CARD_HEIGHT + 20) is None


def test_places_that_do_not_exist_have_no_plus() -> None:
    layout = lay_out(flow(request(2)))
    assert plus_of(layout, Place(2, "yes", 0)) is None
    assert plus_of(layout, Place(9, "yes", 0)) is None
    assert plus_of(layout, Place(None, ROOT, 7)) is None
    assert card_of(layout, 9) is None


def test_a_branch_deep_inside_is_found() -> None:
    inner: Step = request(40)
    for number in range(39, 1, -1):
        inner = conditional(number, (inner,))
    layout = lay_out(flow(inner))
    card = card_of(layout, 40)
    assert card is not None
    found = card_at(layout, card.x + 1, card.y + 1)
    assert found is not None
    assert found.step is card.step


def test_a_fan_out_has_a_frame_round_its_steps() -> None:
    inner = fan_out(4, request(5))
    layout = lay_out(flow(request(2), fan_out(3, inner, conditional(6, (request(7),))), request(8)))
    outer, nested = frames(layout, EVERYTHING)
    assert (outer.step.number, nested.step.number) == (3, 4)
    found = {card.step.number: card.area for card in cards(layout, EVERYTHING)}
    for number in (4, 5, 6, 7):
        assert _holds(outer.area, found[number])
    assert _holds(nested.area, found[5])
    assert _holds(outer.area, nested.area)
    assert found[3].bottom < outer.area.top
    assert outer.area.bottom < found[8].top
    assert nested.area.width == CARD_WIDTH + 2 * FRAME_SIDE
    assert corner(layout, 3)[0] == corner(layout, 5)[0] == corner(layout, 8)[0]


def test_an_empty_fan_out_frames_its_plus() -> None:
    layout = lay_out(flow(fan_out(2)))
    (frame,) = frames(layout, EVERYTHING)
    plus = plus_of(layout, Place(2, "each", 0))
    assert plus is not None
    assert frame.area.holds(plus.x, plus.y)
    labels = [edge.label for edge in edges(layout, EVERYTHING) if edge.label]
    assert labels == ["For each item"]


def _holds(outer: Area, inner: Area) -> bool:
    return outer.holds(inner.left, inner.top) and outer.holds(inner.right, inner.bottom)
