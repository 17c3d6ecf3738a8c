"""The body of a response, decompressed under a limit: in memory when small, else in a file."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

import httpx

from builder.engine.http.codings import Decoding, decoding
from builder.engine.http.errors import BodyNotStored, ResponseTooLarge

_IN_MEMORY: Final = 64 * 1024
_WITHOUT_BODY: Final = frozenset((204, 304))
# Bytes decoded between two turns of the event loop: about a millisecond of work.
_TURN: Final = 1024 * 1024
_SLICE_COST: Final = 16 * 1024


@dataclass(frozen=True, slots=True)
class BodyResult:
    """A body that was read to its end.

    Attributes:
        data: The decoded bytes, or None when they are in a file.
        path: That file, readable by the user alone, or None.
        size: How many bytes it has decoded.
        raw_size: How many came over the wire.
    """

    data: bytes | None
    path: Path | None
    size: int
    raw_size: int


async def read_body(response: httpx.Response, limit: int, sink: Callable[[], Path]) -> BodyResult:
    """Read a streamed response to its end, undoing its Content-Encoding.

    Memory stays flat however far the body expands, and other tasks get their turn meanwhile. When
    it fails, the response is closed and no file is left behind.

    Args:
        response: Not read yet, as with `stream=True` or straight from a transport.
        limit: The most bytes it may have after decoding.
        sink: Names the file, not existing yet, for a body over 64 KiB; called at most once.

    Raises:
        ResponseTooLarge: It has more bytes than the limit.
        httpx.DecodingError: It is not what its Content-Encoding says.
        BodyNotStored: The file cannot be written.
        httpx.TransportError: The connection failed.
    """
    store = _Store(limit, sink)
    try:
        coding, length = _declared(response)
        undo = decoding(coding, limit)
        if undo is None:
            _check_announced(response, length, limit)
        raw_size = await _read(response, undo, store)
        return store.result(raw_size)
    except BaseException:
        store.discard()
        await response.aclose()
        raise


async def _read(response: httpx.Response, undo: Decoding | None, store: _Store) -> int:
    raw_size = 0
    async for raw in response.aiter_raw():
        raw_size += len(raw)
        if undo is None:
            store.write(raw)
        else:
            await _write_in_turns(undo.feed(raw), store)
    if undo is not None:
        undo.end()
    return raw_size


async def _write_in_turns(slices: Iterable[bytes], store: _Store) -> None:
    since = 0
    for decoded in slices:
        store.write(decoded)
        since += len(decoded) + _SLICE_COST
        if since >= _TURN:
            since = 0
            await asyncio.sleep(0)


def _declared(response: httpx.Response) -> tuple[str, str]:
    """Content-Encoding and Content-Length, empty when there is none; one look at the headers."""
    coding = length = ""
    for name, value in response.headers.raw:
        match name.lower():
            case b"content-encoding":
                coding = f"{coding},{value.decode('latin-1')}"
            case b"content-length":
                length = value.decode("latin-1")
    return coding, length


def _check_announced(response: httpx.Response, announced: str, limit: int) -> None:
    """Refuse a body that is announced as too large before any of it is read."""
    if not announced.isdigit() or int(announced) <= limit:
        return
    to_head = response.extensions.get("sent_head", b"").startswith(b"HEAD ")
    if not to_head and response.status_code not in _WITHOUT_BODY:
        raise _too_large(limit)


def _too_large(limit: int) -> ResponseTooLarge:
    return ResponseTooLarge(
        f"The response is larger than the limit of {limit} bytes; raise the limit to receive it."
    )


class _Store:
    """Takes decoded bytes: a list that becomes a file when it grows."""

    __slots__ = ("_file", "_limit", "_path", "_pieces", "_sink", "_size")

    def __init__(self, limit: int, sink: Callable[[], Path]) -> None:
        self._limit = limit
        self._sink = sink
        self._size = 0
        self._pieces: list[bytes] = []
        self._path: Path | None = None
        self._file: BinaryIO | None = None

    def write(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > self._limit:
            raise _too_large(self._limit)
        if self._file is None and self._size <= _IN_MEMORY:
            self._pieces.append(data)
            return
        with self._named_failure():
            self._to_file(data)

    def result(self, raw_size: int) -> BodyResult:
        if self._file is None:
            return BodyResult(b"".join(self._pieces), None, self._size, raw_size)
        with self._named_failure():
            self._file.close()
        return BodyResult(None, self._path, self._size, raw_size)

    def discard(self) -> None:
        if self._file is not None and self._path is not None:
            # What could not be written the first time cannot be written now either.
            with contextlib.suppress(OSError):
                self._file.close()
            self._path.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _named_failure(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise BodyNotStored(
                f"The body cannot be stored in {self._path}: {error.strerror or error}."
            ) from error

    def _to_file(self, data: bytes) -> None:
        if self._file is None:
            self._path = self._sink()
            self._file = _private_file(self._path)
            self._file.write(b"".join(self._pieces))
            self._pieces.clear()
        self._file.write(data)


def _private_file(path: Path) -> BinaryIO:
    """A new file that only the user may read; never one that exists, nor through a link."""

    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, 0o600)

    return open(path, "xb", opener=opener)
