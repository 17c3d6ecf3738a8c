"""What happens when a step fails: whether the run goes on, and whether the step is tried again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection
from enum import StrEnum
from random import random
from typing import Annotated

from pydantic import Field

from builder.model.step import Outcome, RunContext, StepError
from builder.model.ui import Ui
from builder.model.value import Value

MOST_ATTEMPTS = 10
LONGEST_BACKOFF = 60.0
"""Seconds that exponential waits grow to."""


class Wait(StrEnum):
    """How the wait between attempts grows."""

    EXPONENTIAL = "exponential"
    FIXED = "fixed"

    @property
    def label(self) -> str:
        """What the user reads."""
        return {"exponential": "Twice as long each time", "fixed": "Always the same"}[self.value]


def retries(failure: OnFailure) -> bool:
    """Whether the fields about further attempts matter."""
    return failure.retry


class OnFailure(Value):
    """What happens when a step fails."""

    go_on: Annotated[
        bool,
        Ui(
            label="Continue workflow if this step fails",
            help="Later steps can read what went wrong from the step's `error`.",
        ),
    ] = False
    retry: Annotated[
        bool,
        Ui(label="Retry", help="A test of the step alone does not retry."),
    ] = False
    attempts: Annotated[
        int,
        Field(ge=2, le=MOST_ATTEMPTS),
        Ui(label=f"Attempts, the first included (at most {MOST_ATTEMPTS})", shown=retries),
    ] = 3
    wait: Annotated[Wait, Ui(label="Wait between attempts", shown=retries)] = Wait.EXPONENTIAL
    seconds: Annotated[float, Field(ge=0, le=3600), Ui(label="First wait (s)", shown=retries)] = 1

    def pause(self, attempt: int, chance: float) -> float:
        """Seconds to wait after a failed attempt.

        Args:
            attempt: How many attempts were made, from 1.
            chance: From 0 to 1; takes up to a half off the wait, so that many that failed
                together do not come back together.
        """
        full = self.seconds
        if self.wait is Wait.EXPONENTIAL:
            full = min(full * 2 ** (attempt - 1), max(LONGEST_BACKOFF, full))
        return full * (1 - chance / 2)


async def attempted(
    failure: OnFailure,
    ctx: RunContext,
    work: Callable[[], Awaitable[Outcome]],
    lasting: Collection[str] = (),
) -> Outcome:
    """Do the work of a step that gives a result, again while it fails and may be tried again.

    Args:
        failure: What the step says about failures.
        ctx: A test of the step alone does not try again.
        work: One attempt.
        lasting: Kinds of errors that another attempt cannot mend.

    Returns:
        What came of it. With *continue* on, an error is part of the output, beside a null result.

    Raises:
        StepError: The last attempt failed, and the run is not to go on.
    """
    attempts = failure.attempts if failure.retry and not ctx.testing else 1
    for attempt in range(1, attempts + 1):
        try:
            return await work()
        except StepError as error:
            if attempt == attempts or error.kind in lasting:
                return _given_up(failure, error)
            wait = failure.pause(attempt, random())
            ctx.log(f"Attempt {attempt} of {attempts}: {error.message} Next in {wait:.1f} s.")
            ctx.progress(attempt, attempts, "attempts")
        await asyncio.sleep(wait)
    raise AssertionError("at least one attempt is made")


def _given_up(failure: OnFailure, error: StepError) -> Outcome:
    if not failure.go_on:
        raise error
    said = {"kind": error.kind, "message": error.message}
    return Outcome(
        {"result": None, "error": said}, failed=error, go_on=True, exchanges=error.exchanges
    )
