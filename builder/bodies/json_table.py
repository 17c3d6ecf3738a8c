"""A JSON object made from a typed table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from builder.model.body import Body, EncodedBody
from builder.model.json_text import JsonError, compact, parse
from builder.model.landing import Landing
from builder.model.number import Number
from builder.model.problem import Problem
from builder.model.rows import JsonRow, JsonType
from builder.model.step import Resolver, StepError
from builder.model.ui import Ui


class JsonBody(Body):
    """Send a JSON object, one row a key."""

    label = "JSON"

    kind: Literal["json"] = "json"
    rows: Annotated[tuple[JsonRow, ...], Ui(label="JSON")] = ()

    @property
    def content_type(self) -> str:
        """JSON (RFC 8259)."""
        return "application/json"

    def encode(self, ctx: Resolver) -> EncodedBody:
        """Make the object; order and duplicates of the rows are kept.

        Raises:
            StepError: A reference cannot be resolved, or a value is not of the row's type.
        """
        return EncodedBody(_object_text(self.rows, ctx, "rows").encode(), self.content_type)

    def problems(self) -> Iterator[Problem]:
        """A literal must be of its row's type."""
        yield from row_problems(self.rows, "rows")


def object_of(rows: tuple[JsonRow, ...], ctx: Resolver, place: str) -> dict[str, Any]:
    """The object that a typed table stands for; of duplicate keys the last counts.

    Args:
        rows: The table.
        ctx: Resolves its references.
        place: The field that holds it, for messages.

    Raises:
        StepError: A reference cannot be resolved, or a value is not of the row's type.
    """
    made: dict[str, Any] = parse(_object_text(rows, ctx, place))
    return made


def row_problems(rows: tuple[JsonRow, ...], place: str) -> Iterator[Problem]:
    """A literal must be of its row's type; `place` is the field that holds the table."""
    for index, row in enumerate(rows):
        if row.enabled and row.key and "{{" not in row.value:
            try:
                _typed(row.value, row.type)
            except ValueError as error:
                yield Problem(str(error), field=f"{place}.{index}.value")


def _object_text(rows: tuple[JsonRow, ...], ctx: Resolver, place: str) -> str:
    members = (
        _member(row, f"{place}.{index}", ctx)
        for index, row in enumerate(rows)
        if row.enabled and row.key
    )
    return f"{{{','.join(members)}}}"


def _member(row: JsonRow, place: str, ctx: Resolver) -> str:
    field = f"{place}.value"
    key = ctx.text(row.key, f"{place}.key")
    try:
        return f"{compact(key)}:{compact(_resolved(row, field, ctx))}"
    except ValueError as error:
        raise StepError("wrong-type", f"The key “{row.key}”: {error}", field) from None


def _resolved(row: JsonRow, field: str, ctx: Resolver) -> Any:
    if row.type is JsonType.TEXT:
        return ctx.text(row.value, field)
    if row.type is JsonType.JSON:
        return _json(ctx.text(row.value, field, Landing.JSON))
    return _typed(ctx.value(row.value, field), row.type)


def _typed(value: Any, kind: JsonType) -> Any:
    """The value as that type; ValueError says why it is none."""
    if kind is JsonType.NULL:
        return None
    if kind is JsonType.NUMBER:
        return _number(value)
    if kind is JsonType.BOOLEAN:
        return _boolean(value)
    if kind is JsonType.JSON:
        return _json(value)
    return value


def _number(value: Any) -> Any:
    if isinstance(value, int | float | Number) and not isinstance(value, bool):
        return value
    if isinstance(value, str):
        try:
            number = parse(value.strip())
        except JsonError:
            number = None
        if isinstance(number, int | Number) and not isinstance(number, bool):
            return number
    raise ValueError(f"{_shown(value)} is no number: write digits as JSON does, such as 12 or 1.5.")


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return bool(value == "true")
    raise ValueError(f"{_shown(value)} is no boolean: write true or false.")


def _json(text: str) -> Any:
    try:
        return parse(text)
    except JsonError as error:
        raise ValueError(f"this is no JSON: {error}. Text belongs in double quotes.") from None


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else compact(value)
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"
