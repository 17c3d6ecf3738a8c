"""Delay — the workflow waits."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

from builder.model.number import Number
from builder.model.operands import Operand, WrongKind, as_number
from builder.model.problem import Problem
from builder.model.step import Outcome, RunContext, Step, StepError
from builder.model.text import Template
from builder.model.ui import Editor, Ui

LONGEST = 366 * 86_400
"""Seconds a delay can last."""


class Unit(StrEnum):
    """What the value counts."""

    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"

    @property
    def seconds(self) -> int:
        """How many seconds one of them has."""
        return {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86_400}[self.value]


class Delay(Step):
    """Wait before the next step."""

    label = "Delay"
    group = "Logic"
    icon = "delay"
    tone = "accent"
    hint = "Wait a while"
    rank = 70

    kind: Literal["delay"] = "delay"
    value: Annotated[
        Template,
        Ui(
            label="Wait",
            section="Wait",
            row="wait",
            editor=Editor.LINE,
            placeholder="A number, or {{ for a variable",
        ),
    ] = "5"
    unit: Annotated[Unit, Ui(label="Unit", section="Wait", row="wait")] = Unit.SECONDS

    def summary(self) -> str:
        """How long."""
        one = self.value.strip() == "1"
        return f"{self.value} {self.unit.value.removesuffix('s') if one else self.unit.value}"

    def problems(self) -> Iterator[Problem]:
        """A literal must be a number from 0 to a year."""
        if "{{" not in self.value:
            try:
                self._seconds(self.value)
            except StepError as error:
                yield Problem(error.message, self.number, error.field)

    def _seconds(self, value: Any) -> float:
        number = _number(value)
        if number < 0:
            message = f"A delay cannot be negative, and this one is {_shown(value)}."
            raise StepError("delay-negative", message, "value")
        seconds = number * self.unit.seconds
        if seconds > LONGEST:
            message = (
                f"A delay can last a year at most, and {_shown(value)} {self.unit.value} are more."
            )
            raise StepError("delay-too-long", message, "value")
        return float(seconds)

    async def run(self, ctx: RunContext) -> Outcome:
        """Wait.

        Raises:
            StepError: The value is no number ("delay-not-a-number"), negative ("delay-negative")
                or more than a year ("delay-too-long").
        """
        value = ctx.value(self.value, "value")
        await ctx.sleep(self._seconds(value))
        return Outcome()


def _number(value: Any) -> Decimal:
    try:
        return as_number(Operand(value, "The delay"))
    except WrongKind as wrong:
        said = f"{wrong}." if value != "" else "The delay is empty."
        message = f"{said} Write a number, such as 5 or 0.5."
        raise StepError("delay-not-a-number", message, "value") from None


def _shown(value: Any) -> str:
    """The number as it came, unless it is one that nobody can read."""
    text = str(value).strip() if isinstance(value, str | int | float | Number) else ""
    return text if len(text) <= 40 else f"a number of {len(text)} characters"
