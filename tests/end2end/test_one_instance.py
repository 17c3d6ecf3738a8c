"""A second start with the same workspace hands over to the first: real processes and windows."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builder import examples
from builder.app.instance import Instance
from builder.storage.userdata import UserData
from tests.support.display import Hands, virtual_display

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with virtual_display() as name:
        yield name


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    examples.install(tmp_path / "shop")
    return tmp_path / "shop"


@pytest.fixture
def start(display: str) -> Iterator[Callable[[Path], subprocess.Popen[str]]]:
    """Starts the program; whatever is left ends with the test."""
    begun: list[subprocess.Popen[str]] = []

    def begin(path: Path) -> subprocess.Popen[str]:
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        program = subprocess.Popen(
            [sys.executable, "-m", "builder", str(path)],
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        begun.append(program)
        return program

    yield begin
    for program in begun:
        if program.poll() is None:
            program.kill()
        program.communicate(timeout=10)


def listening(data: Path) -> bool:
    return any((data / "instances").glob("*.json"))


def until(condition: Callable[[], object], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "this did not happen in time"
        time.sleep(0.05)


def test_the_first_opens_what_the_second_was_given(
    display: str, workspace: Path, data_folder: Path, start: Callable[[Path], subprocess.Popen[str]]
) -> None:
    hands = Hands(display)
    first = start(workspace)
    hands.window("all-products.* — Steploom")
    second = start(workspace / "webhook.flow.json")
    assert second.wait(20) == 0
    hands.window("webhook.* — Steploom")
    third = start(workspace)
    assert third.wait(20) == 0
    (address,) = (data_folder / "instances").glob("*.json")
    assert address.stat().st_mode & 0o777 == 0o600
    assert first.poll() is None
    hands.key("ctrl+q")
    assert first.wait(20) == 0
    assert not listening(data_folder)


def test_what_a_crash_left_stands_in_nobodys_way(
    display: str, workspace: Path, data_folder: Path, start: Callable[[Path], subprocess.Popen[str]]
) -> None:
    hands = Hands(display)
    first = start(workspace)
    hands.window("all-products.* — Steploom")
    until(lambda: listening(data_folder))
    os.kill(first.pid, signal.SIGKILL)
    first.wait(10)
    assert listening(data_folder)
    second = start(workspace)
    hands.window("all-products.* — Steploom")
    until(lambda: listening(data_folder))
    assert second.poll() is None
    hands.key("ctrl+q")
    assert second.wait(20) == 0


def test_two_starts_at_once_end_in_one_window(
    display: str, workspace: Path, data_folder: Path, start: Callable[[Path], subprocess.Popen[str]]
) -> None:
    programs = [start(workspace), start(workspace)]
    until(lambda: any(program.poll() is not None for program in programs))
    ended = [program for program in programs if program.poll() is not None]
    assert [program.returncode for program in ended] == [0]
    hands = Hands(display)
    hands.window("all-products.* — Steploom")
    hands.key("ctrl+q")
    until(lambda: all(program.poll() == 0 for program in programs))


def test_another_workspace_gets_a_window_of_its_own(
    display: str,
    workspace: Path,
    tmp_path: Path,
    start: Callable[[Path], subprocess.Popen[str]],
) -> None:
    examples.install(tmp_path / "other")
    (tmp_path / "other" / "all-products.flow.json").unlink()
    hands = Hands(display)
    programs = [start(workspace), start(tmp_path / "other")]
    hands.window("all-products.* — Steploom")
    hands.window("first-request.* — Steploom")
    assert [program.poll() for program in programs] == [None, None]


def test_nobody_who_cannot_read_the_secret_is_heard(data_folder: Path, tmp_path: Path) -> None:
    """Nor does what cannot be read harm the listener."""
    import asyncio

    heard: list[tuple[Path, ...]] = []

    async def scenario() -> None:
        first = Instance(UserData(data_folder), tmp_path)
        assert first.take()
        await first.listen(heard.append)
        (address,) = (data_folder / "instances").glob("*.json")
        port = json.loads(address.read_bytes())["port"]
        for line in (b"", b"\n", b"{}\n", b'{"secret": "no", "files": ["/etc/passwd"]}\n'):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(line)
            writer.write_eof()
            assert await reader.read() == b""
            writer.close()
        assert heard == []
        second = Instance(UserData(data_folder), tmp_path)
        assert not second.take()
        told = await asyncio.to_thread(second.hand_over, [tmp_path / "a.flow.json"])
        assert told
        assert heard == [(tmp_path / "a.flow.json",)]
        first.close()
        assert second.take()
        second.close()

    asyncio.run(scenario())


def test_one_that_does_not_answer_is_not_waited_for_long(data_folder: Path, tmp_path: Path) -> None:
    first = Instance(UserData(data_folder), tmp_path)
    assert first.take()
    began = time.monotonic()
    assert not Instance(UserData(data_folder), tmp_path).hand_over((), seconds=0.3)
    assert time.monotonic() - began < 2
    first.close()
