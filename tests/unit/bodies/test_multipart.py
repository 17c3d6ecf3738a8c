"""Multipart bodies, read back by another implementation: werkzeug's."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.formparser import MultiPartParser

from builder.bodies.multipart import MultipartBody
from builder.model.body import EncodedBody
from builder.model.http import StreamedBody
from builder.model.step import StepError
from tests.support.running import fields

Parts = tuple[MultiDict[str, str], MultiDict[str, FileStorage]]


def encode(folder: Path | None, *rows: dict[str, Any], event: object = None) -> EncodedBody:
    return MultipartBody(rows=rows).encode(fields({1: {"event": event}}, folder))


async def content_of(body: EncodedBody) -> bytes:
    if isinstance(body.content, StreamedBody):
        content = b"".join([chunk async for chunk in body.content.chunks()])
        assert len(content) == body.content.size
        return content
    assert isinstance(body.content, bytes)
    return body.content


async def read_back(body: EncodedBody) -> Parts:
    content = await content_of(body)
    boundary = body.content_type.partition("boundary=")[2].encode()
    parser = MultiPartParser(stream_factory=lambda *_, **__: io.BytesIO())
    return parser.parse(io.BytesIO(content), boundary, len(content))


async def test_text_parts(tmp_path: Path) -> None:
    body = encode(
        tmp_path,
        {"key": "ä", "value": "{{1.event}} ü"},
        {"key": "ä", "value": ""},
        {"key": "", "value": "ignored"},
        {"key": "off", "value": "x", "enabled": False},
        event=[1],
    )
    assert isinstance(body.content, bytes)
    form, _ = await read_back(body)
    assert form.getlist("ä") == ["[1] ü", ""]


async def test_files_are_streamed_with_names_and_types(tmp_path: Path) -> None:
    data = bytes(range(256)) * 4000
    (tmp_path / "a.png").write_bytes(data)
    (tmp_path / "b").write_bytes(b"")
    rows = [
        {"key": "f", "value": "a.png", "type": "file"},
        {"key": "f", "value": "{{1.event}}", "type": "file", "content_type": "x/y"},
        {"key": "f", "value": "b", "type": "file", "file_name": "other name.bin"},
        {"key": "t", "value": "text", "content_type": "text/markdown"},
    ]
    body = encode(tmp_path, *rows, event=str(tmp_path / "b"))
    assert isinstance(body.content, StreamedBody)
    form, files = await read_back(body)
    got = [(f.filename, f.content_type) for f in files.getlist("f")]
    assert got == [
        ("a.png", "image/png"),
        ("b", "x/y"),
        ("other name.bin", "application/octet-stream"),
    ]
    assert files.getlist("f")[0].read() == data
    assert form["t"] == "text"
    assert await content_of(body) == await content_of(body), "a redirect can send it again"


async def test_a_file_of_a_response_and_lists_of_files(tmp_path: Path) -> None:
    file = {"name": "x.pdf", "data": "00ff", "mimeType": "application/pdf", "dataType": "FILE"}
    body = encode(
        tmp_path, {"key": "f", "value": "{{1.event}}", "type": "file"}, event=[file, file]
    )
    _, files = await read_back(body)
    assert [f.read() for f in files.getlist("f")] == [b"\x00\xff"] * 2
    assert files["f"].content_type == "application/pdf"


async def test_quotes_and_line_breaks_in_names_cannot_break_out(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"x")
    name = 'a"\r\nX-Evil: 1\r\n\r\n'
    rows = [
        {"key": "{{1.event}}", "value": "1"},
        {"key": "f", "value": "f", "type": "file", "file_name": "{{1.event}}"},
    ]
    content = await content_of(encode(tmp_path, *rows, event=name))
    assert b"\r\nX-Evil" not in content
    assert b'name="a%22%0D%0AX-Evil: 1%0D%0A%0D%0A"' in content


@pytest.mark.parametrize(
    ("row", "event", "kind"),
    [
        ({"value": "nope.txt"}, None, "file-not-found"),
        ({"value": ""}, None, "invalid-file"),
        ({"value": "{{1.event}}"}, 12, "invalid-file"),
        ({"value": "{{1.event}}"}, {"dataType": "FILE", "data": "xyz"}, "invalid-file"),
        ({"value": "f", "content_type": "a\nb"}, None, "invalid-header"),
    ],
)
def test_what_cannot_be_sent_is_refused(
    tmp_path: Path, row: dict[str, str], event: object, kind: str
) -> None:
    (tmp_path / "f").write_bytes(b"x")
    with pytest.raises(StepError) as raised:
        encode(tmp_path, {"key": "k", "type": "file", **row}, event=event)
    assert raised.value.kind == kind
    assert raised.value.field.startswith("rows.0")


def test_a_relative_path_needs_a_workspace() -> None:
    with pytest.raises(StepError, match="workspace"):
        encode(None, {"key": "k", "value": "a.txt", "type": "file"})


def test_a_content_type_that_is_none_is_a_problem() -> None:
    rows = [{"key": "k", "content_type": "png"}, {"key": "t", "content_type": "{{1.event}}"}]
    assert [p.field for p in MultipartBody(rows=rows).problems()] == ["rows.0.content_type"]


def test_a_file_row_without_a_file_is_a_problem() -> None:
    rows = [{"key": "k", "type": "file"}, {"key": "t"}]
    assert [p.field for p in MultipartBody(rows=rows).problems()] == ["rows.0.value"]
