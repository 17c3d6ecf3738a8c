from __future__ import annotations

import json
from base64 import b64encode, urlsafe_b64encode
from html import escape
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.json_text import compact, parse
from builder.model.masking import MASK, Masker

SECRET = 'p/ä"s+s&<w>~ö'
PLAIN = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@pytest.mark.parametrize(
    "shown",
    [
        SECRET,
        quote(SECRET),
        quote(SECRET, safe=""),
        quote(SECRET, safe="").lower(),
        quote_plus(SECRET),
        json.dumps(SECRET)[1:-1],
        json.dumps(SECRET, ensure_ascii=False)[1:-1],
        compact(SECRET)[1:-1],
        escape(SECRET),
        escape(SECRET, quote=False),
    ],
)
def test_every_usual_form_is_hidden(shown: str) -> None:
    masker = Masker([SECRET])
    assert masker.text(f"a{shown}b{shown}") == f"a{MASK}b{MASK}"
    assert masker.data(f"a{shown}b".encode()) == f"a{MASK}b".encode()


@given(PLAIN, PLAIN, st.sampled_from([b64encode, urlsafe_b64encode]))
def test_base64_hides_it_at_every_alignment(before: str, after: str, encode: object) -> None:
    secret = "s3cret-täken?>"
    assert callable(encode)
    shown = encode(f"{before}{secret}{after}".encode()).decode()
    hidden = Masker([secret]).text(shown)
    assert MASK in hidden
    kept = "".join(part for part in hidden.split(MASK))
    assert len(kept) <= len(shown) - len(secret)


def test_headers_and_json_are_hidden_inside() -> None:
    masker = Masker(["topsecret"])
    assert masker.headers((("X", "a topsecret b"),)) == (("X", f"a {MASK} b"),)
    value = {"topsecret": ["x", {"y": "topsecret!"}], "n": 1}
    assert masker.json(value) == {MASK: ["x", {"y": f"{MASK}!"}], "n": 1}
    clean = {"a": ["b"]}
    assert masker.json(clean) is clean


def test_short_values_are_left_alone() -> None:
    masker = Masker(["abc", ""])
    assert not masker
    assert masker.text("abc") == "abc"


def test_the_longer_of_two_secrets_is_hidden_whole() -> None:
    assert Masker(["word", "password1"]).text("password1 word") == f"{MASK} {MASK}"


def test_more_can_be_learnt() -> None:
    masker = Masker(["first"])
    assert masker.also(["first", "abc"]) is masker
    assert masker.also(["second"]).text("first second") == f"{MASK} {MASK}"
    assert masker.text("second") == "second"


def test_its_repr_tells_nothing() -> None:
    assert "topsecret" not in repr(Masker(["topsecret"]))


@pytest.mark.parametrize(
    ("secret", "shown"),
    [
        ("pässword", "pässword".encode("latin-1")),
        ("p€ssword", b"p&#8364;ssword"),
        ("pässword", "pässword".encode("utf-16-le")),
        ("deadbeef00", bytes.fromhex("deadbeef00")),
        ("c2VjcmV0IQ==", b"secret!"),
        ('a"b\nc', compact({"query": "{x(y: " + compact('a"b\nc') + ")}"}).encode()),
    ],
)
def test_a_secret_is_hidden_in_a_body_of_any_encoding(secret: str, shown: bytes) -> None:
    hidden = Masker([secret]).data(b"<" + shown + b">")
    assert MASK.encode() in hidden
    assert shown not in hidden


def test_nothing_is_hidden_that_only_looks_replaced() -> None:
    assert Masker(["東京特許"]).data(b"????") == b"????"


@given(
    st.binary(max_size=200),
    st.lists(st.integers(0, 200), max_size=6),
    st.lists(st.integers(1, 40), min_size=1, max_size=20),
)
def test_a_stream_is_masked_as_the_whole_would_be(data, places, sizes):
    for place in places:
        data = data[:place] + b"s3cret-value" + data[place:]
    masker = Masker(["s3cret-value"])
    chunks, at = [], 0
    for size in sizes:
        chunks.append(data[at : at + size])
        at += size
    chunks.append(data[at:])
    masked = b"".join(masker.stream(chunks))
    assert b"s3cret-value" not in masked
    assert masked == masker.data(data)


@given(
    st.lists(st.sampled_from([b"s3cret", b"-value", b" %2Fx", b"\\/", b"a", b"\0"]), max_size=12),
    st.lists(st.integers(1, 9), min_size=1, max_size=12),
)
def test_a_stream_is_searched_as_the_whole_would_be(pieces, sizes):
    data = b"".join(pieces)
    masker = Masker(["s3cret-value", "/x %", "a\0a\0a\0a\0"])
    chunks, at = [], 0
    for size in sizes:
        chunks.append(data[at : at + size])
        at += size
    chunks.append(data[at:])
    found = list(masker.finds(chunks))
    assert len(found) == len(chunks)
    assert any(found) == (masker.data(data) is not data)


def test_nothing_is_found_where_there_are_no_secrets() -> None:
    assert list(Masker().finds([b"a", b""])) == [False, False]


@pytest.mark.parametrize("cut", [9, 12, 15])
def test_the_beginning_of_a_secret_that_was_cut_off_is_hidden(cut: int) -> None:
    secret = "marker-secret-4711"
    masker = Masker([secret])
    assert masker.text(f"“{secret[:cut]}…” x") == f"“{MASK}…” x"
    assert masker.text(f"“{secret[:cut]}”") == f"“{MASK}”"
    assert masker.json([f"a {secret[:cut]}…"]) == [f"a {MASK}…"]
    assert masker.text(f"“{secret[:cut]} and more”") == f"“{secret[:cut]} and more”"


def test_a_secret_of_digits_is_hidden_in_numbers() -> None:
    masker = Masker(["83749261"])
    given = parse('{"a": 83749261, "b": 83749261.5, "c": 8374, "d": true}')
    assert masker.json(given) == {"a": MASK, "b": f"{MASK}.5", "c": 8374, "d": True}


def test_what_stands_in_a_host_is_hidden() -> None:
    assert Masker(["a/ä b"]).text("The host “a%2Fä%20b”") == f"The host “{MASK}”"
