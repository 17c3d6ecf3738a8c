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
