"""Which failures are worth another attempt, and when the server wants it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from builder.model.http import Header
from builder.model.step import Received, StepError

IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"})
"""Methods that do no more when sent twice (RFC 9110, section 9.2.2)."""

STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that may be others next time."""

FAULTS = frozenset(
    {
        "dns",
        "connection-refused",
        "connection-reset",
        "connection-closed",
        "connect-timeout",
        "pool-timeout",
        "read-timeout",
        "write-timeout",
        "total-timeout",
        "network",
    }
)
"""Kinds of errors of the connection."""

LONGEST_OBEYED = 3600.0
"""A server that asks for a longer wait (in seconds) is not asked again."""


def is_passing(answer: Received | StepError) -> bool:
    """Whether the same request may well succeed later."""
    if isinstance(answer, StepError):
        return answer.kind in FAULTS
    return answer.status in STATUSES


def asked_wait(answer: Received | StepError, now: datetime) -> float | None:
    """Seconds the server asks to wait; None when it does not say."""
    return None if isinstance(answer, StepError) else retry_after(answer.headers, now)


def retry_after(headers: Iterable[Header], now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for (RFC 9110, section 10.2.3).

    Args:
        headers: Of the answer.
        now: The moment, with its time zone; a date is seen from it.

    Returns:
        At least 0; None without such a header, or when it cannot be read.
    """
    value = next((value for name, value in headers if name.lower() == "retry-after"), "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:12])
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
