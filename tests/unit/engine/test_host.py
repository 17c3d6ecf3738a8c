"""The engine's process, spoken to over its pipes."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builder.engine.protocol import (
    Events,
    FromHost,
    HealthMessage,
    Healthy,
    Lines,
    Ready,
    RunMessage,
    StopMessage,
    ToHost,
    decode_from_host,
    encode,
)
from builder.engine.sending import plain_workflow
from builder.model.events import AnyEvent, RunFinished, Status, StepFinished
from builder.model.number import Number
from tests.support.running import flow, request
from tests.support.servers import Recorder, recorder


class Child:
    """A running host."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process

    def say(self, message: ToHost) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(encode(message))
        self.process.stdin.flush()

    def hear(self) -> FromHost:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the host ended"
        return decode_from_host(line)

    def until_end(self, number: int) -> list[AnyEvent]:
        events: list[AnyEvent] = []
        while not events or not isinstance(events[-1], RunFinished):
            message = self.hear()
            if isinstance(message, Events) and message.id == number:
                events += message.events
        return events


@pytest.fixture
def child() -> Iterator[Child]:
    command = [sys.executable, "-m", "builder.engine.host"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        talking = Child(process)
        ready = talking.hear()
        assert isinstance(ready, Ready)
        assert ready.pid == process.pid
        yield talking
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(5) == 0


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as serving:
        serving.json("/x", '{"p": 1.10, "n": 1e400}')
        yield serving


def message(number: int, folder: Path, *steps: dict[str, Any], **details: Any) -> RunMessage:
    return RunMessage(
        id=number, workflow=plain_workflow(flow(*steps)), folder=str(folder), **details
    )


def test_a_run_streams_its_events(child: Child, server: Recorder, tmp_path: Path) -> None:
    step = request(2, "{{env.base}}/x?t={{env.token}}")
    child.say(
        message(
            7,
            tmp_path,
            step,
            environment="dev",
            values={"base": server.url, "token": "top-secret"},
            secrets=["token"],
        )
    )
    events = child.until_end(7)
    finished = next(e for e in events if isinstance(e, StepFinished) and e.step == 2)
    assert finished.sample["response"]["body"] == {"p": Number("1.10"), "n": Number("1e400")}
    assert server.last.target == "/x?t=top-secret"
    assert "top-secret" not in repr(events)


def test_connections_outlive_runs(child: Child, server: Recorder, tmp_path: Path) -> None:
    for number in (1, 2):
        child.say(message(number, tmp_path, request(2, f"{server.url}/x")))
        events = child.until_end(number)
    (last,) = [e for e in events if isinstance(e, StepFinished) and e.step == 2]
    assert last.exchanges[0].reused


def test_stop_cancels_and_health_is_answered_meanwhile(child: Child, tmp_path: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        child.say(message(1, tmp_path, request(2, url)))
        peer, _ = silent.accept()
        with peer:
            child.say(HealthMessage())
            while not isinstance(child.hear(), Healthy):
                pass
            child.say(StopMessage(1))
            before = time.monotonic()
            end = child.until_end(1)[-1]
            assert time.monotonic() - before < 0.5
            assert isinstance(end, RunFinished)
            assert end.status is Status.CANCELLED
            peer.settimeout(2)
            while peer.recv(4096):
                pass  # what was sent before; then the end of the connection


def test_events_are_batched(child: Child, server: Recorder, tmp_path: Path) -> None:
    steps = [request(n, f"{server.url}/x") for n in range(2, 202)]
    before = time.monotonic()
    child.say(message(1, tmp_path, *steps))
    batches = 0
    while True:
        got = child.hear()
        assert isinstance(got, Events)
        batches += 1
        if isinstance(got.events[-1], RunFinished):
            break
    assert batches <= (time.monotonic() - before) / 0.016 + 2


def test_a_workflow_that_cannot_be_read_ends_its_run(child: Child, tmp_path: Path) -> None:
    child.say(RunMessage(id=3, workflow={"steps": 1}, folder=str(tmp_path)))
    (end,) = child.until_end(3)
    assert isinstance(end, RunFinished)
    assert end.status is Status.FAILED


def test_it_ends_when_nobody_speaks_to_it_any_more(child: Child, tmp_path: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        child.say(message(1, tmp_path, request(2, url)))
        peer, _ = silent.accept()
        peer.close()


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_lines_are_put_together_from_any_chunks(size: int) -> None:
    data = b"one\n\ntwo" + b"x" * 500 + b"\nrest"
    lines = Lines()
    found = [line for at in range(0, len(data), size) for line in lines.feed(data[at : at + size])]
    assert found == [b"one", b"", b"two" + b"x" * 500]
