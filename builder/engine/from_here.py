"""“Run from here”: a step and those after it, on outputs of earlier ones."""

from __future__ import annotations

from typing import Any

from builder.engine.budget import Ended, Stop
from builder.engine.flow_run import FlowRun
from builder.engine.frames import Frame
from builder.engine.start import missing_sample, with_given, with_trigger
from builder.model.events import Failure
from builder.model.references import parsed
from builder.model.step import Step
from builder.model.workflow import Workflow, ancestors, children, find, walk, walk_steps


def steps_from(workflow: Workflow, start: int) -> tuple[int, ...]:
    """The numbers of a step and of those after it, in reading order."""
    numbers = [step.number for step in walk(workflow)]
    return tuple(numbers[numbers.index(start) :]) if start in numbers else ()


async def run_from(flow: FlowRun, frame: Frame, start: int) -> Any:
    """Run a step and those after it; what a Response ended the run with, None without one.

    Raises:
        Stop: The step is inside a Fan Out, an output that is needed is missing, or a step failed.
    """
    workflow = flow.workflow
    if start == workflow.trigger.number:
        return await flow.run(frame)
    around = ancestors(workflow, start)
    for step, branch in around:
        _refuse_fan_out(step, branch, start, flow)
    with_given(workflow, frame.outputs, start)
    await with_trigger(flow, frame)
    for step, field in around:
        label = next(branch.label for branch in step.branches if branch.field == field)
        frame.outputs[step.number] = {"selectedChoice": label}
    _refuse_missing(flow, frame, start)
    try:
        await _steps_from(flow, frame, workflow.steps, start)
    except Ended as end:
        return end.result
    return None


async def _steps_from(flow: FlowRun, frame: Frame, steps: tuple[Step, ...], start: int) -> None:
    """Run the part of a list that begins with, or inside, the step that holds `start`."""
    for index, step in enumerate(steps):
        if step.number == start:
            await flow.steps(steps[index:], frame)
            return
        if any(inner.number == start for inner in walk_steps((step,))):
            await _branches_from(flow, frame, step, start)
            await flow.steps(steps[index + 1 :], frame)
            return


async def _branches_from(flow: FlowRun, frame: Frame, holder: Step, start: int) -> None:
    entered = False
    for branch in holder.branches:
        inside = children(holder, branch.field)
        if any(step.number == start for step in walk_steps(inside)):
            entered = True
            await _steps_from(flow, frame, inside, start)
        elif entered:
            flow.skip(inside, frame)


def _refuse_fan_out(step: Step, branch: str, start: int, flow: FlowRun) -> None:
    if any(one.field == branch and one.each for one in step.branches):
        message = (
            f"Step {start} ({flow.names[start]}) is inside step {step.number} ({step.title}), whose"
            " items all begin at its first step. Run from there, or test the step alone."
        )
        raise Stop(Failure("start-in-fan-out", message), start)


def _refuse_missing(flow: FlowRun, frame: Frame, start: int) -> None:
    """Name the step whose output is needed and was not given."""
    workflow = flow.workflow
    will_run = frozenset(steps_from(workflow, start))
    certain = _certain(workflow, start) - will_run - frozenset(frame.outputs)
    for number in will_run:
        step = find(workflow, number)
        if step is None or not step.enabled or not certain:
            continue
        for place, template in parsed(step):
            for reference in template.references:
                if reference.step in certain and not reference.optional:
                    raise missing_sample(
                        step, place, reference.step or 0, flow.names, flow.resources.reporter
                    )


def _certain(workflow: Workflow, start: int) -> frozenset[int]:
    """Steps before `start` that have an output in every run that gets there."""
    entered = {(step.number, branch) for step, branch in ancestors(workflow, start)}
    found: set[int] = set()

    def search(steps: tuple[Step, ...]) -> None:
        for step in steps:
            if not step.enabled:
                continue
            found.add(step.number)
            for branch in step.branches:
                if branch.each or (step.number, branch.field) in entered:
                    search(children(step, branch.field))

    search(workflow.steps)
    return frozenset(found)
