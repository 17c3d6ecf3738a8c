"""Body encodings, held against the standard library."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.body_encoding import BodyEncoding, decoded, encoding_named, fitting_type
from builder.model.text_fault import TextFault

SPACES = st.sampled_from(["", "", "", " ", "\n", "\r\n", "\t"])


@st.composite
def spaced(draw: st.DrawFn, text: str) -> str:
    """The text with white space between any of its characters."""
    return "".join(character + draw(SPACES) for character in text)


@given(st.binary(max_size=60), st.booleans(), st.data())
def test_hex_comes_back(content: bytes, upper: bool, data: st.DataObject) -> None:
    digits = content.hex().upper() if upper else content.hex()
    assert decoded(data.draw(spaced(digits)), BodyEncoding.HEX) == content


@given(st.binary(max_size=60), st.booleans(), st.data())
def test_base64_comes_back_with_and_without_padding(
    content: bytes, padded: bool, data: st.DataObject
) -> None:
    for encode, encoding in (
        (base64.b64encode, BodyEncoding.BASE64),
        (base64.urlsafe_b64encode, BodyEncoding.BASE64URL),
    ):
        digits = encode(content).decode()
        text = data.draw(spaced(digits if padded else digits.rstrip("=")))
        assert decoded(text, encoding) == content


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_characters_become_bytes(text: str) -> None:
    assert decoded(text, BodyEncoding.NONE) == text.encode()
    assert decoded(text, BodyEncoding.UTF8) == text.encode()
    assert decoded(text, BodyEncoding.UTF16LE).decode("utf-16-le") == text


@given(st.text(alphabet=st.characters(max_codepoint=255)))
def test_latin1_and_ascii(text: str) -> None:
    assert decoded(text, BodyEncoding.LATIN1) == bytes(map(ord, text))
    if text.isascii():
        assert decoded(text, BodyEncoding.ASCII) == bytes(map(ord, text))


def fault_of(text: str, encoding: BodyEncoding) -> TextFault | None:
    try:
        decoded(text, encoding)
    except TextFault as fault:
        return fault
    return None


@given(st.text(), st.sampled_from(BodyEncoding))
def test_any_text_is_decoded_or_refused_with_a_place_inside_it(
    text: str, encoding: BodyEncoding
) -> None:
    fault = fault_of(text, encoding)
    if fault is None:
        assert isinstance(decoded(text, encoding), bytes)
        return
    lines = text.split("\n")
    assert 1 <= fault.line <= len(lines)
    assert 1 <= fault.column <= len(lines[fault.line - 1])
    assert "position" in fault.reason


@pytest.mark.parametrize(
    ("encoding", "text", "said"),
    [
        ("hex", "0g", "“g” is no hex digit, at position 2"),
        ("hex", "00 0", "“0” is half a byte: hex digits come in pairs, at position 4"),
        ("hex", "00\n0x", "“x” is no hex digit, at position 5 (line 2, column 2)"),
        ("hex", "0x00", "“x” is no hex digit, at position 2"),
        ("base64", "QUJ-", "“-” is no Base64 digit, at position 4"),
        ("base64url", "QUJ+", "“+” is no base64url digit, at position 4"),
        ("base64", "QQ==QQ==", "“=” can only stand at the end, at position 3"),
        ("base64", "QQ=", "the padding “=” does not fit the number of digits, at position 3"),
        ("base64", "QUJDR", "“R” is left over: the text is cut off, at position 5"),
        ("utf8", "a\ud800", "U+D800 does not exist in utf-8, at position 2"),
        ("utf16le", "\udc00", "U+DC00 does not exist in utf-16-le, at position 1"),
        ("latin1", "aé€", "“€” does not exist in latin-1, at position 3"),
        ("ascii", "aé", "“é” does not exist in ascii, at position 2"),
    ],
)
def test_bad_data_names_the_position(encoding: str, text: str, said: str) -> None:
    with pytest.raises(TextFault) as raised:
        decoded(text, BodyEncoding(encoding))
    assert raised.value.reason == said


def test_names_of_encodings() -> None:
    assert encoding_named(" UTF-16LE ") is BodyEncoding.UTF16LE
    assert encoding_named("Base64URL") is BodyEncoding.BASE64URL
    for wrong in ("", "none", "rot13"):
        with pytest.raises(ValueError, match="use one of hex, base64"):
            encoding_named(wrong)


def test_the_content_type_follows_the_encoding() -> None:
    assert fitting_type("text/plain; charset=utf-8", BodyEncoding.LATIN1) == (
        "text/plain; charset=iso-8859-1"
    )
    assert fitting_type("application/json", BodyEncoding.UTF16LE) == "application/json"
    assert fitting_type("application/json", BodyEncoding.HEX) == "application/octet-stream"
    assert fitting_type("text/plain; charset=utf-8", BodyEncoding.UTF8) == (
        "text/plain; charset=utf-8"
    )
