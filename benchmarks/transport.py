"""Requests a second of this program's transport, side by side with other Python clients.

    python benchmarks/transport.py [REQUESTS]

Every client asks one loopback server, in a process of its own, for the same small JSON document:
one request after the other, 10 at once, 50 at once. Rounds are interleaved and the median counts,
so that a busy machine slows all of them alike. The ratios are what matters; the figures behind them
belong to the machine. Clients that are not installed are left out.
"""

from __future__ import annotations

import asyncio
import importlib.util
import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import httpx

from builder.engine.http.decode import read_body
from builder.engine.http.profile import Profile
from builder.engine.http.transport import Transport

BODY = b'{"id": 1, "name": "widget", "tags": ["a", "b"], "price": 1.10, "stock": 12}'
RESPONSE = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: Mon, 23 Nov 2026 10:00:00 GMT\r\n"
    b"Server: loopback\r\nContent-Length: %d\r\n\r\n%b" % (len(BODY), BODY)
)
AT_ONCE = (1, 10, 50)
ROUNDS = 3

Fetch = Callable[[], Awaitable[bytes]]
Client = Callable[[str], AbstractAsyncContextManager[Fetch]]


class Server(asyncio.Protocol):
    """Answers each request head with the same response."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.transport.write(RESPONSE * data.count(b"\r\n\r\n"))


def serve(pipe: Connection) -> None:
    """Run the server until the process is ended; tell its port through the pipe."""

    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(Server, "127.0.0.1", 0)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


@asynccontextmanager
async def ours_bare(url: str) -> AsyncIterator[Fetch]:
    """The transport and `read_body` as the engine uses them."""
    transport = Transport(Profile())
    target = httpx.URL(url)
    headers = [(b"Host", target.netloc), (b"Accept", b"*/*"), (b"User-Agent", b"benchmark")]

    def no_file() -> Path:
        raise AssertionError("the document is small")

    async def fetch() -> bytes:
        request = httpx.Request("GET", target, headers=headers)
        response = await transport.handle_async_request(request)
        result = await read_body(response, 1_000_000, no_file)
        return result.data or b""

    yield fetch
    await transport.aclose()


@asynccontextmanager
async def with_httpx(client: httpx.AsyncClient, url: str) -> AsyncIterator[Fetch]:
    """Any transport below the client of httpx."""

    async def fetch() -> bytes:
        return (await client.get(url)).content

    async with client:
        yield fetch


def ours_below_httpx(url: str) -> AbstractAsyncContextManager[Fetch]:
    """Our transport given to httpx."""
    return with_httpx(httpx.AsyncClient(transport=Transport(Profile())), url)


def httpx_alone(url: str) -> AbstractAsyncContextManager[Fetch]:
    """Httpx as it comes."""
    return with_httpx(httpx.AsyncClient(limits=httpx.Limits(max_connections=100)), url)


def httpx_aiohttp(url: str) -> AbstractAsyncContextManager[Fetch]:
    """Httpx over aiohttp, by the package of that name."""
    from httpx_aiohttp import AiohttpTransport

    return with_httpx(httpx.AsyncClient(transport=AiohttpTransport()), url)


@asynccontextmanager
async def aiohttp_alone(url: str) -> AsyncIterator[Fetch]:
    """Aiohttp itself."""
    import aiohttp

    async with aiohttp.ClientSession() as session:

        async def fetch() -> bytes:
            async with session.get(url) as response:
                return await response.read()

        yield fetch


@asynccontextmanager
async def raw_sockets(url: str) -> AsyncIterator[Fetch]:
    """Asyncio streams that parse nothing: what the event loop itself allows."""
    target = httpx.URL(url)
    head = b"GET / HTTP/1.1\r\nHost: %b\r\n\r\n" % target.netloc
    idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def fetch() -> bytes:
        reader, writer = (
            idle.pop() if idle else await asyncio.open_connection(target.host, target.port)
        )
        writer.write(head)
        received = await reader.readexactly(len(RESPONSE))
        idle.append((reader, writer))
        return received[-len(BODY) :]

    yield fetch
    for _, writer in idle:
        writer.close()


def clients() -> dict[str, Client]:
    """The clients that are installed, by name; the first is what the others are compared to."""
    found: dict[str, Client] = {
        "httpx alone": httpx_alone,
        "httpx over our transport": ours_below_httpx,
        "our transport + read_body": ours_bare,
    }
    if importlib.util.find_spec("httpx_aiohttp"):
        found["httpx over httpx-aiohttp"] = httpx_aiohttp
    if importlib.util.find_spec("aiohttp"):
        found["aiohttp alone"] = aiohttp_alone
    return found | {"asyncio streams, no parsing": raw_sockets}


async def measure(client: Client, url: str, requests: int, at_once: int) -> tuple[float, float]:
    """Requests a second, and microseconds of processor time a request."""
    async with client(url) as fetch:

        async def worker(count: int) -> None:
            for _ in range(count):
                if await fetch() != BODY:
                    raise AssertionError("not the document that was asked for")

        await asyncio.gather(*(worker(2) for _ in range(at_once)))
        each = max(1, requests // at_once)
        processor, clock = _processor_seconds(), time.perf_counter()
        await asyncio.gather(*(worker(each) for _ in range(at_once)))
        seconds = time.perf_counter() - clock
        return each * at_once / seconds, (_processor_seconds() - processor) / (each * at_once) * 1e6


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def run(url: str, requests: int) -> dict[tuple[str, int], tuple[float, float]]:
    """The median of the rounds for each client and each number at once."""
    taken: dict[tuple[str, int], list[tuple[float, float]]] = {}
    for _ in range(ROUNDS):
        for at_once in AT_ONCE:
            for name, client in clients().items():
                outcome = asyncio.run(measure(client, url, requests, at_once))
                taken.setdefault((name, at_once), []).append(outcome)
    return {
        key: (
            statistics.median(speed for speed, _ in outcomes),
            statistics.median(cost for _, cost in outcomes),
        )
        for key, outcomes in taken.items()
    }


def table(results: dict[tuple[str, int], tuple[float, float]]) -> str:
    """Ratios to the first client, with requests a second, and the cost of one at 50 at once."""
    names = list(dict.fromkeys(name for name, _ in results))
    columns = "".join(f"{f'{at_once} at once':>18}" for at_once in AT_ONCE)
    lines = [f"{'':30}{columns}{'CPU us each':>14}"]
    for name in names:
        cells = ""
        for at_once in AT_ONCE:
            speed = results[name, at_once][0]
            ratio = speed / results[names[0], at_once][0]
            cells += f"{f'{ratio:.1f} x {speed:,.0f}/s':>18}"
        lines.append(f"{name:30}{cells}{results[name, AT_ONCE[-1]][1]:>14.0f}")
    return "\n".join(lines)


def main() -> None:
    """Start the server, measure, print."""
    requests = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    here, there = multiprocessing.Pipe()
    context = multiprocessing.get_context("spawn")
    server = context.Process(target=serve, args=(there,), daemon=True)
    server.start()
    try:
        print(table(run(f"http://127.0.0.1:{here.recv()}/", requests)))
    finally:
        server.terminate()
        server.join()


if __name__ == "__main__":
    main()
