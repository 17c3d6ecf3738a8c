"""What a step costs: a chain of requests with references, beside bare loops that do the same work.

Run it with `python -m benchmarks.engine`, optionally with the number of steps. All of them ask one
loopback server, in a process of its own, for the same small JSON document, and put a value of each
answer into the next address, a header and a query parameter. Rounds are interleaved and the median
counts. The ratios are what matters; the figures behind them belong to the machine.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx

import builder.steps  # noqa: F401 - completes the models
from benchmarks.transport import serve
from builder.engine.http.decode import read_body
from builder.engine.http.profile import Profile
from builder.engine.http.transport import Transport
from builder.engine.run import run
from builder.engine.transports import Transports
from builder.model.environment import Surroundings
from builder.model.events import Status
from builder.model.json_text import parse
from builder.model.workflow import Workflow

STEPS = 300
ROUNDS = 15
GOAL = 0.8

Chain = Callable[[str, int], Awaitable[float]]


def workflow(url: str, steps: int) -> Workflow:
    """A chain in which every request uses the answer of the one before."""
    first = {"kind": "request", "number": 2, "url": f"{url}/items/{{{{1.event.id}}}}"}
    rest = [
        {
            "kind": "request",
            "number": number,
            "url": f"{{{{env.base}}}}/items/{{{{{number - 1}.response.body.id}}}}",
            "query": [{"key": "name", "value": f"{{{{{number - 1}.response.body.name}}}}"}],
            "headers": [{"key": "X-Price", "value": f"{{{{{number - 1}.response.body.price}}}}"}],
        }
        for number in range(3, steps + 2)
    ]
    trigger = {"kind": "event", "number": 1, "example": '{"id": 1}'}
    return Workflow.model_validate({"trigger": trigger, "steps": [first, *rest]})


def engine(secrets: frozenset[str]) -> Chain:
    """The engine, from the start of the run to its end."""

    async def chain(url: str, steps: int) -> float:
        flow = workflow(url, steps)
        around = Surroundings("bench", {"base": url, "token": "s3cret-of-bench"}, secrets)
        heard: Counter[str] = Counter()
        transports = Transports()
        with tempfile.TemporaryDirectory() as folder:
            clock = time.perf_counter()
            result = await run(
                flow,
                emit=lambda event: heard.update([type(event).__name__]),
                surroundings=around,
                folder=Path(folder),
                transport=transports,
            )
            seconds = time.perf_counter() - clock
        await transports.aclose()
        if result.status is not Status.SUCCEEDED or heard["StepFinished"] != steps + 1:
            raise AssertionError(result.error)
        return seconds

    return chain


async def bare_loop(url: str, steps: int) -> float:
    """The same requests in a loop by hand over the same transport."""
    transport = Transport(Profile())
    host = httpx.URL(url).netloc.decode()
    document = {"id": 1, "name": "x", "price": "1"}
    clock = time.perf_counter()
    for _ in range(steps):
        request = httpx.Request(
            "GET",
            f"{url}/items/{document['id']}?name={document['name']}",
            headers=[
                ("Host", host),
                ("User-Agent", "Steploom/bench"),
                ("Accept", "*/*"),
                ("Accept-Encoding", "gzip, deflate, br, zstd"),
                ("X-Price", str(document["price"])),
            ],
        )
        response = await transport.handle_async_request(request)
        body = await read_body(response, 1_000_000, _no_file)
        document = parse(body.data or b"")
    seconds = time.perf_counter() - clock
    await transport.aclose()
    return seconds


async def bare_httpx(url: str, steps: int) -> float:
    """The same requests in a loop by hand with httpx as it comes."""
    async with httpx.AsyncClient() as client:
        document = {"id": 1, "name": "x", "price": "1"}
        clock = time.perf_counter()
        for _ in range(steps):
            response = await client.get(
                f"{url}/items/{document['id']}",
                params={"name": document["name"]},
                headers={"X-Price": str(document["price"])},
            )
            document = response.json()
        return time.perf_counter() - clock


def _no_file() -> Path:
    raise AssertionError("the document is small")


CHAINS: dict[str, Chain] = {
    "bare loop over our transport": bare_loop,
    "engine": engine(frozenset()),
    "engine, one secret to mask": engine(frozenset({"token"})),
    "bare loop over httpx": bare_httpx,
}


def measure(url: str, steps: int) -> dict[str, float]:
    """Steps a second of each chain: the median of interleaved rounds."""
    taken: dict[str, list[float]] = {name: [] for name in CHAINS}
    for chain in CHAINS.values():
        asyncio.run(_seconds(chain, url, 50))
    for _ in range(ROUNDS):
        for name, chain in CHAINS.items():
            taken[name].append(steps / asyncio.run(_seconds(chain, url, steps)))
    return {name: statistics.median(speeds) for name, speeds in taken.items()}


async def _seconds(chain: Chain, url: str, steps: int) -> float:
    return await chain(url, steps)


def main() -> None:
    """Print the table."""
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else STEPS
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    try:
        speeds = measure(f"http://127.0.0.1:{ours.recv()}", steps)
    finally:
        server.kill()
        server.join()
    loop, plain = speeds["bare loop over our transport"], speeds["bare loop over httpx"]
    print(f"{'chain of ' + str(steps):<32}{'steps/s':>10}{'× loop':>9}{'× httpx':>9}")
    for name, speed in speeds.items():
        print(f"{name:<32}{speed:>10,.0f}{speed / loop:>9.2f}{speed / plain:>9.2f}")
    print(f"goal: the engine at {GOAL} × the bare loop over the same transport")


if __name__ == "__main__":
    main()
