"""Sizes and shapes of the canvas, in px at 100 %. The trigger's card is centred on x = 0, y = 0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from builder.model.step import Step
from builder.model.workflow import Place

CARD_WIDTH = 264
CARD_HEIGHT = 64
GAP = 44
"""Between two cards, one below the other."""
BRANCH_GAP = 108
"""Between the widest cards of two branches side by side."""
FORK_HEAD = 28
"""From a card with branches down to the bar that leads to them."""
CORNER = 12
"""Radius of the corners of edges."""
PLUS_RADIUS = 11
FRAME_TOP = 13
"""From the card of a Fan Out down to the frame round its steps."""
FRAME_SIDE = 28
"""From the steps of a Fan Out to the sides of its frame."""
NOTE_WIDTH = 172
"""Of the slip with a step's note."""
NOTE_GAP = 14
"""Between a card and the slip at its right."""
NOTE_REACH = NOTE_GAP + NOTE_WIDTH
FOLD_HEIGHT = 19
FOLD_WIDTH = 19
"""Of the round button that collapses a block, at the foot of its card."""
FOLDED_WIDTH = 104
"""Of that button while the block is collapsed: it says then what is inside."""
FOLD_LEFT = 13
MARK_SIDE = 18
"""Of the round mark of a step that has problems, at the top right of its card."""
LABEL_INSET = 40
"""How far a branch's label stands from the branch's axis, towards the Conditional's."""


class Area(NamedTuple):
    """A rectangle by its sides."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    def grown(self, by: float) -> Area:
        """The same with a margin all round."""
        return Area(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: Area) -> bool:
        """Whether the two overlap or touch."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.top <= other.bottom
            and other.top <= self.bottom
        )

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


class Point(NamedTuple):
    """A point on the canvas."""

    x: float
    y: float


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """A step's card: its top-left corner."""

    step: Step
    x: float
    y: float

    @property
    def area(self) -> Area:
        """The card's rectangle."""
        return Area(self.x, self.y, self.x + CARD_WIDTH, self.y + CARD_HEIGHT)

    @property
    def note(self) -> Area:
        """Where the slip with the step's note lies, or would lie."""
        left = self.x + CARD_WIDTH + NOTE_GAP
        return Area(left, self.y, left + NOTE_WIDTH, self.y + CARD_HEIGHT)

    @property
    def mark(self) -> Area:
        """Where the mark of a step with problems lies."""
        left, top = self.x + CARD_WIDTH - 27, self.y - MARK_SIDE / 2
        return Area(left, top, left + MARK_SIDE, top + MARK_SIDE)

    def fold(self, folded: bool) -> Area:
        """Where the button lies that collapses and expands a step with branches."""
        left, top = self.x + FOLD_LEFT, self.y + CARD_HEIGHT - FOLD_HEIGHT / 2
        width = FOLDED_WIDTH if folded else FOLD_WIDTH
        return Area(left, top, left + width, top + FOLD_HEIGHT)


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """The frame round the steps of a Fan Out."""

    step: Step
    area: Area


class Plus(msgspec.Struct, frozen=True):
    """A "+": its centre and the gap it stands for."""

    place: Place
    x: float
    y: float


class Spot(msgspec.Struct, frozen=True):
    """A part of a step's card that can be pressed on its own.

    Attributes:
        part: "fold" for the button of a block, "mark" for that of problems, "note" for the slip.
        number: The step's.
    """

    part: str
    number: int


Under = int | Place | Spot | None
"""What lies under a point: the number of a card, a gap, a part of a card, or nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Edge:
    """A line of the flow.

    Attributes:
        points: Corners of the line, in the direction of the flow; drawn rounded.
        source: The step it leaves.
        target: The step it reaches; None where the flow ends or branches rejoin.
        branch: The branch of `source` it leads into (its field), else empty.
        label: What is written on it ("Yes").
    """

    points: tuple[Point, ...]
    source: Step
    target: Step | None = None
    branch: str = ""
    label: str = ""

    @property
    def label_at(self) -> Point:
        """Centre of the label: on the bar, a little inside the branch's axis."""
        axis, bar = self.points[-1].x, self.points[1].y
        start = self.points[0].x
        if axis == start:
            return Point(axis, bar)
        return Point(axis + LABEL_INSET * (1 if start > axis else -1), bar)
