"""What a run may use at most."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model.events import Failure


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits of one run: how many requests (redirects included), and how many seconds."""

    requests: int = 1_000_000
    seconds: float = 24 * 3600


class Stop(Exception):
    """The run ends here, as failed.

    Attributes:
        failure: Why.
        step: The step it is about, None for the run as a whole.
    """

    def __init__(self, failure: Failure, step: int | None = None) -> None:
        super().__init__(failure.message)
        self.failure = failure
        self.step = step


def too_many_requests(budget: Budget) -> Stop:
    """The run sent all the requests it may."""
    return Stop(
        Failure(
            "budget-requests", f"The run stopped at its budget of {budget.requests:,} requests."
        )
    )


def too_long(budget: Budget) -> Stop:
    """The run took all the time it may."""
    return Stop(
        Failure("budget-time", f"The run stopped at its budget of {budget.seconds:,g} seconds.")
    )
