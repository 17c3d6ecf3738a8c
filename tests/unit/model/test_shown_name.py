"""Names as they can be shown."""

import pytest

from builder.model.shown_name import LONGEST, shown_name


@pytest.mark.parametrize("name", ["Get users", "R&D", "👩\u200d💻", "می\u200cخواهم", ""])
def test_what_can_be_read_stays(name: str) -> None:
    assert shown_name(name) == name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("user\u202egnp.exe", "user\\u202egnp.exe"),
        ("zero\u200dwidth", "zero\\u200dwidth"),
        ("é\u202e\u200dé", "é\\u202e\u200dé"),
        ("two\nlines", "two\\u000alines"),
        ("half \ud800", "half \\ud800"),
    ],
)
def test_what_cannot_be_seen_is_written_out(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_a_long_name_loses_its_middle() -> None:
    shown = shown_name("a" * 10_000 + "z")
    assert len(shown) == LONGEST + 1
    assert shown.endswith("z")
