import pytest

from builder.model.visible_text import HIDDEN_SIGN, LONGEST, unseen_name, visible, visible_lines
from builder.viewer.text_rows import TextRows


@pytest.mark.parametrize("character", "\u202e\u2066\u200b\u200f\ufeff\x85\u2028\U000e0041")
def test_what_moves_or_hides_is_a_sign_of_one_character(character: str) -> None:
    assert visible(f"a{character}b") == f"a{HIDDEN_SIGN}b"
    assert unseen_name(character).startswith(f"U+{ord(character):04X} ")


def test_controls_have_their_pictures_and_text_stays() -> None:
    assert visible("a\0\x1b\x7f\tb") == "a␀␛␡\tb"
    text = "שלום 日本 😀 é"
    assert visible(text) == text
    assert unseen_name("a") == ""
    assert unseen_name("\u202e") == "U+202E RIGHT-TO-LEFT OVERRIDE"


def test_rows_show_signs_and_copy_what_is_really_there() -> None:
    rows = TextRows("user\u202etxt.exe".encode())
    assert rows.text(0) == f"user{HIDDEN_SIGN}txt.exe"
    start, end = rows.spot(0), rows.spot(len(rows.data))
    assert rows.copied(start, end) == "user\u202etxt.exe"
    assert rows.character(start._replace(column=4)) == "\u202e"


def test_a_message_keeps_its_lines_and_loses_its_middle_when_long() -> None:
    assert visible_lines("two\nlines\u202e") == f"two\nlines{HIDDEN_SIGN}"
    shown = visible_lines("a" * 100_000 + "z")
    assert len(shown) == LONGEST + 3
    assert shown.startswith("aaa")
    assert shown.endswith("z")
