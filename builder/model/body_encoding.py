"""Body encodings: the text of a body names its bytes, and those are what is sent.

Hex and Base64 (RFC 4648) are decoded; the character encodings say how the characters become bytes.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial

from builder.model.text_fault import TextFault, place_of

ENCODING_HEADER = "x-paragon-encoding"
"""Lower-case name of the header that chooses the encoding; it is never sent itself."""

_BINARY_TYPE = "application/octet-stream"


class BodyEncoding(StrEnum):
    """How the text of a body names the bytes that are sent."""

    NONE = "none"
    HEX = "hex"
    BASE64 = "base64"
    BASE64URL = "base64url"
    UTF8 = "utf8"
    UTF16LE = "utf16le"
    LATIN1 = "latin1"
    ASCII = "ascii"

    @property
    def label(self) -> str:
        """What the user reads."""
        return "None (text as UTF-8)" if self is BodyEncoding.NONE else self.value

    @property
    def binary(self) -> bool:
        """Whether the text is digits that stand for bytes, rather than text."""
        return self in (BodyEncoding.HEX, BodyEncoding.BASE64, BodyEncoding.BASE64URL)


def encoding_named(name: str) -> BodyEncoding:
    """The encoding a header value names; case and hyphens do not matter.

    Raises:
        ValueError: There is no such encoding.
    """
    wanted = name.strip().lower()
    for encoding in BodyEncoding:
        if wanted.replace("-", "") == encoding.value and encoding is not BodyEncoding.NONE:
            return encoding
    known = ", ".join(encoding for encoding in BodyEncoding if encoding is not BodyEncoding.NONE)
    raise ValueError(f"“{name[:40]}” is no body encoding: use one of {known}.")


def decoded(text: str, encoding: BodyEncoding) -> bytes:
    """The bytes that a text stands for.

    White space between hex or Base64 digits is skipped, and the padding of Base64 may be left out.

    Raises:
        TextFault: The text is not in that encoding; the reason names the position.
    """
    return _DECODERS[encoding](text)


def fitting_type(content_type: str, encoding: BodyEncoding) -> str:
    """The Content-Type of a body in an encoding, from that of the body as UTF-8 text."""
    if encoding.binary:
        return _BINARY_TYPE
    charset = _CHARSETS.get(encoding)
    if charset is None or not content_type.startswith("text/"):
        return content_type
    return f"{content_type.partition(';')[0]}; charset={charset}"


_CHARSETS = {
    BodyEncoding.UTF16LE: "utf-16le",
    BodyEncoding.LATIN1: "iso-8859-1",
    BodyEncoding.ASCII: "us-ascii",
}
_SPACE = re.compile(r"[ \t\r\n]+")
_NOT_HEX = re.compile(r"[^0-9A-Fa-f \t\r\n]")
_NOT_BASE64 = re.compile(r"[^0-9A-Za-z+/= \t\r\n]")
_NOT_BASE64URL = re.compile(r"[^0-9A-Za-z_=\- \t\r\n]")


def _hex(text: str) -> bytes:
    if wrong := _NOT_HEX.search(text):
        raise _fault(text, wrong.start(), f"{_shown(wrong[0])} is no hex digit")
    digits = _SPACE.sub("", text)
    if len(digits) % 2:
        last = len(text.rstrip()) - 1
        raise _fault(text, last, f"{_shown(text[last])} is half a byte: hex digits come in pairs")
    return bytes.fromhex(digits)


def _base64(text: str, refused: re.Pattern[str], other: str) -> bytes:
    if wrong := refused.search(text):
        raise _fault(text, wrong.start(), f"{_shown(wrong[0])} is no {other} digit")
    compact = _SPACE.sub("", text)
    digits = compact.rstrip("=")
    padding = len(compact) - len(digits)
    if "=" in digits:
        raise _fault(text, text.index("="), "“=” can only stand at the end")
    if len(digits) % 4 == 1:
        last = text.rindex(digits[-1])
        raise _fault(text, last, f"{_shown(digits[-1])} is left over: the text is cut off")
    if padding and padding != -len(digits) % 4:
        raise _fault(text, text.index("="), "the padding “=” does not fit the number of digits")
    return b64decode(digits.replace("-", "+").replace("_", "/") + "=" * (-len(digits) % 4))


def _characters(text: str, codec: str) -> bytes:
    try:
        return text.encode(codec)
    except UnicodeEncodeError as error:
        wrong = text[error.start]
        raise _fault(text, error.start, f"{_shown(wrong)} does not exist in {codec}") from None


_DECODERS: Mapping[BodyEncoding, Callable[[str], bytes]] = {
    BodyEncoding.NONE: lambda text: text.encode("utf-8", "replace"),
    BodyEncoding.HEX: _hex,
    BodyEncoding.BASE64: partial(_base64, refused=_NOT_BASE64, other="Base64"),
    BodyEncoding.BASE64URL: partial(_base64, refused=_NOT_BASE64URL, other="base64url"),
    BodyEncoding.UTF8: partial(_characters, codec="utf-8"),
    BodyEncoding.UTF16LE: partial(_characters, codec="utf-16-le"),
    BodyEncoding.LATIN1: partial(_characters, codec="latin-1"),
    BodyEncoding.ASCII: partial(_characters, codec="ascii"),
}


def _shown(character: str) -> str:
    return f"“{character}”" if character.isprintable() else f"U+{ord(character):04X}"


def _fault(text: str, offset: int, reason: str) -> TextFault:
    line, column = place_of(text, offset)
    where = f"position {offset + 1}"
    if "\n" in text:
        where += f" (line {line}, column {column})"
    fault = TextFault(f"{reason}, at {where}")
    fault.line, fault.column = line, column
    return fault
