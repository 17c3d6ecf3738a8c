from __future__ import annotations

from contextlib import suppress
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.file_value import as_file
from builder.model.json_text import compact
from builder.model.received_request import MOST_FIELDS, BadRequest, is_form, request_value


def received(target: str = "/", **sent: Any) -> dict[str, Any]:
    """What a request that httpx makes comes to."""
    request = httpx.Request("POST", f"http://127.0.0.1{target}", **sent)
    request.read()
    headers = [(n.decode(), v.decode()) for n, v in request.headers.raw]
    return request_value(request.method, target, headers, request.content)


def test_a_get_has_parameters_and_headers() -> None:
    value = request_value("GET", "/a?x=1&y=&x=2%20", [("X-Id", "7"), ("x-id", "8")], b"")
    assert value == {
        "method": "GET",
        "params": {"x": ["1", "2 "], "y": ""},
        "headers": {"x-id": "7, 8"},
        "body": None,
        "file": None,
    }


def test_json_is_its_value_with_every_digit() -> None:
    assert (
        str(
            received(content=b'{"n": 1.10}', headers={"Content-Type": "application/hal+json"})[
                "body"
            ]["n"]
        )
        == "1.10"
    )


def test_a_form_is_an_object() -> None:
    value = received(data={"a": "1 + 1", "b": ["x", "y"]})
    assert value["body"] == {"a": "1 + 1", "b": ["x", "y"]}
    assert is_form(value["headers"]["content-type"])


def test_a_multipart_body_has_fields_and_files() -> None:
    content = bytes(range(256)) + b"\r\n--no boundary\r\n"
    value = received(data={"note": "grüße"}, files={"doc": ("ä b.bin", content, "image/png")})
    file = as_file("ä b.bin", "image/png", content)
    assert value["body"] == {"note": "grüße", "doc": file}
    assert value["file"] == file
    assert is_form(value["headers"]["content-type"])


def test_text_stays_text_and_bytes_become_a_file() -> None:
    assert received(content=b"hello")["body"] == "hello"
    value = received(content=b"\xff\x00", headers={"Content-Type": "image/png"})
    assert value["body"] is None
    assert value["file"] == as_file("body", "image/png", b"\xff\x00")


@pytest.mark.parametrize(
    ("content_type", "body", "said"),
    [
        ("application/json", b"{", "no JSON"),
        ("application/x-www-form-urlencoded", b"\xff", "not UTF-8"),
        ("application/x-www-form-urlencoded", b"a&" * (MOST_FIELDS + 2), "more than"),
        ("multipart/form-data", b"x", "no parts"),
        ("multipart/form-data; boundary=b", b"--b\r\n\r\nx\r\n--b--\r\n", "no name"),
        (
            "multipart/form-data; boundary=b",
            b"--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\xff\r\n--b--\r\n",
            "not UTF-8",
        ),
    ],
)
def test_what_is_not_what_it_claims_to_be_is_named(
    content_type: str, body: bytes, said: str
) -> None:
    with pytest.raises(BadRequest, match=said):
        request_value("POST", "/", [("Content-Type", content_type)], body)


PIECES = st.sampled_from(
    [
        b"--b",
        b"--b--",
        b"\r\n",
        b"\n",
        b"Content-Disposition: form-data; name=a",
        b"Content-Disposition: form-data; name*=utf-9''%ff; filename*=x'y'%zz",
        b'Content-Disposition: form-data; name="a"; filename="=?utf-8?q?=ff?="',
        b"Content-Type: text/plain; charset=nonsense",
        b"Content-Type: multipart/mixed; boundary=c",
        b"Content-Transfer-Encoding: base64",
        b"Content-Transfer-Encoding: x-uuencode",
        b"\xff\xfe",
        b"=zz",
        b"text",
    ]
)
TYPES = st.sampled_from(
    [
        "multipart/form-data; boundary=b",
        "multipart/form-data; boundary*=b",
        "multipart/form-data; boundary=\xff",
        "application/json",
        "application/x-www-form-urlencoded; charset=latin1",
        "text/plain",
        "\xe4/\xfc; =",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=20),
    TYPES,
    st.one_of(st.binary(max_size=60), st.lists(PIECES, max_size=12).map(b"".join)),
)
def test_whatever_comes_is_read_or_refused(query: str, content_type: str, body: bytes) -> None:
    with suppress(BadRequest):
        compact(request_value("POST", f"/?{query}", [("content-type", content_type)], body))
