"""Media types that a user names or a file name suggests (RFC 9110, section 8.3)."""

from __future__ import annotations

import re
from mimetypes import guess_type

from builder.model.step import StepError

_TOKEN = r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+"
_MEDIA_TYPE = re.compile(rf"{_TOKEN}/{_TOKEN}[ \t]*(;[\x20-\x7e\t\x80-\U0010ffff]*)?")
_UNKNOWN = "application/octet-stream"


def guessed_type(name: str) -> str:
    """The media type a file name suggests."""
    return guess_type(name)[0] or _UNKNOWN


def media_type_problem(text: str) -> str | None:
    """What is wrong with a typed media type; None for none at all and for one with references."""
    if not text or "{{" in text or _MEDIA_TYPE.fullmatch(text):
        return None
    return "A content type looks like image/png or text/csv; charset=utf-8."


def checked_media_type(text: str, field: str) -> str:
    """The media type, if it can be sent.

    Raises:
        StepError: "invalid-header": it has a line break or is no media type.
    """
    if text and not _MEDIA_TYPE.fullmatch(text):
        shown = text[:40] if text.isprintable() else "This text with a line break"
        message = f"“{shown}” is no content type: one looks like image/png."
        raise StepError("invalid-header", message, field)
    return text
