"""“Run from here” and pinned outputs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builder.model.events import RunStarted, Status, StepFinished
from tests.support.running import Ran, conditional, fan_out, flow, ran, request
from tests.support.servers import Recorder, recorder


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as serving:
        serving.json("/list", '["a", "b"]')
        yield serving


def paths(server: Recorder) -> list[str]:
    return [seen.target for seen in server.seen]


def ended(what: Ran) -> dict[int, str]:
    return {e.step: e.status.value for e in what.events if isinstance(e, StepFinished)}


async def test_steps_before_are_not_run_and_their_outputs_are_used(
    server: Recorder, tmp_path: Path
) -> None:
    workflow = flow(
        request(2, f"{server.url}/two"),
        request(3, f"{server.url}/{{{{2.response.body}}}}/{{{{1.event.a}}}}"),
        request(4, f"{server.url}/four"),
        example='{"a": "e"}',
    )
    outputs = {2: {"response": {"body": "given"}}}
    what = await ran(workflow, tmp_path, start=3, outputs=outputs)
    assert what.end.status is Status.SUCCEEDED, what.end.error
    assert paths(server) == ["/given/e", "/four"]
    started = what.events[0]
    assert isinstance(started, RunStarted)
    assert started.steps == (3, 4)
    assert what.end.counts == {"succeeded": 2}


async def test_from_the_trigger_is_the_whole_run(server: Recorder, tmp_path: Path) -> None:
    what = await ran(flow(request(2, f"{server.url}/x")), tmp_path, start=1)
    assert ended(what) == {1: "succeeded", 2: "succeeded"}


@pytest.mark.parametrize(("start", "said"), [(4, "No"), (3, "Yes")])
async def test_conditionals_around_are_entered_by_its_branch(
    server: Recorder, tmp_path: Path, start: int, said: str
) -> None:
    choice = conditional(
        2,
        "{{1.event}}",
        "is_null",
        yes=[request(3, f"{server.url}/yes")],
        no=[request(4, f"{server.url}/no"), request(5, f"{server.url}/no2")],
    )
    after = request(6, f"{server.url}/{{{{2.selectedChoice}}}}")
    what = await ran(flow(choice, after), tmp_path, start=start)
    assert what.end.status is Status.SUCCEEDED, what.end.error
    taken = ["/yes"] if said == "Yes" else ["/no", "/no2"]
    assert paths(server) == [*taken, f"/{said}"]
    skipped = {n for n, status in ended(what).items() if status == "skipped"}
    assert skipped == ({4, 5} if said == "Yes" else set())


async def test_inside_a_fan_out_it_is_refused(server: Recorder, tmp_path: Path) -> None:
    workflow = flow(fan_out(2, "{{1.event}}", request(3, server.url)), example="[1]")
    what = await ran(workflow, tmp_path, start=3)
    assert what.end.error is not None
    assert what.end.error.kind == "start-in-fan-out"
    assert server.seen == []


async def test_a_missing_output_is_named_before_anything_is_sent(
    server: Recorder, tmp_path: Path
) -> None:
    workflow = flow(
        request(2, server.url, name="Get user"),
        request(3, f"{server.url}/first"),
        request(4, f"{server.url}/{{{{2.response.body}}}}"),
    )
    what = await ran(workflow, tmp_path, start=3)
    assert what.end.error is not None
    assert what.end.error.kind == "missing-sample"
    assert "step 2 (Get user)" in what.end.error.message
    assert server.seen == []


async def test_an_output_that_may_be_missing_is_asked_for_when_it_is_needed(
    server: Recorder, tmp_path: Path
) -> None:
    choice = conditional(2, "{{1.event}}", "is_null", yes=[request(3, server.url)])
    workflow = flow(choice, request(4, server.url), request(5, f"{server.url}/{{{{3.x?}}}}"))
    what = await ran(workflow, tmp_path, start=4)
    assert what.end.status is Status.SUCCEEDED, what.end.error


async def test_after_a_fan_out_the_output_of_one_item_is_a_list(
    server: Recorder, tmp_path: Path
) -> None:
    workflow = flow(
        fan_out(2, "{{1.event}}", request(3, server.url)),
        request(4, f"{server.url}/{{{{3.response.body | [0]}}}}/{{{{2.total}}}}"),
    )
    outputs = {2: {"total": 5, "failed": 0}, 3: {"response": {"body": "one"}}}
    what = await ran(workflow, tmp_path, start=4, outputs=outputs)
    assert what.end.status is Status.SUCCEEDED, what.end.error
    assert paths(server) == ["/one/5"]


async def test_it_goes_up_to_a_step(server: Recorder, tmp_path: Path) -> None:
    steps = [request(n, f"{server.url}/{n}") for n in (2, 3, 4, 5)]
    what = await ran(flow(*steps), tmp_path, start=3, upto=4)
    assert what.end.status is Status.SUCCEEDED
    assert paths(server) == ["/3", "/4"]


@pytest.mark.parametrize("asked", [{"start": 9}, {"upto": 9}, {"only": 9}])
async def test_a_step_that_does_not_exist_is_named(tmp_path: Path, asked: dict[str, int]) -> None:
    what = await ran(flow(request(2, "http://x/")), tmp_path, **asked)
    assert what.end.error is not None
    assert what.end.error.kind == "no-such-step"


async def test_pinned_outputs_are_used_instead_of_running(server: Recorder, tmp_path: Path) -> None:
    choice = conditional(3, "{{1.event}}", "is_null", yes=[], no=[request(4, f"{server.url}/no")])
    each = [request(6, f"{server.url}/six"), request(7, f"{server.url}/{{{{6.response.body}}}}")]
    workflow = flow(
        request(2, f"{server.url}/two"),
        choice,
        fan_out(5, "{{2.response.body}}", *each),
        example="null",
    )
    pinned: dict[int, Any] = {
        2: {"response": {"body": [1, 2]}},
        3: {"selectedChoice": "No"},
        6: {"response": {"body": "pin"}},
    }
    what = await ran(workflow, tmp_path, pinned=pinned)
    assert what.end.status is Status.SUCCEEDED, what.end.error
    assert paths(server) == ["/no", "/pin", "/pin"]
    assert what.step(2).summary == "pinned"
    assert what.step(2).sample == pinned[2]


async def test_a_pinned_fan_out_runs_no_item(server: Recorder, tmp_path: Path) -> None:
    step = fan_out(2, "{{1.event}}", request(3, server.url))
    after = request(4, f"{server.url}/{{{{2.total}}}}")
    what = await ran(flow(step, after), tmp_path, pinned={2: {"total": 7, "failed": 0}})
    assert what.end.status is Status.SUCCEEDED, what.end.error
    assert paths(server) == ["/7"]
    assert what.step(3).status is Status.SKIPPED


async def test_a_pinned_step_is_tested_all_the_same(server: Recorder, tmp_path: Path) -> None:
    await ran(flow(request(2, f"{server.url}/x")), tmp_path, only=2, pinned={2: {"response": 1}})
    assert paths(server) == ["/x"]
