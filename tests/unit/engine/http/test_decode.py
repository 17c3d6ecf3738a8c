"""Bodies read under a limit: whole, in memory or in a file, or refused by name."""

from __future__ import annotations

import asyncio
import gzip
import subprocess
import sys
import zlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import httpx
import pytest
import zstandard

from builder.engine.http.decode import BodyResult, read_body
from builder.engine.http.errors import kind_of
from builder.engine.http.transport import Transport
from tests.support.hostile import HostileServer
from tests.support.wire import request, sockets_to, until

TEXT = b",".join(b"%d" % number for number in range(40_000))
MEGA = 1024 * 1024


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def two_members(data: bytes) -> bytes:
    return gzip.compress(data[:999]) + gzip.compress(data[999:])


def two_frames(data: bytes) -> bytes:
    return bytes(zstandard.compress(data[:999]) + zstandard.compress(data[999:]))


ENCODERS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("", bytes),
    ("identity", bytes),
    ("gzip", gzip.compress),
    ("X-GZip", gzip.compress),
    ("gzip", two_members),
    ("gzip", lambda data: gzip.compress(data) + b"\0\0\0\0"),
    ("deflate", zlib.compress),
    ("deflate", raw_deflate),
    ("br", lambda data: bytes(brotli.compress(data, quality=3))),
    ("zstd", zstandard.compress),
    ("zstd", two_frames),
    ("gzip, br", lambda data: bytes(brotli.compress(gzip.compress(data), quality=3))),
    ("deflate , identity, zstd", lambda data: zstandard.compress(zlib.compress(data))),
    ("unknown", bytes),
    ("unknown, gzip", gzip.compress),
]


def encoded(encoding: str, data: bytes, step: int = 65536) -> httpx.Response:
    async def portions() -> AsyncIterator[bytes]:
        for start in range(0, len(data), step):
            yield data[start : start + step]

    headers = {"content-encoding": encoding} if encoding else {}
    return httpx.Response(200, headers=headers, content=portions())


async def read(response: httpx.Response, folder: Path, limit: int = 10 * MEGA) -> BodyResult:
    return await read_body(response, limit, lambda: folder / "body")


@pytest.mark.parametrize("step", [1, 5, 65536])
@pytest.mark.parametrize(("encoding", "encode"), ENCODERS)
async def test_small_bodies_stay_in_memory(
    encoding: str, encode: Callable[[bytes], bytes], step: int, tmp_path: Path
) -> None:
    data = encode(TEXT[:5000])
    result = await read(encoded(encoding, data, step), tmp_path)
    assert result == BodyResult(TEXT[:5000], None, 5000, len(data))
    assert names_in(tmp_path) == []


@pytest.mark.parametrize(("encoding", "encode"), ENCODERS)
async def test_large_bodies_go_to_a_private_file(
    encoding: str, encode: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    data = encode(TEXT)
    result = await read(encoded(encoding, data), tmp_path)
    assert (result.data, result.size, result.raw_size) == (None, len(TEXT), len(data))
    assert result.path is not None
    assert result.path.read_bytes() == TEXT
    assert result.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "gzip, br"])
async def test_an_empty_body_needs_no_coding(encoding: str, tmp_path: Path) -> None:
    assert await read(encoded(encoding, b""), tmp_path) == BodyResult(b"", None, 0, 0)


@pytest.mark.parametrize("cut", [1, 4, 3000])
@pytest.mark.parametrize(("encoding", "encode"), ENCODERS[2:13])
async def test_data_that_breaks_off(
    encoding: str, encode: Callable[[bytes], bytes], cut: int, tmp_path: Path
) -> None:
    data = encode(TEXT).rstrip(b"\0")
    with pytest.raises(httpx.DecodingError, match="breaks off") as caught:
        await read(encoded(encoding, data[: len(data) - cut]), tmp_path)
    assert kind_of(caught.value) == "bad-encoding"
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
async def test_data_that_is_something_else(encoding: str, tmp_path: Path) -> None:
    with pytest.raises(httpx.DecodingError, match=f"not the {encoding} data"):
        await read(encoded(encoding, b"\xff" * 30), tmp_path)


async def test_data_that_is_damaged_on_the_way(tmp_path: Path) -> None:
    data = bytearray(gzip.compress(TEXT))
    data[-6] ^= 1
    with pytest.raises(httpx.DecodingError, match="incorrect data check"):
        await read(encoded("gzip", bytes(data)), tmp_path)
    assert names_in(tmp_path) == []


