"""The operators of rules: what they are called, what they compare, how many sides they take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

import msgspec


class Family(StrEnum):
    """What an operator compares; the headings of the operator menu."""

    STRING = "String"
    NUMBER = "Number"
    DATE = "Date/time"
    BOOLEAN = "Boolean"
    ANY = "Any"
    ARRAY = "Array"


class Operator(StrEnum):
    """How the left side is compared with the right, as it stands in files."""

    CONTAINS = "contains"
    DOES_NOT_CONTAIN = "does_not_contain"
    EXACTLY_MATCHES = "exactly_matches"
    DOES_NOT_EXACTLY_MATCH = "does_not_exactly_match"
    IS_IN = "is_in"
    IS_NOT_IN = "is_not_in"
    STARTS_WITH = "starts_with"
    DOES_NOT_START_WITH = "does_not_start_with"
    ENDS_WITH = "ends_with"
    DOES_NOT_END_WITH = "does_not_end_with"
    MATCHES_REGEX = "matches_regex"
    GREATER_THAN = "greater_than"
    LESS_THAN = "less_than"
    EQUALS = "equals"
    DOES_NOT_EQUAL = "does_not_equal"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    AFTER = "after"
    BEFORE = "before"
    DATE_EQUALS = "date_equals"
    IS_TRUE = "is_true"
    IS_FALSE = "is_false"
    IS_NOT_NULL = "is_not_null"
    IS_NULL = "is_null"
    EXISTS = "exists"
    DOES_NOT_EXIST = "does_not_exist"
    IS_EMPTY = "is_empty"
    IS_NOT_EMPTY = "is_not_empty"


class OperatorNotes(msgspec.Struct, frozen=True):
    """What the editor shows of an operator.

    Attributes:
        label: Its name.
        family: The heading it stands under.
        operands: 2, or 1 when the right side is not used.
    """

    label: str
    family: Family
    operands: int


def _notes(
    family: Family, operators: Iterable[Operator], operands: int = 2
) -> dict[Operator, OperatorNotes]:
    return {one: OperatorNotes(_label(one), family, operands) for one in operators}


def _label(operator: Operator) -> str:
    if operator is Operator.DATE_EQUALS:
        return "Equals"
    return operator.value.replace("_", " ").capitalize()


_IN_ORDER = tuple(Operator)

OPERATORS: Mapping[Operator, OperatorNotes] = MappingProxyType(
    {
        **_notes(Family.STRING, _IN_ORDER[:11]),
        **_notes(Family.NUMBER, _IN_ORDER[11:17]),
        **_notes(Family.DATE, _IN_ORDER[17:20]),
        **_notes(Family.BOOLEAN, _IN_ORDER[20:22], operands=1),
        **_notes(Family.ANY, _IN_ORDER[22:26], operands=1),
        **_notes(Family.ARRAY, _IN_ORDER[26:], operands=1),
    }
)
"""Every operator with its notes, in the order of the menu."""
