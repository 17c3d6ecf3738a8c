"""What an item of a Fan Out costs, in time and in memory.

    python -m benchmarks.fan_out [ITEMS]

Speed: a Fan Out of one request an item, 1, 10 and 50 at once, beside bare loops that do the same
work over the same transport and with httpx as it comes. Rounds are interleaved, the median counts.

Memory: the highest use of a process that runs 1,000 and 100,000 items, events batched and thinned
as for the window, with a later step that refers to a value of every item.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import httpx

import builder.steps  # noqa: F401 - completes the models
from benchmarks.transport import serve
from builder.engine.batches import Batches
from builder.engine.http.decode import read_body
from builder.engine.http.profile import Profile
from builder.engine.http.transport import Transport
from builder.engine.run import run
from builder.engine.transports import Transports
from builder.model.environment import Surroundings
from builder.model.events import Status
from builder.model.json_text import parse
from builder.model.workflow import Workflow

ITEMS = 1_000
AT_ONCE = (1, 10, 50)
ROUNDS = 7
GOAL = 0.7
FEW, MANY = 1_000, 100_000
GOAL_MB = 60

Way = Callable[[str, int, int], Awaitable[float]]


def workflow(url: str, at_once: int) -> Workflow:
    """A request for each item of the event, and one that uses all answers."""
    each = {
        "kind": "request",
        "number": 3,
        "url": f"{url}/items/{{{{2.instance.id}}}}",
        "query": [{"key": "name", "value": "{{2.instance.name}}"}],
        "headers": [{"key": "X-Index", "value": "{{2.index}}"}],
    }
    fan_out = {"kind": "fan_out", "number": 2, "array": "{{1.event}}", "at_once": at_once}
    body = {"kind": "json", "rows": [{"key": "ids", "value": "{{3.response.body.id}}"}]}
    after = {"kind": "request", "number": 4, "method": "POST", "url": f"{url}/done", "body": body}
    steps = [{**fan_out, "each": [each]}, after]
    return Workflow.model_validate({"trigger": {"kind": "event", "number": 1}, "steps": steps})


def items(count: int) -> list[dict[str, object]]:
    """What there is an item of each."""
    return [{"id": number, "name": f"item {number}"} for number in range(count)]


async def engine(url: str, count: int, at_once: int) -> float:
    """The engine, from the start of the run to its end."""
    flow = workflow(url, at_once)
    ended = 0

    def emit(event: object) -> None:
        nonlocal ended
        ended += 1

    transports = Transports()
    with tempfile.TemporaryDirectory() as folder:
        clock = time.perf_counter()
        result = await run(
            flow, emit=emit, event=items(count), folder=Path(folder), transport=transports
        )
        seconds = time.perf_counter() - clock
    await transports.aclose()
    if result.status is not Status.SUCCEEDED or ended < 3 * count:
        raise AssertionError(result.error)
    return seconds


async def bare_loop(url: str, count: int, at_once: int) -> float:
    """The same requests by workers by hand over the same transport."""
    transport = Transport(Profile())
    host = httpx.URL(url).netloc.decode()
    answers: list[object] = [None] * count

    async def work(left: Iterator[tuple[int, dict[str, object]]]) -> None:
        for index, item in left:
            request = httpx.Request(
                "GET",
                f"{url}/items/{item['id']}?name={item['name']}",
                headers=[
                    ("Host", host),
                    ("User-Agent", "Steploom/bench"),
                    ("Accept", "*/*"),
                    ("Accept-Encoding", "gzip, deflate, br, zstd"),
                    ("X-Index", str(index)),
                ],
            )
            response = await transport.handle_async_request(request)
            body = await read_body(response, 1_000_000, _no_file)
            answers[index] = parse(body.data or b"")["id"]

    seconds = await _by_workers(work, count, at_once)
    await transport.aclose()
    return seconds


async def bare_httpx(url: str, count: int, at_once: int) -> float:
    """The same with httpx as it comes."""
    answers: list[object] = [None] * count
    async with httpx.AsyncClient(limits=httpx.Limits(max_connections=at_once)) as client:

        async def work(left: Iterator[tuple[int, dict[str, object]]]) -> None:
            for index, item in left:
                response = await client.get(
                    f"{url}/items/{item['id']}",
                    params={"name": str(item["name"])},
                    headers={"X-Index": str(index)},
                )
                answers[index] = response.json()["id"]

        return await _by_workers(work, count, at_once)


async def _by_workers(
    work: Callable[[Iterator[tuple[int, dict[str, object]]]], Awaitable[None]],
    count: int,
    at_once: int,
) -> float:
    left = iter(enumerate(items(count)))
    clock = time.perf_counter()
    await asyncio.gather(*(work(left) for _ in range(at_once)))
    return time.perf_counter() - clock


def _no_file() -> Path:
    raise AssertionError("the document is small")


WAYS: dict[str, Way] = {
    "bare loop over our transport": bare_loop,
    "engine": engine,
    "bare loop over httpx": bare_httpx,
}


async def _seconds(way: Way, url: str, count: int, at_once: int) -> float:
    return await way(url, count, at_once)


def speed(url: str, count: int) -> dict[str, list[float]]:
    """Requests a second of each way, for each number at once."""
    taken: dict[str, list[list[float]]] = {name: [[] for _ in AT_ONCE] for name in WAYS}
    for _ in range(ROUNDS):
        for place, at_once in enumerate(AT_ONCE):
            for name, way in WAYS.items():
                seconds = asyncio.run(_seconds(way, url, count, at_once))
                taken[name][place].append(count / seconds)
    return {name: [statistics.median(one) for one in lists] for name, lists in taken.items()}


async def _run_batched(url: str, count: int) -> tuple[float, int]:
    """Run as the engine's process does; seconds, and how many batches there were."""
    batches = 0

    def write(data: bytes) -> None:
        nonlocal batches
        batches += 1

    sending = Batches(1, write)
    transports = Transports()
    around = Surroundings("bench", {"token": "s3cret-of-bench"}, frozenset({"token"}))
    with tempfile.TemporaryDirectory() as folder:
        clock = time.perf_counter()
        result = await run(
            workflow(url, 50),
            emit=sending.emit,
            event=items(count),
            surroundings=around,
            folder=Path(folder),
            transport=transports,
        )
        seconds = time.perf_counter() - clock
    await sending.drained()
    await transports.aclose()
    if result.status is not Status.SUCCEEDED:
        raise AssertionError(result.error)
    return seconds, batches


