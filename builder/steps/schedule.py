"""Trigger: Schedule — the workflow starts at times: every few minutes, daily, weekly, by cron."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from builder.model.problem import Problem
from builder.model.schedule import ScheduleFault, next_by_cron, next_by_interval, zone_of
from builder.model.step import Example, Outcome, RunContext, Step, StepError
from builder.model.text import Text
from builder.model.ui import Editor, Ui

_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_CHECKED_FROM = datetime.fromisoformat("2026-01-01T00:00:00+00:00")
"""Whether a schedule ever fires does not depend on when one asks."""


class Rhythm(StrEnum):
    """How often the workflow starts."""

    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"
    CRON = "cron"

    @property
    def label(self) -> str:
        """What the user reads."""
        return {
            "seconds": "Every few seconds",
            "minutes": "Every few minutes",
            "hourly": "Every hour",
            "daily": "Every day",
            "weekly": "On days of the week",
            "cron": "Cron expression",
        }[self.value]


class Day(StrEnum):
    """A day of the week, as cron calls it."""

    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"
    SUNDAY = "sun"


class Schedule(Step):
    """Start the workflow at certain times."""

    label = "Schedule"
    group = "Triggers"
    icon = "schedule"
    tone = "warning"
    hint = "Starts on a schedule"
    rank = 30
    examples: ClassVar = (Example("scheduled_at", "The time it was due, ISO 8601"),)

    kind: Literal["schedule"] = "schedule"
    rhythm: Annotated[Rhythm, Ui(label="Starts", section="When")] = Rhythm.HOURLY
    every: Annotated[
        int,
        Field(ge=1, le=86_400),
        Ui(
            label="Every",
            section="When",
            help="Counted from midnight of 1 January 1970, UTC.",
            shown=lambda step: step.rhythm in (Rhythm.SECONDS, Rhythm.MINUTES),
        ),
    ] = 15
    minute: Annotated[
        int,
        Field(ge=0, le=59),
        Ui(
            label="At minute",
            section="When",
            shown=lambda step: step.rhythm is Rhythm.HOURLY,
        ),
    ] = 0
    days: Annotated[
        tuple[Day, ...],
        Ui(label="Days", section="When", shown=lambda step: step.rhythm is Rhythm.WEEKLY),
    ] = (Day.MONDAY,)
    time: Annotated[
        Text,
        Ui(
            label="At",
            section="When",
            editor=Editor.LINE,
            placeholder="09:00",
            shown=lambda step: step.rhythm in (Rhythm.DAILY, Rhythm.WEEKLY),
        ),
    ] = "09:00"
    cron: Annotated[
        Text,
        Ui(
            label="Cron expression",
            section="When",
            editor=Editor.LINE,
            placeholder="0 9 * * mon-fri",
            help="Minute, hour, day of month, month, day of week; six fields begin with seconds.",
            shown=lambda step: step.rhythm is Rhythm.CRON,
        ),
    ] = ""
    zone: Annotated[
        Text, Ui(label="Time zone", section="When", editor=Editor.ZONE, placeholder="UTC")
    ] = "UTC"

    def summary(self) -> str:
        """When it starts, in a few words."""
        return f"{self._rhythm_words()} · {self.zone}"

    def _rhythm_words(self) -> str:
        match self.rhythm:
            case Rhythm.SECONDS | Rhythm.MINUTES:
                unit = self.rhythm.value if self.every > 1 else self.rhythm.value.removesuffix("s")
                return f"every {self.every} {unit}" if self.every > 1 else f"every {unit}"
            case Rhythm.HOURLY:
                return f"hourly at :{self.minute:02}"
            case Rhythm.DAILY:
                return f"daily at {self.time}"
            case Rhythm.WEEKLY:
                return f"{', '.join(day.value.capitalize() for day in self._days())} at {self.time}"
            case Rhythm.CRON:
                return " ".join(self.cron.split()) or "no expression"

    def _days(self) -> tuple[Day, ...]:
        return tuple(day for day in Day if day in self.days)

    def problems(self) -> Iterator[Problem]:
        """A bad time of day, zone or expression, and one that never fires."""
        try:
            self.next_times(_CHECKED_FROM, 1)
        except ScheduleFault as fault:
            yield Problem(fault.message, self.number, fault.field)

    def example_output(self) -> Any:
        """The next time from now; None while it cannot be followed."""
        try:
            return {"scheduled_at": self.next_times(datetime.now(UTC), 1)[0].isoformat()}
        except ScheduleFault:
            return None

    def next_times(self, after: datetime, count: int = 5) -> tuple[datetime, ...]:
        """The next times it starts, in its time zone.

        Args:
            after: A moment with a time zone.
            count: How many.

        Raises:
            ScheduleFault: It cannot be followed.
        """
        zone = zone_of(self.zone.strip())
        if self.rhythm in (Rhythm.SECONDS, Rhythm.MINUTES):
            seconds = self.every * (60 if self.rhythm is Rhythm.MINUTES else 1)
            return next_by_interval(seconds, zone, after, count)
        return next_by_cron(self._expression(), zone, after, count)

    def _expression(self) -> str:
        if self.rhythm is Rhythm.CRON:
            if not self.cron.strip():
                raise ScheduleFault("cron", "Write a cron expression, such as 0 9 * * mon-fri.")
            return self.cron
        if self.rhythm is Rhythm.HOURLY:
            return f"{self.minute} * * * *"
        found = _TIME.fullmatch(self.time.strip())
        if found is None:
            raise ScheduleFault("time", "Write a time of day from 00:00 to 23:59, such as 09:30.")
        if self.rhythm is Rhythm.WEEKLY and not self.days:
            raise ScheduleFault("days", "Choose at least one day of the week.")
        days = ",".join(self._days()) if self.rhythm is Rhythm.WEEKLY else "*"
        return f"{int(found[2])} {int(found[1])} * * {days}"

    async def run(self, ctx: RunContext) -> Outcome:
        """Hand on when it was due: what the run was started with, else this moment.

        Raises:
            StepError: "invalid-schedule", or "invalid-event" for a start that is no time.
        """
        try:
            zone = zone_of(self.zone.strip())
        except ScheduleFault as fault:
            raise StepError("invalid-schedule", fault.message, fault.field) from None
        # A Sub-workflow step without inputs starts it with an empty object.
        moment = _moment(ctx.text("{{now}}") if ctx.event in (None, {}) else ctx.event)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone)
        output = {"scheduled_at": moment.astimezone(zone).isoformat()}
        return Outcome(output, "test data" if ctx.event is None else "")


def _moment(given: Any) -> datetime:
    """The start as a moment; a whole output (`{"scheduled_at": …}`) counts too."""
    text = given.get("scheduled_at") if isinstance(given, dict) else given
    try:
        return datetime.fromisoformat(text if isinstance(text, str) else "")
    except ValueError:
        message = (
            "A schedule is started with the time it was due as ISO 8601 text, such as "
            "“2026-03-29T09:00:00+02:00”."
        )
        raise StepError("invalid-event", message) from None