@pytest.mark.parametrize(("encoding", "encode"), ENCODERS)
async def test_the_limit_is_exact(
    encoding: str, encode: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    # Coded twice, the coded form in between counts as well.
    exact = len(TEXT)
    assert (await read(encoded(encoding, encode(TEXT)), tmp_path, exact)).size == exact
    with pytest.raises(httpx.RequestError, match=f"limit of {exact - 1} bytes") as caught:
        await read_body(encoded(encoding, encode(TEXT)), exact - 1, lambda: tmp_path / "another")
    assert kind_of(caught.value) == "response-too-large"
    assert names_in(tmp_path) == ["body"]


async def test_a_body_announced_as_too_large_is_not_read(
    server: HostileServer, transport: Transport, tmp_path: Path
) -> None:
    url = server.url + "/bytes?n=900000000"
    response = await transport.handle_async_request(request(url))
    with pytest.raises(httpx.RequestError, match="larger than the limit"):
        await read(response, tmp_path, 1000)
    await until(lambda: sockets_to(server.port) == 0)
    head = await transport.handle_async_request(request(url.replace("bytes", "ok"), "HEAD"))
    assert (await read(head, tmp_path, 5)).data == b""


async def test_a_body_that_passes_through_too_much_on_the_way(tmp_path: Path) -> None:
    """Many empty gzip members, packed: they expand to nothing in the end."""
    data = brotli.compress(gzip.compress(b"") * 100_000)
    with pytest.raises(httpx.DecodingError, match="between its content codings"):
        await read(encoded("gzip, br", data), tmp_path, MEGA)


async def test_too_many_codings(tmp_path: Path) -> None:
    with pytest.raises(httpx.DecodingError, match="more than 4 times"):
        await read(encoded("gzip, gzip, gzip, gzip, gzip", b"x"), tmp_path)


async def test_a_file_that_exists_is_never_written_to(tmp_path: Path) -> None:
    (tmp_path / "body").write_bytes(b"precious")
    with pytest.raises(httpx.RequestError, match="cannot be stored") as caught:
        await read(encoded("", TEXT), tmp_path)
    assert kind_of(caught.value) == "storage"
    assert (tmp_path / "body").read_bytes() == b"precious"


async def test_a_connection_that_breaks_leaves_no_file(
    server: HostileServer, transport: Transport, tmp_path: Path
) -> None:
    response = await transport.handle_async_request(request(server.url + "/bytes?n=90000000"))
    reading = asyncio.create_task(read(response, tmp_path, 100 * MEGA))
    await until(lambda: names_in(tmp_path))
    transport.abort()
    with pytest.raises(httpx.TransportError):
        await reading
    assert names_in(tmp_path) == []


async def test_others_get_their_turn_during_a_bomb(
    server: HostileServer, transport: Transport, tmp_path: Path
) -> None:
    response = await transport.handle_async_request(request(server.url + "/gzip-bomb?mb=400"))
    reading = asyncio.create_task(read(response, tmp_path, 300 * MEGA))
    loop = asyncio.get_running_loop()
    longest, last = 0.0, loop.time()
    while not reading.done():
        await asyncio.sleep(0)
        now = loop.time()
        longest, last = max(longest, now - last), now
    with pytest.raises(httpx.RequestError, match="larger than the limit"):
        await reading
    assert longest < 0.5
    assert names_in(tmp_path) == []


_MEASURE = """
import asyncio, resource, sys
from pathlib import Path
import httpx
from builder.engine.http.decode import read_body
from builder.engine.http.errors import ResponseTooLarge
from builder.engine.http.profile import Profile
from builder.engine.http.transport import Transport

async def main(url, folder):
    transport = Transport(Profile())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    headers = [(b"Host", b"test")]
    response = await transport.handle_async_request(httpx.Request("GET", url, headers=headers))
    try:
        await read_body(response, 150_000_000, lambda: Path(folder) / "body")
    except ResponseTooLarge:
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
    await transport.aclose()

asyncio.run(main(*sys.argv[1:]))
"""


def test_memory_stays_flat_whatever_a_body_expands_to(
    server: HostileServer, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", _MEASURE, server.url + "/gzip-bomb?mb=10000", str(tmp_path)]
    measured = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert int(measured.stdout) < 8000, "kilobytes more than before"
    assert names_in(tmp_path) == []
