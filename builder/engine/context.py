"""What a running step may ask of the engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from builder.model.connection import Connection
from builder.model.events import AnyEvent, Log, StepProgress
from builder.model.http import SendOptions, WireRequest
from builder.model.reference import ENVIRONMENT, Reference
from builder.model.resolver import NO_CONNECTIONS, FieldResolver
from builder.model.scope import Scope, Values
from builder.model.step import Received


class StepScope:
    """Where references of one execution of a step find their values.

    `now` and `random` are fixed when they are first asked for and stay the same from then on.
    """

    __slots__ = ("_around", "_make_values", "_outputs", "_values")

    def __init__(
        self,
        outputs: Mapping[int, Any],
        around: Mapping[str, str],
        make_values: Callable[[], Values],
    ) -> None:
        self._outputs = outputs
        self._around = around
        self._make_values = make_values
        self._values: Values | None = None

    def root(self, reference: Reference) -> Any:
        """See `Scope.root`."""
        number = reference.step
        if number is not None and number in self._outputs:
            return self._outputs[number]
        if reference.root == ENVIRONMENT and reference.segments[0] in self._around:
            return self._around
        if self._values is None:
            self._values = self._make_values()
        return self._values.root(reference)


class Sender(Protocol):
    """Sends for a run: counts against its budgets and learns what to mask."""

    async def send(self, request: WireRequest, options: SendOptions) -> Received:
        """See `RunContext.send`."""
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
        scope: Scope,
        folder: Path | None,
        event: Any,
        step: int,
        sender: Sender,
        emit: Callable[[AnyEvent], None],
        connections: Mapping[str, Connection] = NO_CONNECTIONS,
        testing: bool = False,
    ) -> None:
        super().__init__(scope, folder, connections)
        self.event = event
        self.testing = testing
        self.warnings: list[str] = []
        self._step = step
        self._sender = sender
        self._emit = emit

    async def send(self, request: WireRequest, options: SendOptions) -> Received:
        """See `RunContext.send`."""
        return await self._sender.send(request, options)

    def warn(self, message: str) -> None:
        """See `RunContext.warn`."""
        self.warnings.append(message)

    def log(self, message: str) -> None:
        """See `RunContext.log`."""
        self._emit(Log(message=message, step=self._step))

    def progress(self, done: int, total: int | None = None, unit: str = "") -> None:
        """See `RunContext.progress`."""
        self._emit(StepProgress(step=self._step, done=done, total=total, unit=unit))
