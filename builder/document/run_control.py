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
from builder.model.events import AnyEvent, StepFinished, StepStarted, StepWaiting
from builder.model.places import indexes


class RunControl(QObject):
    """Steers the run that is under way; does nothing while there is none.

    Attributes:
        paused: Whether the run was told to pause, or waits at a breakpoint.

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
        self._waiters: dict[tuple[int, str], None] = {}

    @property
    def waiting(self) -> int | None:
        """Number of the step that begins next: steps go on in the order in which they came."""
        return next((step for step, _ in self._waiters), None)

    @property
    def waiting_item(self) -> tuple[int, ...]:
        """Which item of each Fan Out around that step it is for, counted from 0."""
        return next((indexes(path) for _, path in self._waiters), ())

    def begin(self, run: int, paused: bool) -> None:
        """A run began."""
        self._run, self.paused = run, paused
        self._waiters.clear()

    def end(self) -> None:
        """The run is over."""
        self._run, self.paused = None, False
        self._waiters.clear()

    def pause(self) -> None:
        """Let no further step begin; what is under way ends."""
        if self._run is not None and not self.paused:
            self._say(PauseMessage(self._run))
            self._set(True)

    def resume(self) -> None:
        """Go on, up to the next breakpoint."""
        if self._run is not None:
            self._say(ResumeMessage(self._run))
            self._waiters.clear()
            self._set(False)

    def pause_or_resume(self) -> None:
        """Pause, or go on when it is paused."""
        (self.resume if self.paused else self.pause)()

    def next_step(self) -> None:
        """Let one step begin, then pause again."""
        if self._run is not None:
            self._say(StepMessage(self._run))
            self._set(True)

    def set_breakpoints(self, numbers: frozenset[int]) -> None:
        """Pause before other steps from now on."""
        if self._run is not None:
            self._say(BreakpointsMessage(self._run, sorted(numbers)))

    def hear(self, event: AnyEvent) -> None:
        """Follow the run."""
        before = next(iter(self._waiters), None)
        if isinstance(event, StepWaiting):
            self._waiters[event.step, event.path] = None
            self._set(True)
        elif isinstance(event, StepStarted | StepFinished):
            self._waiters.pop((event.step, event.path), None)
        if next(iter(self._waiters), before) != before:
            self.waits.emit()

    def _set(self, paused: bool) -> None:
        if paused is not self.paused:
            self.paused = paused
            self.paused_changed.emit()
