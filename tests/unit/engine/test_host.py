"""The engine's process, spoken to over its pipes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builder.engine.protocol import (
    BreakpointsMessage,
    Events,
    HealthMessage,
    Healthy,
    Lines,
    PauseMessage,
    ResumeMessage,
    RunMessage,
    StepMessage,
    StopMessage,
)
from builder.engine.sending import plain_flows
from builder.model.events import (
    AnyEvent,
    RunFinished,
    Status,
    StepFinished,
    StepWaiting,
)
from builder.model.number import Number
from tests.support.engine_child import Child, engine_child, run_message
from tests.support.running import fan_out, flow, request
from tests.support.servers import Recorder, recorder


@pytest.fixture
def child() -> Iterator[Child]:
    with engine_child() as talking:
        yield talking


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as serving:
        serving.json("/x", '{"p": 1.10, "n": 1e400}')
        yield serving


def message(number: int, folder: Path, *steps: dict[str, Any], **details: Any) -> RunMessage:
    return run_message(number, flow(*steps), folder, **details)


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


def numbers(events: list[AnyEvent]) -> list[int]:
    return [event.step for event in events if isinstance(event, StepFinished)]


def test_a_run_is_paused_and_taken_step_by_step(child: Child, tmp_path: Path) -> None:
    delays = [{"kind": "delay", "number": n, "value": "0", "unit": "seconds"} for n in (2, 3, 4, 5)]
    child.say(message(1, tmp_path, *delays, breakpoints=[3]))
    assert numbers(child.until(1, StepWaiting)) == [1, 2]
    child.say(StepMessage(1))
    events = child.until(1, StepWaiting)
    assert numbers(events) == [3]
    child.say(BreakpointsMessage(1, [5]))
    child.say(ResumeMessage(1))
    assert numbers(child.until(1, StepWaiting)) == [4]
    child.say(PauseMessage(1))
    child.say(ResumeMessage(1))
    assert numbers(child.until_end(1)) == [5]


def test_a_run_may_begin_paused_and_be_stopped(child: Child, tmp_path: Path) -> None:
    child.say(message(1, tmp_path, paused=True))
    child.until(1, StepWaiting)
    child.say(StopMessage(1))
    end = child.until_end(1)[-1]
    assert isinstance(end, RunFinished)
    assert end.status is Status.CANCELLED


def test_several_runs_at_once_do_not_disturb_each_other(
    child: Child, server: Recorder, tmp_path: Path
) -> None:
    delay = {"kind": "delay", "number": 2, "value": "30", "unit": "seconds"}
    child.say(message(1, tmp_path / "1", delay))
    items = fan_out(2, "{{1.event}}", request(3, f"{server.url}/x"))
    for number in (2, 3):
        folder = tmp_path / str(number)
        child.say(run_message(number, flow(items, example="[1, 2, 3]"), folder))
    ends: dict[int, RunFinished] = {}
    while len(ends) < 2:
        told = child.hear()
        assert isinstance(told, Events)
        if isinstance(last := told.events[-1], RunFinished):
            ends[told.id] = last
    assert {number: end.counts for number, end in ends.items()} == {
        number: {"succeeded": 5} for number in (2, 3)
    }
    child.say(StopMessage(1))
    end = child.until_end(1)[-1]
    assert isinstance(end, RunFinished)
    assert end.counts == {"succeeded": 1, "cancelled": 1}


def test_pins_starts_items_and_flows_reach_the_run(
    child: Child, server: Recorder, tmp_path: Path
) -> None:
    inner = flow({"kind": "response", "number": 2})
    steps = [
        request(2, f"{server.url}/two"),
        {"kind": "sub_workflow", "number": 3, "flow": "a.flow.json"},
        request(4, f"{server.url}/{{{{2.response.body}}}}"),
    ]
    pinned: dict[int, Any] = {2: {"response": {"body": "pin"}}}
    flows = plain_flows({"a.flow.json": inner})
    child.say(message(1, tmp_path, *steps, pinned=pinned, flows=flows))
    child.until_end(1)
    child.say(message(2, tmp_path, *steps, outputs=pinned, flows=flows, start=3))
    child.until_end(2)
    items = fan_out(2, "{{1.event}}", request(3, f"{server.url}/{{{{2.instance}}}}"))
    workflow = flow(items, example='["a", "b"]')
    child.say(run_message(3, workflow, tmp_path, only=3, item={2: 1}))
    child.until_end(3)
    assert [seen.target for seen in server.seen] == ["/pin", "/pin", "/b"]
