"""A File: bytes that references hand on, with their name and media type.

The bytes stay on disk until somebody needs them: a body streams the file (`disk_file`), and only a
reference to the whole value or to its `data` reads it.
"""

from __future__ import annotations

from binascii import unhexlify
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

FILE = "FILE"
"""What `dataType` of a File value says."""

_KEYS = ("name", "data", "mimeType", "size", "dataType")


class FileValue(Mapping[str, Any]):
    """A File value over a file on disk: `{name, data (hex), mimeType, size, dataType: "FILE"}`."""

    __slots__ = ("_known", "path")

    def __init__(self, path: Path, name: str, media_type: str, size: int) -> None:
        self.path = path
        self._known = {"name": name, "mimeType": media_type, "size": size, "dataType": FILE}

    def __getitem__(self, key: str) -> Any:
        """The hex digits are read from disk. Raises OSError when the file is gone."""
        return self.path.read_bytes().hex() if key == "data" else self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(_KEYS)

    def __len__(self) -> int:
        return len(_KEYS)

    def __contains__(self, key: object) -> bool:
        return key in _KEYS

    def __repr__(self) -> str:
        return f"FileValue({self._known['name']!r}, {self._known['size']} bytes)"


class FileContent(msgspec.Struct, frozen=True):
    """A file that is about to be sent.

    Attributes:
        chunks: Makes a fresh iterator over the bytes.
        size: Length in bytes.
        name: File name without folders.
        media_type: Empty when it is not known.
    """

    chunks: Callable[[], AsyncGenerator[bytes, None]]
    size: int
    name: str
    media_type: str = ""


def as_file(name: str, media_type: str, content: bytes) -> dict[str, Any]:
    """A File value that has its data with it."""
    values = (name, content.hex(), media_type, len(content), FILE)
    return dict(zip(_KEYS, values, strict=True))


def is_file_value(value: Any) -> bool:
    """Whether a JSON value is a File."""
    return isinstance(value, Mapping) and value.get("dataType") == FILE


def content_of(value: Mapping[str, Any]) -> FileContent:
    """The content of a File value that has its data with it.

    Raises:
        ValueError: Its data are no hex digits, or it has none.
    """
    name, media_type = str(value.get("name") or "file"), str(value.get("mimeType") or "")
    data = value.get("data")
    if not isinstance(data, str):
        raise ValueError("The File has no data.")
    try:
        content = unhexlify(data)
    except ValueError:
        raise ValueError("The data of the File are no hex digits.") from None
    return FileContent(lambda: once(content), len(content), name, media_type)


async def once(content: bytes) -> AsyncGenerator[bytes, None]:
    """Bytes as a stream of one chunk."""
    yield content
