"""The example server's own process: it answers, is replaced when killed, ends with its parent."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from builder.examples import hosted
from builder.examples.hosted import HostedServer

_PARENT = """
import asyncio, sys
from builder.examples.hosted import HostedServer
async def main():
    server = HostedServer(lambda url: None)
    await server.start()
    print(server.pid, flush=True)
    await asyncio.sleep(60)
asyncio.run(main())
"""


def is_running(pid: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False


def gone(pid: int, seconds: float = 5) -> bool:
    deadline = time.monotonic() + seconds
    while is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not is_running(pid)


async def test_it_answers_until_it_is_closed() -> None:
    urls: list[str] = []
    server = HostedServer(urls.append)
    await server.start()
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(f"{urls[0]}/users/u_4821")
    assert answer.json()["email"] == "ada@example.com"
    pid = server.pid
    await server.close()
    await server.close()
    assert await asyncio.to_thread(gone, pid)


async def test_one_that_was_killed_is_followed_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hosted, "_LEAST_SECONDS", 0.0)
    urls: list[str] = []
    moved = asyncio.Event()

    def hear(url: str) -> None:
        urls.append(url)
        moved.set()

    server = HostedServer(hear)
    await server.start()
    moved.clear()
    os.kill(server.pid, signal.SIGKILL)
    async with asyncio.timeout(10):
        await moved.wait()
    async with httpx.AsyncClient(trust_env=False) as client:
        assert (await client.get(f"{urls[1]}/users")).status_code == 200
    await server.close()


async def test_one_that_cannot_stay_is_not_started_for_ever() -> None:
    urls: list[str] = []
    server = HostedServer(urls.append)
    await server.start()
    os.kill(server.pid, signal.SIGKILL)
    await asyncio.sleep(0.5)
    assert len(urls) == 1
    await server.close()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_it_ends_with_its_parent(how: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", _PARENT], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert is_running(pid)
        parent.send_signal(how)
    assert gone(pid)
