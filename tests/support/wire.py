"""Requests straight through a transport, without what a client adds to them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable
from pathlib import Path
from typing import Any

import httpx

from builder.engine.http.transport import Transport

_SECONDS = 5.0


def request(
    url: str,
    method: str = "GET",
    headers: list[tuple[bytes, bytes]] | None = None,
    content: bytes | AsyncIterable[bytes] | None = None,
    timeouts: dict[str, float | None] | None = None,
    extensions: dict[str, Any] | None = None,
) -> httpx.Request:
    """A request with only these headers and `Host`; every timeout is 5 s unless given."""
    seconds = dict.fromkeys(("connect", "read", "write", "pool"), _SECONDS) | (timeouts or {})
    made = httpx.Request(
        method, url, content=content, extensions={"timeout": seconds} | (extensions or {})
    )
    made.headers = httpx.Headers([(b"Host", b"test"), *(headers or [])])
    return made


async def fetch(transport: Transport, url: str, method: str = "GET", **more: Any) -> httpx.Response:
    """Send a request and read the whole response, not decoded."""
    response = await transport.handle_async_request(request(url, method, **more))
    try:
        content = b"".join([piece async for piece in response.aiter_raw()])
    finally:
        await response.aclose()
    return httpx.Response(
        response.status_code,
        headers=response.headers.raw,
        stream=httpx.ByteStream(content),
        extensions=response.extensions | {"body": content},
    )


def body(response: httpx.Response) -> bytes:
    """What `fetch` read."""
    content = response.extensions["body"]
    assert isinstance(content, bytes)
    return content


def sockets_to(port: int) -> int:
    """How many open sockets of this machine lead to a port on 127.0.0.1 (Linux)."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    remote = f"0100007F:{port:04X}"
    return sum(row[2] == remote and row[9] != "0" for row in rows)


async def until(true: Any, seconds: float = _SECONDS) -> None:
    """Wait until a condition holds, or fail."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.005)
