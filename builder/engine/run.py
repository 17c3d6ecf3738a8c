"""Runs one workflow."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Unpack

from builder.engine.asked import Asked, RunOptions
from builder.engine.bodies import RunFiles
from builder.engine.budget import Budget
from builder.engine.execution import Execution, RunResult
from builder.engine.functions.pool import FunctionPool
from builder.engine.hiding import Hiding
from builder.engine.report import Reporter
from builder.engine.resources import Resources
from builder.engine.tokens import Tokens
from builder.engine.transports import Transports
from builder.model.events import AnyEvent
from builder.model.workflow import Workflow

__all__ = ["RunResult", "run"]


async def run(
    workflow: Workflow, *, emit: Callable[[AnyEvent], None], **options: Unpack[RunOptions]
) -> RunResult:
    """Run a workflow and tell what happens.

    Cancelling the task stops the run at once, in the middle of a request too: its events end with
    cancelled ones, and CancelledError is raised.

    Args:
        workflow: What to run. It is never changed, so editing meanwhile is safe.
        emit: Called with each event, in order; must not block. No event holds a secret value.
        options: See `builder.engine.asked.Asked`.
    """
    asked = Asked(**options)
    transports = asked.transports()
    functions = asked.functions or FunctionPool()
    kept = nullcontext(asked.folder) if asked.folder else None
    with kept or TemporaryDirectory(prefix="steploom-") as place:
        try:
            resources = _resources(asked, emit, Path(place), transports, functions)
            return await Execution(workflow, asked, resources).run()
        finally:
            if functions is not asked.functions:
                await functions.aclose()
            if transports is not asked.transport:
                await transports.aclose()


def _resources(
    asked: Asked,
    emit: Callable[[AnyEvent], None],
    folder: Path,
    transports: Transports,
    functions: FunctionPool,
) -> Resources:
    clock = asked.time()
    files = RunFiles(folder)
    return Resources(
        surroundings=asked.around,
        folder=Path(asked.around.folder) if asked.around.folder else None,
        transports=transports,
        functions=functions,
        files=files,
        clock=clock,
        random=asked.chance(),
        budget=asked.budget or Budget(),
        tokens=asked.tokens or Tokens(clock),
        reporter=Reporter(emit, Hiding(asked.around, asked.hiding), clock, files),
        control=asked.control,
        pace=asked.pace,
        skip_delays=asked.skip_delays,
    )
