"""Garbage is collected in the window's thread alone.

Python collects in whichever thread happens to allocate; there it would end Qt objects that belong
to the window's thread, which crashes. So automatic collection stays off and a timer does it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1_000


class Garbage(QObject):
    """Collects what is due, as often as Python itself would; start-up's own objects are left out.

    Args:
        parent: Collecting goes on as long as it lives.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due, and all younger ones with it."""
        counts, limits = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > limits[generation]:
                gc.collect(generation)
                return
