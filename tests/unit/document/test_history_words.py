from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from builder.document.history_words import details, icon_name, line, tip, tone, when_text
from builder.history.entries import RunEntry

NOON = datetime(2026, 11, 23, 12, 5, tzinfo=UTC)
RUN = RunEntry(
    1, "k", "succeeded", datetime.now().astimezone(), 1234.0, "orders", "orders.flow.json", "/w",
    "dev", True, "", "0.1.0", None, "", 0, 10,
)  # fmt: skip


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (datetime(2026, 11, 23, 23, 0, tzinfo=UTC), "12:05"),
        (datetime(2026, 11, 24, 1, 0, tzinfo=UTC), "Yesterday 12:05"),
        (datetime(2026, 11, 26, 1, 0, tzinfo=UTC), "23 Nov 12:05"),
        (datetime(2027, 1, 1, 1, 0, tzinfo=UTC), "23 Nov 2026 12:05"),
    ],
)
def test_when_a_run_was(now, words):
    assert when_text(NOON, now) == words


def test_a_line_says_what_matters():
    clock = f"{RUN.started:%H:%M}"
    assert line(RUN) == f"{clock}  1.2 s"
    assert line(replace(RUN, status="interrupted")) == f"{clock}  1.2 s · interrupted"
    failed = replace(RUN, status="failed", step=3, part="up to step 4", error="No.")
    assert line(failed) == f"{clock}  1.2 s · up to step 4 · failed at step 3"
    assert (icon_name(failed), tone(failed)) == ("cross", "error")
    assert details(failed) == "up to step 4 · dev · No."
    assert details(RUN) == "dev · test data"


def test_the_tooltip_says_everything():
    said = tip(replace(RUN, status="failed", error="No.", gaps=2))
    for words in ("orders: failed", "Environment: dev", "example", "No.", "Not all of it"):
        assert words in said
