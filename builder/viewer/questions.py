"""What the window and its helper process say to each other: one JSON object a line."""

from __future__ import annotations

import msgspec

from builder.model.reference import Segment
from builder.viewer.nodes import Node

Path = tuple[Segment, ...]
"""Keys and positions from the document down to a value."""


class Question(msgspec.Struct, frozen=True, kw_only=True, tag_field="do"):
    """Something to be done. `id` comes back with the answer."""

    id: int = 0


class Format(Question, frozen=True, kw_only=True, tag="format"):
    """Pretty-print the JSON of a file into another."""

    file: str
    target: str


class Children(Question, frozen=True, kw_only=True, tag="children"):
    """List children of the value at a path."""

    file: str
    path: Path
    start: int
    count: int


class Value(Question, frozen=True, kw_only=True, tag="value"):
    """The whole value at a path as JSON text."""

    file: str
    path: Path


class Position(Question, frozen=True, kw_only=True, tag="position"):
    """How many members of the object around a value stand before it."""

    file: str
    path: Path


class Find(Question, frozen=True, kw_only=True, tag="find"):
    """The places of the keys and values that hold a text."""

    file: str
    text: str


class Filter(Question, frozen=True, kw_only=True, tag="filter"):
    """Write the values a JSONPath selects into another file, as a list."""

    file: str
    target: str
    expression: str


class Unwrap(Question, frozen=True, kw_only=True, tag="unwrap"):
    """Write the output of a step that a run kept in a file into another, alone."""

    file: str
    target: str


class Recode(Question, frozen=True, kw_only=True, tag="recode"):
    """Write a text as UTF-8 into another file."""

    file: str
    target: str
    charset: str


class Compare(Question, frozen=True, kw_only=True, tag="compare"):
    """What differs between two ends of a step, which are written as `event_json` writes them."""

    before: str
    after: str


AnyQuestion = Format | Children | Value | Position | Find | Filter | Unwrap | Recode | Compare


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What came of a question.

    Attributes:
        id: Of the question.
        error: Why it could not be done; empty when it was.
        total: How many children or places there are in all, or the position asked for.
        nodes: The children asked for.
        text: The value asked for; of a filter, the expression as it was read.
        places: Where what was looked for stands, not more than `finding.MOST`.
        differences: Of a comparison: place, kind, before and after of each.
    """

    id: int
    error: str = ""
    total: int = 0
    nodes: tuple[Node, ...] = ()
    text: str = ""
    places: tuple[Path, ...] = ()
    differences: tuple[tuple[str, str, str, str], ...] = ()
