"""The program as a process of its own, on a real X display, driven with mouse and keys."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.model.workflow import Workflow
from builder.steps import EventTrigger, Request
from builder.storage.files import read_flow, write_flow
from builder.storage.journal import unsaved
from tests.support.display import Hands, virtual_display
from tests.support.servers import Recorder, recorder
from tests.support.window_process import quits, started, until

pytestmark = pytest.mark.timeout(180)

CARD = (614, 280)
"""Middle of the first step's card in a window of 1440 x 900."""


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with virtual_display() as name:
        yield name


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as serving:
        serving.json("/users/7", '{"id": 7}')
        yield serving


@pytest.fixture
def flow(tmp_path: Path, server: Recorder) -> Path:
    path = tmp_path / "work" / "users.flow.json"
    path.parent.mkdir()
    request = Request(number=2, name="Get user", url=f"{server.url}/users/{{{{1.event.id}}}}")
    write_flow(path, Workflow(trigger=EventTrigger(example='{"id": 7}'), steps=(request,)))
    return path


def test_run_edit_and_save_with_mouse_and_keys(display: str, flow: Path, server: Recorder) -> None:
    hands = Hands(display)
    with started(display, flow) as program:
        hands.window("users — Steploom")
        time.sleep(0.5)
        hands.key("ctrl+shift+Return")
        until(lambda: server.seen)
        assert server.last.target == "/users/7"
        hands.click(*CARD)
        hands.key("F2")
        hands.key("ctrl+a")
        hands.type("Fetch")
        hands.key("Return")
        hands.window(r"users\*")
        hands.key("ctrl+s")
        until(lambda: read_flow(flow).steps[0].name == "Fetch")
        quits(hands, program)
    assert json.loads(flow.read_text())["steps"][0]["name"] == "Fetch"


def test_unsaved_work_survives_kill_9(display: str, flow: Path, data_folder: Path) -> None:
    hands = Hands(display)
    before = flow.read_bytes()
    with started(display, flow) as program:
        hands.window("users — Steploom")
        time.sleep(0.5)
        hands.click(*CARD)
        hands.key("ctrl+d")
        hands.window(r"users\*")
        time.sleep(1.0)
        os.kill(program.pid, signal.SIGKILL)
        program.wait(10)
    assert flow.read_bytes() == before
    (left,) = unsaved(data_folder / "journal")
    assert left.file == flow
    assert left.workflow is not None
    assert [step.name for step in left.workflow.steps] == ["Get user", "Get user"]


def test_without_a_display_it_says_so_and_runs_the_example() -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    done = subprocess.run(
        [sys.executable, "-m", "builder"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert "no display was found" in done.stderr
    assert "succeeded in" in done.stdout
