"""What happens when a request fails."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

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


def _retries(failure: Failure) -> bool:
    return failure.retry


class Failure(Value):
    """What happens when the request fails: no response, or a status of 400 and over."""

    go_on: Annotated[
        bool,
        Ui(
            label="Continue workflow if request fails",
            help="Later steps can read what went wrong from the step's `error`.",
        ),
    ] = False
    retry: Annotated[
        bool,
        Ui(
            label="Retry",
            help="After connection errors and the statuses 408, 425, 429, 500, 502, 503 and 504. "
            "A `Retry-After` of the server is obeyed. A test of the step alone does not retry.",
        ),
    ] = False
    attempts: Annotated[
        int,
        Field(ge=2, le=MOST_ATTEMPTS),
        Ui(label=f"Attempts, the first included (at most {MOST_ATTEMPTS})", shown=_retries),
    ] = 3
    wait: Annotated[Wait, Ui(label="Wait between attempts", shown=_retries)] = Wait.EXPONENTIAL
    seconds: Annotated[float, Field(ge=0, le=3600), Ui(label="First wait (s)", shown=_retries)] = 1
    unsafe: Annotated[
        bool,
        Ui(
            label="Retry methods that may act twice (POST, PATCH and others)",
            help="Without this only GET, HEAD, OPTIONS, TRACE, PUT and DELETE are sent again.",
            shown=_retries,
        ),
    ] = False

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
