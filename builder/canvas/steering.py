"""Which card, or which "+", comes next when an arrow key is pressed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from enum import Enum

from builder.canvas.layout import LIMB_TOP, Column, Fork, Layout, Run
from builder.canvas.scene import card_of
from builder.model.workflow import ROOT, Place

Way = list[tuple[Run, int]]


class Direction(Enum):
    """The way an arrow key points."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"


def next_step(layout: Layout, number: int, direction: Direction) -> int | None:
    """The step an arrow leads to: up and down along the flow, left and right between branches."""
    way = list(layout.way_to(number))
    if direction is Direction.DOWN:
        return _below(layout, way)
    if direction is Direction.UP:
        return _above(layout, way)
    return _beside(layout, way, number, direction)


def next_place(layout: Layout, place: Place, forward: bool) -> Place:
    """The next or previous gap in reading order; the same one at either end."""
    order = list(_places(layout.root))
    index = order.index(place) + (1 if forward else -1)
    return order[max(0, min(index, len(order) - 1))]


def place_below(layout: Layout, number: int) -> Place:
    """The gap right below a step's card: its first branch's for a step that has branches."""
    way = list(layout.way_to(number))
    if not way:
        return Place(None, ROOT, 0)
    run, row = way[-1]
    fork = run.column.forks.get(row)
    if fork:
        return Place(number, fork.limbs[0].branch.field, 0)
    return Place(run.column.parent, run.column.branch, row + 1)


def place_after(layout: Layout, number: int) -> Place:
    """The gap after a step and all it holds."""
    way = list(layout.way_to(number))
    if not way:
        return Place(None, ROOT, 0)
    run, row = way[-1]
    return Place(run.column.parent, run.column.branch, row + 1)


def _below(layout: Layout, way: Way) -> int | None:
    if not way:
        steps = layout.root.steps
        return steps[0].number if steps else None
    run, row = way[-1]
    inside = _filled(run.column.forks.get(row))
    if inside:
        return inside[0].steps[0].number
    for outer, at in reversed(way):
        if at + 1 < len(outer.column.steps):
            return outer.column.steps[at + 1].number
    return None


def _above(layout: Layout, way: Way) -> int | None:
    if not way:
        return None
    run, row = way[-1]
    if row:
        return _last_inside(run.column, row - 1)
    return run.column.parent or layout.trigger.number


def _last_inside(column: Column, row: int) -> int:
    inside = _filled(column.forks.get(row))
    if inside:
        return _last_inside(inside[0], len(inside[0].steps) - 1)
    return column.steps[row].number


def _filled(fork: Fork | None) -> list[Column]:
    return [limb.column for limb in fork.limbs if limb.column.steps] if fork else []


def _beside(layout: Layout, way: Way, number: int, direction: Direction) -> int | None:
    card = card_of(layout, number)
    assert card is not None
    for (outer, at), (inner, _) in zip(way[-2::-1], way[:0:-1], strict=True):
        fork = outer.column.forks[at]
        column = _neighbour(fork, inner.column, direction)
        if column:
            top = outer.y + outer.column.tops[at] + LIMB_TOP
            return column.steps[max(0, bisect_right(column.tops, card.y - top) - 1)].number
    inside = _filled(way[-1][0].column.forks.get(way[-1][1])) if way else []
    if not inside:
        return None
    return inside[0 if direction is Direction.LEFT else -1].steps[0].number


def _neighbour(fork: Fork, column: Column, direction: Direction) -> Column | None:
    """The nearest column with steps on that side of a column."""
    columns = [limb.column for limb in fork.limbs]
    index = columns.index(column)
    side = columns[:index][::-1] if direction is Direction.LEFT else columns[index + 1 :]
    return next((other for other in side if other.steps), None)


def _places(column: Column) -> Iterator[Place]:
    """Every gap of a column and of what it holds, in reading order."""
    yield Place(column.parent, column.branch, 0)
    for row in range(len(column.steps)):
        fork = column.forks.get(row)
        for limb in fork.limbs if fork else ():
            yield from _places(limb.column)
        yield Place(column.parent, column.branch, row + 1)
