"""Rows of CSV, JSON and JSON Lines files."""

import json
import tracemalloc
from pathlib import Path

import pytest

from builder.engine.rows.data_file import check, preview, read
from builder.engine.rows.row import RowsError
from builder.model.number import Number


def rows(path: Path) -> list[tuple[int, int, object]]:
    return [tuple(row) for row in read(path, check(path))]


def made(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_csv_cells_are_text_keyed_by_the_header(tmp_path: Path) -> None:
    text = 'id, name ,note\r\n1,Ann,"a, ""b""\r\nc"\r\n\r\n2,Bob,\r\n'
    assert rows(made(tmp_path, "a.csv", text)) == [
        (1, 2, {"id": "1", "name": "Ann", "note": 'a, "b"\r\nc'}),
        (2, 5, {"id": "2", "name": "Bob", "note": ""}),
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_with_a_byte_order_mark_and_other_delimiters(tmp_path: Path, mark: str) -> None:
    text = f'\ufeff"a,b"{mark}ü\n1{mark}ä\n' if mark == "," else f"ab{mark}ü\n1{mark}ä\n"
    ((_, _, value),) = rows(made(tmp_path, "a.CSV", text))
    assert list(value) == ["a,b" if mark == "," else "ab", "ü"]
    assert list(value.values()) == ["1", "ä"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a,b\n1\n", 2, "1 cell, the header 2 cells"),
        ("a,b\n1,2\n\n1,2,3\n", 4, "3 cells"),
        ('a,b\n1,"x\ny\n', 2, "never closed"),
        ('a,b\n1,2\n"x"y,2\n', 3, "closing quote"),
        ('a,b\n5" pipe,2\n', 2, "not quoted"),
        ('a,b\n1, "x"\n', 2, "not quoted"),
        ("a,a\n", 1, "“a” twice"),
        ("a,,b\n", 1, "Column 2"),
        ("", 1, "empty"),
        (b"a,b\n1,2\n3,\xff\n", 3, "not UTF-8"),
        ("a\n1\n".encode("utf-16"), 1, "UTF-16"),
        ('a\n"' + "x" * 200_000, 2, "never closed"),
        ("a\rb\r", 1, "carriage return"),
    ],
)
def test_what_is_wrong_with_csv(tmp_path: Path, text: str | bytes, line: int, words: str) -> None:
    with pytest.raises(RowsError, match=words) as caught:
        check(made(tmp_path, "a.csv", text))
    assert caught.value.line == line
    assert "a.csv: line " in str(caught.value)


def test_json_keeps_types_and_digits(tmp_path: Path) -> None:
    text = '\ufeff [ {"a": 1.10,\n "b": 12345678901234567890},\n\n 7 , "x]" ,["["]]\n '
    assert rows(made(tmp_path, "a.json", text)) == [
        (1, 1, {"a": Number("1.10"), "b": 12345678901234567890}),
        (2, 4, 7),
        (3, 4, "x]"),
        (4, 4, ["["]),
    ]
    assert str(rows(tmp_path / "a.json")[0][2]["a"]) == "1.10"
    assert rows(made(tmp_path, "b.json", "[]")) == []


def test_json_rows_larger_than_what_is_read_at_once(tmp_path: Path) -> None:
    values = [{"i": i, "text": "ä]}," * (300_000 if i == 3 else 3_000)} for i in range(40)]
    path = made(tmp_path, "a.json", json.dumps(values, indent=1, ensure_ascii=False))
    found = rows(path)
    assert [value for _, _, value in found] == values
    assert [line for _, line, _ in found] == [2 + 4 * i for i in range(40)]
    spaced = made(tmp_path, "b.json", "[" + " " * 3_000_000 + "\n12345\n" + " " * 2_000_000 + "]")
    assert rows(spaced) == [(1, 2, 12345)]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('{"a": 1}', 1, "list of rows"),
        ("", 1, "list of rows"),
        ("[1,\n2", 2, "expected"),
        ("[1\n2]", 2, "expected"),
        ("[1,\n]", 2, "Expecting value"),
        ('[1,\n{"a": }]', 2, "Expecting value"),
        ('[{"a":\n"x}]', 2, "Unterminated string"),
        ("[1,\nnull]", 2, "null"),
        ("[1,\nNaN]", 2, "NaN"),
        ("[1]\n\n[2]", 3, "follows"),
        (b'["a",\n"\xff"]', 2, "not UTF-8"),
        ("[" * 100_000, 1, "too deep"),
        ("[1]".encode("utf-16"), 1, "UTF-16"),
    ],
)
def test_what_is_wrong_with_json(tmp_path: Path, text: str | bytes, line: int, words: str) -> None:
    with pytest.raises(RowsError, match=words) as caught:
        check(made(tmp_path, "a.json", text))
    assert caught.value.line == line


def test_json_lines(tmp_path: Path) -> None:
    path = made(tmp_path, "a.jsonl", '{"a": 1}\n\n  \n"x"\r\n[2]')
    assert rows(path) == [(1, 1, {"a": 1}), (2, 4, "x"), (3, 5, [2])]
    assert rows(made(tmp_path, "b.ndjson", "")) == []
    for text, line, words in (
        ('1\n{"a": \n', 2, "truncated|Expecting|ended"),
        ("1\nnull\n", 2, "null"),
        (b"1\n2\n\xfe\n", 3, "not UTF-8"),
    ):
        with pytest.raises(RowsError, match=words) as caught:
            check(made(tmp_path, "a.jsonl", text))
        assert caught.value.line == line


def test_a_file_that_is_none_and_a_kind_nobody_reads(tmp_path: Path) -> None:
    with pytest.raises(RowsError, match="No such file"):
        check(tmp_path / "none.csv")
    with pytest.raises(RowsError, match=r"\.csv, \.json"):
        check(made(tmp_path, "a.xlsx", "x"))


def test_a_change_in_the_middle_is_noticed(tmp_path: Path) -> None:
    path = made(tmp_path, "a.csv", "a\n" + "1\n" * 1000)
    found = read(path, check(path))
    assert next(found).number == 1
    made(tmp_path, "a.csv", "a\n" + "2\n" * 2000)
    with pytest.raises(RowsError, match="changed"):
        list(found)


def test_the_preview_reads_only_the_beginning(tmp_path: Path) -> None:
    path = made(tmp_path, "a.csv", "a\n1\n2\n3\nbroken,row\n")
    assert [row.value for row in preview(path, 2)] == [{"a": "1"}, {"a": "2"}]


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.jsonl"])
def test_memory_stays_flat(tmp_path: Path, name: str) -> None:
    count = 50_000
    if name == "a.csv":
        text = "id,name\n" + "".join(f"{i},somebody\n" for i in range(count))
    else:
        lines = [f'{{"id": {i}, "name": "somebody"}}' for i in range(count)]
        text = "[" + ",\n".join(lines) + "]" if name == "a.json" else "\n".join(lines)
    path = made(tmp_path, name, text)
    del text
    tracemalloc.start()
    contents = check(path)
    assert sum(1 for _ in read(path, contents)) == contents.rows == count
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8_000_000
