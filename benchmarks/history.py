"""What keeping a run in the history costs, in time, memory and on the disk.

    python -m benchmarks.history [ITEMS]

A Fan Out of so many requests (100,000), 50 at once, with and without a recorder, and one of 1,000
for the memory; then how long it takes to read from it, and to list 10,000 runs.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import builder.steps  # noqa: F401 - completes the models
from benchmarks.fan_out import items, workflow
from benchmarks.transport import serve
from builder.engine.run import run
from builder.engine.transports import Transports
from builder.history.about import About
from builder.history.entries import Wanted
from builder.history.history import History
from builder.history.recorder import Recorder
from builder.model.environment import Surroundings
from builder.model.plain import to_plain

FEW, MANY = 1_000, 100_000
RUNS = 10_000
AT_ONCE = 50
AROUND = Surroundings("bench", {"token": "s3cret-of-bench"}, frozenset({"token"}))


async def _run(url: str, count: int, recorder: Recorder | None) -> None:
    transports = Transports()
    with tempfile.TemporaryDirectory() as folder:
        await run(
            workflow(url, AT_ONCE),
            emit=recorder.hear if recorder else lambda _: None,
            hiding=recorder.hide_with if recorder else None,
            event=items(count),
            surroundings=AROUND,
            folder=Path(folder),
            transport=transports,
        )
    await transports.aclose()


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def run_here(url: str, count: int, database: str) -> None:
    """Run in this process; print its highest use of memory in MB, and seconds until all is kept."""
    recorder = None
    clock = time.perf_counter()
    if database:
        about = About(to_plain(workflow(url, AT_ONCE)))
        recorder = Recorder(Path(database), about, _say)
    asyncio.run(_run(url, count, recorder))
    if recorder is not None:
        recorder.close()
    seconds = time.perf_counter() - clock
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, seconds)


def _in_a_process(url: str, count: int, database: str) -> tuple[float, float]:
    command = [sys.executable, "-m", "benchmarks.history", "--run", url, str(count), database]
    found = subprocess.run(command, check=True, capture_output=True, text=True)
    peak, seconds = found.stdout.split()
    return float(peak), float(seconds)


def main() -> None:
    """Print everything."""
    if sys.argv[1:2] == ["--run"]:
        run_here(sys.argv[2], int(sys.argv[3]), sys.argv[4])
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    try:
        with tempfile.TemporaryDirectory() as folder:
            _compare(f"http://127.0.0.1:{ours.recv()}", count, Path(folder))
    finally:
        server.kill()
        server.join()


def _compare(url: str, count: int, folder: Path) -> None:
    few, database = folder / "few.sqlite", folder / "many.sqlite"
    low, _ = _in_a_process(url, FEW, str(few))
    without, bare = _in_a_process(url, count, "")
    peak, kept = _in_a_process(url, count, str(database))
    size = database.stat().st_size
    print(f"{'':<24}{'seconds':>10}{'items/s':>10}{'MB':>8}")
    print(f"{'without history':<24}{bare:>10.1f}{count / bare:>10,.0f}{without:>8.0f}")
    print(f"{'with history':<24}{kept:>10.1f}{count / kept:>10,.0f}{peak:>8.0f}")
    print(f"memory over {FEW:,} items: {peak - low:+.0f} MB; {size / count:.0f} bytes an item")
    with closing(History(database)) as history:
        _reads(history, count)
    _many_runs(few)


def _reads(history: History, count: int) -> None:
    questions: dict[str, Callable[[], object]] = {
        "failed items": lambda: history.items(1, 2, order="failed"),
        "slowest items": lambda: history.items(1, 2, order="slowest", limit=10),
        "count of items": lambda: history.item_counts(1, 2),
        "last item": lambda: history.steps(1, f"2[{count - 1}]"),
        "first items": lambda: history.first_items(1, 2),
    }
    for name, question in questions.items():
        print(f"{name:<24}{_milliseconds(question):>10.1f} ms")


def _many_runs(database: Path) -> None:
    with closing(History(database)) as history:
        history.runs()
    columns = (
        "status, started, duration, flow, flow_path, workspace, environment, test_data, part,"
        " version, step, error, gaps, bytes"
    )
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {RUNS})"
            f" INSERT INTO runs (key, {columns}) SELECT 'k' || i, {columns} FROM runs, n"
        )
    with closing(History(database)) as history:
        page = _milliseconds(history.runs)
        found = _milliseconds(lambda: history.runs(Wanted(text="no such words")))
        print(f"of {RUNS:,} runs: first page {page:.1f} ms, a search through all {found:.1f} ms")


def _milliseconds(question: Callable[[], object]) -> float:
    clock = time.perf_counter()
    question()
    return (time.perf_counter() - clock) * 1000


if __name__ == "__main__":
    main()
