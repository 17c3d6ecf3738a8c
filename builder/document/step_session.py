"""Runs one step at a time, apart from the runs of the workflow, in an engine of its own."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from builder.document.run_session import RunSession
from builder.document.token_shelf import TokenShelf
from builder.model.events import RunFinished, StepFinished


class StepSession(QObject):
    """Has a run session from the first step on, and hears how each step ends.

    Args:
        parent: The owner.
        tokens: Where access tokens are kept between engines; None for a shelf of its own.

    Signals:
        started: A run began.
        ended: How the step ended, a `StepFinished`, or None when the run did not come so far; and
            the `RunFinished`.
        failed: The run broke off because of the engine, with the reason.
    """

    started = Signal()
    ended = Signal(object, object)
    failed = Signal(str)

    def __init__(self, parent: QObject, tokens: TokenShelf | None = None) -> None:
        super().__init__(parent)
        self._tokens = tokens
        self._session: RunSession | None = None
        self._step = 0
        self._ended: StepFinished | None = None

    @property
    def sessions(self) -> tuple[RunSession, ...]:
        """The session, if there is one; whoever owns this closes it."""
        return (self._session,) if self._session is not None else ()

    @property
    def running(self) -> bool:
        """Whether a step is under way."""
        return self._session is not None and self._session.running

    def for_step(self, number: int) -> RunSession:
        """The session, for a run in which the end of this step matters; no run is under way."""
        self._step, self._ended = number, None
        if self._session is None:
            self._session = self._make_session()
        return self._session

    def _make_session(self) -> RunSession:
        session = RunSession(parent=self, tokens=self._tokens)
        session.started.connect(self.started)
        session.step_finished.connect(self._step_finished)
        session.finished.connect(self._finished)
        session.failed.connect(self.failed)
        return session

    def _step_finished(self, event: StepFinished) -> None:
        if event.step == self._step:
            self._ended = event

    def _finished(self, event: RunFinished) -> None:
        self.ended.emit(self._ended, event)
