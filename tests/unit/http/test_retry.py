"""Retries against real servers, and what is worth one."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from builder.http.failure import Failure, Wait
from builder.http.retry import retry_after
from builder.model.events import Log, Status
from tests.support.running import Ran, flow, ran, request
from tests.support.servers import Answer, Recorder, Seen, recorder

QUICK = {"retry": True, "seconds": 0.01}
NOW = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as serving:
        yield serving


def failing(server: Recorder, *answers: Answer) -> None:
    """Answer with each in turn, then with 200."""
    left = list(answers)

    def answer(seen: Seen) -> Answer:
        return left.pop(0) if left else Answer(200, [("Content-Type", "text/plain")], b"at last")

    server.answers["/x"] = answer


async def sent(server: Recorder, folder: Path, failure: dict[str, Any], **fields: Any) -> Ran:
    only = fields.pop("only", None)
    step = request(2, f"{server.url}/x", failure=failure, **fields)
    return await ran(flow(step), folder, only=only)


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
async def test_a_passing_status_is_tried_again(
    server: Recorder, tmp_path: Path, status: int
) -> None:
    failing(server, Answer(status), Answer(status))
    what = await sent(server, tmp_path, QUICK)
    assert what.result is not None
    assert what.result.outputs[2]["response"]["body"] == "at last"
    assert [e.status for e in what.step(2).exchanges] == [status, status, 200]
    assert len([e for e in what.events if isinstance(e, Log)]) == 2


@pytest.mark.parametrize("status", [400, 401, 404, 409, 501])
async def test_other_statuses_are_not(server: Recorder, tmp_path: Path, status: int) -> None:
    failing(server, Answer(status))
    what = await sent(server, tmp_path, QUICK)
    assert what.end.status is Status.FAILED
    assert len(server.seen) == 1


async def test_attempts_end(server: Recorder, tmp_path: Path) -> None:
    failing(server, *[Answer(503)] * 10)
    what = await sent(server, tmp_path, {**QUICK, "attempts": 4})
    assert len(server.seen) == 4
    assert what.step(2).status is Status.FAILED
    assert len(what.step(2).exchanges) == 4


async def test_a_refused_connection_is_tried_again(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    step = request(2, f"http://127.0.0.1:{port}", failure={**QUICK, "attempts": 3})
    what = await ran(flow(step), tmp_path)
    error = what.step(2).error
    assert error is not None
    assert error.kind == "connection-refused"
    assert len(what.step(2).exchanges) == 3


async def test_a_method_that_may_act_twice_only_when_ticked(
    server: Recorder, tmp_path: Path
) -> None:
    failing(server, Answer(503))
    await sent(server, tmp_path, QUICK, method="POST")
    assert len(server.seen) == 1
    failing(server, Answer(503))
    body = {"kind": "raw", "text": "{{now}} {{random.uuid}}", "language": "text"}
    await sent(server, tmp_path, {**QUICK, "unsafe": True}, method="POST", body=body)
    first, second = server.seen[1:]
    assert first.body
    assert (first.body, first.headers) == (second.body, second.headers)


async def test_a_test_of_one_step_does_not_retry(server: Recorder, tmp_path: Path) -> None:
    failing(server, Answer(503))
    await sent(server, tmp_path, QUICK, only=2)
    assert len(server.seen) == 1


async def test_retry_after_is_obeyed(server: Recorder, tmp_path: Path) -> None:
    failing(server, Answer(429, [("Retry-After", "1")]))
    began = time.monotonic()
    await sent(server, tmp_path, QUICK)
    assert time.monotonic() - began >= 1
    assert len(server.seen) == 2


async def test_a_server_that_wants_hours_is_left_alone(server: Recorder, tmp_path: Path) -> None:
    failing(server, Answer(503, [("Retry-After", "86400")]))
    what = await sent(server, tmp_path, QUICK)
    assert len(server.seen) == 1
    assert "86400 s" in what.step(2).warnings[0]


async def test_the_run_goes_on_after_the_last_attempt(server: Recorder, tmp_path: Path) -> None:
    failing(server, *[Answer(503)] * 3)
    what = await sent(server, tmp_path, {**QUICK, "go_on": True})
    assert what.end.status is Status.SUCCEEDED
    assert what.result is not None
    output = what.result.outputs[2]
    assert output["error"]["kind"] == "http-status"
    assert output["response"]["statusCode"] == 503


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        (" 120 ", 120),
        ("Sat, 31 Jan 2026 09:30:45 GMT", 45),
        ("Saturday, 31-Jan-26 09:30:45 GMT", 45),
        ("Sat Jan 31 09:30:45 2026", 45),
        ("Sat, 31 Jan 2026 09:29:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("", None),
        ("٣", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: float | None) -> None:
    assert retry_after([("x", "1"), ("retry-after", value)], NOW) == seconds


def test_waits_grow_or_stay_with_some_chance_in_them() -> None:
    growing = Failure(retry=True, seconds=2)
    assert [growing.pause(n, 0) for n in (1, 2, 3, 9)] == [2, 4, 8, 60]
    assert growing.pause(1, 1) == 1
    fixed = Failure(retry=True, seconds=100, wait=Wait.FIXED)
    assert [fixed.pause(n, 0) for n in (1, 5)] == [100, 100]
