"""Pausing a run, going on with it, and taking it step by step, from the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from builder.engine.protocol import (
    BreakpointsMessage,
    PauseMessage,
    ResumeMessage,
    StepMessage,
    ToHost,
)
from builder.model.events import AnyEvent, StepStarted, StepWaiting


class RunControl(QObject):
    """Steers the run that is under way; does nothing while there is none.

    Attributes:
        paused: Whether the run was told to pause, or waits at a breakpoint.
        waiting: Number of the step it waits before; None while it does not.

    Signals:
        paused_changed: It was paused, or goes on.
        waits: It waits before another step now.
    """

    paused_changed = Signal()
    waits = Signal()

    def __init__(self, say: Callable[[ToHost], None], parent: QObject) -> None:
        """Steer by messages.

        Args:
            say: Takes a message for the engine.
            parent: The owner.
        """
        super().__init__(parent)
        self._say = say
        self._run: int | None = None
        self.paused = False
        self.waiting: int | None = None

    def begin(self, run: int, paused: bool) -> None:
        """A run began."""
        self._run, self.paused, self.waiting = run, paused, None

    def end(self) -> None:
        """The run is over."""
        self._run, self.paused, self.waiting = None, False, None

    def pause(self) -> None:
        """Let no further step begin; what is under way ends."""
        if self._run is not None and not self.paused:
            self._say(PauseMessage(self._run))
            self._set(True, None)

    def resume(self) -> None:
        """Go on, up to the next breakpoint."""
        if self._run is not None:
            self._say(ResumeMessage(self._run))
            self._set(False, None)

    def pause_or_resume(self) -> None:
        """Pause, or go on when it is paused."""
        (self.resume if self.paused else self.pause)()

    def next_step(self) -> None:
        """Let one step begin, then pause again."""
        if self._run is not None:
            self._say(StepMessage(self._run))
            self._set(True, None)

    def set_breakpoints(self, numbers: frozenset[int]) -> None:
        """Pause before other steps from now on."""
        if self._run is not None:
            self._say(BreakpointsMessage(self._run, sorted(numbers)))

    def hear(self, event: AnyEvent) -> None:
        """Follow the run."""
        if isinstance(event, StepWaiting):
            self._set(True, event.step)
        elif isinstance(event, StepStarted):
            self.waiting = None

    def _set(self, paused: bool, waiting: int | None) -> None:
        self.waiting = waiting
        if paused is not self.paused:
            self.paused = paused
            self.paused_changed.emit()
        if waiting is not None:
            self.waits.emit()
