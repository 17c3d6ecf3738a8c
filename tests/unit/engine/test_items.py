"""Fan Outs: every item once, in order of their start, and what is left of them afterwards."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from builder.engine.budget import Budget
from builder.engine.run import run
from builder.engine.transports import Transports
from builder.model.events import (
    AnyEvent,
    RunFinished,
    Status,
    StepFinished,
    StepProgress,
    StepStarted,
)
from tests.support.running import Ran, conditional, decoded, fan_out, files_in, flow, ran, request
from tests.support.servers import Answer, Recorder, Seen, recorder


def echo(seen: Seen) -> Answer:
    """The last part of the path as `id`; "bad" is refused."""
    wanted = seen.target.rsplit("/", 1)[1]
    status = 500 if wanted == "bad" else 200
    body = f'{{"id": "{wanted}", "rest": "{"x" * 50}"}}'.encode()
    return Answer(status, [("Content-Type", "application/json")], body)


class Echo(dict[str, Any]):
    """Answers for whatever path."""

    def get(self, key: str, default: Any = None) -> Any:
        return super().get(key, echo)


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as serving:
        serving.answers = Echo()
        yield serving


def get(number: int, server: Recorder, path: str, **fields: Any) -> dict[str, Any]:
    return request(number, f"{server.url}/{path}", **fields)


def posted(server: Recorder, number: int, *references: str) -> dict[str, Any]:
    """A step that sends what some references stand for."""
    rows = [{"key": str(i), "value": f"{{{{{r}}}}}"} for i, r in enumerate(references)]
    body = {"kind": "json", "rows": rows}
    return request(number, f"{server.url}/p/done", method="POST", body=body)


def sent(server: Recorder) -> list[Any]:
    """What `posted` has sent."""
    value = decoded(server.last.body)
    return [value[key] for key in sorted(value, key=int)]


def open_files() -> set[str]:
    """Names of this process's open files and sockets."""
    return {entry.name for entry in Path("/proc/self/fd").iterdir()}


def finished(what: Ran, number: int) -> list[StepFinished]:
    return [e for e in what.events if isinstance(e, StepFinished) and e.step == number]


async def test_each_item_runs_once_and_later_steps_get_lists(
    server: Recorder, tmp_path: Path
) -> None:
    outer = fan_out(2, "{{1.event}}", get(3, server, "{{2.instance}}/{{2.index}}"))
    after = posted(server, 4, "3.response.body.id", "2.total", "2.failed", "3[1].response.body.id")
    what = await ran(flow(outer, after, example='["a", "b", "c"]'), tmp_path)
    assert what.end.status is Status.SUCCEEDED, what.end.error
    assert sorted(seen.target for seen in server.seen[:-1]) == ["/a/0", "/b/1", "/c/2"]
    assert sent(server) == [["0", "1", "2"], 3, 0, "1"]
    assert sorted(e.path for e in finished(what, 3)) == ["2[0]", "2[1]", "2[2]"]
    assert what.step(2).sample == {"total": 3, "failed": 0}
    assert what.end.counts == {"succeeded": 6}
    progress = [e for e in what.events if isinstance(e, StepProgress)]
    assert [(e.done, e.total, e.failed, e.unit) for e in progress] == [
        (n, 3, 0, "items") for n in (0, 1, 2, 3)
    ]


async def test_only_so_many_run_at_once(tmp_path: Path) -> None:
    running = most = 0

    def slow(seen: Seen) -> Answer:
        nonlocal running, most
        running += 1
        most = max(most, running)
        time.sleep(0.02)
        running -= 1
        return Answer()

    with recorder() as server:
        server.answers["/x"] = slow
        step = fan_out(2, "{{1.event}}", get(3, server, "x"), at_once=3)
        await ran(flow(step, example=str(list(range(12)))), tmp_path)
    assert len(server.seen) == 12
    assert most == 3


