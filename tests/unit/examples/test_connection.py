"""What a small server on this machine refuses, over a real socket."""

from __future__ import annotations

import asyncio

import pytest

from builder.examples.answer import Answer, Asked, answer
from builder.examples.connection import LARGEST_HEAD, Connection

LARGEST = 1_000


async def exchanged(sent: bytes) -> tuple[bytes, list[Asked]]:
    """What comes back for these bytes, and the requests that were taken."""
    taken: list[Asked] = []

    def respond(asked: Asked) -> Answer:
        taken.append(asked)
        return answer({"ok": True})

    open_connections: set[Connection] = set()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: Connection(respond, open_connections, LARGEST), "127.0.0.1", 0
    )
    async with asyncio.timeout(10):
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(sent)
        try:
            back = await reader.readuntil(b"\r\n")
        finally:
            writer.close()
            server.close()
            for connection in tuple(open_connections):
                connection.close()
            await server.wait_closed()
    return back, taken


def post(body: bytes, extra: bytes = b"") -> bytes:
    length = b"Content-Length: %d\r\n" % len(body)
    return b"POST /a HTTP/1.1\r\nHost: h\r\n" + extra + length + b"\r\n" + body


async def test_what_fits_is_taken() -> None:
    back, taken = await exchanged(post(b"x" * LARGEST))
    assert back.startswith(b"HTTP/1.1 200 ")
    assert len(taken[0].body) == LARGEST


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (post(b"x" * (LARGEST + 1)), b"413"),
        (post(b"", b"X-Long: " + b"x" * LARGEST_HEAD + b"\r\n"), b"431"),
        (post(b"", b"".join(b"X-%d: %s\r\n" % (n, b"x" * 100) for n in range(1000))), b"431"),
        (b"GET /" + b"x" * (LARGEST_HEAD + 1) + b" HTTP/1.1\r\nHost: h\r\n\r\n", b"431"),
        (b"hello\r\n\r\n", b"400"),
    ],
)
async def test_what_is_too_large_or_no_request_is_refused(sent: bytes, status: bytes) -> None:
    back, taken = await exchanged(sent)
    assert back.split(b" ")[1] == status
    assert not taken
