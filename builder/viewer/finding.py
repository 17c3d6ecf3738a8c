"""Finding text and JSONPath matches in a document, in the helper process."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import msgspec

from builder.model.reference import Segment
from builder.viewer.json_path import Expression
from builder.viewer.json_shape import NotJson
from builder.viewer.nodes import Level, Nodes

MOST = 5_000
"""Places that are handed over."""
COUNTED = 100_000
"""Places of a text that are counted; a search that finds so many stops there."""
FILTERED = 256_000_000
"""Bytes of the largest document a JSONPath is evaluated on: it takes several times its memory."""
WRITTEN = 64_000_000
"""Bytes of selected values that are written down."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was looked for.

    Attributes:
        total: How many places there are.
        places: The first `MOST` of them.
        expression: How the JSONPath was read; empty for a text.
    """

    total: int
    places: tuple[tuple[Segment, ...], ...]
    expression: str = ""


def find_text(nodes: Nodes, text: str) -> Found:
    """Keys and values that hold a text, as they are read from top to bottom.

    Only values whose JSON holds the text are opened. Lower-case text is found in any case.
    """
    pattern = _pattern(text)
    places: list[tuple[Segment, ...]] = []
    total = 0
    for place in islice(_holding(nodes, pattern), COUNTED):
        total += 1
        if total <= MOST:
            places.append(place)
    return Found(total, tuple(places))


def _pattern(text: str) -> re.Pattern[bytes]:
    """Finds a text in JSON, written plainly or with escapes."""
    plain = text.encode("utf-8", "replace")
    quoted = msgspec.json.encode(text)[1:-1]
    escaped = "".join(c if c.isascii() else _escaped(c) for c in text).encode()
    forms = dict.fromkeys((plain, quoted, escaped))
    flags = re.IGNORECASE if text == text.lower() else re.NOFLAG
    return re.compile(b"|".join(re.escape(form) for form in forms), flags)


def _escaped(character: str) -> str:
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))


def _holding(nodes: Nodes, pattern: re.Pattern[bytes]) -> Iterator[tuple[Segment, ...]]:
    """Without recursion: a document may be nested deeper than Python's stack."""
    root = nodes.opened(())
    if not root.values:
        if pattern.search(nodes.text(())):
            yield ()
        return
    waiting = [_members((), root, pattern)]
    while waiting:
        found = next(waiting[-1], None)
        if found is None:
            waiting.pop()
            continue
        place, raw, hit = found
        if hit:
            yield place
        if raw is not None:
            waiting.append(_members(place, nodes.opened_raw(raw), pattern))


Member = tuple[tuple[Segment, ...], msgspec.Raw | None, bool]


def _members(
    path: tuple[Segment, ...], level: Level, pattern: re.Pattern[bytes]
) -> Iterator[Member]:
    """Members with a hit in their key or value; those that are to be opened with their JSON."""
    for i, raw in enumerate(level.values):
        key: Segment = i if level.keys is None else level.keys[i]
        in_key = isinstance(key, str) and bool(pattern.search(key.encode("utf-8", "replace")))
        in_value = bool(pattern.search(raw))
        opens = in_value and memoryview(raw)[:1].tobytes() in (b"{", b"[")
        if in_key or in_value:
            yield (*path, key), raw if opens else None, in_key or not opens


def filter_to(nodes: Nodes, expression: str, target: Path) -> Found:
    """Write the values a JSONPath selects to a file, as a list, each as it stands in the document.

    Raises:
        PathFault: The expression cannot be read or evaluated.
        NotJson: The document is too large for it.
        OSError: The file cannot be written.
    """
    query = Expression(expression)
    if len(nodes.text_view()) > FILTERED:
        raise NotJson(f"it has more than {FILTERED // 1_000_000} MB, too much for a filter")
    places: list[tuple[Segment, ...]] = []
    total = size = 0
    with target.open("wb") as file:
        file.write(b"[")
        for place in query.places(nodes.decoded()):
            total += 1
            if total > MOST or size > WRITTEN:
                continue
            value = nodes.text(place)
            size += len(value)
            file.write((b",\n" if places else b"\n") + value)
            places.append(place)
        file.write(b"\n]\n" if places else b"]\n")
    return Found(total, tuple(places), query.text)
