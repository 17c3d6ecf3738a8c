"""The last things that were logged or said, kept in memory for diagnostics."""

from __future__ import annotations

import logging
from collections import deque
from datetime import UTC, datetime

KEPT = 200
"""Lines that are kept."""
LONGEST = 500
"""Characters of a line."""
SAID = "steploom.said"
"""Logger of what the window tells the user."""


class RecentLog(logging.Handler):
    """Keeps the last lines of the whole program's log. Nothing is written anywhere."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._lines: deque[str] = deque(maxlen=KEPT)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record as one line."""
        at = datetime.fromtimestamp(record.created, UTC)
        text = record.getMessage().replace("\n", " ")[:LONGEST]
        self._lines.append(f"{at:%H:%M:%S} {record.levelname.lower()} {record.name}: {text}")

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines, oldest first."""
        return tuple(self._lines)


def listen() -> RecentLog:
    """Begin to keep what is logged; `logging.getLogger().removeHandler` ends it."""
    kept = RecentLog()
    logging.getLogger().addHandler(kept)
    logging.getLogger(SAID).setLevel(logging.INFO)
    return kept
