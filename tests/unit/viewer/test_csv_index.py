import time

from builder.viewer.csv_index import LONGEST, CsvIndex


def records(data: bytes, charset: str = "utf-8") -> list[tuple[str, ...]]:
    index = CsvIndex(data, charset)
    index.advance(5.0, 1_000_000)
    assert index.complete
    return [index.record(row) for row in range(index.count)]


def test_quotes_hold_delimiters_and_line_ends() -> None:
    data = b'a,b\r\n"x, ""y""","two\r\nlines"\r\nlast,'
    assert records(data) == [("a", "b"), ('x, "y"', "two\r\nlines"), ("last", "")]


def test_the_delimiter_is_the_one_the_first_line_has_most_of() -> None:
    assert records(b"a;b;c\n1,5;2;3\n") == [("a", "b", "c"), ("1,5", "2", "3")]
    assert records(b"a\tb\n") == [("a", "b")]


def test_other_charsets_and_bytes_that_are_none() -> None:
    assert records("é,ü\n".encode("latin-1"), "iso8859-1") == [("é", "ü")]
    assert records(b"a,\xff\n") == [("a", "�")]


def test_a_quote_that_is_never_closed_does_not_swallow_everything() -> None:
    data = b'"a,b\n' + b"1,2\n" * LONGEST
    found = records(data)
    assert len(found) == LONGEST + 1
    assert found[-1] == ("1", "2")


def test_an_open_quote_before_very_many_lines_is_no_hindrance() -> None:
    data = b'a,b\n"never closed,' + b"x,y\n" * 200_000
    index = CsvIndex(data, "utf-8")
    begun = time.perf_counter()
    index.advance(10, 100_000)
    assert index.record(99_999) == ("x", "y")
    assert time.perf_counter() - begun < 1.5


def test_a_record_is_read_from_the_middle_of_many() -> None:
    data = b"".join(b"%d,x\n" % n for n in range(5000))
    index = CsvIndex(data, "utf-8")
    index.advance(5.0, 4000)
    assert not index.complete
    assert index.count == 4000
    assert index.record(3999) == ("3999", "x")
    assert index.record(17) == ("17", "x")
