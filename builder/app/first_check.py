"""The first look for problems in a workflow that was opened, without holding the window up."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from builder.model.check import Memory
from builder.model.workflow import Workflow, walk

FIRST = 0.003
"""Seconds for what is looked at at once."""
SLICE = 0.008
"""Seconds that the window may be held up at a time after that."""


class FirstCheck(QObject):
    """Reads the steps a few at a time, then has the workflow as such looked at.

    A small workflow is looked at at once.

    Args:
        workflow: What was opened.
        memory: Takes what can be said of each step.
        done: Called once every step was read.
        parent: Ends it when it goes.
    """

    def __init__(
        self, workflow: Workflow, memory: Memory, done: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._steps = walk(workflow)
        self._memory = memory
        self._done = done
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._read)
        self._timer.start()
        self._read(FIRST)

    def _read(self, seconds: float = SLICE) -> None:
        until = time.perf_counter() + seconds
        for step in self._steps:
            self._memory.facts(step)
            if time.perf_counter() > until:
                return
        self._timer.stop()
        self._done()
        self.deleteLater()
