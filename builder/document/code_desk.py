"""Looks for mistakes in JavaScript while it is typed: a worker compiles it, nothing runs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from builder.model.step import StepError
from builder.model.text_fault import TextFault

if TYPE_CHECKING:
    from builder.engine.functions.pool import FunctionPool

Then = Callable[[TextFault | None], None]


class CodeDesk:
    """Has one text compiled at a time; of those that come meanwhile, the last one.

    The worker is started with the first text and ends when it has had nothing to do for a while.
    Whoever owns the desk closes it.
    """

    def __init__(self) -> None:
        self._pool: FunctionPool | None = None
        self._next: tuple[str, Then] | None = None
        self._task: asyncio.Task[None] | None = None
        self._closed = False

    def check(self, code: str, then: Then) -> None:
        """Have JavaScript compiled.

        Args:
            code: What defines the function.
            then: Is told what is wrong, or None, unless another text comes before; it must not
                fail when its widget is gone.
        """
        if self._closed:
            return
        self._next = code, then
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._work())

    async def _work(self) -> None:
        try:
            while self._next is not None:
                (code, then), self._next = self._next, None
                fault = await self._fault_in(code)
                if self._next is None:
                    then(fault)
        finally:
            self._task = None

    async def _fault_in(self, code: str) -> TextFault | None:
        if self._pool is None:
            from builder.engine.functions.pool import FunctionPool

            self._pool = FunctionPool(most=1)
        try:
            return await self._pool.fault_in(code)
        except StepError:
            return None  # without a worker a run says what is wrong

    async def aclose(self) -> None:
        """End the worker, and return when nothing is left of it."""
        self._closed = True
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
        if self._pool is not None:
            await self._pool.aclose()