def memory_here(url: str, count: int) -> None:
    """Run in this process and print its highest use of memory in MB, seconds and batches."""
    seconds, batches = asyncio.run(_run_batched(url, count))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(peak, seconds, batches)


def memory(url: str, count: int) -> tuple[float, float, int]:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.fan_out", "--memory", url, str(count)]
    found = subprocess.run(command, check=True, capture_output=True, text=True)
    peak, seconds, batches = found.stdout.split()
    return float(peak), float(seconds), int(batches)


def main() -> None:
    """Print both tables."""
    if sys.argv[1:2] == ["--memory"]:
        memory_here(sys.argv[2], int(sys.argv[3]))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ITEMS
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    try:
        url = f"http://127.0.0.1:{ours.recv()}"
        _print_speed(speed(url, count), count)
        _print_memory(memory(url, FEW), memory(url, MANY))
    finally:
        server.kill()
        server.join()


def _print_speed(speeds: dict[str, list[float]], count: int) -> None:
    print(f"{f'{count:,} items, requests/s':<32}" + "".join(f"{n:>8} at once" for n in AT_ONCE))
    loops = speeds["bare loop over our transport"]
    for name, found in speeds.items():
        pairs = zip(found, loops, strict=True)
        print(f"{name:<32}" + "".join(f"{one:>9,.0f} {one / loop:>5.2f}×" for one, loop in pairs))
    print(f"goal: the engine at {GOAL} × the bare loop, no fall from 10 to 50\n")


def _print_memory(few: tuple[float, float, int], many: tuple[float, float, int]) -> None:
    for count, (peak, seconds, batches) in ((FEW, few), (MANY, many)):
        rate = batches / seconds
        print(f"{count:>9,} items: {peak:>6.0f} MB, {seconds:>6.1f} s, {rate:>5.0f} batches/s")
    print(f"{many[0] - few[0]:+.0f} MB; goal: at most {GOAL_MB} MB more, 60 batches/s")


if __name__ == "__main__":
    main()
