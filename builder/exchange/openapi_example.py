"""Example values: the ones a description gives, else ones made from its schemas."""

from __future__ import annotations

from typing import Any

from builder.exchange.literal import literal
from builder.exchange.openapi_document import Document
from builder.model.json_text import JsonError, compact, pretty

DEEPEST = 8
MOST_VALUES = 500
"""In one example; schemas can hold each other many times over."""
_TEXTS = {
    "date": "2026-01-31",
    "date-time": "2026-01-31T09:30:00Z",
    "email": "name@example.com",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "uri": "https://example.com",
    "byte": "",
    "binary": "",
}


def example_of(document: Document, holder: dict[str, Any], schema: Any) -> Any:
    """The example of a parameter or of a body's content.

    Args:
        document: The document.
        holder: What can have `example` or `examples`.
        schema: Its schema, for an example made when none is given; None for none.

    Returns:
        A JSON value; None when there is nothing to go by.
    """
    if "example" in holder:
        return holder["example"]
    examples = holder.get("examples")
    if isinstance(examples, dict):
        for one in examples.values():
            given = document.mapping(one)
            if "value" in given:
                return given["value"]
    return _Maker(document).made(schema, 0)


def cell(value: Any) -> str:
    """A value as the text of a cell; empty for null and for what is too large or no JSON."""
    if isinstance(value, str):
        return literal(value)
    return "" if value is None else _written(value, compact)


def text(value: Any) -> str:
    """A value as indented JSON; empty for what is too large or no JSON."""
    return _written(value, pretty)


def _written(value: Any, write: Any) -> str:
    if _count(value) > MOST_VALUES * 4:
        return ""
    try:
        return literal(write(value))
    except (JsonError, TypeError, ValueError):
        return ""


def _count(value: Any) -> int:
    """How many values there are, counted only as far as matters: aliases can make it endless."""
    count, waiting = 0, [value]
    while waiting and count <= MOST_VALUES * 4:
        here = waiting.pop()
        count += 1
        if isinstance(here, dict):
            waiting.extend(here.values())
        elif isinstance(here, list):
            waiting.extend(here)
    return count


class _Maker:
    """Makes one example from schemas; those inside themselves end as null."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._left = MOST_VALUES

    def made(self, schema: Any, depth: int) -> Any:
        known = self._document.mapping(schema)
        self._left -= 1
        if not known or depth > DEEPEST or self._left < 0:
            return None
        given = _given(known)
        if given is not None:
            return given
        for word in ("oneOf", "anyOf"):
            choices = self._document.items(known.get(word))
            if choices:
                return self.made(choices[0], depth + 1)
        if "properties" in known or "allOf" in known:
            return self._object(known, depth)
        return self._by_type(known, depth)

    def _object(self, schema: dict[str, Any], depth: int) -> Any:
        made: dict[str, Any] = {}
        for part in self._document.items(schema.get("allOf")):
            inherited = self.made(part, depth + 1)
            if not isinstance(inherited, dict):
                return inherited
            made.update(inherited)
        properties = schema.get("properties")
        for name, inner in properties.items() if isinstance(properties, dict) else ():
            if self._document.mapping(inner).get("readOnly") is not True and self._left > 0:
                made[str(name)] = self.made(inner, depth + 1)
        return made

    def _by_type(self, schema: dict[str, Any], depth: int) -> Any:
        kind = schema.get("type")
        if isinstance(kind, list):  # OpenAPI 3.1: one of several
            kind = next((one for one in kind if one != "null"), "null")
        if kind == "array":
            item = self.made(schema.get("items"), depth + 1)
            return [] if item is None else [item]
        if kind in ("integer", "number"):
            return schema.get("minimum", 0)
        if kind == "string":
            return _TEXTS.get(str(schema.get("format", "")), "string")
        return {} if kind == "object" else True if kind == "boolean" else None


def _given(schema: dict[str, Any]) -> Any:
    for word in ("example", "default", "const"):
        if schema.get(word) is not None:
            return schema[word]
    for word in ("examples", "enum"):
        several = schema.get(word)
        if isinstance(several, list) and several:
            return several[0]
    return None
