from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builder.history.packing import PATTERN, pack, unpack
from builder.history.place import frame_of, joined, split


@given(st.binary(max_size=30_000), st.binary(max_size=PATTERN))
def test_what_is_packed_comes_back(data, pattern):
    assert unpack(pack(data, pattern), pattern) == data
    assert unpack(pack(data * 3, data[:PATTERN]), data[:PATTERN]) == data * 3


def test_what_items_have_in_common_is_left_out():
    record = b'{"url": "http://127.0.0.1:8000/items/1", "headers": {"a": "b", "c": "d"}}' * 5
    assert len(pack(record.replace(b"1", b"2"), record)) < len(pack(record)) < len(record)


@given(st.lists(st.tuples(st.integers(1, 99), st.integers(0, 10**6)), min_size=1, max_size=4))
def test_a_path_is_split_and_joined(places):
    path = ".".join(f"{step}[{item}]" for step, item in places)
    frame, item = split(path)
    assert joined(frame, item) == path
    assert item == places[-1][1]
    assert frame == frame_of(path.rpartition(".")[0], places[-1][0])


def test_places_without_items():
    assert split("") == ("", None)
    assert split("4[12].7/") == ("4[12].7/", None)
    assert frame_of("7/", 3) == "7/3"
