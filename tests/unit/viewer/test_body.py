from pathlib import Path

import pytest

from builder.model.http import BodyRecord
from builder.viewer.body import Nature, make_body, open_body
from builder.viewer.cookies import cookie_rows
from builder.viewer.highlight import Highlighter, Ink, Span, lexer_name


@pytest.mark.parametrize(
    ("data", "media_type", "nature"),
    [
        (b"{}", "application/json; charset=utf-8", Nature.JSON),
        (b"{}", "application/problem+json", Nature.JSON),
        (b'{"a":1}', "", Nature.JSON),
        (b"<p>", "text/html", Nature.HTML),
        (b"<a/>", "application/atom+xml", Nature.TEXT),
        (b"hello", "application/octet-stream", Nature.TEXT),
        (b"\x00\x01", "application/octet-stream", Nature.BINARY),
        (b"\x89PNG", "image/png", Nature.IMAGE),
        (b"<svg/>", "image/svg+xml", Nature.TEXT),
        (b"", "application/json", Nature.EMPTY),
        (b"a,b", "text/csv; header=present", Nature.CSV),
        (b"GIF89a\0", "application/octet-stream", Nature.IMAGE),
        (b"RIFF\0\0\0\0WEBPVP8 ", "", Nature.IMAGE),
    ],
)
def test_what_a_body_is(data: bytes, media_type: str, nature: Nature) -> None:
    assert make_body(data, media_type).nature is nature


def test_charsets() -> None:
    assert make_body(b"x", 'text/plain; charset="ISO-8859-1"').charset == "iso8859-1"
    assert make_body(b"x", "text/plain; charset=nonsense").charset == "utf-8"
    wide = make_body("é\n".encode("utf-16"), "text/plain")
    assert (wide.data, wide.charset) == ("é\n".encode(), "utf-8")


@pytest.mark.parametrize("charset", ["utf-16", "utf-32", "utf-8-sig", "iso-8859-1"])
def test_json_of_any_charset_becomes_utf_8(charset: str) -> None:
    body = make_body('{"a": "é"}'.encode(charset), f"application/json; charset={charset}")
    assert (body.data, body.charset) == ('{"a": "é"}'.encode(), "utf-8")


def test_a_large_text_in_a_file_is_left_to_the_helper_process() -> None:
    data = ("é" * 200_000).encode("utf-16")
    body = make_body(data, "text/plain", path="/file")
    assert body.to_recode
    assert body.data is data
    assert not make_body(data, "image/png", path="/file").to_recode


@pytest.mark.parametrize("name", ["nonsense", "base64", "rot13"])
def test_a_charset_nobody_knows_is_remembered(name: str) -> None:
    body = make_body(b"x", f"text/plain; charset={name}")
    assert (body.charset, body.unknown_charset) == ("utf-8", name)


def test_a_body_in_a_file_is_mapped(tmp_path: Path) -> None:
    file = tmp_path / "body"
    file.write_bytes(b"[1]")
    body = open_body(BodyRecord(path=str(file), media_type="application/json"))
    assert body.data[:] == b"[1]"
    file.write_bytes(b"")
    assert open_body(BodyRecord(path=str(file))).nature is Nature.EMPTY
    file.unlink()
    with pytest.raises(FileNotFoundError):
        open_body(BodyRecord(path=str(file)))


def test_json_is_coloured_by_row() -> None:
    spans = Highlighter("json").spans(['{"key": "text",', ' "n": 1.5, "b": null}'])
    assert spans[0] == [Span(1, 5, Ink.KEY), Span(8, 6, Ink.TEXT)]
    assert [span.ink for span in spans[1]] == [Ink.KEY, Ink.NUMBER, Ink.KEY, Ink.NUMBER]
    assert spans[1][1] == Span(6, 3, Ink.NUMBER)


def test_a_comment_over_several_rows_is_coloured_in_each() -> None:
    spans = Highlighter("javascript").spans(["let a = 1 /* one", "two", "*/ + 2"])
    assert spans[1] == [Span(0, 3, Ink.COMMENT)]
    assert spans[2][0] == Span(0, 2, Ink.COMMENT)


@pytest.mark.parametrize(
    ("media_type", "name"),
    [
        ("application/vnd.api+json", "json"),
        ("application/atom+xml", "xml"),
        ("text/html", "html"),
        ("text/plain", ""),
        ("application/unheard-of", ""),
    ],
)
def test_lexers_by_media_type(media_type: str, name: str) -> None:
    assert lexer_name(media_type) == name


def test_cookies_are_taken_apart() -> None:
    headers = [
        ("Set-Cookie", "sid=a=b; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=60"),
        ("X-Other", "1"),
        ("set-cookie", "plain=1; Domain=example.com; Expires=Wed, 21 Oct 2026 07:28:00 GMT"),
    ]
    assert cookie_rows(headers) == [
        ("sid", "a=b", "", "/", "after 60 s", "Secure, HttpOnly, SameSite Lax"),
        ("plain", "1", "example.com", "", "Wed, 21 Oct 2026 07:28:00 GMT", ""),
    ]
