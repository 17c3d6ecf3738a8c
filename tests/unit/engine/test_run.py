"""The engine: order, outputs, cancellation, budgets and what it says."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from builder.engine.budget import Budget
from builder.engine.run import run
from builder.engine.transports import Transports
from builder.model.environment import Surroundings
from builder.model.events import AnyEvent, RunFinished, RunStarted, Status, StepFinished
from builder.model.number import Number
from tests.support.running import conditional, decoded, files_in, flow, private_bytes, ran, request
from tests.support.servers import Answer, Recorder, recorder


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as serving:
        serving.json("/user", '{"id": 7, "price": 1.10, "big": 1208925819614629174706176}')
        yield serving


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a server that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


async def test_later_steps_use_earlier_answers_with_their_types(
    server: Recorder, tmp_path: Path
) -> None:
    rows = [{"key": k, "value": f"{{{{2.response.body.{k}}}}}"} for k in ("id", "price", "big")]
    step = request(
        3,
        "{{env.base}}/users/{{2.response.body.id}}",
        method="POST",
        body={"kind": "json", "rows": rows},
    )
    around = Surroundings("dev", {"base": server.url})
    what = await ran(flow(request(2, f"{server.url}/user"), step), tmp_path, surroundings=around)
    assert server.last.target == "/users/7"
    assert server.last.body == b'{"id":7,"price":1.10,"big":1208925819614629174706176}'
    assert what.result is not None
    assert what.result.status is Status.SUCCEEDED
    assert what.result.outputs[2]["response"]["body"]["price"] == Number("1.10")


async def test_events_come_in_order_and_count(server: Recorder, tmp_path: Path) -> None:
    off = {**request(3, server.url), "enabled": False}
    what = await ran(
        flow(request(2, f"{server.url}/user", name="Get user"), off), tmp_path, flow_name="f"
    )
    assert [type(e).__name__ for e in what.events] == [
        "RunStarted",
        *["StepStarted", "StepFinished"] * 2,
        "StepFinished",
        "RunFinished",
    ]
    started = what.events[0]
    assert isinstance(started, RunStarted)
    assert (started.flow, started.steps) == ("f", (1, 2, 3))
    assert what.step(2).name == "Get user"
    assert what.end.counts == {"succeeded": 2, "skipped": 1}
    moments = [e.at for e in what.events]
    assert moments == sorted(moments)


async def test_references_to_what_was_skipped(server: Recorder, tmp_path: Path) -> None:
    outer = conditional(2, "{{1.event}}", "is_null", yes=[request(3, server.url)])
    optional = request(4, f"{server.url}/x{{{{3.response.url?}}}}")
    what = await ran(flow(outer, optional, request(5, "http://{{3.response.url}}")), tmp_path)
    assert server.last.target == "/x"
    error = what.step(5).error
    assert error is not None
    assert "has no output" in error.message


async def test_now_and_random_stay_the_same_within_a_step(server: Recorder, tmp_path: Path) -> None:
    class Fixed:
        def monotonic(self) -> float:
            return time.perf_counter()

        def now(self) -> datetime:
            return datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

    both = "{{random.uuid}}/{{random.uuid}}/{{now}}/{{now.unix}}"
    steps = [request(n, f"{server.url}/{both}") for n in (2, 3)]
    await ran(flow(*steps), tmp_path, clock=Fixed(), random=Random(1))
    first, second = (seen.target.split("/")[1:] for seen in server.seen)
    assert first[0] == first[1] != second[0] == second[1]
    assert first[2:] == ["2026-01-02T03%3A04%3A05.000Z", "1767323045"]


async def test_problems_are_refused_before_anything_is_sent(
    server: Recorder, tmp_path: Path
) -> None:
    workflow = flow(request(2, server.url), request(3, "http://x/{{7.a}}"))
    what = await ran(workflow, tmp_path)
    assert server.seen == []
    assert what.end.status is Status.FAILED
    assert what.end.step == 3
    assert what.step(3).status is Status.FAILED
    assert what.end.error == what.step(3).error
    assert what.end.error is not None
    assert "there is no step 7" in what.end.error.message
    upto = await ran(workflow, tmp_path, upto=2)
    assert upto.end.status is Status.SUCCEEDED
    assert len(server.seen) == 1


async def test_a_secret_without_a_value_is_named_with_what_to_do(tmp_path: Path) -> None:
    around = Surroundings("dev", {}, frozenset({"token"}))
    workflow = flow(request(2, "http://x/", auth={"kind": "bearer", "token": "{{env.token}}"}))
    what = await ran(workflow, tmp_path, surroundings=around)
    assert what.end.error is not None
    assert "STEPLOOM_SECRET_token" in what.end.error.message


async def test_one_step_is_tested_on_given_outputs(server: Recorder, tmp_path: Path) -> None:
    workflow = flow(
        request(2, f"{server.url}/user"),
        request(3, f"{server.url}/{{{{2.response.body.id}}}}/{{{{1.event.a}}}}"),
        example='{"a": "e"}',
    )
    what = await ran(workflow, tmp_path, only=3, outputs={2: {"response": {"body": {"id": 9}}}})
    assert [seen.target for seen in server.seen] == ["/9/e"]
    assert [e.step for e in what.events if isinstance(e, StepFinished)] == [3]
    assert what.end.counts == {"succeeded": 1}


async def test_a_missing_sample_is_named(server: Recorder, tmp_path: Path) -> None:
    workflow = flow(
        request(2, server.url, name="Get user"), request(3, "http://{{2.response.url}}")
    )
    what = await ran(workflow, tmp_path, only=3)
    error = what.step(3).error
    assert error is not None
    assert error.kind == "missing-sample"
    assert "step 2 (Get user) has no output yet" in error.message


async def test_testing_a_conditional_runs_no_branch(server: Recorder, tmp_path: Path) -> None:
    workflow = flow(conditional(2, "{{1.event}}", "is_not_null", yes=[request(3, server.url)]))
    what = await ran(workflow, tmp_path, only=2)
    assert what.step(2).summary == "Yes"
    assert server.seen == []


@pytest.mark.parametrize(
    ("upto", "kind", "sent"),
    [(2, None, 1), (3, None, 1), (5, "not-reached", 1), (9, "no-such-step", 0)],
)
async def test_a_run_up_to_a_step(
    server: Recorder, tmp_path: Path, upto: int, kind: str | None, sent: int
) -> None:
    choice = conditional(
        3, "{{1.event}}", "is_not_null", yes=[], no=[request(5, f"{server.url}/no")]
    )
    workflow = flow(request(2, f"{server.url}/user"), choice)
    what = await ran(workflow, tmp_path, upto=upto)
    assert (what.end.error.kind if what.end.error else None) == kind
    assert len(server.seen) == sent


async def test_cancelling_stops_at_once_and_closes_the_socket(silent: str, tmp_path: Path) -> None:
    events: list[AnyEvent] = []
    transports = Transports()
    task = asyncio.create_task(
        run(
            flow(request(2, silent), request(3, silent)),
            emit=events.append,
            folder=tmp_path,
            transport=transports,
        )
    )
    await asyncio.sleep(0.2)
    assert not task.done()
    before = time.monotonic()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert time.monotonic() - before < 0.2
    ended = [e for e in events if isinstance(e, StepFinished) and e.step == 2]
    assert [e.status for e in ended] == [Status.CANCELLED]
    last = events[-1]
    assert isinstance(last, RunFinished)
    assert last.status is Status.CANCELLED
    assert last.counts == {"succeeded": 1, "cancelled": 1, "queued": 1}
    assert not asyncio.all_tasks() - {asyncio.current_task()}
    await transports.aclose()


async def test_the_total_timeout_names_itself(silent: str, tmp_path: Path) -> None:
    workflow = flow(request(2, silent, options={"total_timeout": 0.2}))
    what = await ran(workflow, tmp_path)
    error = what.step(2).error
    assert error is not None
    assert error.kind == "total-timeout"
    assert "0.2 s" in error.message
    assert what.step(2).exchanges[0].status is None


async def test_the_budget_of_requests_stops_even_what_may_fail(
    server: Recorder, tmp_path: Path
) -> None:
    steps = [request(n, server.url, failure={"go_on": True}) for n in (2, 3, 4)]
    what = await ran(flow(*steps), tmp_path, budget=Budget(requests=2))
    assert len(server.seen) == 2
    assert what.end.error is not None
    assert what.end.error.kind == "budget-requests"


async def test_the_budget_of_time_stops_the_run(silent: str, tmp_path: Path) -> None:
    what = await ran(flow(request(2, silent)), tmp_path, budget=Budget(seconds=0.2))
    assert what.end.status is Status.FAILED
    assert what.end.error is not None
    assert what.end.error.kind == "budget-time"
    assert what.step(2).status is Status.CANCELLED


async def test_credentials_from_a_response_are_hidden_from_then_on(
    server: Recorder, tmp_path: Path
) -> None:
    server.json("/token", '{"access_token": "tok-4711-abcd"}')
    server.answers["/echo"] = lambda seen: Answer(body=repr(seen.headers).encode())
    auth = {"kind": "bearer", "token": "{{2.response.body.access_token}}"}
    workflow = flow(
        request(2, f"{server.url}/token", method="POST"),
        request(3, f"{server.url}/echo", auth=auth),
        request(4, f"{server.url}/{{{{2.response.body.access_token}}}}"),
    )
    what = await ran(workflow, tmp_path)
    assert server.seen[1].header("authorization") == "Bearer tok-4711-abcd"
    assert server.seen[2].target == "/tok-4711-abcd"
    after = repr([what.step(3), what.step(4)])
    assert "tok-4711-abcd" not in after
    assert "Bearer ••••••" in after


async def test_credentials_too_short_to_search_for_show_nothing_in_their_own_fields(
    server: Recorder, tmp_path: Path
) -> None:
    rows = [{"key": "pin", "value": "{{env.pin}}"}]
    around = Surroundings("dev", {"pin": "007"}, frozenset({"pin"}))
    workflow = flow(
        request(2, f"{server.url}/x", auth={"kind": "query", "rows": rows}),
        request(
            3, f"{server.url}/x", auth={"kind": "header", "name": "X-P", "value": "{{env.pin}}"}
        ),
    )
    what = await ran(workflow, tmp_path, surroundings=around)
    assert server.seen[0].target == "/x?pin=007"
    assert what.step(2).exchanges[0].url == f"{server.url}/x?pin=••••••"
    assert ("X-P", "••••••") in what.step(3).exchanges[0].request_headers


async def test_errors_hold_no_secret(tmp_path: Path) -> None:
    around = Surroundings("dev", {"host": "secret-host-name.invalid"}, frozenset({"host"}))
    what = await ran(flow(request(2, "http://{{env.host}}/")), tmp_path, surroundings=around)
    assert what.end.status is Status.FAILED
    assert b"secret-host-name" not in what.said


async def test_a_large_output_is_shortened_and_lies_whole_in_a_file(
    server: Recorder, tmp_path: Path
) -> None:
    server.json("/many", "[" + ",".join(["1.10"] * 40_000) + "]")
    what = await ran(flow(request(2, f"{server.url}/many")), tmp_path)
    finished = what.step(2)
    assert finished.sample_shortened
    assert len(finished.sample["response"]["body"]) == 20
    assert finished.output_path is not None
    whole = decoded(private_bytes(finished.output_path))["output"]
    assert len(whole["response"]["body"]) == 40_000


async def test_a_run_without_a_folder_leaves_nothing_behind(
    server: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    server.answers["/big"] = Answer(body=b"x" * 200_000)
    events: list[AnyEvent] = []
    result = await run(flow(request(2, f"{server.url}/big")), emit=events.append)
    assert result.status is Status.SUCCEEDED
    assert not files_in(tmp_path)
