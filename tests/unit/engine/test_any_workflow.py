"""Whatever a workflow looks like, each step runs once an item, in order, or is skipped."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from builder.engine.run import run
from builder.model.events import AnyEvent, RunFinished, Status, StepFinished, StepStarted
from builder.model.step import Step
from builder.model.workflow import Workflow, walk_steps
from builder.steps.conditional import Conditional
from builder.steps.fan_out import FanOut
from tests.support.trees import WORKFLOWS

_Run = list[tuple[str, int]]

_SOME = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def told(workflow: Workflow, folder: Path) -> list[AnyEvent]:
    events: list[AnyEvent] = []
    asyncio.run(run(workflow, emit=events.append, folder=folder))
    return events


def expected(steps: tuple[Step, ...], path: str = "") -> _Run:
    """What has to run, by place and number, and in which order within a place."""
    found: _Run = []
    for step in steps:
        if not step.enabled:
            continue
        found.append((path, step.number))
        if isinstance(step, Conditional):
            left = step.rules.groups[0][0].left
            found += expected(step.yes if left == "yes" else step.no, path)
        elif isinstance(step, FanOut):
            length = int(step.array.partition("[")[2].partition("]")[0])
            for index in range(length):
                place = f"{step.number}[{index}]"
                found += expected(step.each, f"{path}.{place}" if path else place)
    return found


@_SOME
@given(workflow=WORKFLOWS)
def test_each_step_runs_once_an_item_and_in_order(workflow: Workflow, tmp_path: Path) -> None:
    events = told(workflow, tmp_path)
    end = events[-1]
    assert isinstance(end, RunFinished)
    assert end.status is Status.SUCCEEDED, end.error
    begun = [(e.path, e.step) for e in events if isinstance(e, StepStarted)]
    wanted = [("", 1), *expected(workflow.steps)]
    assert Counter(begun) == Counter(wanted)
    assert max(Counter(begun).values()) == 1
    assert by_place(begun) == by_place(wanted)


@_SOME
@given(workflow=WORKFLOWS)
def test_steps_end_before_the_next_begins_and_items_within_their_fan_out(
    workflow: Workflow, tmp_path: Path
) -> None:
    events = told(workflow, tmp_path)
    open_steps: defaultdict[str, list[int]] = defaultdict(list)
    for event in events:
        if isinstance(event, StepStarted):
            assert not open_steps[event.path], "two steps of one place at once"
            open_steps[event.path].append(event.step)
            around, _, place = event.path.rpartition(".")
            if place:
                assert open_steps[around] == [int(place.partition("[")[0])]
        elif isinstance(event, StepFinished) and event.status is not Status.SKIPPED:
            assert open_steps[event.path].pop() == event.step
            inside = f"{event.path}.{event.step}[" if event.path else f"{event.step}["
            assert not any(left for path, left in open_steps.items() if path.startswith(inside))
    assert not any(open_steps.values())


@_SOME
@given(workflow=WORKFLOWS)
def test_every_step_is_told_of_as_run_or_skipped(workflow: Workflow, tmp_path: Path) -> None:
    events = told(workflow, tmp_path)
    ended = [e for e in events if isinstance(e, StepFinished)]
    assert {e.step for e in ended} == {1, *(step.number for step in walk_steps(workflow.steps))}
    end = events[-1]
    assert isinstance(end, RunFinished)
    assert end.counts == dict(Counter(e.status.value for e in ended))


def by_place(run_of: _Run) -> dict[str, list[int]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for path, number in run_of:
        places[path].append(number)
    return places
