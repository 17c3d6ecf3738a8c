"""A JSON document as a tree that is read one level at a time; nothing below is decoded."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from builder.model.reference import Segment
from builder.viewer.body import Bytes
from builder.viewer.json_shape import TOO_DEEP, NotJson

COUNTED = 16 * 1024
"""Objects and lists of up to so many bytes are counted when they are shown."""
SHOWN = 200
"""Bytes of a value that are handed over to be shown."""
KEPT = 64
"""Opened levels that are remembered."""
_OBJECT = msgspec.json.Decoder(dict[str, msgspec.Raw])
_LIST = msgspec.json.Decoder(list[msgspec.Raw])
_VALUES = msgspec.json.Decoder(float_hook=float)
"""Numbers too large for a float are infinite, and no fault."""
_WHOLE = msgspec.json.Decoder(msgspec.Raw)


class Node(msgspec.Struct, frozen=True, array_like=True):
    """One value in the tree.

    Attributes:
        key: Its key in the object or position in the list around it.
        kind: "object", "list", "text", "number", "boolean" or "null".
        text: The value as JSON, cut when long; empty for objects and lists.
        cut: Whether `text` is not all of it.
        count: How many values an object or list holds; None when it was not counted.
    """

    key: Segment
    kind: str
    text: str = ""
    cut: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """Children of one value: all keys (None for a list) and their values, not decoded.

    Attributes:
        positions: For an object, where each key stands in `keys`.
    """

    keys: tuple[str, ...] | None
    values: tuple[msgspec.Raw, ...]
    positions: Mapping[Segment, int] = field(default_factory=dict)


class Nodes:
    """The tree of one document.

    Raises:
        NotJson: The document cannot be read.
    """

    def __init__(self, data: Bytes) -> None:
        self._levels: OrderedDict[tuple[Segment, ...], Level] = OrderedDict()
        try:
            self._root = _WHOLE.decode(data)
        except RecursionError as error:
            raise NotJson(TOO_DEEP) from error
        except (msgspec.MsgspecError, UnicodeError) as error:
            raise NotJson(str(error)) from error

    def root(self) -> Node:
        """The document itself, under the key ""."""
        return _node("", self._root)

    def children(self, path: tuple[Segment, ...], start: int, count: int) -> tuple[int, list[Node]]:
        """How many children the value at a path has, and some of them from position `start` on."""
        level = self.opened(path)
        keys: tuple[Segment, ...] | range = (
            range(len(level.values)) if level.keys is None else level.keys
        )
        stop = min(start + count, len(level.values))
        return len(level.values), [_node(keys[i], level.values[i]) for i in range(start, stop)]

    def text(self, path: tuple[Segment, ...]) -> bytes:
        """The whole value at a path, as it stands in the document."""
        return bytes(self._raw(path))

    def position(self, path: tuple[Segment, ...]) -> int:
        """How many members of the object or list around a value stand before it."""
        last = path[-1]
        return last if isinstance(last, int) else self.opened(path[:-1]).positions[last]

    def text_view(self) -> memoryview:
        """The whole document, not copied."""
        return memoryview(self._root)

    def decoded(self) -> Any:
        """The whole document as Python's values; numbers with a point are floats.

        Raises:
            NotJson: It is nested too deep.
        """
        try:
            return _VALUES.decode(self._root)
        except RecursionError as error:
            raise NotJson(TOO_DEEP) from error
        except msgspec.MsgspecError as error:
            raise NotJson(str(error)) from error

    def _raw(self, path: tuple[Segment, ...]) -> msgspec.Raw:
        if not path:
            return self._root
        level = self.opened(path[:-1])
        last = path[-1]
        return level.values[last if isinstance(last, int) else level.positions[last]]

    def opened(self, path: tuple[Segment, ...]) -> Level:
        """The children of the value at a path, remembered for a while."""
        found = self._levels.get(path)
        if found is None:
            found = _open(self._raw(path))
            self._levels[path] = found
            if len(self._levels) > KEPT:
                self._levels.popitem(last=False)
        else:
            self._levels.move_to_end(path)
        return found

    def opened_raw(self, raw: msgspec.Raw) -> Level:
        """The children of a value of this document, not remembered."""
        return _open(raw)


def _open(raw: msgspec.Raw) -> Level:
    first = memoryview(raw)[:1].tobytes()
    if first == b"{":
        content = _OBJECT.decode(raw)
        keys = tuple(content)
        positions: dict[Segment, int] = {key: i for i, key in enumerate(keys)}
        return Level(keys, tuple(content.values()), positions)
    if first == b"[":
        return Level(None, tuple(_LIST.decode(raw)))
    return Level(None, ())


_KINDS = {
    b"{": "object",
    b"[": "list",
    b'"': "text",
    b"t": "boolean",
    b"f": "boolean",
    b"n": "null",
}


def _node(key: Segment, raw: msgspec.Raw) -> Node:
    view = memoryview(raw)
    kind = _KINDS.get(view[:1].tobytes(), "number")
    if kind in ("object", "list"):
        return Node(key, kind, count=len(_open(raw).values) if len(view) <= COUNTED else None)
    return Node(key, kind, view[:SHOWN].tobytes().decode("utf-8", "replace"), len(view) > SHOWN)
