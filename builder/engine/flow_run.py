"""Runs the steps of one flow: the run's own, or one that a Sub-workflow step calls."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias
from uuid import UUID

from builder.engine.budget import Ended, Reached, StepFailed, Stop
from builder.engine.context import StepContext
from builder.engine.frames import Frame, inner_path
from builder.engine.items import ItemFailed, run_items
from builder.engine.pins import pinned_outcome
from builder.engine.resources import Resources
from builder.engine.sender import FlowSender
from builder.engine.sub_flow import flow_to_call
from builder.model.events import Failure
from builder.model.later import Needed, needed_later
from builder.model.scope import Values
from builder.model.step import Outcome, Step, StepError
from builder.model.workflow import Workflow, children, walk, walk_steps

NO_PINS: Mapping[int, Any] = MappingProxyType({})

Work: TypeAlias = Callable[[Step, StepContext], Awaitable[Outcome]]
"""What is done with a step instead of running it."""


class FlowRun:
    """One flow under way.

    Attributes:
        workflow: The flow.
        resources: What it shares with the flows around it.
        calls: Paths of the flows that call each other, this one's last.
        names: What its steps are called.
        upto: The step after which nothing more runs; None for all.
    """

    def __init__(
        self,
        workflow: Workflow,
        event: Any,
        resources: Resources,
        calls: tuple[str, ...] = ("",),
        pinned: Mapping[int, Any] = NO_PINS,
        upto: int | None = None,
    ) -> None:
        self.workflow = workflow
        self.resources = resources
        self.calls = calls
        self.upto = upto
        self.names = {step.number: step.title for step in walk(workflow)}
        self._event = event
        self._pinned = pinned
        self._reporter = resources.reporter
        self._sender = FlowSender(resources)
        self._needed: Mapping[int, Mapping[int, Needed]] | None = None

    async def run(self, frame: Frame) -> Any:
        """Run all of it; what a Response ended it with, None without one.

        Raises:
            StepFailed: A step failed.
            Stop: The run is to end.
            Reached: The last step that was asked for has run.
        """
        try:
            await self.step(self.workflow.trigger, frame)
            await self.steps(self.workflow.steps, frame)
        except Ended as end:
            return end.result
        return None

    async def steps(self, steps: tuple[Step, ...], frame: Frame) -> None:
        """Run a list of steps one after the other."""
        for step in steps:
            await self.step(step, frame)

    async def step(self, step: Step, frame: Frame) -> None:
        """Run a step and the branch it chooses, or skip it.

        Raises:
            Reached: It was the last one to run, or held that.
        """
        if not step.enabled and step is not self.workflow.trigger:
            self.skip((step,), frame)
            return
        outcome = await self.execute(step, frame)
        if step.number == self.upto or frame.reached:
            raise Reached
        for branch in step.branches:
            inside = children(step, branch.field)
            if branch.each:
                if outcome.items is None or not outcome.items.values:
                    self.skip(inside, frame)
            elif branch.field == outcome.branch:
                await self.steps(inside, frame)
            else:
                self.skip(inside, frame)

    def skip(self, steps: tuple[Step, ...], frame: Frame) -> None:
        """Say of steps, and of all they hold, that they are left out.

        Raises:
            Stop: The last step to run is among them, and disabled.
        """
        for step in walk_steps(steps):
            self._reporter.skipped(step, frame.path)
            if step.number == self.upto and not step.enabled:
                message = f"Step {step.number} ({step.title}) is disabled."
                raise Stop(Failure("not-reached", message), step.number)

    async def execute(self, step: Step, frame: Frame, work: Work | None = None) -> Outcome:
        """Run one step, over its items when it has such, and report it.

        Args:
            step: The step.
            frame: Where it stands.
            work: For a test: what is done instead.

        Raises:
            StepFailed: It failed, and the run is not to go on.
            Ended: It ended the flow.
        """
        if work is None:
            await self._held(step, frame)
        path = frame.path
        started = self._reporter.step_started(step, path)
        context = self.context(step, frame, testing=work is not None)
        try:
            outcome = await (
                self._run(step, frame, context) if work is None else work(step, context)
            )
        except StepError as error:
            outcome = Outcome(failed=error, exchanges=error.exchanges)
        except (asyncio.CancelledError, Stop):
            self._reporter.cancelled(step, path, started)
            raise
        except Exception as error:  # a fault of a kind must not take the run's report with it
            outcome = Outcome(failed=_internal(error))
        if outcome.output is not None:
            frame.outputs[step.number] = outcome.output
        failure = await self._reporter.step_finished(step, path, started, outcome, context.warnings)
        if failure is not None and not outcome.go_on:
            raise _failed(step, failure, outcome.failed)
        if outcome.ends:
            raise Ended((outcome.output or {}).get("result"))
        return outcome

    def needed(self, number: int) -> Mapping[int, Needed]:
        """What steps after a Fan Out need of those inside it."""
        if self._needed is None:
            self._needed = needed_later(self.workflow)
        return self._needed.get(number, {})

    def values(self) -> Values:
        """What references other than to outputs stand for at this moment."""
        around = self.resources.surroundings
        return Values(
            {},
            around.values,
            around.name,
            self.resources.clock.now(),
            str(UUID(int=self.resources.random.getrandbits(128), version=4)),
            {},
            self.names,
            around.secrets,
        )

    async def call(self, step: Step, frame: Frame, flow: str, event: Any) -> Any:
        """Run another flow for a step; see `RunContext.call_flow`.

        Raises:
            StepError: It cannot be called, or failed.
        """
        workflow = flow_to_call(flow, self.calls, self.resources)
        called = FlowRun(workflow, event, self.resources, (*self.calls, flow))
        inside = Frame({}, inner_path(frame.path, f"{step.number}/"))
        try:
            return await called.run(inside)
        except StepFailed as failed:
            raise StepError("sub-workflow", f"In {flow}, {failed.place}") from None
        finally:
            inside.close()

    async def _run(self, step: Step, frame: Frame, context: StepContext) -> Outcome:
        if step.number in self._pinned:
            return pinned_outcome(step, self._pinned[step.number])
        outcome = await step.run(context)
        if outcome.items is None:
            return outcome
        return await run_items(self, step, outcome, frame, context)

    async def _held(self, step: Step, frame: Frame) -> None:
        """Wait while the run is paused; breakpoints are those of the run's own flow."""
        control = self.resources.control
        if control is not None and control.holds(step.number if len(self.calls) == 1 else 0):
            self._reporter.waiting(step, frame.path)
            try:
                await control.released()
            except asyncio.CancelledError:
                self._reporter.cancelled(step, frame.path)
                raise

    def context(self, step: Step, frame: Frame, *, testing: bool = False) -> StepContext:
        """What a step may ask while it runs."""
        return StepContext(step, frame, self, self._sender, self.resources, self._event, testing)


def _failed(step: Step, failure: Failure, error: StepError | None) -> StepFailed:
    """What to raise for a step that failed, or in which an item did."""
    if isinstance(error, ItemFailed):
        return StepFailed(failure, error.step, inside=True)
    return StepFailed(failure, step.number, step.title)


def _internal(error: Exception) -> StepError:
    return StepError(
        "internal",
        f"A fault in the program itself: {type(error).__name__}: {error}. Please report it.",
    )
