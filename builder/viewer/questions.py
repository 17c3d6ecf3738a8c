"""What the window and its helper process say to each other: one JSON object a line."""

from __future__ import annotations

import msgspec

from builder.model.reference import Segment
from builder.viewer.nodes import Node


class Question(msgspec.Struct, frozen=True, kw_only=True, tag_field="do"):
    """Something to be done with the JSON in a file. `id` comes back with the answer."""

    id: int = 0
    file: str


class Format(Question, frozen=True, kw_only=True, tag="format"):
    """Pretty-print the file into another."""

    target: str


class Children(Question, frozen=True, kw_only=True, tag="children"):
    """List children of the value at a path."""

    path: tuple[Segment, ...]
    start: int
    count: int


class Value(Question, frozen=True, kw_only=True, tag="value"):
    """The whole value at a path as JSON text."""

    path: tuple[Segment, ...]


AnyQuestion = Format | Children | Value


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What came of a question.

    Attributes:
        id: Of the question.
        error: Why it could not be done; empty when it was.
        total: How many children there are in all.
        nodes: The children asked for.
        text: The value asked for.
    """

    id: int
    error: str = ""
    total: int = 0
    nodes: tuple[Node, ...] = ()
    text: str = ""
