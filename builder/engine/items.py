"""Runs the steps inside a Fan Out once for each item: some at a time, in order of their start."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from builder.engine.budget import Reached, StepFailed, Stop
from builder.engine.context import StepContext
from builder.engine.frames import Frame, inner_path
from builder.engine.kept import KeptItems
from builder.engine.pace import Pace
from builder.engine.resources import Resources
from builder.model.events import Failure
from builder.model.later import Needed
from builder.model.step import Items, Outcome, Step, StepError
from builder.model.workflow import children

_TOLD = 3
"""How many of the failed items are described."""


class ItemFailed(StepError):
    """An item failed, and with it the Fan Out.

    Attributes:
        step: The step that failed in it.
    """

    def __init__(self, failure: Failure, step: int, message: str) -> None:
        super().__init__(failure.kind, message)
        self.step = step


class StepRunner(Protocol):
    """Runs lists of steps."""

    resources: Resources

    async def steps(self, steps: tuple[Step, ...], frame: Frame) -> None:
        """Run steps one after the other."""
        ...

    def needed(self, number: int) -> Mapping[int, Needed]:
        """What later steps need of those inside a Fan Out."""
        ...


async def run_items(
    runner: StepRunner, step: Step, outcome: Outcome, frame: Frame, context: StepContext
) -> Outcome:
    """Run the items of a Fan Out.

    Args:
        runner: Runs the steps inside.
        step: The Fan Out.
        outcome: What it came to: its items.
        frame: Where it stands; what later steps need of the items is kept there.
        context: For warnings and progress.

    Returns:
        What the Fan Out came to in the end; failed with `ItemFailed` when an item's failure stops
        it.

    Raises:
        Stop: The run is to end.
    """
    assert outcome.items is not None
    run = _ItemsRun(runner, step, outcome.items, frame, context)
    return await run.run(outcome)


class _ItemsRun:
    """The items of one Fan Out under way."""

    def __init__(
        self, runner: StepRunner, step: Step, items: Items, frame: Frame, context: StepContext
    ) -> None:
        branch = next(branch for branch in step.branches if branch.each)
        self._runner = runner
        self._number = step.number
        self._inside = children(step, branch.field)
        self._items = items
        self._frame = frame
        self._context = context
        self._total = len(items.values)
        self._left: Iterator[tuple[int, Any]] = enumerate(items.values)
        self._pace = Pace(items.per_second) if items.per_second else None
        self._begun = 0
        self._done = 0
        self._failed = 0
        self._told: list[str] = []
        needed = runner.needed(step.number)
        self._reporter = runner.resources.reporter
        self._kept = KeptItems(self._total, needed, runner.resources.files) if needed else None

    async def run(self, outcome: Outcome) -> Outcome:
        stopped: StepFailed | None = None
        if self._total:
            self._report()
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(min(self._items.at_once, self._total)):
                    group.create_task(self._work())
        except BaseExceptionGroup as errors:
            error = _first(errors)
            if not isinstance(error, StepFailed):
                raise error from None
            stopped = error
        finally:
            if self._kept is not None:
                self._frame.keep(self._kept)
        return self._ended(outcome, stopped)

    async def _work(self) -> None:
        """Run items until there are no more."""
        while True:
            if self._pace is not None and self._begun < self._total:
                await self._pace.turn()
            following = next(self._left, None)
            if following is None:
                return
            self._begun += 1
            await self._item(*following)

    async def _item(self, index: int, value: Any) -> None:
        own = {self._number: {"instance": value, "index": index}}
        path = inner_path(self._frame.path, f"{self._number}[{index}]")
        frame = Frame(own, path, self._frame)
        try:
            await self._runner.steps(self._inside, frame)
        except Reached:
            self._frame.reached = True
        except StepFailed as failed:
            self._fail(index, failed, frame)
        finally:
            self._keep(index, frame)
        self._done += 1
        self._report()

    def _report(self) -> None:
        """Say how many items are done; before the first one, how many there will be."""
        self._reporter.items(self._number, self._frame.path, self._done, self._total, self._failed)

    def _fail(self, index: int, failed: StepFailed, frame: Frame) -> None:
        """Count a failed item; it ends the others unless they are to go on."""
        assert failed.step is not None
        self._failed += 1
        frame.outputs.pop(failed.step, None)
        place = f"Item {index + 1} (index {index}): {failed.place}"
        if len(self._told) < _TOLD:
            self._told.append(place)
        if not self._items.go_on:
            raise StepFailed(Failure(failed.failure.kind, place), failed.step, inside=True)

    def _keep(self, index: int, frame: Frame) -> None:
        try:
            if self._kept is not None:
                self._kept.put(index, frame.outputs)
        except OSError as error:
            message = f"What later steps need of the items cannot be kept: {error.strerror}."
            raise Stop(Failure("file-not-writable", message), self._number) from None
        finally:
            frame.close()

    def _ended(self, outcome: Outcome, stopped: StepFailed | None) -> Outcome:
        output = {"total": self._total, "failed": self._failed}
        ok = self._total - self._failed
        if stopped is not None:
            assert stopped.step is not None
            message = stopped.failure.message
            error = ItemFailed(stopped.failure, stopped.step, message)
            summary = f"{self._done} of {self._total}"
            return Outcome(output, summary, failed=error, small=True)
        for place in self._told:
            self._context.warn(place)
        if self._failed > len(self._told):
            self._context.warn(f"{self._failed - len(self._told):,} more items failed.")
        summary = f"{ok} of {self._total}" if self._failed else _count(self._total)
        return Outcome(output, summary, branch=outcome.branch, items=outcome.items, small=True)


def _count(total: int) -> str:
    return f"{total} item{'' if total == 1 else 's'}"


def _first(errors: BaseExceptionGroup[BaseException]) -> BaseException:
    """The error that counts: one that ends the run before one of an item."""
    flat = [error for error in _flat(errors) if not isinstance(error, StepFailed)]
    return flat[0] if flat else next(_flat(errors))


def _flat(errors: BaseExceptionGroup[BaseException]) -> Iterator[BaseException]:
    for error in errors.exceptions:
        if isinstance(error, BaseExceptionGroup):
            yield from _flat(error)
        else:
            yield error
