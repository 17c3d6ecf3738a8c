"""The graph that every canvas shows: a chain in which every tenth step forks and joins again."""

from __future__ import annotations

from typing import NamedTuple

ACROSS = 308
DOWN = 108


class Graph(NamedTuple):
    """Steps by index.

    Attributes:
        places: Where each step's card lies, in pixels.
        edges: From which step to which.
    """

    places: tuple[tuple[int, int], ...]
    edges: tuple[tuple[int, int], ...]


def chain(count: int) -> Graph:
    """A chain of `count` steps; a fork has two steps side by side below it."""
    places: list[tuple[int, int]] = []
    edges: list[tuple[int, int]] = []
    ends: list[int] = []
    row = 0
    while len(places) < count:
        fork = len(places) % 10 == 0 and len(places) + 3 <= count
        here = len(places)
        places.append((0, row * DOWN))
        edges.extend((end, here) for end in ends)
        ends = [here]
        row += 1
        if fork:
            places.extend(((-ACROSS // 2, row * DOWN), (ACROSS // 2, row * DOWN)))
            edges.extend(((here, here + 1), (here, here + 2)))
            ends = [here + 1, here + 2]
            row += 1
    return Graph(tuple(places), tuple(edges))
