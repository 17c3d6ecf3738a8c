"""Runs of the command line in the history, with real processes and a real server."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from builder.history.entries import RunEntry
from builder.history.history import History
from builder.history.upkeep import INTERRUPTED
from tests.support.example_server import BackgroundServer
from tests.support.running import fan_out, request


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    server = BackgroundServer()
    yield server.start()
    server.close()


@pytest.fixture
def flow(tmp_path: Path, url: str) -> Path:
    """Each of three items is a request."""
    path = tmp_path / "orders.flow.json"
    steps = [fan_out(2, "{{1.event}}", request(3, f"{url}/users?q={{{{2.instance}}}}"))]
    trigger = {"kind": "event", "number": 1, "example": "[1, 2, 3]"}
    path.write_text(json.dumps({"format": 1, "trigger": trigger, "steps": steps}))
    return path


def started(*words: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "builder", "run", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ,
    )


def steploom(*words: str | Path) -> tuple[int, str]:
    """The exit code, and what was said about errors."""
    process = started(*words)
    _, said = process.communicate(timeout=30)
    return process.returncode, said


def runs(data_folder: Path) -> tuple[RunEntry, ...]:
    with closing(History(data_folder / "history.sqlite")) as history:
        assert history.notice == ""
        return history.runs()


def test_a_run_is_kept_with_its_items(flow: Path, data_folder: Path) -> None:
    assert steploom(flow) == (0, "")
    (entry,) = runs(data_folder)
    assert (entry.flow, entry.flow_path) == ("orders", "orders.flow.json")
    assert (entry.workspace, entry.status, entry.test_data) == (str(flow.parent), "succeeded", True)
    with closing(History(data_folder / "history.sqlite")) as history:
        assert [item.index for item in history.items(entry.id, 2)] == [0, 1, 2]
        (event,) = history.steps(entry.id, "2[1]").events
        assert event.exchanges[0].url.endswith("/users?q=2")
        assert event.exchanges[0].status == 200
    assert list((data_folder / "bodies").iterdir()) == [], "nothing large came"


def test_the_event_and_the_part_are_kept(flow: Path, data_folder: Path) -> None:
    assert steploom(flow, "--event", "[7]", "--step", "3") == (0, "")
    (entry,) = runs(data_folder)
    assert (entry.part, entry.test_data) == ("up to step 3", False)
    with closing(History(data_folder / "history.sqlite")) as history:
        assert history.run(entry.id).event == [7]


def test_no_history_keeps_nothing(flow: Path, data_folder: Path) -> None:
    assert steploom(flow, "--no-history") == (0, "")
    assert not (data_folder / "history.sqlite").exists()


def test_a_newer_history_is_said_and_the_run_succeeds(flow: Path, data_folder: Path) -> None:
    data_folder.mkdir()
    with closing(History(data_folder / "history.sqlite")) as history:
        history._store.connection.execute("PRAGMA user_version = 99")
    code, said = steploom(flow)
    assert code == 0
    assert said.startswith("steploom: warning: The history of runs was written by a newer version")


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, "cancelled"), (signal.SIGKILL, INTERRUPTED)]
)
def test_a_run_that_is_stopped_or_killed_says_so(
    tmp_path: Path, data_folder: Path, number: signal.Signals, status: str
) -> None:
    path = tmp_path / "slow.flow.json"
    wait = {"kind": "delay", "number": 2, "value": "60", "unit": "seconds"}
    trigger = {"kind": "event", "number": 1, "example": "1"}
    path.write_text(json.dumps({"format": 1, "trigger": trigger, "steps": [wait]}))
    with started(path) as process:
        _until_it_waits(data_folder)
        process.send_signal(number)
        process.communicate(timeout=20)
    (entry,) = runs(data_folder)
    assert entry.status == status


def _until_it_waits(data_folder: Path) -> None:
    """Until the Delay has begun, by what the history says."""
    deadline = time.monotonic() + 20
    database = data_folder / "history.sqlite"
    while time.monotonic() < deadline:
        if database.exists():
            with closing(History(database)) as history:
                if any(event.step == 2 for event in history.whole(1)):
                    assert history.runs()[0].status == "running"
                    return
        time.sleep(0.02)
    raise AssertionError("it never began to wait")
