"""When a schedule fires: cron expressions and fixed intervals, in a time zone.

Across a change of the clocks a time of day that is left out fires at the first moment after the
gap, and one that comes twice fires the first time, as cron does. Whatever runs every few minutes
or hours goes on in real time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from itertools import islice

_SECONDS_FIRST = 6
"""Fields of an expression that begins with the seconds."""


class ScheduleFault(ValueError):
    """A schedule that cannot be followed.

    Attributes:
        field: What of it is wrong: "cron", "zone", "time", "days".
        message: What is wrong and what to do.
    """

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


@cache
def zone_of(name: str) -> tzinfo:
    """The time zone of that name in the IANA data base.

    Raises:
        ScheduleFault: There is none.
    """
    from zoneinfo import ZoneInfo  # reads its data; only schedules pay

    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        message = (
            f"There is no time zone “{name}”. Write a name of the IANA list, such as Europe/Berlin."
        )
        raise ScheduleFault("zone", message) from None


@cache
def zone_names() -> tuple[str, ...]:
    """All names of time zones, sorted."""
    from zoneinfo import available_timezones

    return tuple(sorted(available_timezones()))


def next_by_cron(
    expression: str, zone: tzinfo, after: datetime, count: int
) -> tuple[datetime, ...]:
    """The next times a cron expression of 5 fields, or of 6 with the seconds first, fires.

    Args:
        expression: The expression; month and day names count in any case.
        zone: The times are in it.
        after: A moment with a time zone; times are later than it.
        count: How many.

    Raises:
        ScheduleFault: It is no cron expression, or one that never fires.
    """
    minutes, seconds = _split(expression)
    found = tuple(islice(_moments(minutes, seconds, zone, after), count))
    if not found:
        raise _never(expression)
    return found


def next_by_interval(
    seconds: int, zone: tzinfo, after: datetime, count: int
) -> tuple[datetime, ...]:
    """The next multiples of an interval since 1970 in UTC, so that they are the same everywhere.

    Args:
        seconds: The interval.
        zone: The times are given in it.
        after: A moment with a time zone; times are later than it.
        count: How many.
    """
    first = (int(after.timestamp()) // seconds + 1) * seconds
    return tuple(
        datetime.fromtimestamp(first + index * seconds, UTC).astimezone(zone)
        for index in range(count)
    )


def _split(expression: str) -> tuple[str, tuple[int, ...]]:
    """The five fields from the minute on, and the seconds at which each such minute fires."""
    from cronsim import CronSim, CronSimError

    fields = expression.split()
    try:
        parsed = CronSim(expression, datetime(2000, 1, 1))
    except CronSimError as error:
        raise _fault(expression, fields, str(error)) from None
    return " ".join(fields[-5:]), tuple(sorted(parsed.seconds))


def _moments(
    minutes: str, seconds: tuple[int, ...], zone: tzinfo, after: datetime
) -> Iterator[datetime]:
    from cronsim import CronSim

    start = (after.astimezone(UTC) - timedelta(minutes=1)).astimezone(zone)
    for minute in CronSim(minutes, start):
        for second in seconds:
            # Moments of one zone compare by the clock on the wall, which goes back once a year.
            moment = minute.astimezone(UTC) + timedelta(seconds=second)
            if moment > after:
                yield moment.astimezone(zone)


def _fault(expression: str, fields: list[str], reason: str) -> ScheduleFault:
    if len(fields) not in (5, _SECONDS_FIRST):
        return ScheduleFault(
            "cron",
            f"A cron expression has 5 fields (minute, hour, day of month, month, day of week), or "
            f"6 with the seconds first; this one has {len(fields)}.",
        )
    if reason == "Bad day-of-month" and _reads(" ".join([*fields[:-2], "*", fields[-1]])):
        return _never(expression)
    name = reason.removeprefix("Bad ").replace("-", " ")
    return ScheduleFault("cron", f"The field “{name}” of the cron expression cannot be read.")


def _reads(expression: str) -> bool:
    from cronsim import CronSim, CronSimError

    try:
        CronSim(expression, datetime(2000, 1, 1))
    except CronSimError:
        return False
    return True


def _never(expression: str) -> ScheduleFault:
    return ScheduleFault(
        "cron",
        f"“{' '.join(expression.split())}” never fires: its months do not have such a day.",
    )
