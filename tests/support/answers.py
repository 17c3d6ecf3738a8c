"""Answers as they are sent into the flow of an authorization."""

from __future__ import annotations

from builder.model.http import BodyRecord, Header
from builder.model.step import Received


def answer(
    body: bytes | str = b"",
    status: int = 200,
    media_type: str = "application/json",
    headers: tuple[Header, ...] = (),
    url: str = "http://x/",
) -> Received:
    """What a server answered."""
    data = body.encode() if isinstance(body, str) else body
    record = BodyRecord(len(data), media_type, data)
    return Received(status, url, headers, record, 1.0, ())
