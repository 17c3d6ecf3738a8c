"""A body's bytes and what they are: JSON, text of some charset, an image, or unknown bytes."""

from __future__ import annotations

import codecs
import mmap
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from builder.model.http import BodyRecord

Bytes = bytes | mmap.mmap
"""The bytes themselves, or a file mapped into memory."""

RECODED_HERE = 256 * 1024
"""Bytes of a text that are brought into UTF-8 in the window's process."""
SNIFFED = 1024
"""How many bytes are looked at where the media type says nothing."""
IMAGES = frozenset({"png", "jpeg", "jpg", "gif", "webp", "bmp", "x-icon", "vnd.microsoft.icon"})
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")
"""What images begin with, for those of which the media type says nothing."""
TEXT_SUBTYPES = frozenset(
    {"xml", "javascript", "x-www-form-urlencoded", "yaml", "x-yaml", "toml", "graphql", "x-ndjson"}
)


class Nature(StrEnum):
    """What a body is, which decides how it can be looked at."""

    EMPTY = "empty"
    JSON = "json"
    HTML = "html"
    CSV = "csv"
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
        unknown_charset: What the response calls its charset, when nobody knows it.
    """

    data: Bytes
    media_type: str
    charset: str
    nature: Nature
    path: str | None = None
    unknown_charset: str = ""

    @property
    def content_type(self) -> str:
        """Media type and charset, as a header has them."""
        return f"{self.media_type}; charset={self.charset}"

    @property
    def to_recode(self) -> bool:
        """Whether the bytes have to be brought into UTF-8 before rows or JSON are found in them.

        Rows are split at the byte of a newline, which UTF-16 and UTF-32 do not have; JSON is read
        as UTF-8 (RFC 8259, section 8.1) without a byte order mark.
        """
        if self.nature in (Nature.IMAGE, Nature.BINARY, Nature.EMPTY):
            return False
        wide = self.charset.startswith(("utf-16", "utf-32"))
        return wide or (self.nature is Nature.JSON and self.charset not in ("utf-8", "ascii"))


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
    charset, unknown = _charset(parameters, data)
    nature = _nature(media_type, data)
    body = Body(data, media_type, charset, nature, path, unknown)
    if body.to_recode and (path is None or len(data) <= RECODED_HERE):
        recoded = data[:].decode(charset, "replace").encode("utf-8", "replace")
        body = replace(body, data=recoded, charset="utf-8", path=None)
    return body


def _charset(parameters: str, data: Bytes) -> tuple[str, str]:
    """Python's name of the charset, and the one that was given when nobody knows it."""
    for mark, name in (
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
        (codecs.BOM_UTF8, "utf-8-sig"),
    ):
        if data[:4].startswith(mark):
            return name, ""
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return _known(value.strip().strip('"'))
    return "utf-8", ""


def _known(charset: str) -> tuple[str, str]:
    try:
        found = codecs.lookup(charset)
        "".encode(found.name)  # some codecs turn bytes into bytes, and are no charset
    except (LookupError, ValueError):
        return "utf-8", charset
    return found.name, ""


def _nature(media_type: str, data: Bytes) -> Nature:
    kind, _, subtype = media_type.partition("/")
    if not len(data):
        return Nature.EMPTY
    if subtype == "json" or subtype.endswith("+json"):
        return Nature.JSON
    if subtype in ("html", "xhtml+xml"):
        return Nature.HTML
    if subtype in ("csv", "tab-separated-values"):
        return Nature.CSV
    if kind == "image" and subtype in IMAGES:
        return Nature.IMAGE
    if kind == "text" or subtype in TEXT_SUBTYPES or subtype.endswith("+xml"):
        return Nature.TEXT
    return _sniffed(data[:SNIFFED])


def _sniffed(start: bytes) -> Nature:
    if start.startswith(PICTURES) or (start[:4] == b"RIFF" and start[8:12] == b"WEBP"):
        return Nature.IMAGE
    if b"\0" in start:
        return Nature.BINARY
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return Nature.BINARY
    return Nature.JSON if start.lstrip()[:1] in (b"{", b"[") else Nature.TEXT
