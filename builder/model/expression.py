"""What stands inside `{{…}}`: references joined by `??`, and after ` | ` a JMESPath expression."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from builder.model.json_text import Json
from builder.model.reference import LocatedReference, Reference, reference_at
from builder.model.scanner import Braces, TemplateError
from builder.model.scope import Scope, UnresolvedReference, resolve

if TYPE_CHECKING:
    from builder.model.query import Query

_SPACE = re.compile(r"\s*")


class Expression(msgspec.Struct, frozen=True):
    """One `{{…}}`, compiled.

    Attributes:
        source: The text inside the braces.
        alternatives: The references; the first that is not null counts.
        jmespath: What is then asked of the value; None for the value itself.
    """

    source: str
    alternatives: tuple[Reference, ...]
    jmespath: Query | None = None

    def value(self, scope: Scope) -> Json:
        """The typed value.

        Raises:
            UnresolvedReference: A reference has no value, or JMESPath cannot work on it.
        """
        value = None
        for reference in self.alternatives:
            value = resolve(reference, scope)
            if value is not None:
                break
        if self.jmespath is None:
            return value
        try:
            return self.jmespath.search(value)
        except ValueError as error:
            message = f"{{{{{self.source.strip()}}}}} cannot be worked out: {error}."
            raise UnresolvedReference(reference, message, str(reference)) from None


def compiled(braces: Braces) -> Expression:
    """The expression between braces.

    Raises:
        TemplateError: It cannot be read.
    """
    located = tuple(located_references(braces))
    query = None
    rest = _after_space(braces.source, located[-1].end)
    if rest < len(braces.source):
        query = _query(braces, rest + 1)
    return Expression(braces.source, tuple(one.reference for one in located), query)


def located_references(braces: Braces) -> Iterator[LocatedReference]:
    """The references between braces, with offsets in the braces' source.

    Raises:
        TemplateError: They cannot be read. The references before have been yielded.
    """
    source, position = braces.source, 0
    while True:
        start = _after_space(source, position)
        located = reference_at(source, start, braces.inside)
        yield located
        position = _after_space(source, located.end)
        if not source.startswith("??", position):
            break
        position += 2
    if position < len(source) and source[position] != "|":
        raise TemplateError(_unexpected(source[position:]), braces.inside + position)


def _query(braces: Braces, start: int) -> Query:
    # JMESPath is read late: most programs that start never meet it.
    from builder.model.query import Query, QueryError

    source = braces.source[start:].strip()
    if not source:
        raise TemplateError("A JMESPath expression is expected after |", braces.inside + start)
    try:
        return Query(source)
    except QueryError as error:
        message = f"The JMESPath expression cannot be read: {error}"
        raise TemplateError(message, braces.inside + start) from None


def _after_space(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position


def _unexpected(rest: str) -> str:
    if rest.startswith("?"):
        return "Put one ? directly after the reference, and ?? between two references"
    return (
        f'“{rest[:20]}” is not expected here: quote unusual keys (["odd key"]), put ? at the'
        " end of a reference, ?? between two, | before JMESPath"
    )
