"""A decimal number as JSON wrote it: its digits are kept, and it counts like any number."""

from __future__ import annotations

import math
import numbers
from collections.abc import Iterable
from decimal import (
    MAX_EMAX,
    MIN_EMIN,
    ROUND_CEILING,
    ROUND_FLOOR,
    Context,
    Decimal,
    Inexact,
    InvalidOperation,
)
from typing import Self

INTEGER_DIGITS = 4300
"""Integers of more digits are not converted to or from text."""

_EXACT_DIGITS = 20_000
"""Sums are exact to this many digits, which bounds what 1e999999999 + 1 may cost."""

_SHORTEST_QUOTIENT = 28
"""Digits a quotient that does not end is cut to, at the least."""


class Number:
    """A JSON number with a fraction or an exponent.

    It is built from valid JSON number text (RFC 8259, section 6), which `str` gives back: "1.10",
    "1e400". It compares, hashes and adds with int, float and its own kind; a float counts as the
    number its shortest text says, so `Number("1.10") == 1.1`.
    """

    __slots__ = ("_decimal", "_text")

    _decimal: Decimal
    _text: str

    def __init__(self, text: str) -> None:
        self._text = text

    @classmethod
    def of(cls, value: Decimal) -> Self:
        """The number a finite decimal stands for.

        Raises:
            OverflowError: The decimal is not finite.
        """
        if not value.is_finite():
            raise OverflowError("the result is too large for a number")
        return cls(str(value))

    @property
    def decimal(self) -> Decimal:
        """The exact value; exponents beyond 10**18 count as infinite or zero."""
        try:
            return self._decimal
        except AttributeError:
            self._decimal = _decimal_of_text(self._text)
            return self._decimal

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"Number({self._text!r})"

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        return type(self), (self._text,)

    def __eq__(self, other: object) -> bool:
        value = _comparable(other)
        return NotImplemented if value is None else self.decimal == value

    def __lt__(self, other: object) -> bool:
        value = _comparable(other)
        return NotImplemented if value is None else self.decimal < value

    def __le__(self, other: object) -> bool:
        value = _comparable(other)
        return NotImplemented if value is None else self.decimal <= value

    def __gt__(self, other: object) -> bool:
        value = _comparable(other)
        return NotImplemented if value is None else self.decimal > value

    def __ge__(self, other: object) -> bool:
        value = _comparable(other)
        return NotImplemented if value is None else self.decimal >= value

    def __hash__(self) -> int:
        value = self.decimal
        # The float whose shortest text is this number is equal to it, so it must hash the same.
        near = float(value)
        return hash(near) if _comparable(near) == value else hash(value)

    def __bool__(self) -> bool:
        return bool(self.decimal)

    def __float__(self) -> float:
        return float(self.decimal)

    def __floor__(self) -> int | Self:
        return self._integral(ROUND_FLOOR)

    def __ceil__(self) -> int | Self:
        return self._integral(ROUND_CEILING)

    def __abs__(self) -> Self:
        return type(self)(self._text.removeprefix("-"))

    def __add__(self, other: object) -> int | Number:
        if _comparable(other) is None:
            return NotImplemented
        return total((self, other))

    __radd__ = __add__

    def _integral(self, rounding: str) -> int | Self:
        value = self.decimal
        if value.adjusted() > INTEGER_DIGITS:
            return self
        return int(value.to_integral_value(rounding))


numbers.Number.register(Number)


def total(values: Iterable[object]) -> int | Number:
    """The exact sum of ints, floats and Numbers; an int when all of them are ints.

    Raises:
        OverflowError: The sum is not finite.
        TypeError: One of the values is no number.
    """
    items = tuple(values)
    if all(type(item) is int for item in items):
        return short_integer(sum(items))  # type: ignore[arg-type]
    context = _context(_EXACT_DIGITS)
    result = Decimal(0)
    for item in items:
        result = context.add(result, _addend(item))
    return Number.of(result)


def mean(values: Iterable[object]) -> int | Number | None:
    """The average; exact when its decimal expansion ends, None when there are no values.

    Raises:
        OverflowError: The sum is not finite.
        TypeError: One of the values is no number.
    """
    items = tuple(values)
    if not items:
        return None
    whole = total(items)
    if isinstance(whole, int) and whole % len(items) == 0:
        return whole // len(items)
    dividend = _addend(whole)
    digits = len(dividend.as_tuple().digits) + max(0, min(dividend.adjusted(), _EXACT_DIGITS))
    # A quotient that ends has at most as many more digits as its divisor has bits.
    exact = _context(digits + len(items).bit_length() + 1)
    quotient = exact.divide(dividend, Decimal(len(items)))
    if exact.flags[Inexact]:
        rounded = _context(max(_SHORTEST_QUOTIENT, digits))
        quotient = rounded.divide(dividend, Decimal(len(items)))
    return Number.of(quotient)


def short_integer(value: int) -> int | Number:
    """The integer, or as a Number when it has more digits than Python turns into text."""
    bits = INTEGER_DIGITS * math.log2(10)
    return value if value.bit_length() < bits else Number(str(Decimal(value)))


def _addend(value: object) -> Decimal:
    decimal = _comparable(value)
    if decimal is None:
        raise TypeError(f"{type(value).__name__} is no number")
    return decimal


def _comparable(value: object) -> Decimal | None:
    """The exact value of something that counts; None for anything else, NaN included."""
    if isinstance(value, Number):
        return value.decimal
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float) and not math.isnan(value):
        return Decimal(int(value)) if value.is_integer() else Decimal(repr(value))
    return None


def _decimal_of_text(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        return _context(_EXACT_DIGITS).create_decimal(text)


def _context(digits: int) -> Context:
    return Context(prec=digits, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
