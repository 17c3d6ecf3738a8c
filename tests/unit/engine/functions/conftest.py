"""A pool for each test; nothing of it may be left afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import psutil
import pytest

from builder.engine.functions.pool import FunctionPool
from builder.model.function import FunctionCall
from builder.model.step import StepError

Call = Callable[..., Awaitable[Any]]


@pytest.fixture
async def pool() -> AsyncIterator[FunctionPool]:
    before = set(psutil.Process().children(recursive=True))
    made = FunctionPool(most=2)
    yield made
    await made.aclose()
    assert set(psutil.Process().children(recursive=True)) <= before
    assert asyncio.all_tasks() <= {asyncio.current_task()}


@pytest.fixture
def javascript(pool: FunctionPool) -> Call:
    async def call(code: str, parameters: Any = None, log: Any = None, **limits: Any) -> Any:
        given = FunctionCall("javascript", code, parameters or {}, **limits)
        return await pool.call(given, None, False, log or [].append)

    return call


@pytest.fixture
def python(pool: FunctionPool) -> Call:
    async def call(code: str, parameters: Any = None, log: Any = None, **limits: Any) -> Any:
        given = FunctionCall("python", code, parameters or {}, **limits)
        return await pool.call(given, None, True, log or [].append)

    return call


@pytest.fixture
def fault() -> Callable[[Awaitable[Any]], Awaitable[StepError]]:
    """The error that a call ends with."""

    async def wanted(call: Awaitable[Any]) -> StepError:
        with pytest.raises(StepError) as caught:
            await call
        return caught.value

    return wanted
