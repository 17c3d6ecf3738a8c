"""Tests one step on outputs of others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.engine.asked import Asked
from builder.engine.budget import Ended, Stop, no_such_step
from builder.engine.context import StepContext
from builder.engine.flow_run import FlowRun
from builder.engine.frames import Frame
from builder.engine.start import refuse_missing_samples, with_given, with_trigger
from builder.engine.token_step import fetched_token
from builder.model.events import Failure
from builder.model.references import referenced_numbers
from builder.model.step import Outcome, Step, StepError
from builder.model.workflow import ancestors, find


async def test_step(flow: FlowRun, frame: Frame, number: int, asked: Asked) -> Any:
    """Run one step alone; what a Response ends with, None for other kinds.

    A Fan Out shows its items and runs none. A step inside Fan Outs sees one item of each.

    Args:
        flow: The workflow.
        frame: Holds the outputs of other steps that were given.
        number: The step.
        asked: What is asked of the run; of it, which item of each Fan Out.

    Raises:
        Stop: There is no such step, a sample or an item that it needs is missing, or it failed.
    """
    step = find(flow.workflow, number)
    if step is None:
        raise no_such_step(number)
    with_given(flow.workflow, frame.outputs, number)
    if step is not flow.workflow.trigger:
        await with_trigger(flow, frame)
    around = _needed_fan_outs(flow, step)
    known = frozenset(one.number for one in around) | frozenset(frame.outputs)
    for one in (*around, step):
        refuse_missing_samples(one, step, known, flow.names, flow.resources.reporter)
    for one in around:
        await _choose_item(flow, frame, one, asked.item or {})

    async def work(tested: Step, context: StepContext) -> Outcome:
        if asked.token:
            return await fetched_token(tested, context)
        return _previewed(await tested.run(context))

    try:
        await flow.execute(step, frame, work)
    except Ended as end:
        return end.result
    return None


def _needed_fan_outs(flow: FlowRun, step: Step) -> tuple[Step, ...]:
    """The Fan Outs around a step whose item it refers to, directly or not; outermost first."""
    wanted = set(referenced_numbers(step))
    needed: list[Step] = []
    for one, branch in reversed(ancestors(flow.workflow, step.number)):
        each = next(b.each for b in one.branches if b.field == branch)
        if each and one.number in wanted:
            needed.insert(0, one)
            wanted |= set(referenced_numbers(one))
    return tuple(needed)


async def _choose_item(
    flow: FlowRun, frame: Frame, fan_out: Step, chosen: Mapping[int, int]
) -> None:
    """Let references to a Fan Out read one of its items."""
    number = fan_out.number
    frame.outputs.pop(number, None)
    try:
        outcome = await fan_out.run(flow.context(fan_out, frame, testing=True))
    except StepError as error:
        raise Stop(flow.resources.reporter.failure(fan_out, error), number) from None
    values = () if outcome.items is None else outcome.items.values
    index = chosen.get(number, 0)
    if not 0 <= index < len(values):
        place = f"step {number} ({fan_out.title})"
        message = (
            f"There is no item {index}: {place} has {len(values)} items, counted from 0."
            if values
            else f"The array of {place} is empty: there is no item to test with."
        )
        raise Stop(Failure("no-such-item", message), number)
    frame.outputs[number] = {"instance": values[index], "index": index}


def _previewed(outcome: Outcome) -> Outcome:
    """The outcome of a Fan Out before any item has run: the items themselves."""
    if outcome.items is None:
        return outcome
    items = list(outcome.items.values)
    return Outcome(
        {"total": len(items), "failed": 0, "items": items},
        f"{len(items)} item{'' if len(items) == 1 else 's'}",
    )
