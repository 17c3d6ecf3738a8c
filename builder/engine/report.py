"""Tells listeners what happens in a run; nothing secret gets past here."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Any

from builder.engine.bodies import RunFiles
from builder.engine.budget import Stop
from builder.engine.clock import Clock
from builder.engine.hiding import Hiding
from builder.engine.outputs import write_output
from builder.engine.shown_files import ShownFiles
from builder.model.events import (
    AnyEvent,
    Failure,
    Log,
    RunFinished,
    RunStarted,
    Status,
    StepFinished,
    StepProgress,
    StepStarted,
    StepWaiting,
)
from builder.model.place_label import field_label
from builder.model.sample import shortened
from builder.model.step import Outcome, Step, StepError


class Reporter:
    """Makes the events of one run: timed, counted and masked.

    Attributes:
        hiding: What keeps secrets out of them.
    """

    def __init__(
        self, emit: Callable[[AnyEvent], None], hiding: Hiding, clock: Clock, files: RunFiles
    ) -> None:
        self.hiding = hiding
        self._emit = emit
        self._clock = clock
        self._files = files
        self._shown = ShownFiles(hiding, files)
        self._began = clock.monotonic()
        self._counts: Counter[str] = Counter()
        self._ended: set[int] = set()

    def log(self, step: int, path: str, message: str) -> None:
        """Pass on a line for a step's log."""
        text = self.hiding.text(message)
        self._emit(Log(at=self._now(), message=text, step=step, path=path))

    def progress(self, step: int, path: str, done: int, total: int | None, unit: str) -> None:
        """Pass on how far a step is."""
        at = self._now()
        self._emit(StepProgress(at=at, step=step, done=done, total=total, unit=unit, path=path))

    def items(self, step: int, path: str, done: int, total: int, failed: int) -> None:
        """Say how many items of a step are done, and how many of these failed."""
        self._emit(
            StepProgress(
                at=self._now(),
                step=step,
                done=done,
                total=total,
                unit="items",
                failed=failed,
                path=path,
            )
        )

    def run_started(
        self, flow: str, environment: str, steps: tuple[int, ...], test_data: bool
    ) -> None:
        """The run begins."""
        self._emit(RunStarted(flow=flow, environment=environment, steps=steps, test_data=test_data))

    def run_finished(
        self, status: Status, steps: tuple[int, ...], stop: Stop | None = None, result: Any = None
    ) -> None:
        """The run is over."""
        counts = dict(self._counts)
        waiting = len(set(steps) - self._ended)
        if waiting > 0:
            counts[Status.QUEUED.value] = waiting
        at = self._now()
        self._emit(
            RunFinished(
                at=at,
                status=status,
                duration=at * 1000,
                error=None if stop is None else self.hiding.failure(stop.failure),
                step=None if stop is None else stop.step,
                counts=counts,
                result=self.hiding.json(shortened(result)[0]),
            )
        )

    def step_started(self, step: Step, path: str) -> float:
        """A step begins; the moment, for its duration."""
        at = self._now()
        self._emit(StepStarted(at=at, step=step.number, name=step.title, path=path))
        return at

    def waiting(self, step: Step, path: str) -> None:
        """A step is held before it begins."""
        event = StepWaiting(at=self._now(), step=step.number, name=step.title, path=path)
        self._emit(event)

    def skipped(self, step: Step, path: str) -> None:
        """A step is left out."""
        self._finished(step, path, self._now(), Status.SKIPPED)

    def cancelled(self, step: Step, path: str, started: float | None = None) -> None:
        """A step was stopped; one that was only waiting has not started."""
        begun = self._now() if started is None else started
        self._finished(step, path, begun, Status.CANCELLED)

    def refused(self, step: Step, failure: Failure) -> None:
        """A step was not even begun."""
        self._finished(step, "", self._now(), Status.FAILED, error=self.hiding.failure(failure))

    async def step_finished(
        self, step: Step, path: str, started: float, outcome: Outcome, warnings: list[str]
    ) -> Failure | None:
        """A step ended; why it failed, if it did.

        Large bodies are looked through for secrets first, while other steps go on.

        Raises:
            CancelledError: It was cancelled meanwhile, and has been reported so.
        """
        ended = self._now()
        failure = None if outcome.failed is None else self.failure(step, outcome.failed)
        sample, cut, file = self._sample(outcome, warnings)
        try:
            exchanges = await self._shown.exchanges(outcome.exchanges, warnings)
            shown = file
            if file is not None and not exchanges:
                shown = await self._shown.path(file, "The whole output", warnings)
        except asyncio.CancelledError:
            self.cancelled(step, path, started)
            raise
        self._finished(
            step,
            path,
            started,
            Status.SUCCEEDED if failure is None else Status.FAILED,
            ended,
            summary=outcome.summary,
            error=failure,
            warnings=tuple(map(self.hiding.text, warnings)) if warnings else (),
            exchanges=self.hiding.exchanges(exchanges),
            sample=sample,
            sample_shortened=cut,
            output_path=file,
            shown_path=None if shown == file else shown,
        )
        return failure

    def failure(self, step: Step, error: StepError) -> Failure:
        """An error of a step, with the field it is about in words."""
        place = field_label(step, error.field)
        message = f"{place}: {error.message}" if place else error.message
        return Failure(error.kind, self.hiding.text(message))

    def _finished(
        self,
        step: Step,
        path: str,
        started: float,
        status: Status,
        ended: float | None = None,
        **details: Any,
    ) -> None:
        """Say that a step ended, `ended` seconds into the run or just now."""
        at = self._now()
        self._counts[status.value] += 1
        if "/" not in path:
            self._ended.add(step.number)
        self._emit(
            StepFinished(
                at=at,
                step=step.number,
                name=step.title,
                status=status,
                duration=((at if ended is None else ended) - started) * 1000,
                path=path,
                **details,
            )
        )

    def _sample(self, outcome: Outcome, warnings: list[str]) -> tuple[Any, bool, str | None]:
        """The output made small, whether it had to be, and then the file that holds it whole."""
        output = outcome.output
        if output is None or outcome.small:
            return self.hiding.json(output), False, None
        sample, cut = shortened(output)
        path = None
        if cut:
            try:
                path = str(write_output(output, self._files))
            except OSError as error:
                warnings.append(f"The whole output cannot be kept: {error.strerror or error}.")
        return self.hiding.json(sample), cut, path

    def _now(self) -> float:
        return self._clock.monotonic() - self._began
