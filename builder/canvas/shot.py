"""What is in sight, as lists to paint; and a way from one such picture to the next.

When steps come, go or are collapsed, what stays glides to its new place, what is new appears.
"""

from __future__ import annotations

from dataclasses import replace

import msgspec
from msgspec.structs import replace as replaced

from builder.canvas.geometry import Area, Card, Edge, Frame, Plus, Point
from builder.canvas.layout import Layout
from builder.canvas.scene import NUMBER_ROOM, cards, cards_with_notes, edges, frames, pluses
from builder.model.workflow import Place

Line = tuple[int, str, int, int]
"""An edge, however it runs: its source, branch and target, and how many corners it has."""


class Shot(msgspec.Struct, frozen=True):
    """What meets an area.

    Attributes:
        cards: Cards in sight.
        noted: Cards whose slip is in sight.
        pluses: Every "+".
        edges: The lines.
        frames: Frames of Fan Outs.
        fresh: How far what is new has appeared, 0 to 1.
        known: Numbers of the cards that were there before; None for all.
    """

    cards: list[Card]
    noted: list[Card]
    pluses: list[Plus]
    edges: list[Edge]
    frames: list[Frame]
    fresh: float = 1.0
    known: frozenset[int] | None = None

    def opacity(self, number: int) -> float:
        """How far the card of a step has appeared."""
        return 1.0 if self.known is None or number in self.known else self.fresh


def shot_of(layout: Layout, area: Area) -> Shot:
    """What of a layout meets an area."""
    return Shot(
        list(cards(layout, area.grown(NUMBER_ROOM))),
        list(cards_with_notes(layout, area)),
        list(pluses(layout, area)),
        list(edges(layout, area)),
        list(frames(layout, area)),
    )


class Way:
    """The way from an earlier picture to later ones."""

    def __init__(self, start: Shot) -> None:
        self._cards = {card.step.number: Point(card.x, card.y) for card in start.cards}
        self._pluses: dict[Place, Point] = {p.place: Point(p.x, p.y) for p in start.pluses}
        self._edges = {_line(edge): edge.points for edge in start.edges}
        self._frames = {frame.step.number: frame.area for frame in start.frames}
        self._known = frozenset(self._cards)

    def at(self, end: Shot, share: float) -> Shot:
        """The picture when a share of the way, 0 to 1, is done."""
        return Shot(
            [self._card(card, share) for card in end.cards],
            [self._card(card, share) for card in end.noted],
            [self._plus(plus, share) for plus in end.pluses],
            [self._edge(edge, share) for edge in end.edges],
            [self._frame(frame, share) for frame in end.frames],
            share,
            self._known,
        )

    def _card(self, card: Card, share: float) -> Card:
        start = self._cards.get(card.step.number)
        if start is None or start == (card.x, card.y):
            return card
        return Card(card.step, *_between(start, Point(card.x, card.y), share))

    def _plus(self, plus: Plus, share: float) -> Plus:
        start = self._pluses.get(plus.place)
        if start is None:
            return plus
        x, y = _between(start, Point(plus.x, plus.y), share)
        return replaced(plus, x=x, y=y)

    def _edge(self, edge: Edge, share: float) -> Edge:
        start = self._edges.get(_line(edge))
        if start is None or start == edge.points:
            return edge
        pairs = zip(start, edge.points, strict=True)
        return replace(edge, points=tuple(_between(one, other, share) for one, other in pairs))

    def _frame(self, frame: Frame, share: float) -> Frame:
        start = self._frames.get(frame.step.number)
        if start is None:
            return frame
        pairs = zip(start, frame.area, strict=True)
        return replace(frame, area=Area(*(one + (other - one) * share for one, other in pairs)))


def _line(edge: Edge) -> Line:
    target = edge.target.number if edge.target is not None else 0
    return edge.source.number, edge.branch, target, len(edge.points)


def _between(one: Point, other: Point, share: float) -> Point:
    return Point(one.x + (other.x - one.x) * share, one.y + (other.y - one.y) * share)
