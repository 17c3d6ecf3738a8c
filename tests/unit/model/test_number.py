"""Numbers remember their text and count exactly."""

from __future__ import annotations

import math
import numbers
import pickle
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.number import Number, mean, short_integer, total
from tests.support.json_values import decimals, integers
from tests.support.json_values import numbers as json_numbers

floats = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize("text", ["1.10", "1e400", "1E+5", "-0.0", "1e-7", "1.0e5", "0.10"])
def test_text_is_kept(text: str) -> None:
    assert str(Number(text)) == text
    assert str(pickle.loads(pickle.dumps(Number(text)))) == text
    assert repr(Number(text)) == f"Number('{text}')"


def test_compares_with_int_and_float() -> None:
    assert Number("1.10") == 1.1 == Number("1.1")
    assert 1 == Number("1.0") < 2 <= Number("2.0") <= 2.5 < Number("2.6")
    assert Number("1e400") > 10**399
    assert Number("1e400") == 10**400
    assert Number("-1e400") < -(10**399)
    assert Number("0.1") < Number("0.10000000000000000000000000001")
    assert Number("9007199254740993.0") != 9007199254740992.0
    assert Number("1.1") != "1.1"
    assert Number("1.1") != None  # noqa: E711 (the comparison itself is the test)


def test_nan_is_comparable_with_nothing() -> None:
    assert Number("1.5") != math.nan
    with pytest.raises(TypeError):
        assert Number("1.5") < math.nan


def test_order_with_text_is_an_error() -> None:
    with pytest.raises(TypeError):
        assert Number("1.5") < "2"  # type: ignore[operator]


def test_is_a_number_to_the_standard_library() -> None:
    assert isinstance(Number("1.1"), numbers.Number)
    assert float(Number("1.5")) == 1.5
    assert bool(Number("0.00")) is False
    assert bool(Number("0.01")) is True


def test_rounding_keeps_what_is_already_whole() -> None:
    assert math.floor(Number("-1.5")) == -2
    assert math.ceil(Number("1.2")) == 2
    assert math.ceil(Number("1e-999999999")) == 1
    assert str(math.floor(Number("1e999999999"))) == "1e999999999"
    assert str(abs(Number("-1.10"))) == "1.10"


def test_exponents_beyond_any_decimal_still_compare() -> None:
    assert Number("1e9999999999999999999") > Number("1e400")
    assert Number("-1e9999999999999999999") < 0
    assert str(Number("1e-9999999999999999999")) == "1e-9999999999999999999"
    with pytest.raises(OverflowError):
        total([Number("1e9999999999999999999"), 1])


def test_sums_are_exact_and_keep_trailing_zeros() -> None:
    assert str(total([Number("1.10"), Number("2.20")])) == "3.30"
    assert str(sum([Number("0.1")] * 10)) == "1.0"
    assert total([2**80, 1]) == 2**80 + 1
    assert str(total([2**80, Number("0.5")])) == f"{2**80}.5"
    assert total([]) == 0
    assert str(1 + Number("1.5")) == "2.5"


@pytest.mark.parametrize("wrong", ["1", None, [], math.nan])
def test_only_numbers_can_be_summed(wrong: object) -> None:
    with pytest.raises(TypeError, match="no number"):
        total([1, wrong])
    with pytest.raises(TypeError):
        assert Number("1.5") + wrong  # type: ignore[operator]


def test_huge_spread_costs_bounded_memory() -> None:
    assert len(str(total([Number("1e999999999"), 1]))) < 25_000
    assert len(str(mean([Number("1e999999999"), 1]))) < 25_000


def test_mean() -> None:
    assert mean([]) is None
    assert mean([1, 3]) == 2
    assert str(mean([1, 2])) == "1.5"
    assert str(mean([1, 2, 2])) == "1.666666666666666666666666667"
    assert mean([2**80, 2**80]) == 2**80
    assert str(mean([2**80, 2**80 + 1])) == f"{2**80}.5"


def test_integers_of_too_many_digits_become_numbers() -> None:
    assert short_integer(10**4299) == 10**4299
    longer = total([10**4300, 1])
    assert isinstance(longer, Number)
    assert str(longer) == "1" + "0" * 4299 + "1"


@given(decimals, integers | floats | decimals)
def test_equal_means_same_hash(left: Number, right: int | float | Number) -> None:
    assert (left == right) == (right == left)
    if left == right:
        assert hash(left) == hash(right)


@given(floats)
def test_a_float_equals_the_number_its_text_says(value: float) -> None:
    number = Number(repr(value))
    if not value.is_integer():
        assert number == value
    assert (number == value) <= (hash(number) == hash(value))


@given(st.lists(json_numbers, min_size=1))
def test_sorting_is_by_value(values: list[int | Number]) -> None:
    ordered = sorted(values)
    exact = [Fraction(str(value)) for value in ordered]
    assert exact == sorted(exact)
    assert {str(value) for value in ordered} == {str(value) for value in values}


@given(st.lists(json_numbers))
def test_total_is_exact(values: list[int | Number]) -> None:
    assert Fraction(str(total(values))) == sum(Fraction(str(value)) for value in values)


@given(st.lists(json_numbers, min_size=1, max_size=6))
def test_mean_is_exact_or_correct_to_28_digits(values: list[int | Number]) -> None:
    exact = sum(Fraction(str(value)) for value in values) / len(values)
    found = Fraction(str(mean(values)))
    assert abs(found - exact) <= abs(exact) / 10**27


def test_of_a_decimal() -> None:
    assert str(Number.of(Decimal("1.10"))) == "1.10"
    with pytest.raises(OverflowError):
        Number.of(Decimal("Infinity"))
