"""A body's bytes and what they are: JSON, text of some charset, an image, or unknown bytes."""

from __future__ import annotations

import codecs
import mmap
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from builder.model.http import BodyRecord

Bytes = bytes | mmap.mmap
"""The bytes themselves, or a file mapped into memory."""

SNIFFED = 1024
"""How many bytes are looked at where the media type says nothing."""
IMAGES = frozenset({"png", "jpeg", "jpg", "gif", "webp", "bmp", "x-icon", "vnd.microsoft.icon"})
TEXT_SUBTYPES = frozenset(
    {"xml", "javascript", "x-www-form-urlencoded", "yaml", "x-yaml", "toml", "graphql", "x-ndjson"}
)


class Nature(StrEnum):
    """What a body is, which decides how it can be looked at."""

    EMPTY = "empty"
    JSON = "json"
    HTML = "html"
    TEXT = "text"
    IMAGE = "image"
    BINARY = "binary"


@dataclass(frozen=True, slots=True)
class Body:
    """A body that can be looked at.

    Attributes:
        data: The bytes.
        media_type: Type and subtype in lower case, without parameters; empty when unknown.
        charset: Python's name of the encoding of its text.
        nature: What it is.
        path: The file the bytes lie in, if they do.
    """

    data: Bytes
    media_type: str
    charset: str
    nature: Nature
    path: str | None = None


def open_body(record: BodyRecord) -> Body:
    """The body of a record; a file is mapped, not read.

    Raises:
        OSError: The file is gone or cannot be read.
    """
    data: Bytes = record.data or b""
    if record.path is not None:
        with Path(record.path).open("rb") as file:
            empty = file.seek(0, 2) == 0
            data = b"" if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return make_body(data, record.media_type, record.path)


def make_body(data: Bytes, content_type: str, path: str | None = None) -> Body:
    """A body from bytes and the value of a Content-Type header."""
    media_type, _, parameters = content_type.partition(";")
    media_type = media_type.strip().lower()
    charset = _charset(parameters, data)
    nature = _nature(media_type, data)
    if charset.startswith(("utf-16", "utf-32")) and nature not in (Nature.IMAGE, Nature.BINARY):
        # Rows are split at the byte of a newline, which these encodings do not have.
        data, charset, path = data[:].decode(charset, "replace").encode(), "utf-8", None
    return Body(data, media_type, charset, nature, path)


def _charset(parameters: str, data: Bytes) -> str:
    for mark, name in (
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data[:4].startswith(mark):
            return name
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            try:
                return codecs.lookup(value.strip().strip('"')).name
            except LookupError:
                break
    return "utf-8"


def _nature(media_type: str, data: Bytes) -> Nature:
    kind, _, subtype = media_type.partition("/")
    if not len(data):
        return Nature.EMPTY
    if subtype == "json" or subtype.endswith("+json"):
        return Nature.JSON
    if subtype in ("html", "xhtml+xml"):
        return Nature.HTML
    if kind == "image" and subtype in IMAGES:
        return Nature.IMAGE
    if kind == "text" or subtype in TEXT_SUBTYPES or subtype.endswith("+xml"):
        return Nature.TEXT
    return _sniffed(data[:SNIFFED])


def _sniffed(start: bytes) -> Nature:
    if b"\0" in start:
        return Nature.BINARY
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return Nature.BINARY
    return Nature.JSON if start.lstrip()[:1] in (b"{", b"[") else Nature.TEXT
