"""Records made small: JSON, deflated, with what the items of a step have in common left out."""

from __future__ import annotations

import zlib

_RAW = -15
"""Deflate without a header (RFC 1951), 32 KiB back."""

_LEVEL = 1
PATTERN = 4096
"""Bytes of the first item's record that later ones are compressed against."""

_SMALL = 8 * 1024
_SMALL_WINDOW, _SMALL_MEMORY = -13, 6
"""For small records: setting up 8 KiB back takes a seventh of the time, for the same size."""


def pack(data: bytes, pattern: bytes = b"") -> bytes:
    """Compress.

    Args:
        data: What is kept.
        pattern: Bytes that are likely to come in it; `unpack` needs the same.
    """
    is_small = len(data) < _SMALL
    window, memory = (_SMALL_WINDOW, _SMALL_MEMORY) if is_small else (_RAW, zlib.DEF_MEM_LEVEL)
    squeezer = (
        zlib.compressobj(_LEVEL, zlib.DEFLATED, window, memory, zdict=pattern)
        if pattern
        else zlib.compressobj(_LEVEL, zlib.DEFLATED, window, memory)
    )
    return squeezer.compress(data) + squeezer.flush()


def unpack(data: bytes, pattern: bytes = b"") -> bytes:
    """What was packed.

    Raises:
        zlib.error: It was packed otherwise.
    """
    if not pattern:
        return zlib.decompress(data, _RAW)
    return zlib.decompressobj(_RAW, zdict=pattern).decompress(data)
