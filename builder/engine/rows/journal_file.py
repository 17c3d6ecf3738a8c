"""The file of a journal: its lines, where they stand, and what a kill in the middle leaves.

It holds JSON lines: a `Head`, then a `RowFinished` for each row that succeeded or failed. A kill in
the middle of a write leaves a line without an end, which is dropped.
"""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import IO, BinaryIO

import msgspec

from builder.engine.rows.data_file import Contents
from builder.model.number import Number
from builder.model.row_events import RowFinished


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What a journal is about.

    Attributes:
        flow, data: Absolute paths.
        environment: Name of the environment; empty for none.
        upto: The last step of each row's run; None for all.
        sha256: Of the data file's bytes.
        rows: How many rows that has.
        began: Seconds since 1970.
        history: What the history knows the run by; empty when it is not kept.
    """

    flow: str
    data: str
    environment: str = ""
    upto: int | None = None
    sha256: str = ""
    rows: int = 0
    began: float = 0.0
    history: str = ""
    format: int = 1

    @property
    def key(self) -> str:
        """The same for all data of one workflow, environment and last step."""
        text = f"{self.flow}\n{self.environment}\n{self.upto}"
        return sha256(text.encode()).hexdigest()[:24]

    def of(self, contents: Contents) -> Head:
        """The same, about data of these contents, beginning now."""
        return msgspec.structs.replace(
            self,
            sha256=contents.sha256,
            rows=contents.rows,
            began=time.time(),
            history=token_hex(8),
        )


class JournalError(Exception):
    """A run cannot be resumed, or its journal cannot be written; `str()` says why."""


def encoded(value: Head | RowFinished) -> bytes:
    """A line of a journal."""
    return _ENCODER.encode(value) + b"\n"


def results(file: IO[bytes]) -> Iterator[RowFinished]:
    """The finished rows in an open journal, behind its head; a line cut short ends them."""
    for line in file:
        if not line.endswith(b"\n"):
            return
        try:
            yield _RESULT.decode(line)
        except msgspec.DecodeError:
            continue  # a torn line in the middle: its row is run again


def finished_rows(path: Path) -> Iterator[RowFinished]:
    """The rows that a journal on disk calls finished, in the order they ended.

    Raises:
        JournalError: It is none.
    """
    with path.open("rb") as file:
        read_head(file, path)
        yield from results(file)


def places(path: Path) -> Iterator[tuple[RowFinished, int]]:
    """The finished rows of a journal, each with where in the file it stands (in bytes).

    Raises:
        JournalError: It is none.
    """
    with path.open("rb") as file:
        read_head(file, path)
        at = file.tell()
        for line in file:
            for result in results(io.BytesIO(line)):
                yield result, at
            at += len(line)


def row_at(path: Path, at: int) -> RowFinished | None:
    """The finished row that stands at a place of a journal; None when there is none (any more)."""
    try:
        with path.open("rb") as file:
            file.seek(at)
            return next(results(io.BytesIO(file.readline())), None)
    except OSError:
        return None


def opened(path: Path, flags: int = 0) -> BinaryIO:
    """Open for appending without a buffer, for the user alone."""
    mode = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0) | flags
    return os.fdopen(os.open(path, mode, 0o600), "wb", buffering=0)


def read_head(file: BinaryIO, path: Path) -> Head:
    """Read the first line.

    Raises:
        JournalError: It is none.
    """
    try:
        return _HEAD.decode(file.readline())
    except msgspec.DecodeError:
        raise JournalError(
            f"{path}: this is no record of finished rows. Run without --resume to start anew."
        ) from None


def whole(path: Path) -> int:
    """Bytes of the file up to its last line break."""
    with path.open("rb") as file:
        at = file.seek(0, os.SEEK_END)
        while at > 0:
            begin = max(0, at - 65_536)
            file.seek(begin)
            found = file.read(at - begin).rfind(b"\n")
            if found >= 0:
                return begin + found + 1
            at = begin
    return 0


def _plain(value: object) -> object:
    if isinstance(value, Number):
        return msgspec.Raw(str(value).encode())
    raise NotImplementedError(f"JSON cannot hold a {type(value).__name__}")


_ENCODER = msgspec.json.Encoder(enc_hook=_plain)
_HEAD = msgspec.json.Decoder(Head)
_RESULT: msgspec.json.Decoder[RowFinished] = msgspec.json.Decoder(RowFinished, float_hook=Number)
