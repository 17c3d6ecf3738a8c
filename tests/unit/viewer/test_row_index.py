from hypothesis import given, settings
from hypothesis import strategies as st

from builder.viewer.row_index import BLOCK, WINDOW, RowIndex

pieces = st.lists(
    st.one_of(st.just(b"\n"), st.binary(max_size=40), st.integers(0, 3000).map(lambda n: b"x" * n)),
    max_size=60,
)


def naive_starts(data: bytes) -> list[int]:
    ends = {i + 1 for i, byte in enumerate(data) if byte == 10}
    for start in range(0, len(data) - WINDOW + 1, WINDOW):
        if b"\n" not in data[start : start + WINDOW]:
            ends.add(start + WINDOW)
    ends.discard(len(data))
    return [0, *sorted(ends)]


def indexed(data: bytes) -> RowIndex:
    index = RowIndex(data)
    while index.advance(0):
        pass
    return index


@settings(max_examples=60, deadline=None)
@given(pieces)
def test_rows_begin_where_a_plain_scan_says(parts: list[bytes]) -> None:
    data = b"".join(parts)
    index = indexed(data)
    starts = naive_starts(data)
    assert index.count == len(starts)
    assert [index.start(row) for row in range(index.count)] == starts
    for row, start in enumerate(starts):
        if start < len(data):
            assert index.row_at(start) == row
        begins_line = start == 0 or data[start - 1 : start] == b"\n"
        assert index.line(row) == (data[:start].count(b"\n") + 1 if begins_line else None)


def test_rows_over_many_blocks() -> None:
    data = b"".join(b"line %d\n" % n for n in range(60_000))
    assert len(data) > 8 * BLOCK
    index = indexed(data)
    assert index.count == 60_000
    for row in (0, 1, 5_461, 59_999):
        start = index.start(row)
        assert data[start : start + 20].startswith(b"line %d\n" % row)
        assert index.row_at(start) == row
        assert index.line(row) == row + 1


def test_one_line_of_megabytes_has_short_rows() -> None:
    data = b"x" * (3 * BLOCK + 100)
    index = indexed(data)
    ends = [index.start(row + 1) - index.start(row) for row in range(index.count)]
    assert max(ends) <= 2 * WINDOW
    assert sum(ends) == len(data)
    assert index.line(1) is None


def test_it_knows_some_rows_before_it_has_seen_all() -> None:
    index = RowIndex(b"a\n" * BLOCK)
    assert index.advance(0)
    assert not index.complete
    assert index.count == BLOCK // 2 + 1
