"""One run of one workflow, from its first event to its last."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from builder.engine.bodies import RunFiles
from builder.engine.budget import Budget, Stop, too_long, too_many_requests
from builder.engine.client import Client
from builder.engine.clock import Clock
from builder.engine.context import StepContext, StepScope
from builder.engine.pace import Pace
from builder.engine.report import Reporter
from builder.engine.start import refuse_missing_samples, refuse_problems
from builder.engine.token_step import fetched_token
from builder.engine.tokens import Tokens, token_options
from builder.engine.transports import Transports
from builder.model.environment import Surroundings
from builder.model.events import AnyEvent, Failure, Status
from builder.model.http import SendOptions, WireRequest
from builder.model.masking import Masker
from builder.model.scope import Values
from builder.model.step import Outcome, Received, Step, StepError
from builder.model.token import secrets_in
from builder.model.workflow import Workflow, children, find, walk, walk_steps


class _Reached(Exception):
    """The last step that was asked for has run."""


@dataclass(slots=True)
class Execution:
    """The state of one run; see `builder.engine.run.run` for the fields."""

    workflow: Workflow
    emit: Callable[[AnyEvent], None]
    surroundings: Surroundings
    event: Any
    outputs: dict[int, Any]
    folder: Path
    transports: Transports
    clock: Clock
    random: Random
    budget: Budget
    tokens: Tokens
    token: bool
    hiding: Callable[[Masker], None] | None = None
    pace: Pace | None = None
    reporter: Reporter = field(init=False)
    _client: Client = field(init=False)
    _names: dict[int, str] = field(init=False)
    _workspace: Path | None = field(init=False)
    _upto: int | None = field(init=False, default=None)
    _testing: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        files = RunFiles(self.folder)
        self.reporter = Reporter(self.emit, self.surroundings, self.clock, files, self.hiding)
        self._client = Client(self.transports, files, self.clock)
        self._names = {step.number: step.title for step in walk(self.workflow)}
        self._workspace = Path(self.surroundings.folder) if self.surroundings.folder else None

    async def run(self, flow: str, only: int | None, upto: int | None) -> Stop | None:
        """Run; what stopped it, or None when it succeeded.

        Raises:
            CancelledError: It was cancelled, after its last event.
        """
        self._upto = upto
        self._testing = only is not None
        test_data = self.event is None
        steps = tuple(self._names) if only is None else (only,)
        self.reporter.run_started(flow, steps, test_data)
        try:
            async with asyncio.timeout(self.budget.seconds):
                await (self._all(upto) if only is None else self._alone(only))
        except _Reached:
            stop = None
        except Stop as error:
            stop = error
        except TimeoutError:
            stop = too_long(self.budget)
        except asyncio.CancelledError:
            self.reporter.run_finished(Status.CANCELLED, len(steps))
            raise
        else:
            stop = None
        status = Status.FAILED if stop else Status.SUCCEEDED
        self.reporter.run_finished(status, len(steps), stop)
        return stop

    async def send(self, request: WireRequest, options: SendOptions) -> Received:
        """Send for a step.

        Raises:
            StepError: No usable answer.
            Stop: The run may send no more.
        """
        if request.token is None:
            return await self._send(request, options)
        self.reporter.protect(request)
        ask = partial(self._send_for_token, options=token_options(options))
        try:
            answer = await self.tokens.answer(request, self.surroundings.name, ask)
        except StepError as error:
            raise error.inside("auth") if error.field else error from None
        self.reporter.hide(secrets_in(answer))
        return answer

    async def _send(self, request: WireRequest, options: SendOptions) -> Received:
        if self._client.sent >= self.budget.requests:
            raise too_many_requests(self.budget)
        if self.pace is not None:
            await self.pace.turn()
        self.reporter.protect(request)
        return await self._client.send(request, options)

    async def _send_for_token(self, request: WireRequest, options: SendOptions) -> Received:
        """Send a token request; what came back is hidden before anybody hears of it."""
        answer = await self._send(request, options)
        self.reporter.hide(secrets_in(answer))
        return answer

    async def _all(self, upto: int | None) -> None:
        if upto is not None and upto not in self._names:
            raise Stop(Failure("no-such-step", f"The workflow has no step {upto}."))
        refuse_problems(self.workflow, self.surroundings, self.reporter, upto)
        await self._step(self.workflow.trigger)
        await self._steps(self.workflow.steps)
        if upto is not None:
            name = self._names[upto]
            message = f"Step {upto} ({name}) was not reached: its branch was not taken."
            raise Stop(Failure("not-reached", message), upto)

    async def _alone(self, number: int) -> None:
        """Test one step on the outputs of others."""
        step = find(self.workflow, number)
        if step is None:
            raise Stop(Failure("no-such-step", f"The workflow has no step {number}."))
        trigger = self.workflow.trigger
        if step is not trigger and trigger.number not in self.outputs:
            self.outputs[trigger.number] = await self._trigger_output()
        refuse_missing_samples(step, self.outputs, self._names, self.reporter)
        await self._execute(step)

    async def _trigger_output(self) -> Any:
        trigger = self.workflow.trigger
        try:
            return (await trigger.run(self._context(trigger))).output
        except StepError as error:
            raise Stop(self.reporter.failure(trigger, error), trigger.number) from None

    async def _steps(self, steps: tuple[Step, ...]) -> None:
        for step in steps:
            await self._step(step)

    async def _step(self, step: Step) -> None:
        """Run a step and the branch it chooses, or skip it."""
        if not step.enabled and step is not self.workflow.trigger:
            self._skip((step,))
            return
        outcome = await self._execute(step)
        if step.number == self._upto:
            raise _Reached
        for branch in step.branches:
            inside = children(step, branch.field)
            if branch.field == outcome.branch:
                await self._steps(inside)
            else:
                self._skip(inside)

    def _skip(self, steps: tuple[Step, ...]) -> None:
        for step in walk_steps(steps):
            self.reporter.skipped(step)
            if step.number == self._upto and not step.enabled:
                message = f"Step {step.number} ({step.title}) is disabled."
                raise Stop(Failure("not-reached", message), step.number)

    async def _execute(self, step: Step) -> Outcome:
        """Run one step and report it.

        Raises:
            Stop: It failed, and the run is not to go on.
        """
        started = self.reporter.step_started(step)
        context = self._context(step)
        try:
            work = fetched_token(step, context) if self.token else step.run(context)
            outcome = await work
        except StepError as error:
            outcome = Outcome(failed=error, exchanges=error.exchanges)
        except (asyncio.CancelledError, Stop):
            self.reporter.cancelled(step, started)
            raise
        except Exception as error:  # a fault of a kind must not take the run's report with it
            outcome = Outcome(failed=_internal(error))
        if outcome.output is not None:
            self.outputs[step.number] = outcome.output
        failure = self.reporter.step_finished(step, started, outcome, context.warnings)
        if failure is not None and not outcome.go_on:
            raise Stop(failure, step.number)
        return outcome

    def _context(self, step: Step) -> StepContext:
        scope = StepScope(self.outputs, self.surroundings.values, self._values)
        return StepContext(
            scope,
            self._workspace,
            self.event,
            step.number,
            self,
            self.reporter.emit,
            self.surroundings.connections,
            testing=self._testing,
        )

    def _values(self) -> Values:
        """What references stand for at this moment."""
        return Values(
            self.outputs,
            self.surroundings.values,
            self.surroundings.name,
            self.clock.now(),
            str(UUID(int=self.random.getrandbits(128), version=4)),
            {},
            self._names,
        )


def _internal(error: Exception) -> StepError:
    return StepError(
        "internal",
        f"A fault in the program itself: {type(error).__name__}: {error}. Please report it.",
    )
