"""The ways in which the hostile server misbehaves: one function or line for each path."""

from __future__ import annotations

import asyncio
import gzip
import socket
import struct
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from tests.support.hostile import HostileServer

_JSON = b'{"id": 1, "name": "widget"}'


@dataclass(frozen=True)
class Received:
    """One request as it came over the wire, without its body."""

    head: bytes
    connection: int

    @property
    def method(self) -> str:
        return self.head.split(b" ", 1)[0].decode("latin-1")

    @property
    def target(self) -> str:
        return self.head.split(b" ", 2)[1].decode("latin-1")

    @property
    def header_lines(self) -> list[bytes]:
        return self.head.split(b"\r\n")[1:-2]

    def header(self, name: bytes) -> bytes | None:
        for line in self.header_lines:
            key, _, value = line.partition(b":")
            if key.lower() == name.lower():
                return value.strip()
        return None


class Conversation:
    """One connection of a client, as the misbehaviours see it."""

    def __init__(
        self,
        server: HostileServer,
        number: int,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self.server = server
        self.number = number
        self.count = 0
        self.reader = reader
        self.writer = writer
        self.request = Received(b"", number)
        self.query: dict[str, str] = {}

    async def next_request(self) -> str:
        """Read the next head; the path it asks for."""
        head = await self.reader.readuntil(b"\r\n\r\n")
        self.count += 1
        self.request = Received(head, self.number)
        self.server.received.append(self.request)
        path, _, query = self.request.target.partition("?")
        self.query = dict(parse_qsl(query))
        return path

    async def body(self) -> bytes:
        """Read the body of the request."""
        if self.request.header(b"transfer-encoding"):
            pieces = []
            while size := int(await self.reader.readuntil(b"\r\n"), 16):
                pieces.append(await self.reader.readexactly(size))
                await self.reader.readexactly(2)
            await self.reader.readexactly(2)
            return b"".join(pieces)
        return await self.reader.readexactly(int(self.request.header(b"content-length") or 0))

    async def send(self, *parts: bytes) -> None:
        for part in parts:
            if self.writer.transport.is_closing():
                raise ConnectionResetError("the client is gone")
            self.writer.write(part)
            await self.writer.drain()
            await asyncio.sleep(0)

    def break_off(self) -> None:
        """Close with RST instead of FIN."""
        connection = self.writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()

    def number_in(self, name: str, default: float) -> float:
        return float(self.query.get(name, default))


Answer = Callable[[Conversation], Awaitable[bool]]
_ANSWERS: dict[str, Answer] = {}


def answers(path: str) -> Callable[[Answer], Answer]:
    """Mark what answers a path; it returns whether the connection goes on."""

    def register(answer: Answer) -> Answer:
        _ANSWERS[path] = answer
        return answer

    return register


def response(body: bytes = _JSON, *headers: bytes, status: bytes = b"200 OK") -> bytes:
    """A proper response with these header lines and a Content-Length."""
    lines = (b"HTTP/1.1 " + status, *headers, b"Content-Length: %d" % len(body))
    return b"\r\n".join((*lines, b"", body))


def _fixed(path: str, data: bytes, *, goes_on: bool) -> None:
    async def answer(client: Conversation) -> bool:
        await client.body()
        await client.send(data)
        return goes_on

    answers(path)(answer)


_OK = b"HTTP/1.1 200 OK\r\n"
_CHUNKED = _OK + b"Transfer-Encoding: chunked\r\n\r\n"
_SECOND = response(b"second")

# Proper, if unusual.
_fixed("/ok", response(_JSON, b"Content-Type: application/json"), goes_on=True)
_fixed("/chunked", _CHUNKED + b"5;a=1\r\nhello\r\n6\r\n world\r\n0\r\nX-T: 1\r\n\r\n", goes_on=True)
_fixed("/http10", b"HTTP/1.0 200 OK\r\n\r\nold", goes_on=False)
_fixed("/until-close", _OK + b"\r\nuntil the end", goes_on=False)
_fixed("/no-reason", b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok", goes_on=True)
_fixed("/says-close", response(_JSON, b"Connection: close"), goes_on=True)
_fixed("/short-idle", response(_JSON, b"Keep-Alive: timeout=0, max=9"), goes_on=True)
_fixed("/204", b"HTTP/1.1 204 No Content\r\n\r\n", goes_on=True)
_fixed("/304", b"HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", goes_on=True)
_fixed(
    "/1xx",
    b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n" + response(b"ok"),
    goes_on=True,
)
_fixed("/latin1-header", response(b"ok", b"X-Name: caf\xe9"), goes_on=True)
_fixed("/duplicates", response(b"ok", b"X-A: 1", b"x-a: 2", b"Set-Cookie: a=b"), goes_on=True)
_fixed("/gzip", response(gzip.compress(_JSON), b"Content-Encoding: gzip"), goes_on=True)

# Bytes beyond the end.
_fixed("/surplus", response(b"first") + b"surplus", goes_on=True)
_fixed("/two-responses", response(b"first") + _SECOND, goes_on=True)
_fixed("/surplus-after-chunked", _CHUNKED + b"5\r\nfirst\r\n0\r\n\r\n" + _SECOND, goes_on=True)
_fixed("/surplus-after-204", b"HTTP/1.1 204 None\r\n\r\n" + _SECOND, goes_on=True)
_fixed("/head-with-body", response(b"not allowed after HEAD"), goes_on=True)
_fixed("/lying-length", _OK + b"Content-Length: 5\r\n\r\nfirst and more", goes_on=True)

# Broken.
_fixed("/obs-fold", _OK + b"X-A: one\r\n two\r\nContent-Length: 0\r\n\r\n", goes_on=True)
_fixed("/lf-only", b"HTTP/1.1 200 OK\nContent-Length: 2\n\nok", goes_on=True)
_fixed("/cl-conflict", _OK + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\nokk", goes_on=True)
_fixed("/cl-bad", _OK + b"Content-Length: 2x\r\n\r\nok", goes_on=True)
_fixed(
    "/cl-te",
    _OK + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    goes_on=True,
)
_fixed("/te-gzip", _OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", goes_on=True)
_fixed("/bad-chunk", _CHUNKED + b"5\r\nhello\r\nzz\r\n", goes_on=True)
_fixed("/long-chunk", _CHUNKED + b"2\r\nhello\r\n0\r\n\r\n", goes_on=True)
_fixed("/endless-chunk-line", _CHUNKED + b"5;" + b"x" * 10_000, goes_on=True)
_fixed("/bad-status", b"HTTP/1.1 abc OK\r\n\r\n", goes_on=True)
_fixed("/nul-header", response(b"ok", b"X-A: a\x00b"), goes_on=True)
_fixed("/not-http", b"SSH-2.0-OpenSSH_9.2\r\n", goes_on=True)
_fixed("/101", b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", goes_on=True)
_fixed("/http2", b"HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n", goes_on=True)
_fixed("/huge-header", _OK + b"X-Big: " + b"x" * 2_000_000 + b"\r\n\r\n", goes_on=True)
_fixed("/truncated", _OK + b"Content-Length: 100\r\n\r\n0123456789", goes_on=False)
_fixed("/truncated-chunked", _CHUNKED + b"5\r\nhello\r\n", goes_on=False)
_fixed("/truncated-head", _OK + b"Content-Le", goes_on=False)
_fixed("/close", b"", goes_on=False)
_fixed("/bad-gzip", response(b"this is no gzip", b"Content-Encoding: gzip"), goes_on=True)
_fixed("/cut-gzip", response(gzip.compress(_JSON)[:-9], b"Content-Encoding: gzip"), goes_on=True)


_fixed("/cl-negative", _OK + b"Content-Length: -2\r\n\r\nok", goes_on=True)
_fixed("/cl-plus", _OK + b"Content-Length: +2\r\n\r\nok", goes_on=True)
_fixed("/cl-huge", _OK + b"Content-Length: " + b"9" * 30 + b"\r\n\r\nok", goes_on=True)
_fixed("/cl-list", _OK + b"Content-Length: 2, 2\r\n\r\nok", goes_on=True)
_fixed("/te-twice", _OK + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", goes_on=True)
_fixed("/te-unknown", _OK + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", goes_on=True)
_fixed("/chunk-negative", _CHUNKED + b"-5\r\nhello\r\n0\r\n\r\n", goes_on=True)
_fixed("/chunk-hex-prefix", _CHUNKED + b"0x5\r\nhello\r\n0\r\n\r\n", goes_on=True)
_fixed("/chunk-huge", _CHUNKED + b"f" * 17 + b"\r\nhello\r\n", goes_on=True)
_fixed("/chunk-lf", _CHUNKED + b"5\nhello\n0\n\n", goes_on=True)
_fixed("/huge-trailer", _CHUNKED + b"0\r\nX: " + b"x" * 400_000 + b"\r\n\r\n", goes_on=True)
_fixed("/bad-trailer", _CHUNKED + b"0\r\nno colon\r\n\r\n", goes_on=True)
_fixed("/space-in-name", _OK + b"X A: 1\r\nContent-Length: 2\r\n\r\nok", goes_on=True)
_fixed("/space-before-colon", _OK + b"X-A : 1\r\nContent-Length: 2\r\n\r\nok", goes_on=True)
_fixed("/no-colon", _OK + b"X-A\r\nContent-Length: 2\r\n\r\nok", goes_on=True)
_fixed("/status-99", b"HTTP/1.1 99 Low\r\nContent-Length: 2\r\n\r\nok", goes_on=True)
_fixed("/http-3", b"HTTP/3.0 200 OK\r\nContent-Length: 2\r\n\r\nok", goes_on=True)
_fixed("/many-1xx", b"HTTP/1.1 100 Continue\r\n\r\n" * 20_000, goes_on=True)
_fixed("/many-codings", response(b"x", b"Content-Encoding: " + b"gzip, " * 9), goes_on=True)
_fixed("/unknown-coding", response(b"as it is", b"Content-Encoding: rot13"), goes_on=True)
_fixed("/bad-br", response(b"\xff" * 40, b"Content-Encoding: br"), goes_on=True)
_fixed("/bad-zstd", response(b"\xff" * 40, b"Content-Encoding: zstd"), goes_on=True)
_fixed("/bad-deflate", response(b"\xff" * 40, b"Content-Encoding: deflate"), goes_on=True)
_fixed("/loop", response(b"", b"Location: /loop", status=b"302 Found"), goes_on=True)
_fixed("/to-file", response(b"", b"Location: file:///etc/hosts", status=b"302 Found"), goes_on=True)


@answers("/endless-header")
async def _endless_header(client: Conversation) -> bool:
    """Headers without end, none of them too long."""
    await client.send(_OK)
    while True:
        await client.send(b"X-More: " + b"x" * 1000 + b"\r\n")


@answers("/endless-body")
async def _endless_body(client: Conversation) -> bool:
    """A body without end."""
    await client.send(_OK + b"\r\n")
    while True:
        await client.send(b"x" * 65536)


@answers("/echo")
async def _echo(client: Conversation) -> bool:
    """The body of the request comes back."""
    await client.send(response(await client.body()))
    return True


@answers("/mirror")
async def _mirror(client: Conversation) -> bool:
    """The body of the request comes back while it is still arriving; needs Content-Length."""
    left = int(client.request.header(b"content-length") or 0)
    await client.send(_OK + b"Content-Length: %d\r\n\r\n" % left)
    while left:
        piece = await client.reader.read(min(left, 65536))
        left -= len(piece)
        await client.send(piece)
    return True


@answers("/bytes")
async def _bytes(client: Conversation) -> bool:
    """As many bytes as `n` says."""
    left = int(client.number_in("n", 1000))
    await client.send(_OK + b"Content-Length: %d\r\n\r\n" % left)
    while left:
        piece = b"x" * min(left, 65536)
        left -= len(piece)
        await client.send(piece)
        client.server.sent_bytes += len(piece)
    return True


@answers("/drip")
async def _drip(client: Conversation) -> bool:
    """A body of `n` bytes, one every `delay` seconds."""
    count, delay = int(client.number_in("n", 5)), client.number_in("delay", 0.02)
    await client.send(_OK + b"Content-Length: %d\r\n\r\n" % count)
    for _ in range(count):
        await asyncio.sleep(delay)
        await client.send(b"x")
    return True


@answers("/slow-headers")
async def _slow_headers(client: Conversation) -> bool:
    """A response whose every byte is a packet, `delay` seconds apart."""
    delay = client.number_in("delay", 0.001)
    for byte in response(b"ok"):
        await client.send(bytes((byte,)))
        await asyncio.sleep(delay)
    return True


@answers("/slow")
async def _slow(client: Conversation) -> bool:
    """A response after `delay` seconds."""
    await client.body()
    await asyncio.sleep(client.number_in("delay", 0.1))
    await client.send(response())
    return True


@answers("/silent")
async def _silent(client: Conversation) -> bool:
    """No response, and the body of the request is not read either."""
    await client.server.stopped.wait()
    return False


@answers("/silent-body")
async def _silent_body(client: Conversation) -> bool:
    """A head, a few bytes, and then nothing more."""
    await client.send(_OK + b"Content-Length: 100\r\n\r\n0123456789")
    await client.server.stopped.wait()
    return False


@answers("/reset")
async def _reset(client: Conversation) -> bool:
    await client.body()
    client.break_off()
    return False


@answers("/reset-in-body")
async def _reset_in_body(client: Conversation) -> bool:
    await client.send(_OK + b"Content-Length: 100\r\n\r\n0123456789")
    await asyncio.sleep(0.05)
    client.break_off()
    return False


@answers("/late-surplus")
async def _late_surplus(client: Conversation) -> bool:
    """A response that nobody asked for follows a proper one `delay` seconds later."""
    await client.send(response(b"first"))
    await asyncio.sleep(client.number_in("delay", 0.03))
    await client.send(_SECOND)
    return True


@answers("/once")
async def _once(client: Conversation) -> bool:
    """Only the first request of a connection is answered; the second finds it closed."""
    await client.body()
    if client.count > 1:
        return False
    await client.send(response())
    return True


@answers("/once-then-reset")
async def _once_then_reset(client: Conversation) -> bool:
    """As `/once`, but the second request finds the connection reset."""
    await client.body()
    if client.count > 1:
        client.break_off()
        return False
    await client.send(response())
    return True


@answers("/early-413")
async def _early_413(client: Conversation) -> bool:
    """A refusal before the body was read; then the connection goes down on what still comes."""
    refusal = response(b"too large", b"Connection: close", status=b"413 Content Too Large")
    await client.send(refusal)
    return False


@answers("/gzip-bomb")
async def _gzip_bomb(client: Conversation) -> bool:
    """`mb` megabytes of zeros as gzip, sent as they are packed, a thousandth of that."""
    packer = zlib.compressobj(level=9, wbits=31)
    zeros = bytes(1024 * 1024)
    await client.send(_OK + b"Content-Encoding: gzip\r\n\r\n")
    for _ in range(int(client.number_in("mb", 1000))):
        await client.send(packer.compress(zeros))
    await client.send(packer.flush())
    return False


async def answer(client: Conversation) -> bool:
    """Answer the next request; whether the connection goes on."""
    path = await client.next_request()
    misbehave = _ANSWERS.get(path)
    if misbehave is not None:
        return await misbehave(client)
    await client.body()
    await client.send(response(b"unknown path", status=b"404 Not Found"))
    return True
