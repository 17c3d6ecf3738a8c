"""References: the paths inside `{{…}}`, and how a value is read along one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice
from typing import TypeAlias

import msgspec

from builder.model.json_text import Json, JsonError, compact, parse
from builder.model.number import Number
from builder.model.scanner import TemplateError

Segment: TypeAlias = str | int

ENVIRONMENT = "env"
PAGE = "self"
NOW = "now"
RANDOM = "random"

_KNOWN: Mapping[str, str] = {
    PAGE: "self.pageToken",
    NOW: "now or now.unix",
    RANDOM: "random.uuid",
}
_ALLOWED: Mapping[str, frozenset[tuple[Segment, ...]]] = {
    PAGE: frozenset({("pageToken",)}),
    NOW: frozenset({(), ("unix",)}),
    RANDOM: frozenset({("uuid",)}),
}

_BARE = r"[^\s.\[\]{}()?|\"'`\\,]+"
_ROOT = re.compile(_BARE)
_SEGMENT = re.compile(
    rf"""\.(?P<bare>{_BARE})
    | \.?\[\s*(?:(?P<index>-?[0-9]+)
        | (?P<double>"(?:[^"\\]|\\.)*")
        | '(?P<single>(?:[^'\\]|\\.)*)')\s*\]""",
    re.VERBOSE | re.DOTALL,
)
_INDEX = re.compile(r"0|-?[1-9][0-9]{0,17}")
_STEP = re.compile(r"[1-9][0-9]{0,17}")
_SEARCHED_KEYS = 2_000


@dataclass(frozen=True, slots=True)
class Reference:
    """A path to a value.

    Attributes:
        root: The number of a step as text, or "env", "self", "now", "random".
        segments: Keys, and positions in lists (negative ones count from the end).
        optional: Whether a missing value is null (a trailing `?`).
        step: The number of the step that is referred to; None for the other roots.
    """

    root: str
    segments: tuple[Segment, ...] = ()
    optional: bool = False
    step: int | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        step = int(self.root) if self.root.isdecimal() else None
        object.__setattr__(self, "step", step)

    def __str__(self) -> str:
        return path_text(self.root, self.segments) + ("?" if self.optional else "")


class LocatedReference(msgspec.Struct, frozen=True):
    """A reference and where it stands.

    Attributes:
        reference: What was read.
        start: Offset of the root in the text it was read from.
        name: Offsets of what follows the root up to the end of the first segment.
        end: Offset after the reference.
    """

    reference: Reference
    start: int
    name: tuple[int, int]
    end: int


class NoSuchPath(LookupError):
    """A path leads nowhere.

    Attributes:
        known: The segments that do exist.
        missing: The first that does not.
        nearest: The most similar key that does, if any is similar.
        holder: What the known part leads to, in words ("a list of 3 items").
    """

    def __init__(
        self, known: tuple[Segment, ...], missing: Segment, nearest: str | None, holder: str
    ) -> None:
        super().__init__(f"{holder} has no {missing!r}")
        self.known = known
        self.missing = missing
        self.nearest = nearest
        self.holder = holder


def read(value: Json, segments: Sequence[Segment]) -> Json:
    """The value a path leads to; a position also finds the key of an object that looks like it.

    Raises:
        NoSuchPath: Nothing is there.
    """
    for depth, segment in enumerate(segments):
        kind = type(value)
        try:
            if kind is dict:
                value = value[segment if type(segment) is str else str(segment)]
            elif kind is list and type(segment) is int:
                value = value[segment]
            else:
                value = value[str(segment)] if isinstance(value, Mapping) else _nothing()
        except LookupError:
            raise _missing(value, segments, depth) from None
    return value


