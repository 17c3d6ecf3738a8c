"""Bodies that have to be written anew before they can be looked at, in the helper process."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from builder.viewer.json_shape import NotJson

CHUNK = 1024 * 1024


class _Kept(msgspec.Struct):
    """How a run keeps a whole output (`engine/outputs.py`)."""

    output: msgspec.Raw


@contextmanager
def whole_file(target: Path) -> Iterator[BinaryIO]:
    """A file only the user may read, which gets its name once it is whole.

    Raises:
        OSError: It cannot be written.
    """
    part = target.with_name(f"{target.name}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        yield file
    part.replace(target)


def unwrap(file: Path, target: Path) -> None:
    """Write the output that a run kept in a file, without what the run keeps beside it.

    Raises:
        NotJson: The file holds something else.
        OSError: It cannot be read or written.
    """
    try:
        kept = msgspec.json.decode(file.read_bytes(), type=_Kept)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
        raise NotJson(str(error)) from error
    with whole_file(target) as out:
        out.write(kept.output)


def recode(file: Path, target: Path, charset: str) -> None:
    """Write a text as UTF-8; bytes that are none of the charset become U+FFFD.

    Raises:
        OSError: It cannot be read or written.
    """
    decoder = codecs.getincrementaldecoder(charset)("replace")
    with file.open("rb") as source, whole_file(target) as out:
        while chunk := source.read(CHUNK):
            out.write(decoder.decode(chunk).encode("utf-8", "replace"))
        out.write(decoder.decode(b"", final=True).encode("utf-8", "replace"))
