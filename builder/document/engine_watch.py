"""Time kept over an engine that runs something: it may not fall silent nor refuse to stop."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

STOP_SECONDS = 1.0
"""An engine that has not stopped a run after this long is ended."""
HEALTH_SECONDS = 10.0
"""An engine that has said nothing for this long, though asked to, is ended."""


class EngineWatch:
    """One deadline at a time, inside a running event loop.

    Args:
        ask: Asks the engine for a sign of life.
        silent: Called when it has given none.
        late: Called when it has not stopped in time.
    """

    def __init__(
        self, ask: Callable[[], None], silent: Callable[[], None], late: Callable[[], None]
    ) -> None:
        self._ask = ask
        self._silent = silent
        self._late = late
        self._heard_at = 0.0
        self._timer: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """The engine was given something to run."""
        self.heard()
        self._call_later(HEALTH_SECONDS / 2, self._look)

    def heard(self) -> None:
        """It said something."""
        self._heard_at = time.monotonic()

    def stopping(self) -> None:
        """It was told to stop."""
        self._call_later(STOP_SECONDS, self._late)

    def end(self) -> None:
        """Nothing runs any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        if time.monotonic() - self._heard_at > HEALTH_SECONDS:
            self._silent()
            return
        self._ask()
        self._call_later(HEALTH_SECONDS / 2, self._look)

    def _call_later(self, seconds: float, call: Callable[[], None]) -> None:
        self.end()
        self._timer = asyncio.get_running_loop().call_later(seconds, call)