async def test_nested_ones_give_lists_of_lists(server: Recorder, tmp_path: Path) -> None:
    inner = fan_out(3, "{{2.instance}}", get(4, server, "{{2.index}}/{{3.instance}}"))
    outer = fan_out(
        2, "{{1.event}}", inner, get(5, server, "{{4[-1].response.body.id}}/{{3.total}}")
    )
    after = posted(
        server,
        6,
        "4.response.body.id",
        "4[1].response.body.id",
        "4[1][0].response.body.id",
        "3.total",
        "5.response.url",
    )
    what = await ran(flow(outer, after, example='[["a", "b"], ["c"], ["d"]]'), tmp_path)
    assert what.end.status is Status.SUCCEEDED, what.end.error
    urls = [f"{server.url}/{path}" for path in ("b/2", "c/1", "d/1")]
    assert sent(server) == [[["a", "b"], ["c"], ["d"]], ["c"], "c", [2, 1, 1], urls]
    assert {e.path for e in finished(what, 4)} == {
        "2[0].3[0]",
        "2[0].3[1]",
        "2[1].3[0]",
        "2[2].3[0]",
    }


async def test_an_empty_array_runs_nothing_and_is_no_error(
    server: Recorder, tmp_path: Path
) -> None:
    inside = conditional(3, "{{2.instance}}", "is_null", yes=[get(4, server, "x")])
    after = posted(server, 5, "4.response.body", "2.total")
    what = await ran(flow(fan_out(2, "{{1.event}}", inside), after, example="[]"), tmp_path)
    assert what.end.status is Status.SUCCEEDED, what.end.error
    assert sent(server) == [[], 0]
    assert [what.step(n).status for n in (3, 4)] == [Status.SKIPPED] * 2
    assert what.end.counts == {"succeeded": 3, "skipped": 2}


@pytest.mark.parametrize("example", ['{"a": 1}', '"text"', "null", "3"])
async def test_what_is_no_array_is_a_named_error(tmp_path: Path, example: str) -> None:
    what = await ran(flow(fan_out(2, "{{1.event}}"), example=example), tmp_path)
    error = what.step(2).error
    assert error is not None
    assert error.kind == "not-an-array"
    assert error.message.startswith("Array: A list is needed")
    assert what.end.step == 2


async def test_a_failure_stops_the_others_and_says_which_item(
    server: Recorder, tmp_path: Path
) -> None:
    items = ["a", "bad", *("c" * 20)]
    outer = fan_out(2, "{{1.event}}", get(3, server, "{{2.instance}}", name="Get it"), at_once=1)
    example = str(items).replace("'", '"')
    what = await ran(flow(outer, get(4, server, "after"), example=example), tmp_path)
    assert [seen.target for seen in server.seen] == ["/a", "/bad"]
    assert what.end.status is Status.FAILED
    assert what.end.step == 3
    assert what.end.error is not None
    assert what.end.error.message.startswith("Item 2 (index 1): step 3 (Get it): ")
    assert what.step(2).error == what.end.error
    assert what.step(2).sample == {"total": 22, "failed": 1}
    assert what.end.counts == {"succeeded": 2, "failed": 2, "queued": 1}


async def test_with_continue_the_others_run_on_and_its_place_is_null(
    server: Recorder, tmp_path: Path
) -> None:
    choice = conditional(4, "{{2.index}}", "equals", "2", yes=[get(5, server, "{{2.instance}}")])
    outer = fan_out(
        2, "{{1.event}}", get(3, server, "{{2.instance}}"), choice, on_failure="continue"
    )
    after = posted(server, 6, "3.response.body.id", "5.response.body.id", "2.failed")
    what = await ran(flow(outer, after, example='["a", "bad", "c"]'), tmp_path)
    assert what.end.status is Status.SUCCEEDED, what.end.error
    assert sent(server) == [["a", None, "c"], [None, None, "c"], 1]
    assert what.step(2).summary == "2 of 3"
    (warning,) = what.step(2).warnings
    assert warning.startswith("Item 2 (index 1): step 3")


async def test_nested_failures_name_both_items(server: Recorder, tmp_path: Path) -> None:
    inner = fan_out(3, "{{2.instance}}", get(4, server, "{{3.instance}}", name="G"))
    what = await ran(flow(fan_out(2, "{{1.event}}", inner), example='[["bad"]]'), tmp_path)
    assert what.end.error is not None
    assert what.end.error.message.startswith("Item 1 (index 0): Item 1 (index 0): step 4 (G): ")
    assert what.end.step == 4


