from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from builder.model.disk_file import CHUNK, file_trouble, files_of
from builder.model.file_value import FileContent, FileValue
from builder.model.step import StepError
from tests.support.running import fields


def only(value: Any, folder: Path | None) -> FileContent:
    (content,) = files_of(value, "file", fields(folder=folder))
    return content


async def test_a_file_is_read_in_pieces_as_often_as_asked(tmp_path: Path) -> None:
    data = os.urandom(CHUNK + 5)
    (tmp_path / "a.bin").write_bytes(data)
    file = only("a.bin", tmp_path)
    assert (file.size, file.name) == (len(data), "a.bin")
    for _ in range(2):
        assert [chunk async for chunk in file.chunks()] == [data[:CHUNK], data[CHUNK:]]


async def test_an_empty_file_has_no_pieces(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert [chunk async for chunk in only("empty", tmp_path).chunks()] == []


async def test_a_file_of_a_response_is_streamed_from_where_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "000001.body"
    path.write_bytes(b"\0\xff")
    file = only(FileValue(path, "cat.png", "image/png", 2), None)
    assert (file.name, file.media_type, file.size) == ("cat.png", "image/png", 2)
    assert [chunk async for chunk in file.chunks()] == [b"\0\xff"]
    path.unlink()
    with pytest.raises(StepError, match=r"There is no file “cat\.png”"):
        only(FileValue(path, "cat.png", "image/png", 2), None)


@pytest.mark.parametrize("change", ["append", "truncate", "rewrite", "replace", "delete"])
async def test_a_file_that_changes_before_it_is_sent(tmp_path: Path, change: str) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"before")
    file = only("f", tmp_path)
    _do(change, path)
    with pytest.raises(StepError) as raised:
        _ = [chunk async for chunk in file.chunks()]
    assert (raised.value.kind, raised.value.field) == ("file-changed", "body.file")


@pytest.mark.parametrize("change", ["append", "truncate", "rewrite"])
async def test_a_file_that_changes_while_it_is_sent_is_never_sent_whole(
    tmp_path: Path, change: str
) -> None:
    path = tmp_path / "f"
    path.write_bytes(bytes(3 * CHUNK))
    file = only("f", tmp_path)
    chunks = file.chunks()
    got = len(await anext(chunks))
    _do(change, path)
    with pytest.raises(StepError) as raised:
        _ = [got := got + len(chunk) async for chunk in chunks]
    assert raised.value.kind == "file-changed"
    assert got < file.size


def _do(change: str, path: Path) -> None:
    found = path.stat()
    if change == "append":
        with path.open("ab") as file:
            file.write(b"more")
    elif change == "truncate":
        os.truncate(path, 3)
    elif change == "rewrite":
        with path.open("rb+") as file:
            file.write(b"B")
    elif change == "replace":
        other = path.with_name("other")
        other.write_bytes(path.read_bytes())
        other.replace(path)
    else:
        path.unlink()
    if path.exists():  # the clock of a file system is too coarse for a test
        os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns + 1_000_000))


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("nope", "file-not-found", "There is no file “nope”"),
        ("f/inside", "file-not-found", "There is no file “f/inside”"),
        ("a\0b", "file-not-found", "There is no file"),
        ("x" * 5000, "file-not-readable", "too long"),
        ("folder", "invalid-file", "is a folder"),
        ("pipe", "invalid-file", "no ordinary file"),
        ("", "invalid-file", "A file is expected here"),
        (12, "invalid-file", "A file is expected here"),
        ({"dataType": "FILE", "data": "xyz"}, "invalid-file", "no hex digits"),
        ({"dataType": "FILE"}, "invalid-file", "has no data"),
    ],
)
def test_what_is_no_file_to_send(tmp_path: Path, name: Any, kind: str, said: str) -> None:
    (tmp_path / "f").touch()
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StepError, match=said) as raised:
        only(name, tmp_path)
    assert (raised.value.kind, raised.value.field) == (kind, "file")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.touch(0o000)
    with pytest.raises(StepError) as raised:
        only("secret", tmp_path)
    assert raised.value.kind == "file-not-readable"


def test_a_relative_path_needs_a_workspace() -> None:
    with pytest.raises(StepError, match="workspace"):
        only("a.txt", None)


def test_trouble_is_said_while_a_name_is_typed(tmp_path: Path) -> None:
    (tmp_path / "f").touch()
    assert file_trouble("f", tmp_path) is None
    assert "no file “g”" in (file_trouble("g", tmp_path) or "")
