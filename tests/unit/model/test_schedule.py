from __future__ import annotations

from datetime import UTC, datetime

import pytest

from builder.model.schedule import (
    ScheduleFault,
    next_by_cron,
    next_by_interval,
    zone_names,
    zone_of,
)

BERLIN = zone_of("Europe/Berlin")
BEFORE_SPRING = datetime(2026, 3, 27, 12, tzinfo=UTC)
BEFORE_AUTUMN = datetime(2026, 10, 23, 12, tzinfo=UTC)


def shown(
    expression: str, after: datetime, count: int = 5, zone: str = "Europe/Berlin"
) -> list[str]:
    found = next_by_cron(expression, zone_of(zone), after, count)
    assert all(moment > after for moment in found)
    return [moment.isoformat() for moment in found]


def test_a_time_of_day_that_the_clocks_leave_out_fires_after_the_gap() -> None:
    assert shown("30 2 * * *", BEFORE_SPRING, 3) == [
        "2026-03-28T02:30:00+01:00",
        "2026-03-29T03:00:00+02:00",
        "2026-03-30T02:30:00+02:00",
    ]


def test_a_time_of_day_that_comes_twice_fires_once() -> None:
    assert shown("30 2 * * *", BEFORE_AUTUMN, 3) == [
        "2026-10-24T02:30:00+02:00",
        "2026-10-25T02:30:00+02:00",
        "2026-10-26T02:30:00+01:00",
    ]


def test_with_seconds_it_is_the_same_across_both_changes() -> None:
    assert shown("15 30 2 * * *", BEFORE_SPRING, 3)[1] == "2026-03-29T03:00:15+02:00"
    assert shown("15 30 2 * * *", BEFORE_AUTUMN, 3)[1:] == [
        "2026-10-25T02:30:15+02:00",
        "2026-10-26T02:30:15+01:00",
    ]


def test_what_runs_every_half_hour_goes_on_in_real_time() -> None:
    spring = shown("*/30 * * * *", datetime(2026, 3, 29, 0, 15, tzinfo=UTC), 3)
    assert [text[11:16] for text in spring] == ["01:30", "03:00", "03:30"]
    autumn = shown("*/30 * * * *", datetime(2026, 10, 25, 0, 15, tzinfo=UTC), 4)
    assert [text[11:] for text in autumn] == [
        "02:30:00+02:00",
        "02:00:00+01:00",
        "02:30:00+01:00",
        "03:00:00+01:00",
    ]


def test_nothing_fires_twice_when_asked_in_the_repeated_hour() -> None:
    repeated = datetime(2026, 10, 25, 1, 15, tzinfo=UTC)  # 02:15 for the second time
    assert shown("30 2 * * *", repeated, 1) == ["2026-10-26T02:30:00+01:00"]
    after_gap = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)  # it has just fired in place of 02:30
    assert shown("30 2 * * *", after_gap, 1) == ["2026-03-30T02:30:00+02:00"]


def test_six_fields_begin_with_the_seconds() -> None:
    after = datetime(2026, 1, 1, 0, 0, 20, tzinfo=UTC)
    assert [text[14:19] for text in shown("*/20 * * * * *", after, 4, "UTC")] == [
        "00:40",
        "01:00",
        "01:20",
        "01:40",
    ]


@pytest.mark.parametrize("expression", ["0 0 31 2 *", "0 0 31 feb,apr *", "0 0 0 30 2 *"])
def test_an_expression_that_never_fires_is_named(expression: str) -> None:
    with pytest.raises(ScheduleFault, match="never fires") as fault:
        shown(expression, BEFORE_SPRING)
    assert fault.value.field == "cron"


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("61 * * * *", "minute"),
        ("* 24 * * *", "hour"),
        ("* * 32 * *", "day of month"),
        ("* * * 13 *", "month"),
        ("* * * * fry", "day of week"),
        ("x * * * * *", "second"),
        ("* * *", "has 3"),
        ("@daily", "has 1"),
        ("", "has 0"),
        ("*/0 * * * *", "minute"),
    ],
)
def test_what_cannot_be_read_is_named(expression: str, said: str) -> None:
    with pytest.raises(ScheduleFault, match=said):
        shown(expression, BEFORE_SPRING)


@pytest.mark.parametrize("name", ["Europe/Belrin", "", "../../etc/passwd", "/etc/localtime", "\0"])
def test_an_unknown_zone_is_named(name: str) -> None:
    with pytest.raises(ScheduleFault) as fault:
        zone_of(name)
    assert fault.value.field == "zone"


def test_intervals_are_the_same_for_everybody() -> None:
    after = datetime(2026, 3, 29, 0, 50, tzinfo=UTC)
    found = next_by_interval(900, BERLIN, after, 3)
    assert [moment.isoformat()[11:16] for moment in found] == ["03:00", "03:15", "03:30"]
    assert next_by_interval(900, BERLIN, found[0], 1) == found[1:2]


def test_zones_have_names() -> None:
    assert "Europe/Berlin" in zone_names()
