"""A multipart body: multipart/form-data (RFC 7578), files streamed from disk."""

from __future__ import annotations

import mimetypes
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Annotated, Any, Literal

from builder.model.file_value import FileContent, content_of, is_file_value, once, read_chunks
from builder.model.http import StreamedBody
from builder.model.problem import Problem
from builder.model.rows import PartKind, PartRow
from builder.model.step import Body, EncodedBody, Resolver, StepError
from builder.model.ui import Ui

_ESCAPES = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})
_UNKNOWN_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class _Part:
    """One part: its head, and its content as bytes or as a stream."""

    head: bytes
    content: bytes | FileContent

    @property
    def size(self) -> int:
        content = self.content
        return len(self.head) + (len(content) if isinstance(content, bytes) else content.size)

    def chunks(self) -> AsyncIterator[bytes]:
        return once(self.content) if isinstance(self.content, bytes) else self.content.chunks()


class MultipartBody(Body):
    """Send text fields and files."""

    label = "multipart/form-data"

    kind: Literal["multipart"] = "multipart"
    rows: Annotated[tuple[PartRow, ...], Ui(label="Parts")] = ()

    @property
    def content_type(self) -> str:
        """Without its boundary, which is chosen anew for every request."""
        return self.label

    def encode(self, ctx: Resolver) -> EncodedBody:
        """Make the parts; files are read while they are sent.

        Raises:
            StepError: A reference cannot be resolved, or a file cannot be found or read.
        """
        boundary = f"steploom-{token_hex(16)}"
        delimiter = f"--{boundary}\r\n".encode()
        parts = [
            _Part(delimiter + part.head, part.content)
            for index, row in enumerate(self.rows)
            if row.enabled and row.key
            for part in _parts(row, f"rows.{index}", ctx)
        ]
        end = f"--{boundary}--\r\n".encode()
        content_type = f"{self.content_type}; boundary={boundary}"
        return EncodedBody(_body(parts, end), content_type)

    def problems(self) -> Iterator[Problem]:
        """A file row needs a file."""
        for index, row in enumerate(self.rows):
            if row.enabled and row.key and row.type is PartKind.FILE and not row.value:
                yield Problem(f"The part “{row.key}” has no file.", field=f"rows.{index}.value")


def _body(parts: list[_Part], end: bytes) -> bytes | StreamedBody:
    texts = [part.head + part.content for part in parts if isinstance(part.content, bytes)]
    if len(texts) == len(parts):
        return b"".join(text + b"\r\n" for text in texts) + end
    size = sum(part.size + len(b"\r\n") for part in parts) + len(end)
    files = [part.content.name for part in parts if isinstance(part.content, FileContent)]
    return StreamedBody(_stream(parts, end), size, f"<{len(parts)} parts: {', '.join(files)}>")


def _stream(parts: list[_Part], end: bytes) -> Callable[[], AsyncIterator[bytes]]:
    async def chunks() -> AsyncIterator[bytes]:
        for part in parts:
            yield part.head
            async for chunk in part.chunks():
                yield chunk
            yield b"\r\n"
        yield end

    return chunks


def _parts(row: PartRow, field: str, ctx: Resolver) -> Iterator[_Part]:
    name = ctx.text(row.key, f"{field}.key")
    media_type = _line(ctx.text(row.content_type, f"{field}.content_type"), field)
    if row.type is PartKind.TEXT:
        text = ctx.text(row.value, f"{field}.value")
        yield _Part(_head(name, None, media_type), text.encode("utf-8", "replace"))
        return
    file_name = ctx.text(row.file_name, f"{field}.file_name")
    for content in _files(ctx.value(row.value, f"{field}.value"), f"{field}.value", ctx):
        guessed = media_type or content.media_type or _guessed(content.name)
        yield _Part(_head(name, file_name or content.name, guessed), content)


def _head(name: str, file_name: str | None, media_type: str) -> bytes:
    head = f'Content-Disposition: form-data; name="{name.translate(_ESCAPES)}"'
    if file_name is not None:
        head += f'; filename="{file_name.translate(_ESCAPES)}"'
    if media_type:
        head += f"\r\nContent-Type: {media_type}"
    return f"{head}\r\n\r\n".encode("utf-8", "replace")


def _line(media_type: str, field: str) -> str:
    if media_type.isprintable():
        return media_type
    message = "The content type of a part has a line break or a control character in it."
    raise StepError("invalid-header", message, f"{field}.content_type")


def _files(value: Any, field: str, ctx: Resolver) -> Iterator[FileContent]:
    """The files a row stands for: a path, a File value, or a list of them."""
    for item in value if isinstance(value, list) else [value]:
        if is_file_value(item):
            try:
                yield content_of(item)
            except ValueError as error:
                raise StepError("invalid-file", str(error), field) from None
        elif isinstance(item, str) and item:
            yield _on_disk(item, field, ctx.folder)
        else:
            message = "A file is expected here: a path in the workspace, or a File of a response."
            raise StepError("invalid-file", message, field)


def _on_disk(name: str, field: str, folder: Path | None) -> FileContent:
    path = Path(name)
    if not path.is_absolute():
        if folder is None:
            message = f"“{name}” is relative to a workspace, and this workflow lies in none."
            raise StepError("file-not-found", message, field)
        path = folder / path
    if not path.is_file():
        message = f"There is no file “{name}” in the workspace." if folder else f"No file “{name}”."
        raise StepError("file-not-found", message, field)
    try:
        with path.open("rb"):
            size = path.stat().st_size
    except OSError as error:
        message = f"The file “{name}” cannot be read: {error.strerror}."
        raise StepError("file-not-readable", message, field) from None
    return FileContent(lambda: read_chunks(path), size, path.name)


def _guessed(name: str) -> str:
    return mimetypes.guess_type(name)[0] or _UNKNOWN_TYPE
