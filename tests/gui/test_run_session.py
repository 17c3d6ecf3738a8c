"""Runs in a real child process, watched from a real Qt event loop."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

import builder.steps  # noqa: F401 - completes the models
from builder.document.document import Document
from builder.document.run_session import RunSession
from builder.document.samples import Samples
from builder.model.environment import Surroundings
from builder.model.events import Status
from builder.model.workflow import Workflow
from tests.support.qt_loop import qt_loop
from tests.support.servers import Recorder, recorder

Scenario = Callable[[RunSession], Awaitable[None]]


@pytest.fixture(scope="module")
def server() -> Iterator[Recorder]:
    with recorder() as serving:
        serving.json("/user", '{"id": 7, "price": 1.10}')
        yield serving


@pytest.fixture
def play(qapp: QApplication, tmp_path: Path) -> Iterator[Callable[[Scenario], None]]:
    """Play a scenario with a session inside Qt's loop; nothing may be left afterwards."""
    with qt_loop(qapp) as play:

        def run(scenario: Scenario) -> None:
            async def whole() -> None:
                session = RunSession(tmp_path)
                try:
                    await scenario(session)
                finally:
                    await session.closed()

            play(whole)

        yield run


def flow(*steps: dict[str, Any], example: str = '{"userId": 12}') -> Workflow:
    trigger = {"kind": "event", "number": 1, "example": example}
    return Workflow.model_validate({"trigger": trigger, "steps": list(steps)})


def request(number: int, url: str, **fields: Any) -> dict[str, Any]:
    return {"kind": "request", "number": number, "url": url, **fields}


async def until(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110 - what is waited for is Qt's, not asyncio's
        await asyncio.sleep(0.005)


async def end_of(session: RunSession) -> None:
    await until(lambda: not session.running)


def test_a_run_reports_every_step(play: Any, server: Recorder) -> None:
    async def scenario(session: RunSession) -> None:
        heard: list[str] = []
        session.started.connect(lambda: heard.append("started"))
        session.changed.connect(lambda: heard.append("changed"))
        session.finished.connect(lambda event: heard.append(event.status))
        workflow = flow(
            request(2, f"{server.url}/user"),
            request(3, f"{server.url}/after/{{{{2.response.body.price}}}}"),
        )
        assert session.test_workflow(workflow, Surroundings())
        assert session.running
        assert {n: s.status for n, s in session.states.items()} == dict.fromkeys(
            (1, 2, 3), Status.QUEUED
        )
        await end_of(session)
        assert heard[0] == "started"
        assert heard[-1] == Status.SUCCEEDED
        assert session.states[1].summary == "test data"
        assert session.states[2].summary.startswith("200 · ")
        assert session.states[2].tone == "ok"
        finished = session.states[2].finished
        assert finished is not None
        assert str(finished.sample["response"]["body"]["price"]) == "1.10"
        assert server.last.target == "/after/1.10"
        assert (session.done, session.total) == (3, 3)

    play(scenario)


def test_a_step_is_tested_on_whole_samples(play: Any, server: Recorder) -> None:
    server.json("/many", "[" + ",".join(f'{{"id": {n}}}' for n in range(20_000)) + "]")

    async def scenario(session: RunSession) -> None:
        workflow = flow(
            request(2, f"{server.url}/many"),
            request(3, f"{server.url}/one/{{{{2.response.body[-1].id}}}}"),
        )
        samples = Samples(Document(workflow))
        session.step_finished.connect(samples.take)
        session.test_step(workflow, 3, samples, Surroundings())
        await end_of(session)
        assert session.last is not None
        assert session.last.error is not None
        assert session.last.error.kind == "missing-sample"
        session.test_step(workflow, 2, samples, Surroundings())
        await end_of(session)
        assert len(samples.value(2)["response"]["body"]) == 20
        session.test_step(workflow, 3, samples, Surroundings())
        await end_of(session)
        assert session.last.status is Status.SUCCEEDED
        assert server.last.target == "/one/19999"

    play(scenario)


def test_stop_is_immediate_and_the_engine_stays(play: Any) -> None:
    async def scenario(session: RunSession) -> None:
        silent = socket.create_server(("127.0.0.1", 0))  # connects, and never answers
        port = silent.getsockname()[1]
        session.test_workflow(flow(request(2, f"http://127.0.0.1:{port}/")), Surroundings())
        await until(lambda: session.states[2].status is Status.RUNNING)
        pid = session.engine_pid
        before = time.monotonic()
        session.stop()
        await end_of(session)
        assert time.monotonic() - before < 0.5
        assert session.run_status is Status.CANCELLED
        assert session.states[2].status is Status.CANCELLED
        assert session.engine_pid == pid
        silent.close()

    play(scenario)


def test_an_engine_that_hangs_is_ended_by_stop(play: Any, server: Recorder) -> None:
    async def scenario(session: RunSession) -> None:
        session.warm_up()
        await until(lambda: session.engine_pid is not None)
        hung = session.engine_pid
        os.kill(hung, signal.SIGSTOP)
        session.test_workflow(flow(request(2, f"{server.url}/user")), Surroundings())
        await asyncio.sleep(0.05)
        session.stop()
        await end_of(session)
        assert session.run_status is Status.CANCELLED
        assert session.engine_pid is None
        session.test_workflow(flow(request(2, f"{server.url}/user")), Surroundings())
        await end_of(session)
        assert session.run_status is Status.SUCCEEDED
        assert session.engine_pid not in (None, hung)

    play(scenario)


def test_a_killed_engine_fails_the_run_and_the_next_one_works(play: Any, server: Recorder) -> None:
    async def scenario(session: RunSession) -> None:
        silent = socket.create_server(("127.0.0.1", 0))  # connects, and never answers
        port = silent.getsockname()[1]
        reasons: list[str] = []
        session.failed.connect(reasons.append)
        session.test_workflow(flow(request(2, f"http://127.0.0.1:{port}/")), Surroundings())
        await until(lambda: session.states[2].status is Status.RUNNING)
        assert session.engine_pid is not None
        os.kill(session.engine_pid, signal.SIGKILL)
        await end_of(session)
        assert reasons == ["The engine ended unexpectedly (signal 9)."]
        assert session.states[2].status is Status.FAILED
        assert session.last is not None
        assert session.last.error is not None
        assert session.last.error.kind == "engine-lost"
        session.test_workflow(flow(request(2, f"{server.url}/user")), Surroundings())
        await end_of(session)
        assert session.run_status is Status.SUCCEEDED
        silent.close()

    play(scenario)


def test_long_lines_and_undecided_literals_pass_through_the_pipe(
    play: Any, server: Recorder
) -> None:
    async def scenario(session: RunSession) -> None:
        text = "ä" * 3_000_000
        workflow = flow(
            request(
                2,
                f"{server.url}/big",
                method="POST",
                body={"kind": "raw", "language": "text", "text": text},
                auth={"kind": "bearer", "token": "typed-just-now"},
            )
        )
        session.test_workflow(workflow, Surroundings())
        await end_of(session)
        assert session.run_status is Status.SUCCEEDED
        assert server.last.body == text.encode()
        assert server.last.header("authorization") == "Bearer typed-just-now"

    play(scenario)


def test_a_second_run_is_refused_while_one_is_under_way(play: Any, server: Recorder) -> None:
    async def scenario(session: RunSession) -> None:
        workflow = flow(request(2, f"{server.url}/user"))
        assert session.test_workflow(workflow, Surroundings())
        assert not session.test_workflow(workflow, Surroundings())
        await end_of(session)

    play(scenario)
