"""Where everything stands: a tidy top-down layout, a function of workflow and collapsed blocks.

A `Column` is a list of steps one below the other on one axis; a `Fork` is a step with the columns
of its branches side by side below it, centred, rejoining underneath. A fork of one branch (a Fan
Out) has a frame round it, which makes it wider by `FRAME_SIDE` on either side. Both know only their
own sizes, relative to their axis and top, so an edit rebuilds the columns on the way from the root
to what changed and shares all the others. Absolute positions are made for what is visible only.
A step with branches that is collapsed stands there as a plain card, and what it holds nowhere. A
step with a note needs room for the slip at its right.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress, pairwise
from operator import attrgetter, is_not

import msgspec

from builder.canvas.geometry import (
    BRANCH_GAP,
    CARD_HEIGHT,
    CARD_WIDTH,
    CORNER,
    FORK_HEAD,
    FRAME_SIDE,
    GAP,
    NOTE_REACH,
    Area,
)
from builder.model.step import Branch, Step
from builder.model.workflow import ROOT, Workflow, children

HALF = CARD_WIDTH / 2
NOTE = attrgetter("note")
LIMB_TOP = CARD_HEIGHT + FORK_HEAD + GAP
"""From the top of a card with branches to the top of what they hold."""
ROOT_TOP = CARD_HEIGHT + GAP
"""Top of the first step below the trigger."""


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """The steps of one list, one below the other.

    Attributes:
        steps: The list.
        parent, branch: Where the list stands in the tree, as in a `Place`.
        tops: Top of each step, from the column's top.
        forks: The steps that have branches, by position.
        rows: Position under which each step is found, those further inside included, by number.
        left, right: How far the column reaches on either side of its axis.
        height: From the top of the first step to the bottom of the last; 0 when empty.
        collapsed: Numbers of the steps, anywhere in the workflow, that hide what they hold.
    """

    steps: tuple[Step, ...]
    parent: int | None
    branch: str
    tops: tuple[float, ...]
    forks: dict[int, Fork]
    rows: dict[int, int]
    left: float
    right: float
    height: float
    collapsed: frozenset[int]

    def bottom(self, row: int) -> float:
        """Bottom of a step with all it holds, from the column's top."""
        fork = self.forks.get(row)
        return self.tops[row] + (fork.height if fork else CARD_HEIGHT)


@dataclass(frozen=True, slots=True, eq=False)
class Limb:
    """One branch of a fork: its axis lies `x` from the fork's."""

    branch: Branch
    x: float
    column: Column


@dataclass(frozen=True, slots=True, eq=False)
class Fork:
    """A step with branches.

    Attributes:
        step: The step.
        limbs: Its branches, left to right.
        join: Where the bar lies on which the branches rejoin, from the fork's top.
        left, right: How far it reaches on either side of its axis.
        height: From the top of its card to where the flow goes on.
    """

    step: Step
    limbs: tuple[Limb, ...]
    join: float
    left: float
    right: float
    height: float

    @property
    def framed(self) -> bool:
        """Whether a frame is drawn round what it holds, because that runs over and over."""
        return self.limbs[0].branch.each


