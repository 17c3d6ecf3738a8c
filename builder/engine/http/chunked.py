"""The chunked transfer coding, read strictly (RFC 9112, section 7.1)."""

from __future__ import annotations

import re
from typing import Final

from builder.engine.http.errors import BadResponse

_MAX_SIZE_LINE: Final = 4096
_SIZE_LINE: Final = re.compile(rb"([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\x00-\x08\x0a-\x1f\x7f]*)?\r\n")
_TRAILER: Final = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\x00\r\n]*\r\n")
_CRLF: Final = b"\r\n"


class ChunkedDecoder:
    """Takes the chunks apart, piece by piece as they arrive.

    A chunk must say its size in hexadecimal, be followed by CRLF, and no line may end otherwise.
    Extensions and trailers are checked, bounded and dropped.

    Attributes:
        done: Whether the last chunk and the trailers are complete.
        surplus: Whether bytes followed the end.
    """

    __slots__ = ("_left", "_line", "_max_trailer", "_step", "_trailer_size", "done", "surplus")

    def __init__(self, max_trailer_bytes: int) -> None:
        self.done = False
        self.surplus = False
        self._left = 0
        self._line = b""
        self._max_trailer = max_trailer_bytes
        self._trailer_size = 0
        self._step = self._size

    def feed(self, data: bytes) -> bytes:
        """The body bytes within the next bytes from the wire.

        Raises:
            BadResponse: The coding is broken.
        """
        pieces = []
        position, end = 0, len(data)
        while position < end and not self.done:
            if self._left:
                piece = data[position : position + self._left]
                pieces.append(piece)
                position += len(piece)
                self._left -= len(piece)
            else:
                position = self._take_line(data, position)
        self.surplus = position < end
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def _take_line(self, data: bytes, position: int) -> int:
        newline = data.find(b"\n", position) + 1
        stop = newline or len(data)
        self._line += data[position:stop]
        if newline:
            line, self._line = self._line, b""
            self._step(line)
        else:
            self._check_partial()
        return stop

    def _check_partial(self) -> None:
        """Refuse at once what can no longer become a valid line, instead of waiting for its end."""
        if self._step == self._after_data and not _CRLF.startswith(self._line):
            raise BadResponse("a chunk is longer than its size says")
        limit = self._max_trailer if self._step == self._trailer else _MAX_SIZE_LINE
        if len(self._line) > limit:
            raise BadResponse("a line of the chunked body is too long")
        if self._step == self._size and not _SIZE_LINE.match(self._line.rstrip(b"\r") + _CRLF):
            raise BadResponse("a chunk does not start with its size")

    def _size(self, line: bytes) -> None:
        match = _SIZE_LINE.fullmatch(line)
        if match is None or len(line) > _MAX_SIZE_LINE:
            raise BadResponse("a chunk does not start with its size")
        self._left = int(match[1], 16)
        self._step = self._after_data if self._left else self._trailer

    def _after_data(self, line: bytes) -> None:
        if line != _CRLF:
            raise BadResponse("a chunk is longer than its size says")
        self._step = self._size

    def _trailer(self, line: bytes) -> None:
        if line == _CRLF:
            self.done = True
            return
        self._trailer_size += len(line)
        if self._trailer_size > self._max_trailer:
            raise BadResponse("the trailers after the chunked body are too large")
        if _TRAILER.fullmatch(line) is None:
            raise BadResponse("a trailer after the chunked body is malformed")
