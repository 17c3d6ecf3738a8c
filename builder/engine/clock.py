"""Time and chance, handed in so that tests can fix them."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What a run asks for the time."""

    def monotonic(self) -> float:
        """Seconds since some moment; never goes back."""
        ...

    def now(self) -> datetime:
        """The moment, with its time zone."""
        ...


class SystemClock:
    """The clock of the operating system."""

    def monotonic(self) -> float:
        """See `Clock.monotonic`."""
        return time.perf_counter()

    def now(self) -> datetime:
        """See `Clock.now`."""
        return datetime.now(UTC)