async def test_a_path_that_an_item_lacks_is_named_with_the_item(
    server: Recorder, tmp_path: Path
) -> None:
    outer = fan_out(2, "{{1.event}}", get(3, server, "{{2.instance}}"))
    lacking = posted(server, 4, "3.response.body.idd")
    what = await ran(flow(outer, lacking, example='["a"]'), tmp_path)
    error = what.step(4).error
    assert error is not None
    assert "3.0.response.body is an object without idd" in error.message
    assert "Did you mean “id”?" in error.message
    optional = posted(server, 4, "3.response.body.idd?", "3[5].response?")
    await ran(flow(outer, optional, example='["a"]'), tmp_path)
    assert sent(server) == [[None], None]
    beyond = await ran(flow(outer, posted(server, 4, "3[5].x"), example='["a"]'), tmp_path)
    error = beyond.step(4).error
    assert error is not None
    assert "a list of 1 item without position 5" in error.message


async def test_large_outputs_wait_in_a_file_and_go(
    server: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.engine.kept.IN_MEMORY", 100)
    outer = fan_out(2, "{{1.event}}", get(3, server, "{{2.index}}"))
    after = posted(server, 4, "3.response.body", "3[7].response.body.id")
    what = await ran(flow(outer, after, example=str([0] * 40)), tmp_path)
    assert what.end.status is Status.SUCCEEDED, what.end.error
    bodies, one = sent(server)
    assert [body["id"] for body in bodies] == [str(n) for n in range(40)]
    assert one == "7"
    assert files_in(tmp_path) == []


async def test_files_and_exact_numbers_come_back_as_they_were(
    server: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.engine.kept.IN_MEMORY", 1)
    png = Answer(200, [("Content-Type", "image/png")], b"\x89PNG\xff\x00")
    server.answers["/file"] = png
    server.json("/number", '{"p": 1.10, "big": 1208925819614629174706176}')
    outer = fan_out(2, "{{1.event}}", get(3, server, "file"), get(4, server, "number"))
    body = {"kind": "file", "file": "{{3[1].response.body}}"}
    after = request(5, f"{server.url}/upload", method="PUT", body=body)
    last = posted(server, 6, "4.response.body", "3.response.body.size")
    what = await ran(flow(outer, after, last, example="[1, 2]"), tmp_path)
    assert what.end.status is Status.SUCCEEDED, what.end.error
    assert server.seen[-2].body == png.body
    number = b'{"p":1.10,"big":1208925819614629174706176}'
    assert server.last.body == b'{"0":[%b,%b],"1":[6,6]}' % (number, number)


async def test_a_full_disk_is_named(
    server: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.engine.kept.IN_MEMORY", 1)
    outer = fan_out(2, "{{1.event}}", get(3, server, "x"), on_failure="continue")
    workflow = flow(outer, posted(server, 4, "3.response.body"), example="[1, 2]")
    (tmp_path / "taken").write_bytes(b"")
    what = await ran(workflow, tmp_path / "taken")
    assert what.end.error is not None
    assert what.end.error.kind == "file-not-writable"
    assert "cannot be kept" in what.end.error.message


async def test_items_per_second(server: Recorder, tmp_path: Path) -> None:
    outer = fan_out(2, "{{1.event}}", get(3, server, "x"), per_second=20)
    before = time.monotonic()
    what = await ran(flow(outer, example="[1, 2, 3, 4, 5]"), tmp_path)
    assert time.monotonic() - before >= 0.19
    starts = [e.at for e in what.events if isinstance(e, StepStarted) and e.step == 3]
    assert min(b - a for a, b in pairwise(starts)) > 0.03


async def test_a_budget_stops_even_a_fan_out_that_goes_on(server: Recorder, tmp_path: Path) -> None:
    outer = fan_out(2, "{{1.event}}", get(3, server, "x"), on_failure="continue", at_once=1)
    what = await ran(flow(outer, example="[1, 2, 3, 4, 5]"), tmp_path, budget=Budget(requests=3))
    assert len(server.seen) == 3
    assert what.end.error is not None
    assert what.end.error.kind == "budget-requests"


async def test_up_to_a_step_inside(server: Recorder, tmp_path: Path) -> None:
    outer = fan_out(2, "{{1.event}}", get(3, server, "three"), get(4, server, "four"))
    workflow = flow(outer, get(5, server, "five"), example="[1, 2]")
    what = await ran(workflow, tmp_path, upto=3)
    assert what.end.status is Status.SUCCEEDED, what.end.error
    assert [seen.target for seen in server.seen] == ["/three", "/three"]
    assert what.step(2).status is Status.SUCCEEDED


async def test_a_test_of_a_fan_out_shows_its_items(server: Recorder, tmp_path: Path) -> None:
    workflow = flow(fan_out(2, "{{1.event}}", get(3, server, "x")), example='["a", "b"]')
    what = await ran(workflow, tmp_path, only=2)
    assert what.step(2).sample == {"total": 2, "failed": 0, "items": ["a", "b"]}
    assert server.seen == []


async def test_a_test_inside_uses_the_chosen_items(server: Recorder, tmp_path: Path) -> None:
    inner = fan_out(
        3, "{{2.instance.list}}", get(4, server, "{{2.index}}/{{3.instance}}/{{3.index}}")
    )
    workflow = flow(
        fan_out(2, "{{1.event}}", inner), example='[{"list": ["a"]}, {"list": ["b", "c"]}]'
    )
    await ran(workflow, tmp_path, only=4)
    await ran(workflow, tmp_path, only=4, item={2: 1, 3: 1}, outputs={2: {"total": 9}})
    assert [seen.target for seen in server.seen] == ["/0/a/0", "/1/c/1"]
    beyond = await ran(workflow, tmp_path, only=4, item={2: 2})
    assert beyond.end.error is not None
    assert beyond.end.error.kind == "no-such-item"


async def test_a_test_inside_names_the_sample_that_the_array_needs(
    server: Recorder, tmp_path: Path
) -> None:
    outer = fan_out(3, "{{2.response.body}}", get(4, server, "{{3.instance}}"))
    workflow = flow(get(2, server, "x", name="Get all"), outer)
    what = await ran(workflow, tmp_path, only=4)
    assert what.end.error is not None
    assert what.end.error.kind == "missing-sample"
    assert "step 2 (Get all) has no output yet" in what.end.error.message
    given = await ran(workflow, tmp_path, only=4, outputs={2: {"response": {"body": ["q"]}}})
    assert given.end.status is Status.SUCCEEDED, given.end.error
    assert server.last.target == "/q"


async def test_a_test_after_sees_the_sample_of_one_item_as_a_list(
    server: Recorder, tmp_path: Path
) -> None:
    outer = fan_out(2, "{{1.event}}", get(3, server, "x"))
    workflow = flow(outer, posted(server, 4, "3.response.body.id"))
    await ran(workflow, tmp_path, only=4, outputs={3: {"response": {"body": {"id": 7}}}})
    assert sent(server) == [[7]]


async def test_cancelling_ends_every_item_and_leaves_nothing(
    server: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.engine.kept.IN_MEMORY", 1)
    events: list[AnyEvent] = []
    all_wait = asyncio.Event()

    def emit(event: AnyEvent) -> None:
        events.append(event)
        if sum(isinstance(e, StepStarted) and e.step == 5 for e in events) == 3:
            all_wait.set()

    wait = {"kind": "delay", "number": 5, "value": "9"}
    inner = fan_out(3, "{{2.instance}}", get(4, server, "x"), wait)
    after = posted(server, 6, "4.response.body", "4.response.headers")
    workflow = flow(fan_out(2, "{{1.event}}", inner), after, example="[[1, 2], [3]]")
    transports = Transports()
    before = open_files()
    task = asyncio.create_task(run(workflow, emit=emit, folder=tmp_path, transport=transports))
    await asyncio.wait_for(all_wait.wait(), 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await transports.aclose()
    for _ in range(200):  # the server's threads close their ends when they see ours gone
        if open_files() == before:
            break
        await asyncio.sleep(0.01)
    assert open_files() == before
    last = events[-1]
    assert isinstance(last, RunFinished)
    assert last.status is Status.CANCELLED
    begun = [(e.step, e.path) for e in events if isinstance(e, StepStarted)]
    ended = [(e.step, e.path) for e in events if isinstance(e, StepFinished)]
    assert sorted(begun) == sorted(ended)
    assert asyncio.all_tasks() == {asyncio.current_task()}
    assert files_in(tmp_path) == []
