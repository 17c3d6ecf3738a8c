"""A multipart body: multipart/form-data (RFC 7578), files streamed from disk."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing
from secrets import token_hex
from typing import Annotated, Literal

import msgspec

from builder.model.body import Body, EncodedBody
from builder.model.disk_file import files_of
from builder.model.file_value import FileContent, once
from builder.model.http import StreamedBody
from builder.model.media_type import checked_media_type, guessed_type, media_type_problem
from builder.model.problem import Problem
from builder.model.rows import PartKind, PartRow
from builder.model.step import Resolver
from builder.model.ui import Ui

_ESCAPES = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})


class _Part(msgspec.Struct, frozen=True):
    """One part: its head, and its content as bytes or as a stream."""

    head: bytes
    content: bytes | FileContent

    @property
    def size(self) -> int:
        content = self.content
        return len(self.head) + (len(content) if isinstance(content, bytes) else content.size)

    def chunks(self) -> AsyncGenerator[bytes, None]:
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
        """A file row needs a file; a content type is one line of the form type/subtype."""
        for index, row in enumerate(self.rows):
            if not row.enabled or not row.key:
                continue
            if row.type is PartKind.FILE and not row.value:
                yield Problem(f"The part “{row.key}” has no file.", field=f"rows.{index}.value")
            if reason := media_type_problem(row.content_type):
                yield Problem(reason, field=f"rows.{index}.content_type")


def _body(parts: list[_Part], end: bytes) -> bytes | StreamedBody:
    texts = [part.head + part.content for part in parts if isinstance(part.content, bytes)]
    if len(texts) == len(parts):
        return b"".join(text + b"\r\n" for text in texts) + end
    size = sum(part.size + len(b"\r\n") for part in parts) + len(end)
    files = [part.content.name for part in parts if isinstance(part.content, FileContent)]
    return StreamedBody(_stream(parts, end), size, f"<{len(parts)} parts: {', '.join(files)}>")


def _stream(parts: list[_Part], end: bytes) -> Callable[[], AsyncGenerator[bytes, None]]:
    async def chunks() -> AsyncGenerator[bytes, None]:
        for part in parts:
            yield part.head
            async with aclosing(part.chunks()) as content:
                async for chunk in content:
                    yield chunk
            yield b"\r\n"
        yield end

    return chunks


def _parts(row: PartRow, field: str, ctx: Resolver) -> Iterator[_Part]:
    name = ctx.text(row.key, f"{field}.key")
    media_type = checked_media_type(
        ctx.text(row.content_type, f"{field}.content_type"), f"{field}.content_type"
    )
    if row.type is PartKind.TEXT:
        text = ctx.text(row.value, f"{field}.value")
        yield _Part(_head(name, None, media_type), text.encode("utf-8", "replace"))
        return
    file_name = ctx.text(row.file_name, f"{field}.file_name")
    for content in files_of(ctx.value(row.value, f"{field}.value"), f"{field}.value", ctx):
        guessed = media_type or content.media_type or guessed_type(content.name)
        yield _Part(_head(name, file_name or content.name, guessed), content)


def _head(name: str, file_name: str | None, media_type: str) -> bytes:
    head = f'Content-Disposition: form-data; name="{name.translate(_ESCAPES)}"'
    if file_name is not None:
        head += f'; filename="{file_name.translate(_ESCAPES)}"'
    if media_type:
        head += f"\r\nContent-Type: {media_type}"
    return f"{head}\r\n\r\n".encode("utf-8", "replace")
