"""Runs one workflow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from random import Random, SystemRandom
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from builder.engine.budget import Budget
from builder.engine.clock import Clock, SystemClock
from builder.engine.execution import Execution
from builder.engine.pace import Pace
from builder.engine.tokens import Tokens
from builder.engine.transports import Transports
from builder.model.environment import Surroundings
from builder.model.events import AnyEvent, Failure, Status
from builder.model.masking import Masker
from builder.model.workflow import Workflow


@dataclass(frozen=True, slots=True)
class RunResult:
    """How a run ended.

    Attributes:
        status: succeeded or failed (a cancelled run raises CancelledError instead).
        outputs: The output of each step that has one.
        error: Why it failed.
        step: The step that failed, when it was one.
    """

    status: Status
    outputs: Mapping[int, Any] = field(default_factory=dict, repr=False)
    error: Failure | None = None
    step: int | None = None


async def run(
    workflow: Workflow,
    *,
    emit: Callable[[AnyEvent], None],
    surroundings: Surroundings | None = None,
    event: Any = None,
    flow_name: str = "",
    only: int | None = None,
    upto: int | None = None,
    outputs: Mapping[int, Any] | None = None,
    folder: Path | None = None,
    transport: Transports | httpx.AsyncBaseTransport | None = None,
    clock: Clock | None = None,
    random: Random | None = None,
    budget: Budget | None = None,
    tokens: Tokens | None = None,
    token: bool = False,
    hiding: Callable[[Masker], None] | None = None,
    pace: Pace | None = None,
) -> RunResult:
    """Run a workflow and tell what happens.

    Cancelling the task stops the run at once, in the middle of a request too: its events end with
    cancelled ones, and CancelledError is raised.

    Args:
        workflow: What to run. It is never changed, so editing meanwhile is safe.
        emit: Called with each event, in order; must not block. No event holds a secret value.
        surroundings: The environment with its secrets, and the workspace.
        event: What the trigger hands on; None stands for the trigger's own example.
        flow_name: For the events.
        only: Run this step alone, on the outputs given ("Test step").
        upto: Run everything up to and including this step.
        outputs: Outputs of earlier steps, by number, for `only`.
        folder: Where large bodies are written; without one they are gone when the run ends.
        transport: What sends; None for connections of this run alone, closed when it ends.
        clock: Tells the time; None for the system's.
        random: Makes `random.uuid`; None for the system's.
        budget: What the run may use at most.
        tokens: Access tokens of earlier runs, kept for later ones; None for this run's alone.
        token: With `only`: fetch an access token for the step instead of running it. Its output is
            what came back, masked.
        hiding: Called with what hides the run's secrets, at its start and each time it comes to
            know more of them; whoever keeps bodies of the run, which are raw in their files, needs
            it.
        pace: Whose turn every request waits for; several runs may share one.
    """
    clock = clock or SystemClock()
    transports = transport if isinstance(transport, Transports) else Transports(transport)
    with nullcontext(folder) if folder else TemporaryDirectory(prefix="steploom-") as place:
        execution = Execution(
            workflow=workflow,
            emit=emit,
            surroundings=surroundings or Surroundings(),
            event=event,
            outputs=dict(outputs or {}),
            folder=Path(place),
            transports=transports,
            clock=clock,
            random=random or SystemRandom(),
            budget=budget or Budget(),
            tokens=tokens or Tokens(clock),
            token=token,
            hiding=hiding,
            pace=pace,
        )
        try:
            stop = await execution.run(flow_name, only, upto)
        finally:
            if transports is not transport:
                await transports.aclose()
    if stop is None:
        return RunResult(Status.SUCCEEDED, execution.outputs)
    return RunResult(Status.FAILED, execution.outputs, stop.failure, stop.step)
