"""Which part of a card lies under a point, for those that can be pressed on their own."""

from __future__ import annotations

from builder.canvas.geometry import Point, Spot, Under
from builder.canvas.layout import Layout
from builder.canvas.painting import Picture
from builder.canvas.scene import card_at, fold_at, mark_at, note_at, plus_at


def spot_at(picture: Picture, x: float, y: float) -> Spot | None:
    """The part of a card under a point of the canvas."""
    layout = picture.layout
    block = fold_at(layout, x, y)
    if block is not None:
        return Spot("fold", block)
    marked = mark_at(layout, x, y)
    if marked is not None and picture.problem(marked.step):
        return Spot("mark", marked.step.number)
    if card_at(layout, x, y) is None and plus_at(layout, x, y) is None:
        noted = note_at(layout, x, y)
        if noted is not None:
            return Spot("note", noted.step.number)
    return None


def under(layout: Layout, at: Point) -> Under:
    """The card, else the gap, under a point of the canvas."""
    card = card_at(layout, at.x, at.y)
    if card is not None:
        return card.step.number
    plus = plus_at(layout, at.x, at.y)
    return plus.place if plus is not None else None
