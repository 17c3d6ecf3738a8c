"""What each operator decides about its operands."""

from __future__ import annotations

import operator as compare
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from builder.model.operands import (
    Operand,
    WrongKind,
    as_boolean,
    as_choices,
    as_list,
    as_moment,
    as_number,
    as_text,
)
from builder.model.operators import OPERATORS, Operator
from builder.model.reference import kind_of

Decision: TypeAlias = Callable[[Operand, Operand], bool]


class RuleError(ValueError):
    """A rule that cannot be decided: what is wrong, where, and what to use instead."""


def decide(operator: Operator, left: Operand, right: Operand, regex_seconds: float = 1.0) -> bool:
    """Whether the operator holds between two values (the right one unused by some).

    Exists and Does not exist are about paths, not values, and are not decided here.

    Args:
        operator: The comparison.
        left: What is compared.
        right: What it is compared with.
        regex_seconds: How long a regular expression may search.

    Raises:
        RuleError: An operand is of the wrong kind, or a regular expression is wrong or too slow.
    """
    try:
        if operator is Operator.MATCHES_REGEX:
            return _matches(as_text(left), as_text(right), right.source, regex_seconds)
        return _DECISIONS[operator](left, right)
    except WrongKind as fault:
        label = OPERATORS[operator].label
        raise RuleError(f"{label}: {fault}. {_advice(operator, fault.operand)}.") from None


def _both(read: Callable[[Operand], Any], test: Callable[[Any, Any], bool]) -> Decision:
    return lambda left, right: test(read(left), read(right))


def _negated(decision: Decision) -> Decision:
    return lambda left, right: not decision(left, right)


_contains = _both(as_text, compare.contains)
_exactly_matches = _both(as_text, compare.eq)
_starts_with = _both(as_text, str.startswith)
_ends_with = _both(as_text, str.endswith)


def _is_in(left: Operand, right: Operand) -> bool:
    return as_text(left) in as_choices(right)


_DECISIONS: Mapping[Operator, Decision] = MappingProxyType(
    {
        Operator.CONTAINS: _contains,
        Operator.DOES_NOT_CONTAIN: _negated(_contains),
        Operator.EXACTLY_MATCHES: _exactly_matches,
        Operator.DOES_NOT_EXACTLY_MATCH: _negated(_exactly_matches),
        Operator.IS_IN: _is_in,
        Operator.IS_NOT_IN: _negated(_is_in),
        Operator.STARTS_WITH: _starts_with,
        Operator.DOES_NOT_START_WITH: _negated(_starts_with),
        Operator.ENDS_WITH: _ends_with,
        Operator.DOES_NOT_END_WITH: _negated(_ends_with),
        Operator.GREATER_THAN: _both(as_number, compare.gt),
        Operator.LESS_THAN: _both(as_number, compare.lt),
        Operator.EQUALS: _both(as_number, compare.eq),
        Operator.DOES_NOT_EQUAL: _both(as_number, compare.ne),
        Operator.AT_LEAST: _both(as_number, compare.ge),
        Operator.AT_MOST: _both(as_number, compare.le),
        Operator.AFTER: _both(as_moment, compare.gt),
        Operator.BEFORE: _both(as_moment, compare.lt),
        Operator.DATE_EQUALS: _both(as_moment, compare.eq),
        Operator.IS_TRUE: lambda left, _: as_boolean(left),
        Operator.IS_FALSE: lambda left, _: not as_boolean(left),
        Operator.IS_NOT_NULL: lambda left, _: left.value is not None,
        Operator.IS_NULL: lambda left, _: left.value is None,
        Operator.IS_EMPTY: lambda left, _: not as_list(left),
        Operator.IS_NOT_EMPTY: lambda left, _: bool(as_list(left)),
    }
)


def _matches(text: str, pattern: str, source: str, seconds: float) -> bool:
    # Read late: it takes 20 ms, and most workflows have no regular expression.
    import regex

    try:
        return regex.search(pattern, text, timeout=seconds) is not None
    except regex.error as fault:
        raise RuleError(f"Matches regex: {source} is no regular expression: {fault}.") from None
    except TimeoutError:
        raise RuleError(
            f"Matches regex: {source} took longer than {seconds:g} s; make it simpler."
        ) from None


_INSTEAD: Mapping[str, tuple[Operator, Operator]] = MappingProxyType(
    {
        "text": (Operator.EXACTLY_MATCHES, Operator.DOES_NOT_EXACTLY_MATCH),
        "a number": (Operator.EQUALS, Operator.DOES_NOT_EQUAL),
        "a boolean": (Operator.IS_TRUE, Operator.IS_FALSE),
        "null": (Operator.IS_NULL, Operator.IS_NOT_NULL),
        "an object": (Operator.IS_NOT_NULL, Operator.IS_NOT_NULL),
    }
)
_NEGATIVE = frozenset(
    {
        Operator.DOES_NOT_CONTAIN,
        Operator.DOES_NOT_EXACTLY_MATCH,
        Operator.IS_NOT_IN,
        Operator.DOES_NOT_START_WITH,
        Operator.DOES_NOT_END_WITH,
        Operator.DOES_NOT_EQUAL,
        Operator.IS_FALSE,
        Operator.IS_NOT_EMPTY,
    }
)


def _advice(operator: Operator, operand: Operand) -> str:
    """The operator that fits what the operand is."""
    negative = operator in _NEGATIVE
    kind = kind_of(operand.value)
    if kind in _INSTEAD:
        fitting = OPERATORS[_INSTEAD[kind][negative]]
        return f"Use “{fitting.label}” ({fitting.family})"
    if operator in (Operator.CONTAINS, Operator.DOES_NOT_CONTAIN):
        fitting = OPERATORS[Operator.IS_NOT_IN if negative else Operator.IS_IN]
        return f"Use “{fitting.label}” with the sides swapped"
    fitting = OPERATORS[Operator.IS_NOT_EMPTY]
    return f"Use “{fitting.label}” ({fitting.family}), or refer to one of its items"
