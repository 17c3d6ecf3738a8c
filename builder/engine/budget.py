"""What a run may use at most, and how it ends early."""

from __future__ import annotations

import msgspec

from builder.model.events import Failure


class Budget(msgspec.Struct, frozen=True):
    """Limits of one run.

    Attributes:
        requests: How many requests it sends, redirects and sub-workflows included.
        seconds: How long it takes.
        depth: How deep sub-workflows call each other.
    """

    requests: int = 1_000_000
    seconds: float = 24 * 3600
    depth: int = 16


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


class StepFailed(Stop):
    """A step failed: what it is part of (an item, a sub-workflow) decides what that means.

    Attributes:
        name: What the step is called.
        inside: Whether the message already says which item and step it was.
    """

    def __init__(
        self, failure: Failure, step: int, name: str = "", *, inside: bool = False
    ) -> None:
        super().__init__(failure, step)
        self.name = name
        self.inside = inside

    @property
    def place(self) -> str:
        """The message with the step it is about."""
        message = self.failure.message
        return message if self.inside else f"step {self.step} ({self.name}): {message}"


class Reached(Exception):
    """The last step that was asked for has run."""


class Ended(Exception):
    """A Response ended the flow.

    Attributes:
        result: What it ended it with.
    """

    def __init__(self, result: object) -> None:
        super().__init__()
        self.result = result


def no_such_step(number: int) -> Stop:
    """A step that was asked for does not exist."""
    return Stop(Failure("no-such-step", f"The workflow has no step {number}."))


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
