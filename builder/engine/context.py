"""What a running step may ask of the engine."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Protocol

from builder.engine.frames import Frame
from builder.engine.resources import Resources
from builder.engine.sender import FlowSender
from builder.model.function import FunctionCall
from builder.model.http import SendOptions, WireRequest
from builder.model.reference import ENVIRONMENT, Reference
from builder.model.resolver import FieldResolver
from builder.model.scope import Values
from builder.model.step import Received, Step


class StepScope:
    """Where references of one execution of a step find their values.

    `now` and `random` are fixed when they are first asked for and stay the same from then on.
    """

    __slots__ = ("_around", "_frame", "_make_values", "_values")

    def __init__(self, frame: Frame, around: Any, make_values: Callable[[], Values]) -> None:
        self._frame = frame
        self._around = around
        self._make_values = make_values
        self._values: Values | None = None

    def root(self, reference: Reference) -> Any:
        """See `Scope.root`."""
        number = reference.step
        if number is not None:
            frame: Frame | None = self._frame
            while frame is not None:
                if number in frame.outputs:
                    return frame.outputs[number]
                frame = frame.around
        elif reference.root == ENVIRONMENT and reference.segments[0] in self._around:
            return self._around
        if self._values is None:
            self._values = self._make_values()
        return self._values.root(reference)


class Caller(Protocol):
    """Runs other flows for the steps of one."""

    def values(self) -> Values:
        """What references other than to steps and variables stand for at this moment."""
        ...

    async def call(self, step: Step, frame: Frame, flow: str, event: Any) -> Any:
        """See `RunContext.call_flow`."""
        ...


class StepContext(FieldResolver):
    """The `RunContext` of one execution of a step.

    Attributes:
        event: What the run was started with, None for the trigger's example.
        testing: Whether the step is tried alone.
        warnings: What the step warned of so far.
    """

    def __init__(
        self,
        step: Step,
        frame: Frame,
        caller: Caller,
        sender: FlowSender,
        resources: Resources,
        event: Any,
        testing: bool,
    ) -> None:
        around = resources.surroundings
        scope = StepScope(frame, around.values, caller.values)
        super().__init__(scope, resources.folder, around.connections)
        self.event = event
        self.testing = testing
        self.warnings: list[str] = []
        self._step = step
        self._frame = frame
        self._caller = caller
        self._sender = sender
        self._resources = resources

    async def send(self, request: WireRequest, options: SendOptions) -> Received:
        """See `RunContext.send`."""
        return await self._sender.send(request, options)

    def warn(self, message: str) -> None:
        """See `RunContext.warn`."""
        self.warnings.append(message)

    def log(self, message: str) -> None:
        """See `RunContext.log`."""
        self._resources.reporter.log(self._step.number, self._frame.path, message)

    def progress(self, done: int, total: int | None = None, unit: str = "") -> None:
        """See `RunContext.progress`."""
        reporter, step = self._resources.reporter, self._step
        reporter.progress(step.number, self._frame.path, done, total, unit)

    async def sleep(self, seconds: float) -> None:
        """See `RunContext.sleep`."""
        if self._resources.skip_delays:
            self.log(f"The wait of {seconds:,g} s is skipped.")
            return
        clock = self._resources.clock
        began = clock.monotonic()
        left = seconds
        while left > 0:
            self.progress(int(seconds - left), round(seconds), "seconds")
            await asyncio.sleep(min(left, 1.0))
            left = seconds - (clock.monotonic() - began)

    async def call_flow(self, flow: str, event: Any) -> Any:
        """See `RunContext.call_flow`."""
        return await self._caller.call(self._step, self._frame, flow, event)

    async def call_function(self, call: FunctionCall) -> Any:
        """See `RunContext.call_function`."""
        given = self._resources
        return await given.functions.call(call, given.folder, given.surroundings.trusted, self.log)
