"""A server that counts the bytes of a request's body, in a process of its own."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


class _Sink(asyncio.Protocol):
    """Reads a request with a Content-Length and answers how many bytes its body had."""

    def __init__(self) -> None:
        self._head = bytearray()
        self._left = -1
        self._size = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        if self._left < 0:
            self._head += data
            end = self._head.find(b"\r\n\r\n")
            if end < 0:
                return
            lines = self._head[:end].lower().split(b"\r\n")
            length = next(line for line in lines if line.startswith(b"content-length:"))
            self._size = self._left = int(length.partition(b":")[2])
            data = bytes(self._head[end + 4 :])
        self._left -= len(data)
        if self._left <= 0:
            body = str(self._size).encode()
            self._transport.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n"
                b"Content-Length: %d\r\n\r\n%b" % (len(body), body)
            )
            self._transport.close()


@contextmanager
def sink_server() -> Iterator[str]:
    """Serve a sink in a child process; yields its address."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.support.sink"], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(child.stdout.readline())}"
    finally:
        child.terminate()
        child.wait(10)
        child.stdout.close()


async def _serve() -> None:
    server = await asyncio.get_running_loop().create_server(_Sink, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve())
