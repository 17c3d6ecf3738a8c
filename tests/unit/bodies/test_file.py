from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from builder.bodies.file import FileBody
from builder.model.body_encoding import BodyEncoding
from builder.model.http import StreamedBody
from builder.model.step import StepError
from tests.support.running import fields

FILE = {"name": "x.pdf", "data": "00ff", "mimeType": "application/pdf", "dataType": "FILE"}


async def sent(body: FileBody, folder: Path, event: Any = None) -> tuple[bytes, str, str]:
    encoded = body.encode(fields({1: {"event": event}}, folder))
    assert isinstance(encoded.content, StreamedBody)
    content = b"".join([chunk async for chunk in encoded.content.chunks()])
    assert encoded.content.size == len(content)
    return content, encoded.content_type, encoded.content.shown


async def test_a_file_of_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    assert await sent(FileBody(file="a.png"), tmp_path) == (
        b"\x89PNG",
        "image/png",
        "<file a.png, 4 B>",
    )
    given = await sent(FileBody(file="{{1.event}}", media_type="x/y; z=1"), tmp_path, "a.png")
    assert given[1] == "x/y; z=1"


async def test_a_file_of_a_response(tmp_path: Path) -> None:
    content, media_type, _ = await sent(FileBody(file="{{1.event}}"), tmp_path, FILE)
    assert (content, media_type) == (b"\0\xff", "application/pdf")


@pytest.mark.parametrize(
    ("body", "event", "kind", "field"),
    [
        ({"file": "nope"}, None, "file-not-found", "file"),
        ({"file": ""}, None, "invalid-file", "file"),
        ({"file": "{{1.event}}"}, [FILE, FILE], "invalid-file", "file"),
        ({"file": "{{1.event}}"}, [], "invalid-file", "file"),
        ({"file": "{{1.event}}"}, {"a": 1}, "invalid-file", "file"),
        ({"file": "f", "media_type": "{{1.event}}"}, "a/b\r\nX: 1", "invalid-header", "media_type"),
    ],
)
def test_what_cannot_be_sent(
    tmp_path: Path, body: dict[str, str], event: Any, kind: str, field: str
) -> None:
    (tmp_path / "f").touch()
    with pytest.raises(StepError) as raised:
        FileBody.model_validate(body).encode(fields({1: {"event": event}}, tmp_path))
    assert (raised.value.kind, raised.value.field) == (kind, field)


def test_problems_while_typing() -> None:
    assert [p.field for p in FileBody(media_type="png").problems()] == ["file", "media_type"]
    assert not list(FileBody(file="a.png", media_type="image/png").problems())


def test_the_content_type_before_sending() -> None:
    assert FileBody(file="a.json").content_type == "application/json"
    assert FileBody(file="{{1.event}}").content_type == "of the file"


def test_no_encoding_applies(tmp_path: Path) -> None:
    (tmp_path / "f").touch()
    with pytest.raises(StepError, match="no text"):
        FileBody(file="f").encode_as(BodyEncoding.HEX, fields(folder=tmp_path))
