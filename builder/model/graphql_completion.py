"""What a GraphQL editor offers at the caret: names of the server's schema and of the document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from builder.model.graphql_place import Place, Wanted, fields_of, place_at, tokens
from builder.model.graphql_schema import Schema

MOST = 300
"""Suggestions given at most."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One name that fits.

    Attributes:
        name: What is inserted.
        type: Its type as the language writes it ("[User!]!"), or what it is ("keyword").
        about: What the schema says of it; may be empty.
        retired: Why it should not be used any more; empty for a name that may.
        tail: What is inserted behind the name.
    """

    name: str
    type: str = ""
    about: str = ""
    retired: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What fits at a place.

    Attributes:
        prefix: What stands before the place of the name already; a choice replaces it.
        entries: Those that begin with the prefix first, then those that hold it.
    """

    prefix: str = ""
    entries: tuple[Suggestion, ...] = ()


def suggestions(schema: Schema, text: str, offset: int) -> Suggestions:
    """What fits at an offset of a document that may be unfinished.

    Args:
        schema: Of the server.
        text: The document.
        offset: Characters before the place.
    """
    place = place_at(schema.content, text[:offset])
    needle = place.prefix.casefold()
    found = [one for one in _all(schema.content, text, place) if needle in one.name.casefold()]
    found.sort(key=lambda one: not one.name.casefold().startswith(needle))
    return Suggestions(place.prefix, tuple(found[:MOST]))


def _all(schema: Any, text: str, place: Place) -> Iterator[Suggestion]:
    return _OFFERS[place.wanted](schema, text, place)


def _nothing(schema: Any, text: str, place: Place) -> Iterator[Suggestion]:
    return iter(())


def _definitions(schema: Any, text: str, place: Place) -> Iterator[Suggestion]:
    for word in ("query", "mutation", "subscription"):
        root = getattr(schema, f"{word}_type")
        if root is not None:
            yield Suggestion(word, root.name, root.description or "")
    yield Suggestion("fragment", "keyword", "Fields of a type that several places use.")


def _fields(schema: Any, text: str, place: Place) -> Iterator[Suggestion]:
    for name, field in fields_of(schema, place.type).items():
        retired = getattr(field, "deprecation_reason", None) or ""
        yield Suggestion(name, str(field.type), field.description or "", retired)


def _spreads(schema: Any, text: str, place: Place) -> Iterator[Suggestion]:
    import graphql

    yield Suggestion("on", "keyword", "Fields of one of the possible types.")
    for name, on in _fragments(text).items():
        kind = schema.get_type(on)
        fits = graphql.is_composite_type(kind) and graphql.is_composite_type(place.type)
        if not fits or graphql.do_types_overlap(schema, kind, place.type):
            yield Suggestion(name, f"fragment on {on}")


def _conditions(schema: Any, text: str, place: Place) -> Iterator[Suggestion]:
    import graphql

    for name, kind in schema.type_map.items():
        if name.startswith("__") or not graphql.is_composite_type(kind):
            continue
        if place.type is None or graphql.do_types_overlap(schema, kind, place.type):
            yield Suggestion(name, "type", kind.description or "")


def _arguments(schema: Any, text: str, place: Place) -> Iterator[Suggestion]:
    for name, argument in (place.names or {}).items():
        retired = getattr(argument, "deprecation_reason", None) or ""
        yield Suggestion(name, str(argument.type), argument.description or "", retired, ": ")


def _values(schema: Any, text: str, place: Place) -> Iterator[Suggestion]:
    import graphql

    named = graphql.get_named_type(place.type)
    if graphql.is_enum_type(named):
        for name, value in named.values.items():
            retired = value.deprecation_reason or ""
            yield Suggestion(name, named.name, value.description or "", retired)
    elif named is not None and named.name == "Boolean":
        yield Suggestion("true", "Boolean")
        yield Suggestion("false", "Boolean")
    for one in _variables(schema, text, place):
        yield Suggestion(f"${one.name}", one.type)


def _variables(schema: Any, text: str, place: Place) -> Iterator[Suggestion]:
    import graphql

    wanted = graphql.get_named_type(place.type)
    for name, kind in _declared(text, place.definition).items():
        if wanted is None or kind.strip("[]!") == wanted.name:
            yield Suggestion(name, kind)


def _directives(schema: Any, text: str, place: Place) -> Iterator[Suggestion]:
    for directive in schema.directives:
        if any(location.name == place.location for location in directive.locations):
            yield Suggestion(directive.name, "directive", directive.description or "")


def _input_types(schema: Any, text: str, place: Place) -> Iterator[Suggestion]:
    import graphql

    for name, kind in schema.type_map.items():
        if not name.startswith("__") and graphql.is_input_type(kind):
            yield Suggestion(name, "type", getattr(kind, "description", "") or "")


_OFFERS: Mapping[Wanted, Callable[[Any, str, Place], Iterator[Suggestion]]] = {
    Wanted.NOTHING: _nothing,
    Wanted.DEFINITION: _definitions,
    Wanted.FIELD: _fields,
    Wanted.SPREAD: _spreads,
    Wanted.CONDITION: _conditions,
    Wanted.ARGUMENT: _arguments,
    Wanted.VALUE: _values,
    Wanted.VARIABLE: _variables,
    Wanted.DIRECTIVE: _directives,
    Wanted.INPUT_TYPE: _input_types,
}


def _fragments(text: str) -> dict[str, str]:
    """The fragments of a document: the type each is on, by name."""
    read = [word for _, word in tokens(text)]
    return {
        read[at + 1]: read[at + 3]
        for at in range(len(read) - 3)
        if read[at] == "fragment" and read[at + 2] == "on"
    }


def _declared(text: str, start: int) -> dict[str, str]:
    """The variables of an operation, or in a fragment those of all: their types by name."""
    read = [word for _, word in tokens(text)]
    own = _until_end(read, start) if read[start : start + 1] != ["fragment"] else read
    found: dict[str, str] = {}
    for at in range(len(own) - 3):
        if own[at] == "$" and own[at + 2] == ":":
            found[own[at + 1]] = _type(own, at + 3)
    return found


def _until_end(read: list[str], start: int) -> list[str]:
    """The tokens of the definition that begins at one of them."""
    depth = 0
    for at in range(start, len(read)):
        depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(read[at], 0)
        if read[at] == "}" and depth <= 0:
            return read[start : at + 1]
    return read[start:]


def _type(read: list[str], at: int) -> str:
    parts: list[str] = []
    for word in read[at:]:
        named = word.isidentifier()
        if not (word in ("[", "]", "!") or (named and not any(p.isidentifier() for p in parts))):
            break
        parts.append(word)
    return "".join(parts)
