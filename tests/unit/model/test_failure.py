from __future__ import annotations

from typing import Any, cast

import pytest

from builder.model.failure import OnFailure, Wait, attempted
from builder.model.step import Outcome, RunContext, StepError


class Heard:
    """The part of a context that attempts use."""

    def __init__(self, testing: bool = False) -> None:
        self.testing = testing
        self.lines: list[str] = []

    def log(self, message: str) -> None:
        self.lines.append(message)

    def progress(self, done: int, total: int | None = None, unit: str = "") -> None:
        self.lines.append(f"{done}/{total} {unit}")


class Work:
    """Fails as often as it is told, then succeeds."""

    def __init__(self, failures: int, kind: str = "broken") -> None:
        self.done = 0
        self._failures = failures
        self._kind = kind

    async def __call__(self) -> Outcome:
        self.done += 1
        if self.done <= self._failures:
            raise StepError(self._kind, "It broke.")
        return Outcome({"result": self.done})


def context(testing: bool = False) -> tuple[Heard, RunContext]:
    heard = Heard(testing)
    return heard, cast(RunContext, heard)


QUICK = OnFailure(retry=True, attempts=3, seconds=0, wait=Wait.FIXED)


async def test_it_is_tried_again_until_it_succeeds() -> None:
    heard, ctx = context()
    outcome = await attempted(QUICK, ctx, Work(2))
    assert outcome.output == {"result": 3}
    assert heard.lines[0] == "Attempt 1 of 3: It broke. Next in 0.0 s."
    assert heard.lines[1] == "1/3 attempts"


@pytest.mark.parametrize(
    ("failure", "testing", "kind", "done"),
    [
        (OnFailure(), False, "broken", 1),
        (QUICK, True, "broken", 1),
        (QUICK, False, "lasting", 1),
        (QUICK, False, "broken", 3),
    ],
)
async def test_it_is_given_up(failure: OnFailure, testing: bool, kind: str, done: int) -> None:
    work = Work(99, kind)
    with pytest.raises(StepError, match="It broke"):
        await attempted(failure, context(testing)[1], work, {"lasting"})
    assert work.done == done


async def test_with_continue_the_error_is_part_of_the_output() -> None:
    outcome = await attempted(OnFailure(go_on=True), context()[1], Work(1))
    said: dict[str, Any] = {"kind": "broken", "message": "It broke."}
    assert outcome.output == {"result": None, "error": said}
    assert outcome.go_on
    assert outcome.failed is not None


@pytest.mark.parametrize(("attempt", "seconds"), [(1, 2), (2, 4), (3, 8), (9, 60)])
def test_waits_double_up_to_a_minute(attempt: int, seconds: float) -> None:
    assert OnFailure(seconds=2).pause(attempt, 0) == seconds
    assert OnFailure(seconds=2).pause(attempt, 1) == seconds / 2
