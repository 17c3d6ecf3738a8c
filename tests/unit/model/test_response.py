from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from builder.model.file_value import FileValue
from builder.model.http import BodyRecord
from builder.model.response import body_value, failure_message, headers_value
from builder.model.step import Received


def received(media_type: str, data: bytes, *headers: tuple[str, str], path: str = "") -> Received:
    held = BodyRecord(len(data), media_type, None, path) if path else None
    body = held or BodyRecord(len(data), media_type, data)
    return Received(200, "http://x/dir/a%20b.bin?q=/z", headers, body, 1.0, ())


def value(media_type: str, data: bytes, **place: str) -> Any:
    warnings: list[str] = []
    result = body_value(received(media_type, data, **place), warnings.append)
    assert not warnings
    return result


@pytest.mark.parametrize(
    ("media_type", "data", "result"),
    [
        ("application/json", b' {"a": 1}', {"a": 1}),
        ("Application/HAL+JSON; charset=utf-8", b"[]", []),
        ("application/json", b"", ""),
        ("text/html; charset=iso-8859-1", b"\xe4", "ä"),
        ("text/plain; charset=nonsense", "ä".encode(), "ä"),
        ("text/plain", b"\xff", "\ufffd"),
        ("image/svg+xml", b"<svg/>", "<svg/>"),
        ("", "ä".encode(), "ä"),
        ("application/octet-stream", b"plain", "plain"),
    ],
)
def test_the_media_type_decides(media_type: str, data: bytes, result: object) -> None:
    assert value(media_type, data) == result


def test_anything_else_is_a_file() -> None:
    assert value("image/png", b"\x89\x00") == {
        "name": "a b.bin",
        "data": "8900",
        "mimeType": "image/png",
        "size": 2,
        "dataType": "FILE",
    }


def test_the_server_may_name_the_file() -> None:
    header = ("Content-Disposition", "attachment; filename*=UTF-8''..%2Fn%C3%A4me.zip")
    file = body_value(received("application/zip", b"\xff", header), print)
    assert file["name"] == "näme.zip"


def test_a_large_file_is_read_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "body"
    path.write_bytes(b"\xff\x01")
    file = value("video/mp4", b"\xff\x01", path=str(path))
    assert isinstance(file, FileValue)
    assert file["data"] == "ff01"
    assert dict(file)["size"] == 2
    path.write_bytes(b"text after all")
    assert value("", b"text after all", path=str(path)) == "text after all"


def test_bad_json_is_text_and_warned_of() -> None:
    warnings: list[str] = []
    assert body_value(received("application/json", b"[1,"), warnings.append) == "[1,"
    assert len(warnings) == 1
    assert "no" in warnings[0].lower()


def test_headers_by_lower_case_name() -> None:
    headers = (("A", "1"), ("a", "2"), ("Set-Cookie", "x=1; Expires=Mon, 1 Jan"), ("B", ""))
    assert headers_value(headers) == {
        "a": "1, 2",
        "set-cookie": ["x=1; Expires=Mon, 1 Jan"],
        "b": "",
    }


@pytest.mark.parametrize(
    ("status", "reason", "says"),
    [
        (401, "", "401 Unauthorized. Check the Authorization tab"),
        (418, "Short And Stout", "418 Short And Stout. The body"),
        (599, "", "599. The fault is on the server's side"),
    ],
)
def test_a_failure_says_what_to_look_at(status: int, reason: str, says: str) -> None:
    assert says in failure_message(status, reason)
