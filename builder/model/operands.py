"""The two sides of a rule, read as what an operator takes."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal

import msgspec

from builder.model.json_text import Json
from builder.model.number import Number
from builder.model.reference import kind_of

_NUMERIC = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


class Operand(msgspec.Struct, frozen=True):
    """One side of a rule.

    Attributes:
        value: What it came to. It is never shown in a message: it may be secret.
        source: What the rule says there, for messages.
    """

    value: Json
    source: str


class WrongKind(Exception):
    """An operand is not what the operator takes.

    Attributes:
        operand: The operand.
        but: What is wrong about it, to follow what it is: "not text".
    """

    def __init__(self, operand: Operand, but: str) -> None:
        super().__init__(f"{operand.source} is {kind_of(operand.value)}{but}")
        self.operand = operand


def as_text(operand: Operand) -> str:
    """The operand as text.

    Raises:
        WrongKind: It is something else; a number is not text.
    """
    if isinstance(operand.value, str):
        return operand.value
    raise WrongKind(operand, ", not text")


def as_number(operand: Operand) -> Decimal:
    """The operand as a number; text that says a number counts.

    Raises:
        WrongKind: It is something else.
    """
    value = operand.value
    if isinstance(value, str):
        if not _NUMERIC.fullmatch(value.strip()):
            raise WrongKind(operand, " that is not a number")
        return Number(value.strip()).decimal
    if isinstance(value, bool) or not isinstance(value, int | float | Number):
        raise WrongKind(operand, ", not a number")
    return value.decimal if isinstance(value, Number) else Decimal(str(value))


def as_moment(operand: Operand) -> datetime:
    """The operand as a moment: ISO 8601 text, in UTC when it names no zone.

    Raises:
        WrongKind: It is something else.
    """
    if not isinstance(operand.value, str):
        raise WrongKind(operand, ", not a date")
    try:
        moment = datetime.fromisoformat(operand.value.strip())
    except ValueError:
        raise WrongKind(operand, " that is not an ISO 8601 date") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def as_boolean(operand: Operand) -> bool:
    """The operand as a boolean; the texts "true" and "false" count.

    Raises:
        WrongKind: It is something else.
    """
    if isinstance(operand.value, bool):
        return operand.value
    if not isinstance(operand.value, str):
        raise WrongKind(operand, ", not a boolean")
    if operand.value not in ("true", "false"):
        raise WrongKind(operand, " that is neither true nor false")
    return operand.value == "true"


def as_list(operand: Operand) -> list[Json]:
    """The operand as a list.

    Raises:
        WrongKind: It is something else.
    """
    if isinstance(operand.value, list):
        return operand.value
    raise WrongKind(operand, ", not a list")


def as_choices(operand: Operand) -> frozenset[str]:
    """The texts of a list, or of text with commas between (spaces around them do not count).

    Raises:
        WrongKind: It is something else, or a list with an item that is neither text nor null.
    """
    value = operand.value
    if isinstance(value, str):
        return (
            frozenset(part.strip() for part in value.split(",")) if value.strip() else frozenset()
        )
    if not isinstance(value, list):
        raise WrongKind(operand, ", not a list or text with commas")
    for position, item in enumerate(value):
        if item is not None and not isinstance(item, str):
            raise WrongKind(Operand(item, f"item {position} of {operand.source}"), ", not text")
    return frozenset(item for item in value if item is not None)
