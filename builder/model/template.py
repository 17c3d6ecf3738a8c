"""Texts with references in them: read once, then filled in as often as needed.

What is filled in is data. It is never read again, so `{{` in an answer stays what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from builder.model.expression import Expression, compiled, located_references
from builder.model.json_text import Json
from builder.model.landing import Landing, Writer, text_of, writers
from builder.model.reference import (
    ENVIRONMENT,
    LocatedReference,
    NoSuchPath,
    Reference,
    Segment,
    segment_text,
)
from builder.model.scanner import Braces, TemplateError, scan
from builder.model.scope import Scope, UnresolvedReference, Values

__all__ = [
    "Expression",
    "NoSuchPath",
    "Reference",
    "Scope",
    "Segment",
    "Template",
    "TemplateError",
    "UnresolvedReference",
    "Values",
    "parse",
    "rename_variable",
    "rewrite",
]

_REMEMBERED_TEXTS = 4096

_Gap: TypeAlias = tuple[str, Expression | None, Writer]
"""Plain text, the expression after it (None at the end) and how its value is written."""


@dataclass(frozen=True, slots=True)
class Template:
    """A text, compiled.

    Attributes:
        text: The text as written.
        pieces: Plain pieces with escapes undone, and the expressions between them, in order.
        spans: Start and end of each `{{…}}` in the text.
        references: Every reference, in order.
        lone: The expression when the text is nothing but one.
    """

    text: str
    pieces: tuple[str | Expression, ...]
    spans: tuple[tuple[int, int], ...]
    references: tuple[Reference, ...]
    lone: Expression | None
    _plans: dict[Landing, tuple[_Gap, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def value(self, scope: Scope) -> Json:
        """The value: with its JSON type when the text is one lone reference, else text.

        Raises:
            UnresolvedReference: A reference has no value.
        """
        return self.render(scope) if self.lone is None else self.lone.value(scope)

    def render(self, scope: Scope, landing: Landing = Landing.PLAIN) -> str:
        """The text with every expression replaced, escaped for where it lands.

        Raises:
            UnresolvedReference: A reference has no value, or one that cannot stand there.
        """
        parts: list[str] = []
        for before, expression, write in self._plans.get(landing) or self._plan(landing):
            parts.append(before)
            if expression is not None:
                value = expression.value(scope)
                try:
                    parts.append(write(value))
                except ValueError as error:
                    raise _unsuitable(expression, error) from None
        return "".join(parts)

    def _plan(self, landing: Landing) -> tuple[_Gap, ...]:
        """Work out, once for each landing, how each value is written."""
        plain = [piece if isinstance(piece, str) else None for piece in self.pieces]
        writes = iter(writers(plain, landing))
        plan: list[_Gap] = []
        before = ""
        for piece in self.pieces:
            if isinstance(piece, str):
                before = piece
            else:
                plan.append((before, piece, next(writes)))
                before = ""
        return self._plans.setdefault(landing, (*plan, (before, None, text_of)))


@lru_cache(maxsize=_REMEMBERED_TEXTS)
def parse(text: str) -> Template:
    """Read a text and its references.

    Raises:
        TemplateError: A reference in it cannot be read.
    """
    found = tuple(scan(text))
    pieces = tuple(piece if isinstance(piece, str) else compiled(piece) for piece in found)
    expressions = [piece for piece in pieces if isinstance(piece, Expression)]
    return Template(
        text=text,
        pieces=pieces,
        spans=tuple((piece.start, piece.end) for piece in found if isinstance(piece, Braces)),
        references=tuple(ref for one in expressions for ref in one.alternatives),
        lone=expressions[0] if expressions and len(pieces) == 1 else None,
    )


def rewrite(text: str, numbers: Mapping[int, int]) -> str:
    """Renumber every step reference; everything else stays byte for byte.

    What cannot be read stays as it is.

    Args:
        text: The text as written.
        numbers: New number of each step that gets one.
    """

    def change(braces: Braces, located: LocatedReference) -> _Change | None:
        step = located.reference.step
        if step is None or step not in numbers:
            return None
        start = braces.inside + located.start
        return start, start + len(located.reference.root), str(numbers[step])

    return _changed(text, change)


def rename_variable(text: str, old: str, new: str) -> str:
    """Make every `env.old` an `env.new`; everything else stays byte for byte."""

    def change(braces: Braces, located: LocatedReference) -> _Change | None:
        reference = located.reference
        if reference.root != ENVIRONMENT or str(reference.segments[0]) != old:
            return None
        start, end = located.name
        return braces.inside + start, braces.inside + end, segment_text(new)

    return _changed(text, change)


_Change: TypeAlias = tuple[int, int, str]
"""Start and end of what is replaced, and by what."""


def _changed(text: str, change: Callable[[Braces, LocatedReference], _Change | None]) -> str:
    parts: list[str] = []
    position = 0
    for braces in _readable(text):
        for located in _readable_references(braces):
            replaced = change(braces, located)
            if replaced is not None:
                parts += text[position : replaced[0]], replaced[2]
                position = replaced[1]
    return "".join(parts) + text[position:]


def _readable(text: str) -> Iterator[Braces]:
    try:
        for piece in scan(text):
            if isinstance(piece, Braces):
                yield piece
    except TemplateError:
        return


def _readable_references(braces: Braces) -> Iterator[LocatedReference]:
    try:
        yield from located_references(braces)
    except TemplateError:
        return


def _unsuitable(expression: Expression, error: ValueError) -> UnresolvedReference:
    message = f"{{{{{expression.source.strip()}}}}} cannot stand here: {error}."
    return UnresolvedReference(expression.alternatives[0], message)
