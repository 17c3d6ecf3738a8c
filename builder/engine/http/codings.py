"""Content codings undone in slices of bounded size, however far the data expands."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Final, Protocol

import httpx

_SLICE: Final = 64 * 1024
_GZIP_MAGIC: Final = b"\x1f\x8b"
_GZIP: Final = zlib.MAX_WBITS | 16
_MAX_CODINGS: Final = 4
# One block of zstd takes at least 4 bytes and expands to at most 128 KiB: 8 MiB for this many.
_ZSTD_INPUT: Final = 256
# The window that RFC 9659 allows for zstd as a content coding.
_ZSTD_WINDOW: Final = 8 * 1024 * 1024


class Decoder(Protocol):
    """Undoes one content coding."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The decoded bytes of the next encoded ones (not empty), in slices.

        Raises:
            httpx.DecodingError: The data is broken.
        """

    def end(self) -> None:
        """Check that the data that was fed is complete.

        Raises:
            httpx.DecodingError: It is not.
        """


class _Inflate:
    """One zlib stream, in whatever wrapper the window bits say."""

    def __init__(self, name: str, window_bits: int) -> None:
        self._name = name
        self._inflate = zlib.decompressobj(window_bits)

    @property
    def ended(self) -> bool:
        return self._inflate.eof

    @property
    def rest(self) -> bytes:
        """What followed the end of the stream."""
        return self._inflate.unused_data

    def feed(self, data: bytes) -> Iterator[bytes]:
        decoded = data
        while (data or decoded) and not self._inflate.eof:
            try:
                decoded = self._inflate.decompress(data, _SLICE)
            except zlib.error as error:
                raise _broken(self._name, error) from None
            data = self._inflate.unconsumed_tail
            if decoded:
                yield decoded

    def end(self) -> None:
        if not self._inflate.eof:
            raise _incomplete(self._name)


class _Gzip:
    """gzip (RFC 1952): one member after the other; what else follows a member is ignored."""

    def __init__(self) -> None:
        self._member = _Inflate("gzip", _GZIP)
        self._between = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._member.ended and not self._next_member(data):
                return
            data, self._between = self._between + data, b""
            yield from self._member.feed(data)
            data = self._member.rest

    def end(self) -> None:
        self._member.end()

    def _next_member(self, data: bytes) -> bool:
        """Start on the member that follows; False while there is none."""
        between = self._between + data[:2]
        if not between.startswith(_GZIP_MAGIC):
            self._between = between[:2]
            return False
        self._member = _Inflate("gzip", _GZIP)
        return True


class _Deflate:
    """deflate: a zlib stream (RFC 1950), or the bare one (RFC 1951) that some servers send."""

    def __init__(self) -> None:
        self._start = b""
        self._inflate: _Inflate | None = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._inflate is None:
            data = self._start + data
            if len(data) < 2:
                self._start = data
                return
            wrapped = data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0
            bits = zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS
            self._inflate = _Inflate("deflate", bits)
        yield from self._inflate.feed(data)

    def end(self) -> None:
        if self._inflate is None:
            raise _incomplete("deflate")
        self._inflate.end()


class _Brotli:
    """br (RFC 7932)."""

    def __init__(self) -> None:
        import brotli  # type: ignore[import-untyped]

        self._error = brotli.error
        self._decompressor = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        while not self._decompressor.is_finished():
            try:
                decoded = self._decompressor.process(data, output_buffer_limit=_SLICE)
            except self._error as error:
                raise _broken("br", error) from None
            if decoded:
                yield decoded
            elif self._decompressor.can_accept_more_data():
                return
            data = b""

    def end(self) -> None:
        if not self._decompressor.is_finished():
            raise _incomplete("br")


class _Zstd:
    """zstd (RFC 8878): one frame after the other."""

    def __init__(self) -> None:
        import zstandard

        self._error = zstandard.ZstdError
        self._frames = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
        self._frame = self._frames.decompressobj()

    def feed(self, data: bytes) -> Iterator[bytes]:
        for start in range(0, len(data), _ZSTD_INPUT):
            part = data[start : start + _ZSTD_INPUT]
            while part:
                if self._frame.eof:
                    self._frame = self._frames.decompressobj()
                try:
                    decoded = self._frame.decompress(part)
                except self._error as error:
                    raise _broken("zstd", error) from None
                part = self._frame.unused_data
                if decoded:
                    yield decoded

    def end(self) -> None:
        if not self._frame.eof:
            raise _incomplete("zstd")


_DECODERS: Final[dict[str, Callable[[], Decoder]]] = {
    "gzip": _Gzip,
    "x-gzip": _Gzip,
    "deflate": _Deflate,
    "br": _Brotli,
    "zstd": _Zstd,
}


class Decoding:
    """All codings of one body undone, the last applied first.

    The limit holds between the codings too: a body that expands to nothing may pass through a
    great deal on the way.
    """

    def __init__(self, decoders: Sequence[Decoder], limit: int) -> None:
        self._decoders = decoders
        self._limit = limit
        self._between = 0
        self._fed = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The decoded bytes of the next ones from the wire, in slices, some of them empty.

        Raises:
            httpx.DecodingError: They are broken, or expand beyond the limit on the way.
        """
        self._fed = self._fed or bool(data)
        return self._through(0, data)

    def end(self) -> None:
        """Check that the body is complete; an empty one is, whatever its codings.

        Raises:
            httpx.DecodingError: It is not.
        """
        if self._fed:
            for decoder in self._decoders:
                decoder.end()

    def _through(self, index: int, data: bytes) -> Iterator[bytes]:
        if index == len(self._decoders):
            yield data
            return
        for decoded in self._decoders[index].feed(data):
            if index < len(self._decoders) - 1:
                yield self._counted(decoded)
            yield from self._through(index + 1, decoded)

    def _counted(self, decoded: bytes) -> bytes:
        """Count what one coding hands to the next; an empty slice, for others to get their turn."""
        self._between += len(decoded)
        if self._between > self._limit:
            raise httpx.DecodingError(
                f"The body expands beyond {self._limit} bytes between its content codings."
            )
        return b""


def decoding(content_encoding: str, limit: int) -> Decoding | None:
    """How to decode a body with this Content-Encoding (RFC 9110, section 8.4).

    A coding that is not known, and what lies within it, is left as it is.

    Args:
        content_encoding: The value of the header; empty when there is none.
        limit: The most bytes one coding may hand to the next.

    Returns:
        None when there is nothing to decode.

    Raises:
        httpx.DecodingError: More codings than any honest server applies.
    """
    names = [name.strip().lower() for name in content_encoding.split(",")]
    decoders: list[Decoder] = []
    for name in reversed([name for name in names if name not in ("", "identity")]):
        if name not in _DECODERS:
            break
        if len(decoders) == _MAX_CODINGS:
            raise httpx.DecodingError(f"The body is encoded more than {_MAX_CODINGS} times.")
        decoders.append(_DECODERS[name]())
    return Decoding(decoders, limit) if decoders else None


def _broken(name: str, error: Exception) -> httpx.DecodingError:
    return httpx.DecodingError(
        f"The body is not the {name} data that its Content-Encoding says ({error})."
    )


def _incomplete(name: str) -> httpx.DecodingError:
    return httpx.DecodingError(f"The {name} data of the body breaks off before its end.")
