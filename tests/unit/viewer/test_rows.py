import pytest

from builder.viewer.hex_rows import HexRows
from builder.viewer.rows import Spot
from builder.viewer.text_rows import TextRows


def text_rows(data: bytes, charset: str = "utf-8") -> TextRows:
    rows = TextRows(data, charset)
    while rows.advance(1):
        pass
    return rows


def test_rows_have_no_line_breaks_and_numbers_only_where_a_line_begins() -> None:
    rows = text_rows(b"one\r\ntwo\n" + b"x" * 1500)
    assert [rows.text(row) for row in range(2)] == ["one", "two"]
    assert [rows.label(row) for row in range(rows.count)] == ["1", "2", "3", ""]
    assert "".join(rows.text(row) for row in range(2, rows.count)) == "x" * 1500


@pytest.mark.parametrize(
    ("text", "charset"),
    [("naïve 日本 😀\nzwei", "utf-8"), ("Größe\n§", "latin-1"), ("日本\n語", "shift_jis")],
)
def test_a_spot_and_its_byte_lead_to_each_other(text: str, charset: str) -> None:
    rows = text_rows(text.encode(charset), charset)
    for row, line in enumerate(text.split("\n")):
        for column in range(len(line) + 1):
            spot = Spot(row, column)
            assert rows.spot(rows.offset(spot)) == spot
    assert rows.copied(Spot(0, 1), Spot(1, 1)) == text[1 : len(text.split("\n")[0]) + 2]


def test_a_character_is_never_cut_in_two_by_a_long_line() -> None:
    text = "日" * 5000
    rows = text_rows(text.encode())
    assert rows.count > 5
    assert "".join(rows.text(row) for row in range(rows.count)) == text


def test_bytes_that_are_no_text_stay_one_character_each() -> None:
    rows = text_rows(b"a\xff\xfe\x00b")
    assert rows.text(0) == "a��␀b"
    assert rows.offset(Spot(0, 3)) == 3


def test_an_empty_body_has_one_empty_row() -> None:
    rows = text_rows(b"")
    assert (rows.count, rows.text(0), rows.label(0)) == (1, "", "1")


def test_a_hex_dump() -> None:
    rows = HexRows(bytes(range(64, 100)))
    assert rows.count == 3
    assert rows.label(1) == "00000010"
    assert rows.text(0).startswith("40 41 42")
    assert rows.text(2) == f"{'60 61 62 63':<50}`abc"
    assert rows.offset(Spot(1, 3)) == 17
    assert rows.offset(Spot(1, 50)) == 16
    assert rows.spot(17) == Spot(1, 3)
    assert rows.copied(Spot(0, 0), Spot(0, 6)) == "40 41"
