from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.engine.http.chunked import ChunkedDecoder
from builder.engine.http.errors import BadResponse

LIMIT = 200


def decode(data: bytes, step: int) -> tuple[bytes, ChunkedDecoder]:
    decoder = ChunkedDecoder(LIMIT)
    portions = [data[start : start + step] for start in range(0, len(data), step)]
    return b"".join([decoder.feed(portion) for portion in portions]), decoder


@settings(max_examples=60)
@given(st.lists(st.binary(min_size=1, max_size=40), max_size=8), st.integers(1, 50))
def test_whatever_is_chunked_comes_back(pieces: list[bytes], step: int) -> None:
    data = b"".join(b"%X\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    body, decoder = decode(data, step)
    assert body == b"".join(pieces)
    assert decoder.done
    assert not decoder.surplus


@pytest.mark.parametrize("step", [1, 3, 1000])
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"zz\r\n", "start with its size"),
        (b" 2\r\nhi\r\n", "start with its size"),
        (b"0x2\r\nhi\r\n", "start with its size"),
        (b"-2\r\nhi\r\n", "start with its size"),
        (b"\r\n", "start with its size"),
        (b"2\nhi\n", "start with its size"),
        (b"2;a\x01\r\nhi\r\n", "start with its size"),
        (b"1" * 17 + b"\r\n", "start with its size"),
        (b"2\r\nhix\r\n", "longer than its size"),
        (b"2\r\nhi\n", "longer than its size"),
        (b"0\r\nbad trailer\r\n\r\n", "malformed"),
        (b"0\r\nA: b\n\r\n", "malformed"),
        (b"0\r\n" + b"A: b\r\n" * LIMIT, "too large"),
        (b"0\r\nA: " + b"b" * (LIMIT + 1), "too long"),
        (b"2;" + b"x" * 5000, "too long"),
    ],
)
def test_broken_coding_is_refused_by_name(data: bytes, reason: str, step: int) -> None:
    with pytest.raises(BadResponse, match=reason):
        decode(data, step)


def test_refuses_before_the_line_ends() -> None:
    for data in (b"G", b"2\r\nhiX"):
        with pytest.raises(BadResponse):
            decode(data, 1)