class Run(msgspec.Struct, frozen=True):
    """Steps of one column that lie in an area: the column's axis and top, and positions."""

    column: Column
    x: float
    y: float
    rows: Sequence[int]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The whole workflow laid out. The trigger is centred on x = 0 with its top at y = 0."""

    trigger: Step
    root: Column

    @property
    def collapsed(self) -> frozenset[int]:
        """Numbers of the steps that hide what they hold; some may not exist now."""
        return self.root.collapsed

    @property
    def bounds(self) -> Area:
        """All cards and the last "+"."""
        bottom = ROOT_TOP + (self.root.height + GAP if self.root.steps else 0)
        noted = HALF + NOTE_REACH if self.trigger.note else HALF
        return Area(-self.root.left, 0, max(self.root.right, noted), bottom)

    def stands_like(self, other: Layout) -> bool:
        """Whether the same steps stand in the same places, perhaps with other fields."""
        mine, theirs = self.root, other.root
        same = mine.tops is theirs.tops and mine.forks is theirs.forks
        one, two = self.trigger, other.trigger
        return same and one.number == two.number and bool(one.note) == bool(two.note)

    def runs(self, area: Area, pitch: float = 0) -> Iterator[Run]:
        """What meets an area, a column at a time, outer columns first.

        Args:
            area: Where to look; gaps belong to the step above them.
            pitch: Leave out steps that start closer than this below another (for small scales).
        """
        stack = [(self.root, 0.0, float(ROOT_TOP))]
        while stack:
            column, x, y = stack.pop()
            if x - column.left > area.right or x + column.right < area.left:
                continue
            rows = _rows_between(column, area.top - y, area.bottom - y, pitch)
            yield Run(column, x, y, rows)
            for row in rows if column.forks else ():
                fork = column.forks.get(row)
                for limb in fork.limbs if fork else ():
                    stack.append((limb.column, x + limb.x, y + column.tops[row] + LIMB_TOP))

    def way_to(self, number: int) -> Iterator[tuple[Run, int]]:
        """The columns down to a step, each with the position to go on at; none for the trigger."""
        column, x, y = self.root, 0.0, float(ROOT_TOP)
        while number in column.rows:
            row = column.rows[number]
            yield Run(column, x, y, (row,)), row
            if column.steps[row].number == number:
                return
            for limb in column.forks[row].limbs:
                if number in limb.column.rows:
                    x, y = x + limb.x, y + column.tops[row] + LIMB_TOP
                    column = limb.column
                    break


def lay_out(
    workflow: Workflow, before: Layout | None = None, collapsed: frozenset[int] = frozenset()
) -> Layout:
    """Lay a workflow out.

    Args:
        workflow: What to lay out.
        before: An earlier layout; what is the same in it (by identity) is shared.
        collapsed: Numbers of the steps that hide what they hold.
    """
    old = before.root if before and before.collapsed == collapsed else None
    kept = old.collapsed if old is not None else collapsed
    return Layout(workflow.trigger, _column(workflow.steps, None, ROOT, old, kept))


def _column(
    steps: tuple[Step, ...],
    parent: int | None,
    branch: str,
    before: Column | None,
    collapsed: frozenset[int],
) -> Column:
    if before and before.steps is steps and before.parent == parent:
        return before
    if before and before.parent == parent and _stand_alike(before.steps, steps):
        return replace(before, steps=steps)
    old = {fork.step.number: fork for fork in before.forks.values()} if before else {}
    tops: list[float] = []
    forks: dict[int, Fork] = {}
    rows: dict[int, int] = {}
    top = 0.0
    for row, step in enumerate(steps):
        tops.append(top)
        rows[step.number] = row
        if step.branches and step.number not in collapsed:
            fork = forks[row] = _fork(step, old.get(step.number), collapsed)
            top += fork.height + GAP
            for limb in fork.limbs:
                rows.update(dict.fromkeys(limb.column.rows, row))
        else:
            top += CARD_HEIGHT + GAP
    left = max((fork.left for fork in forks.values()), default=HALF)
    right = max((fork.right for fork in forks.values()), default=HALF)
    if any(map(NOTE, steps)):
        right = max(right, HALF + NOTE_REACH)
    height = max(0.0, top - GAP)
    return Column(steps, parent, branch, tuple(tops), forks, rows, left, right, height, collapsed)


def _stand_alike(before: tuple[Step, ...], after: tuple[Step, ...]) -> bool:
    """Whether only fields of steps without branches changed, so that everything stays in place."""
    if len(before) != len(after):
        return False
    pairs = zip(before, after, strict=True)
    return all(
        old.number == new.number
        and not old.branches
        and not new.branches
        and bool(old.note) == bool(new.note)
        for old, new in compress(pairs, map(is_not, before, after))
    )


def _fork(step: Step, before: Fork | None, collapsed: frozenset[int]) -> Fork:
    if before and before.step is step:
        return before
    old = {limb.branch.field: limb.column for limb in before.limbs} if before else {}
    columns = [
        _column(
            children(step, branch.field),
            step.number,
            branch.field,
            old.get(branch.field),
            collapsed,
        )
        for branch in step.branches
    ]
    axes = _axes(columns)
    tallest = max(column.height for column in columns)
    join = LIMB_TOP + tallest + (GAP if tallest else 0)
    side = FRAME_SIDE if step.branches[0].each else 0
    return Fork(
        step,
        tuple(map(Limb, step.branches, axes, columns)),
        join,
        max(HALF, columns[0].left - axes[0]) + side,
        max(HALF, columns[-1].right + axes[-1]) + side,
        join + CORNER,
    )


def _axes(columns: Sequence[Column]) -> list[float]:
    """Axes of columns side by side, the first and the last equally far from the middle."""
    axes = [0.0]
    for one, other in pairwise(columns):
        axes.append(axes[-1] + one.right + BRANCH_GAP + other.left)
    middle = axes[-1] / 2
    return [axis - middle for axis in axes]


def _rows_between(column: Column, top: float, bottom: float, pitch: float) -> Sequence[int]:
    """Positions of the steps, gaps below included, that meet a span of the column."""
    first = max(0, bisect_right(column.tops, top) - 1)
    end = bisect_left(column.tops, bottom + GAP)
    if not pitch:
        return range(first, end)
    rows: list[int] = []
    while first < end:
        rows.append(first)
        first = max(first + 1, bisect_left(column.tops, column.tops[first] + pitch))
    return rows
