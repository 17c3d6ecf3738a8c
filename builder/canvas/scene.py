"""What stands where: cards, "+" and edges of an area, and what lies under a point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.canvas.geometry import (
    CARD_HEIGHT,
    CARD_WIDTH,
    CORNER,
    FOLD_HEIGHT,
    FORK_HEAD,
    FRAME_TOP,
    GAP,
    MARK_SIDE,
    NOTE_REACH,
    PLUS_RADIUS,
    Area,
    Card,
    Edge,
    Frame,
    Plus,
    Point,
)
from builder.canvas.layout import LIMB_TOP, ROOT_TOP, Column, Fork, Layout, Limb, Run
from builder.model.step import Step
from builder.model.workflow import Place, Workflow, ancestors

NUMBER_ROOM = CORNER
"""How far number badges and selection borders stick out of a card."""
STUB = GAP - 6
"""Length of the line below the last step."""


def cards(layout: Layout, area: Area, pitch: float = 0) -> Iterator[Card]:
    """The cards that meet an area (see `Layout.runs` for `pitch`)."""
    trigger = _card(layout.trigger, 0, 0)
    if trigger.area.meets(area):
        yield trigger
    for run in layout.runs(area, pitch):
        if run.x - CARD_WIDTH / 2 > area.right or run.x + CARD_WIDTH / 2 < area.left:
            continue
        steps, tops = run.column.steps, run.column.tops
        for row in run.rows:
            top = run.y + tops[row]
            if top <= area.bottom and top + CARD_HEIGHT >= area.top:
                yield _card(steps[row], run.x, top)


def pluses(layout: Layout, area: Area) -> Iterator[Plus]:
    """Every "+" that meets an area."""
    around = area.grown(PLUS_RADIUS)
    for run in layout.runs(area.grown(GAP)):
        column = run.column
        for index in (0, *(row + 1 for row in run.rows)):
            plus = _plus(column, run.x, run.y, index)
            if around.holds(plus.x, plus.y):
                yield plus


def edges(layout: Layout, area: Area) -> Iterator[Edge]:
    """Every line that may meet an area."""
    yield _first_edge(layout)
    for run in layout.runs(area.grown(GAP)):
        yield from _edges_down(run, layout)
        for row in run.rows:
            fork = run.column.forks.get(row)
            if fork:
                yield from _edges_of_fork(fork, run.x, run.y + run.column.tops[row])


def frames(layout: Layout, area: Area) -> Iterator[Frame]:
    """The frames of Fan Outs that meet an area, outer ones first."""
    for run in layout.runs(area.grown(GAP)):
        for row in run.rows if run.column.forks else ():
            fork = run.column.forks.get(row)
            if fork is not None and fork.framed:
                frame = _frame(fork, run.x, run.y + run.column.tops[row])
                if frame.area.meets(area):
                    yield frame


def cards_with_notes(layout: Layout, area: Area) -> Iterator[Card]:
    """The cards whose slip with a note meets an area."""
    wider = Area(area.left - CARD_WIDTH - NOTE_REACH, area.top, area.right, area.bottom)
    return (card for card in cards(layout, wider) if card.step.note and card.note.meets(area))


def note_at(layout: Layout, x: float, y: float) -> Card | None:
    """The card whose slip with a note is under a point."""
    return next((c for c in cards_with_notes(layout, Area(x, y, x, y))), None)


def fold_at(layout: Layout, x: float, y: float) -> int | None:
    """The step whose button to collapse or expand it is under a point."""
    for card in cards(layout, Area(x, y, x, y).grown(FOLD_HEIGHT)):
        folded = card.step.number in layout.collapsed
        if card.step.branches and card.fold(folded).holds(x, y):
            return card.step.number
    return None


def mark_at(layout: Layout, x: float, y: float) -> Card | None:
    """The card at whose top right a mark of problems is, or would be, under a point."""
    near = cards(layout, Area(x, y, x, y).grown(MARK_SIDE))
    return next((card for card in near if card.mark.holds(x, y)), None)


def block_area(layout: Layout, number: int) -> Area | None:
    """The card of a step with its note and all it holds."""
    card = card_of(layout, number)
    if card is None:
        return None
    area = card.area
    right = card.note.right if card.step.note else area.right
    for run, row in layout.way_to(number):
        fork = run.column.forks.get(row)
        if fork is not None and fork.step.number == number:
            left = min(area.left, run.x - fork.left)
            return Area(left, area.top, max(right, run.x + fork.right), area.top + fork.height)
    return Area(area.left, area.top, right, area.bottom)


def card_at(layout: Layout, x: float, y: float) -> Card | None:
    """The card under a point."""
    here = Area(x, y, x, y)
    return next((card for card in cards(layout, here) if card.area.holds(x, y)), None)


def plus_at(layout: Layout, x: float, y: float, reach: float = PLUS_RADIUS + 3) -> Plus | None:
    """The "+" whose centre is within `reach` of a point, the nearest first."""
    near = pluses(layout, Area(x, y, x, y).grown(reach))
    found = [(abs(plus.x - x) + abs(plus.y - y), plus) for plus in near]
    inside = [(far, plus) for far, plus in found if _within(plus, x, y, reach)]
    return min(inside, key=lambda pair: pair[0])[1] if inside else None


def card_of(layout: Layout, number: int) -> Card | None:
    """The card of a step, wherever it is."""
    if layout.trigger.number == number:
        return _card(layout.trigger, 0, 0)
    for run, row in layout.way_to(number):
        step = run.column.steps[row]
        if step.number == number:
            return _card(step, run.x, run.y + run.column.tops[row])
    return None


def seen_as(layout: Layout, workflow: Workflow, numbers: Sequence[int]) -> list[int]:
    """The steps themselves, or for those that are hidden the block that hides them."""
    seen: list[int] = []
    for number in numbers:
        if card_of(layout, number) is not None:
            seen.append(number)
            continue
        around = (step.number for step, _ in ancestors(workflow, number))
        seen += [next((one for one in around if one in layout.collapsed), number)]
    return seen


def plus_of(layout: Layout, place: Place) -> Plus | None:
    """The "+" of a gap; None when the place does not exist."""
    if place.parent is None:
        return _plus_at(layout.root, 0, ROOT_TOP, place.index)
    for run, row in layout.way_to(place.parent):
        fork = run.column.forks.get(row)
        if fork and fork.step.number == place.parent:
            return _plus_in(fork, place, run.x, run.y + run.column.tops[row])
    return None


def _plus_in(fork: Fork, place: Place, x: float, y: float) -> Plus | None:
    for limb in fork.limbs:
        if limb.branch.field == place.branch:
            return _plus_at(limb.column, x + limb.x, y + LIMB_TOP, place.index)
    return None


def _within(plus: Plus, x: float, y: float, reach: float) -> bool:
    return (plus.x - x) ** 2 + (plus.y - y) ** 2 <= reach**2


def _card(step: Step, axis: float, top: float) -> Card:
    return Card(step, axis - CARD_WIDTH / 2, top)


def _plus_at(column: Column, x: float, y: float, index: int) -> Plus | None:
    return _plus(column, x, y, index) if index <= len(column.steps) else None


def _plus(column: Column, x: float, y: float, index: int) -> Plus:
    above = column.bottom(index - 1) + GAP if index else 0.0
    return Plus(Place(column.parent, column.branch, index), x, y + above - GAP / 2)


def _frame(fork: Fork, x: float, top: float) -> Frame:
    sides = Area(x - fork.left, top + CARD_HEIGHT + FRAME_TOP, x + fork.right, top + fork.join)
    return Frame(fork.step, sides)


def _first_edge(layout: Layout) -> Edge:
    first = layout.root.steps[0] if layout.root.steps else None
    end = ROOT_TOP if first else CARD_HEIGHT + STUB
    return Edge((Point(0, CARD_HEIGHT), Point(0, end)), layout.trigger, first)


def _edges_down(run: Run, layout: Layout) -> Iterator[Edge]:
    """From each step straight down to the next; below the very last one a stub."""
    column, x = run.column, run.x
    for row in run.rows:
        bottom = run.y + column.bottom(row)
        last = row + 1 == len(column.steps)
        if not last:
            end = Point(x, run.y + column.tops[row + 1])
            yield Edge((Point(x, bottom), end), column.steps[row], column.steps[row + 1])
        elif column is layout.root:
            yield Edge((Point(x, bottom), Point(x, bottom + STUB)), column.steps[row])


def _edges_of_fork(fork: Fork, x: float, top: float) -> Iterator[Edge]:
    for limb in fork.limbs:
        yield _way_in(fork, limb, x, top)
        yield _way_out(fork, limb, x, top)


def _way_in(fork: Fork, limb: Limb, x: float, top: float) -> Edge:
    bar = top + CARD_HEIGHT + FORK_HEAD
    axis = x + limb.x
    points = (
        Point(x, top + CARD_HEIGHT),
        Point(x, bar),
        Point(axis, bar),
        Point(axis, top + LIMB_TOP - (0 if limb.column.steps else GAP / 2)),
    )
    first = limb.column.steps[0] if limb.column.steps else None
    return Edge(points, fork.step, first, limb.branch.field, limb.branch.label)


def _way_out(fork: Fork, limb: Limb, x: float, top: float) -> Edge:
    axis, bar = x + limb.x, top + fork.join
    steps = limb.column.steps
    points = (
        Point(axis, top + LIMB_TOP + (limb.column.height if steps else -GAP / 2)),
        Point(axis, bar),
        Point(x, bar),
        Point(x, top + fork.height),
    )
    if steps:
        return Edge(points, steps[-1])
    return Edge(points, fork.step, branch=limb.branch.field)
