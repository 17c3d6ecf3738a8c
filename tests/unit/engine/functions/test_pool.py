"""Workers are reused, replaced when they die, and gone in the end."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import psutil
import pytest

from builder.engine.functions.pool import FunctionPool
from builder.model.function import FunctionCall
from builder.model.step import StepError

PID = "import os\ndef your_function(p):\n    return os.getpid()\n"


async def until(reached: Callable[[], bool]) -> None:
    for _ in range(1000):
        if reached():
            return
        await asyncio.sleep(0.01)
    raise TimeoutError


async def test_a_worker_is_reused(python: Any, pool: FunctionPool) -> None:
    first = await python(PID)
    assert await python(PID) == first
    assert pool.idle == (first,)


async def test_a_worker_that_dies_is_named_and_replaced(
    python: Any, javascript: Any, fault: Any
) -> None:
    code = "import os, signal\ndef your_function(p):\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    error = await fault(python(code))
    assert error.kind == "function-died"
    assert "signal 9" in error.message
    assert await python(PID) > 0


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
async def test_v8_that_traps_without_a_word_lacks_memory(
    javascript: Any, pool: FunctionPool, fault: Any
) -> None:
    await javascript("function yourFunction() { return 1; }")
    (worker,) = pool.idle
    task = asyncio.ensure_future(fault(javascript("function yourFunction() { while (true) {} }")))
    await asyncio.sleep(0.3)
    os.kill(worker, signal.SIGTRAP)
    error = await task
    assert error.kind == "function-memory"
    assert "128 MB" in error.message


async def test_a_worker_killed_while_it_waits_is_noticed(python: Any, pool: FunctionPool) -> None:
    first = await python(PID)
    os.kill(first, signal.SIGKILL)
    await until(lambda: not psutil.pid_exists(first))
    assert await python(PID) != first


async def test_there_are_never_more_than_allowed(python: Any, javascript: Any) -> None:
    code = "import os, time\ndef your_function(p):\n    time.sleep(0.1)\n    return os.getpid()\n"
    found = await asyncio.gather(*(python(code) for _ in range(6)))
    assert 1 <= len(set(found)) <= 2
    await javascript("function yourFunction() { return 1; }")
    assert len(psutil.Process().children()) <= 3


async def test_idle_workers_are_ended() -> None:
    pool = FunctionPool(1, idle_seconds=0.1)
    call = FunctionCall("python", PID, {})
    pid = await pool.call(call, None, True, [].append)
    await until(lambda: not psutil.pid_exists(pid))
    assert pool.idle == ()
    await pool.aclose()


async def test_cancelling_ends_the_worker_and_what_it_started(pool: FunctionPool) -> None:
    code = (
        "import subprocess, sys\ndef your_function(p):\n"
        "    child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "    print(child.pid)\n    child.wait()\n"
    )
    lines: list[str] = []
    call = FunctionCall("python", code, {}, seconds=60)
    task = asyncio.create_task(pool.call(call, None, True, lines.append))
    await until(lambda: bool(lines))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await pool.aclose()
    await until(lambda: not psutil.pid_exists(int(lines[0])))


async def test_a_worker_ends_when_its_engine_is_gone() -> None:
    program = (
        "import asyncio, os\n"
        "from builder.engine.functions.pool import FunctionPool\n"
        "from builder.model.function import FunctionCall\n"
        "code = 'import os\\ndef your_function(p):\\n    print(os.getpid())\\n    while 1: pass'\n"
        "async def main():\n"
        "    call = FunctionCall('python', code, {}, seconds=600)\n"
        "    await FunctionPool().call(call, None, True, lambda line: print(line, flush=True))\n"
        "asyncio.run(main())\n"
    )
    engine = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        program,
        stdout=asyncio.subprocess.PIPE,
    )
    assert engine.stdout is not None
    pid = int(await engine.stdout.readline())
    engine.kill()
    await engine.wait()
    await until(lambda: not psutil.pid_exists(pid))


async def test_python_runs_only_where_it_is_trusted(pool: FunctionPool) -> None:
    with pytest.raises(StepError) as caught:
        await pool.call(FunctionCall("python", PID, {}), None, False, [].append)
    assert caught.value.kind == "not-trusted"
    assert "--trust" in caught.value.message
    assert pool.idle == ()
