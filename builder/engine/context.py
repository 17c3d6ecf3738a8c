"""What a running step may ask of the engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from builder.model.events import AnyEvent, Log, StepProgress
from builder.model.http import SendOptions, WireRequest
from builder.model.resolver import FieldResolver
from builder.model.scope import Scope
from builder.model.step import Received


class Sender(Protocol):
    """Sends for a run: counts against its budgets and learns what to mask."""

    async def send(self, request: WireRequest, options: SendOptions) -> Received:
        """See `RunContext.send`."""
        ...


class StepContext(FieldResolver):
    """The `RunContext` of one execution of a step.

    Attributes:
        event: What the run was started with, None for the trigger's example.
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
    ) -> None:
        super().__init__(scope, folder)
        self.event = event
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