def reference_at(text: str, start: int, offset: int = 0) -> LocatedReference:
    """Read the reference that starts at `start`, as far as it goes.

    Args:
        text: The text inside the braces.
        start: Where the root begins.
        offset: What is added to positions in errors.

    Raises:
        TemplateError: There is no reference, or an unknown one.
    """
    root = _ROOT.match(text, start)
    if root is None:
        raise TemplateError(_expected(text, start), offset + start)
    segments: list[Segment] = []
    position, name = root.end(), (root.end(), root.end())
    while (found := _SEGMENT.match(text, position)) is not None:
        segments.append(_segment(found, offset))
        position = found.end()
        if len(segments) == 1:
            name = found.span()
    optional = text.startswith("?", position) and _is_optional(text, position)
    _check_root(root[0], tuple(segments), offset + start)
    reference = Reference(root[0], tuple(segments), optional)
    return LocatedReference(reference, start, name, position + optional)


def path_text(root: str, segments: Sequence[Segment]) -> str:
    """The canonical text of a path: `2.response.body.items.0["odd.key"]`."""
    return root + "".join(map(segment_text, segments))


def segment_text(segment: Segment) -> str:
    """A segment as it follows others: `.key`, `.0` or `["odd.key"]`."""
    text = str(segment)
    if re.fullmatch(_BARE, text) and (isinstance(segment, int) or not _INDEX.fullmatch(text)):
        return f".{text}"
    return f"[{compact(segment)}]"


def kind_of(value: Json) -> str:
    """What a value is, in words, such as "text", "a number" or "a list of 3 items"."""
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list):
        return f"a list of {len(value)} item{'' if len(value) == 1 else 's'}"
    if isinstance(value, bool):
        return "a boolean"
    if isinstance(value, int | float | Number):
        return "a number"
    return "null" if value is None else "text"


def nearest_key(wanted: str, keys: Sequence[str]) -> str | None:
    """The key most like the wanted one: the same in other case, else similarly spelt, else None."""
    folded = wanted.casefold()
    for key in keys:
        if key.casefold() == folded:
            return key
    return next(iter(get_close_matches(wanted, keys, 1)), None)


def _nothing() -> Json:
    raise LookupError


def _missing(holder: Json, segments: Sequence[Segment], depth: int) -> NoSuchPath:
    nearest = None
    if isinstance(holder, Mapping):
        nearest = nearest_key(str(segments[depth]), list(islice(holder, _SEARCHED_KEYS)))
    return NoSuchPath(tuple(segments[:depth]), segments[depth], nearest, kind_of(holder))


def _segment(found: re.Match[str], offset: int) -> Segment:
    bare = found["bare"] or found["index"]
    if bare is not None:
        return int(bare) if _INDEX.fullmatch(bare) else bare
    if found["single"] is not None:
        return re.sub(r"\\(['\\])", r"\1", found["single"])
    try:
        key: str = parse(found["double"])
    except JsonError as error:
        message = f"The quoted key cannot be read: {error.reason}"
        raise TemplateError(message, offset + found.start("double")) from None
    return key


def _is_optional(text: str, position: int) -> bool:
    """Whether the `?` marks the reference, or is the first half of `??`."""
    return not text.startswith("??", position) or text.startswith("???", position)


def _check_root(root: str, segments: tuple[Segment, ...], position: int) -> None:
    if root == ENVIRONMENT:
        if len(segments) != 1:
            message = "env is followed by the name of one variable: {{env.NAME}}"
            raise TemplateError(message, position)
    elif root in _ALLOWED:
        if segments not in _ALLOWED[root]:
            message = f"There is no {path_text(root, segments)}: write {_KNOWN[root]}"
            raise TemplateError(message, position)
    elif not _STEP.fullmatch(root):
        raise TemplateError(_unknown(root), position)


def _unknown(root: str) -> str:
    return (
        f"“{root}” is no reference: start with a step's number ({{{{2.response.body}}}}), env,"
        " self, now or random; or write \\{{ to keep the braces as text"
    )


def _expected(text: str, start: int) -> str:
    if not text.strip():
        return "The braces are empty: put a reference between them, or write \\{{ to keep them"
    found = f", not “{text[start:][:20]}”" if text[start:] else ""
    return f"A reference is expected here{found}"
