"""Texts of the interface without a translation: as they stand in the source."""

from __future__ import annotations

from builder.look.language import grouped, languages, tr, tr_count


def test_values_are_put_in_by_name() -> None:
    assert tr("{n} of {total}", n=1, total="2") == "1 of 2"


def test_braces_stay_without_values() -> None:
    assert tr("Value or {{ variable") == "Value or {{ variable"


def test_one_and_many_are_told_apart() -> None:
    assert [tr_count("{n} step", "{n} steps", n) for n in (0, 1, 2)] == [
        "0 steps",
        "1 step",
        "2 steps",
    ]


def test_digits_are_grouped() -> None:
    assert grouped(1234567) == "1,234,567"
    assert tr("{n:,} of {total:,} rows", n=999, total=10_000) == "999 of 10,000 rows"
    assert tr_count("{n:,} item", "{n:,} items", 1_000) == "1,000 items"


def test_english_comes_first_among_the_languages() -> None:
    assert languages()[0] == ("en", "English")
