from builder.viewer.search import MOST, SLICE, Search


def found(data: bytes, text: str) -> Search:
    search = Search(data, text)
    while search.advance(0.001):
        pass
    return search


def test_lower_case_is_found_in_any_case_and_capitals_only_as_written() -> None:
    assert list(found(b"Ada ada ADA", "ada").starts) == [0, 4, 8]
    assert list(found(b"Ada ada ADA", "Ada").starts) == [0]


def test_a_place_across_two_slices_is_found_once() -> None:
    data = b"." * (SLICE - 2) + b"needle" + b"." * SLICE + b"needle"
    assert list(found(data, "needle").starts) == [SLICE - 2, 2 * SLICE + 4]


def test_signs_of_expressions_are_plain_text() -> None:
    assert list(found(b"a.c abc a.c", "a.c").starts) == [0, 8]


def test_walking_goes_round() -> None:
    search = found(b"x..x..x", "x")
    assert [search.after(offset) for offset in (0, 1, 7)] == [0, 1, 0]
    assert [search.before(offset) for offset in (0, 3, 7)] == [2, 0, 2]
    assert list(search.within(1, 6)) == [3]


def test_nothing_to_walk() -> None:
    search = found(b"abc", "z")
    assert search.complete
    assert search.after(0) is None
    assert search.before(0) is None


def test_it_stops_when_it_has_found_very_much() -> None:
    search = found(b"e" * (MOST + 10), "e")
    assert search.full
    assert len(search.starts) == MOST
