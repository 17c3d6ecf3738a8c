"""One run of one workflow, from its first event to its last."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from builder.engine.alone import test_step
from builder.engine.asked import Asked
from builder.engine.budget import Reached, Stop, no_such_step, too_long
from builder.engine.flow_run import NO_PINS, FlowRun
from builder.engine.frames import Frame
from builder.engine.from_here import run_from, steps_from
from builder.engine.resources import Resources
from builder.engine.start import refuse_problems
from builder.model.events import Failure, Status
from builder.model.workflow import Workflow


@dataclass(frozen=True, slots=True)
class RunResult:
    """How a run ended.

    Attributes:
        status: succeeded or failed (a cancelled run raises CancelledError instead).
        outputs: The output of each step that has one, those inside Fan Outs left out.
        error: Why it failed.
        step: The step that failed, when it was one.
        result: What a Response ended it with; None without one.
    """

    status: Status
    outputs: Mapping[int, Any] = field(default_factory=dict, repr=False)
    error: Failure | None = None
    step: int | None = None
    result: Any = field(default=None, repr=False)


class Execution:
    """A run under way."""

    def __init__(self, workflow: Workflow, asked: Asked, resources: Resources) -> None:
        self._workflow = workflow
        self._asked = asked
        self._resources = resources
        self._reporter = resources.reporter
        calls = (_in_workspace(asked.flow_path, resources.folder),)
        pinned = asked.pinned or NO_PINS
        self._flow = FlowRun(workflow, asked.event, resources, calls, pinned, asked.upto)
        self._frame = Frame(dict(asked.outputs or {}))

    async def run(self) -> RunResult:
        """Run to the end.

        Raises:
            CancelledError: It was cancelled, after its last event.
        """
        steps = self._steps()
        asked, budget = self._asked, self._resources.budget
        environment = self._resources.surroundings.name
        self._reporter.run_started(asked.flow_name, environment, steps, asked.event is None)
        stop: Stop | None = None
        result: Any = None
        try:
            async with asyncio.timeout(budget.seconds):
                result = await self._work(steps)
        except Stop as error:
            stop = error
        except TimeoutError:
            stop = too_long(budget)
        except asyncio.CancelledError:
            self._reporter.run_finished(Status.CANCELLED, steps)
            raise
        finally:
            self._frame.close()
        return self._finished(steps, stop, result)

    def _finished(self, steps: tuple[int, ...], stop: Stop | None, result: Any) -> RunResult:
        status = Status.FAILED if stop else Status.SUCCEEDED
        self._reporter.run_finished(status, steps, stop, result)
        outputs = self._frame.outputs
        if stop is None:
            return RunResult(status, outputs, result=result)
        return RunResult(status, outputs, stop.failure, stop.step)

    def _steps(self) -> tuple[int, ...]:
        """Numbers of the steps the run will reach at most, in reading order."""
        if self._asked.only is not None:
            return (self._asked.only,)
        if self._asked.start is not None:
            return steps_from(self._workflow, self._asked.start)
        return tuple(self._flow.names)

    async def _work(self, steps: tuple[int, ...]) -> Any:
        asked = self._asked
        if asked.only is not None:
            return await test_step(self._flow, self._frame, asked.only, asked)
        try:
            return await self._many(steps)
        except Reached:
            return None

    async def _many(self, steps: tuple[int, ...]) -> Any:
        """Run all steps, or those from or up to one.

        Raises:
            Reached: The last step that was asked for has run.
        """
        start, upto = self._asked.start, self._asked.upto
        for wanted in (start, upto):
            if wanted is not None and wanted not in self._flow.names:
                raise no_such_step(wanted)
        last = len(steps) if upto is None or upto not in steps else steps.index(upto) + 1
        refuse_problems(self._workflow, self._resources.surroundings, self._reporter, steps[:last])
        if start is None:
            result = await self._flow.run(self._frame)
        else:
            result = await run_from(self._flow, self._frame, start)
        if upto is not None:
            place = f"Step {upto} ({self._flow.names[upto]})"
            message = f"{place} was not reached: its branch was not taken, or no item was there."
            raise Stop(Failure("not-reached", message), upto)
        return result


def _in_workspace(path: str, folder: Path | None) -> str:
    """The path of the run's own flow as sub-workflow steps would name it."""
    if folder is not None and Path(path).is_relative_to(folder):
        return Path(path).relative_to(folder).as_posix()
    return path
