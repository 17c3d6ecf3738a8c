import json

import pytest

from builder.viewer.json_place import path_of_row
from builder.viewer.json_shape import NotJson, formatted, formatted_start, path_at
from builder.viewer.text_rows import TextRows

DOCUMENT = {
    "id": "u, [1]",
    "orders": [{"id": 1, "tags": ["a", "b"]}, {"id": 2, "tags": []}],
    "": {"odd.key": 'quo"te'},
}


def test_digits_are_kept() -> None:
    assert formatted(b"[1.10,1208925819614629174706176,1e400]") == (
        b"[\n  1.10,\n  1208925819614629174706176,\n  1e400\n]"
    )


@pytest.mark.parametrize("text", [b"{", b"[NaN]", b"", b'{"a":1} x', b"[" * 100_000])
def test_what_is_no_json_is_named(text: bytes) -> None:
    with pytest.raises(NotJson):
        formatted(text)


def test_the_beginning_is_formatted_as_in_the_whole() -> None:
    data = json.dumps([DOCUMENT] * 50).encode()
    whole = formatted(data).split(b"\n")
    for size in (40, 333, 1000, len(data) - 1):
        lines = formatted_start(data, size).split(b"\n")
        shown = [line.rstrip(b",") for line in lines]
        assert shown == [line.rstrip(b",") for line in whole[: len(shown)]]
    assert len(formatted_start(data, 1000).split(b"\n")) > 20


@pytest.mark.parametrize(
    ("line", "path"),
    [
        (0, ()),
        (1, ("id",)),
        (2, ("orders",)),
        (4, ("orders", 0, "id")),
        (7, ("orders", 0, "tags", 1)),
        (9, ("orders", 0)),
        (10, ("orders", 1)),
        (11, ("orders", 1, "id")),
        (14, ("orders",)),
        (16, ("", "odd.key")),
        (18, ()),
    ],
)
def test_the_path_to_a_line(line: int, path: tuple[str | int, ...]) -> None:
    rows = TextRows(formatted(json.dumps(DOCUMENT).encode()))
    rows.advance(1)
    assert path_of_row(rows, line) == path


def test_the_path_to_a_place_in_one_line() -> None:
    text = b'{"a": [10, {"b": true}], "c": 1}'
    assert path_at(text, text.index(b"10")) == ("a", 0)
    assert path_at(text, text.index(b"true")) == ("a", 1, "b")
    assert path_at(text, text.index(b": 1}")) == ("c",)
