"""Garbage is collected in the window's thread alone.

Python collects in whichever thread happens to allocate. There it would end Qt objects that belong
to the window's thread: a timer or a socket notifier ended elsewhere stays in the event loop's list
and the next turn of the loop crashes. So automatic collection stays off and a timer does it.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1_000
FULL_SHARE = 100
"""A full collection comes no sooner than this many times what the last one took."""


class Garbage(QObject):
    """Collects what is due, much as Python itself would; what exists already is left out for good.

    Args:
        parent: Collecting goes on as long as it lives.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._next_full = 0.0
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due, and all younger ones with it."""
        counts, limits = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if not 0 < limits[generation] < counts[generation]:
                continue
            began = time.monotonic()
            if generation == 2 and began < self._next_full:
                continue
            gc.collect(generation)
            if generation == 2:
                ended = time.monotonic()
                self._next_full = ended + FULL_SHARE * (ended - began)
            return
