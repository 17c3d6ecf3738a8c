"""Steploom beside newman, Bruno's command line, Node-RED and httpx by hand, in one go.

Run: python -m benchmarks.others [steps] [TOOLS]
The others come by `npm install newman @usebruno/cli node-red`; TOOLS is a folder that has them in
`node_modules/.bin`, without it they are installed into a temporary one. All of them ask one
loopback server for the same small JSON document. Whole processes are timed, the median of
interleaved rounds counts; a step's time is that of a long chain less that of a chain of one, so
that starting up is left out of it. Node-RED, a server, is asked while it runs. The ratios are what
matters.
"""

from __future__ import annotations

import multiprocessing
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.others.bruno import Bruno
from benchmarks.others.contender import Contender
from benchmarks.others.newman import Newman
from benchmarks.others.node_red import NodeRed
from benchmarks.others.ours import BareHttpx, Steploom
from benchmarks.transport import serve

STEPS = 100
ROUNDS = 3
PACKAGES = ("newman", "@usebruno/cli", "node-red")


@contextmanager
def server() -> Iterator[str]:
    """The server in a process of its own; yields its address."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=serve, args=(theirs,), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{ours.recv()}"
    finally:
        process.kill()
        process.join()


def installed(folder: Path) -> Path | None:
    """Where the other tools' commands are; None when they cannot be had."""
    if shutil.which("npm") is None:
        return None
    command = ("npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), *PACKAGES)
    if subprocess.run(command, capture_output=True, check=False).returncode:
        return None
    return folder / "node_modules" / ".bin"


def contenders(tools: Path | None, folder: Path, url: str, steps: int) -> list[Contender]:
    """Those that are there."""
    found: list[Contender] = [Steploom(folder, url), BareHttpx(folder, url)]
    if tools is None:
        print("npm or its registry is not there: newman, Bruno and Node-RED are left out.")
        return found
    return [
        *found,
        Newman(tools, folder, url),
        Bruno(tools, folder, url),
        NodeRed(tools, folder, url, steps),
    ]


def rounds(
    tools: list[Contender], work: Callable[[Contender], float | None]
) -> dict[str, float | None]:
    """The median of what each takes; they take turns."""
    taken: dict[str, list[float]] = {tool.name: [] for tool in tools}
    for _ in range(ROUNDS):
        for tool in tools:
            seconds = work(tool)
            if seconds is not None:
                taken[tool.name].append(seconds)
    return {name: statistics.median(times) if times else None for name, times in taken.items()}


def table(title: str, count: int, seconds: dict[str, float | None]) -> None:
    """Print how many a second each does, and how many times as many that is as Steploom's."""
    print(f"\n{title:<34}{'a second':>10}{'Steploom is':>14}")
    ours = seconds["Steploom"]
    assert ours is not None
    for name, took in seconds.items():
        if took is None:
            print(f"{name:<34}{'—':>10}")
        else:
            print(f"{name:<34}{count / took:>10,.0f}{took / ours:>12.1f} ×")


def compare(tools: list[Contender], steps: int) -> None:
    """Measure and print everything."""
    one = rounds(tools, lambda tool: tool.chain(1))
    print(f"{'one request, whole process':<34}{'seconds':>10}{'Steploom is':>14}")
    ours = one["Steploom"]
    assert ours is not None
    for name, took in one.items():
        if took is not None and name != NodeRed.name:
            print(f"{name:<34}{took:>10.2f}{took / ours:>12.1f} ×")
    many = rounds(tools, lambda tool: tool.chain(steps))
    each = {
        name: None if took is None else max(took - (one[name] or 0.0), 1e-6)
        for name, took in many.items()
    }
    table(f"steps of a chain ({steps})", steps - 1, each)
    for at_once in (1, 10, 50):
        items = 10 * steps
        taken = rounds(tools, lambda tool, n=at_once, i=items: tool.fan_out(i, n))
        table(f"fan-out, {at_once} at once ({items:,} items)", items, taken)
    table(f"rows of a CSV file ({steps})", steps, rounds(tools, lambda tool: tool.rows(steps)))


def main() -> None:
    """Measure and print."""
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else STEPS
    with tempfile.TemporaryDirectory() as temporary, server() as url:
        folder = Path(temporary)
        tools = (
            Path(sys.argv[2]).absolute() / "node_modules" / ".bin"
            if len(sys.argv) > 2
            else installed(folder / "tools")
        )
        found = contenders(tools, folder, url, steps)
        try:
            compare(found, steps)
        finally:
            for tool in found:
                tool.close()


if __name__ == "__main__":
    main()
