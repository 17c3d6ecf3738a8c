"""How a step's last test went, in the words of the step panel's foot."""

from __future__ import annotations

from builder.look.language import tr
from builder.model.amounts import duration_text, size_text
from builder.model.events import Status, StepFinished
from builder.model.http import status_text, status_tone
from builder.panels.step_footer import LastTest


def last_test(event: StepFinished) -> LastTest:
    """What the panel's foot says about a test."""
    exchange = event.exchanges[-1] if event.exchanges else None
    if exchange is None or exchange.status is None:
        tone = {Status.SUCCEEDED: "ok", Status.FAILED: "error"}.get(event.status, "")
        return LastTest(
            tr(event.summary or event.status.value), tone, duration_text(event.duration), False
        )
    return LastTest(
        status_text(exchange),
        status_tone(exchange.status),
        f"{duration_text(event.duration)} · {size_text(exchange.body.size)}",
        True,
    )
