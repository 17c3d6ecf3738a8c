"""Sends one request through the engine's process, outside any workflow that is open."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from builder.document.run_session import RunSession
from builder.look.language import tr
from builder.model.environment import Surroundings
from builder.model.events import RunFinished, Status, StepFinished
from builder.model.step import Step
from builder.model.workflow import Workflow
from builder.steps import EventTrigger

STEP = 2
"""Number of the step that is sent."""


class OneRequest(QObject):
    """Sends a step alone.

    Attributes:
        session: What sends, from the first request on; whoever owns this closes it.

    Signals:
        answered: The `StepFinished` of a request that got an answer below 400.
        failed: Why there was no such answer, in a sentence.
        running_changed: It began or ended.
    """

    answered = Signal(object)
    failed = Signal(str)
    running_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session: RunSession | None = None
        self._ended: StepFinished | None = None

    @property
    def running(self) -> bool:
        """Whether an answer is awaited."""
        return self.session is not None and self.session.running

    def send(self, step: Step, surroundings: Surroundings) -> bool:
        """Send; False while another one is under way.

        Args:
            step: Any step that sends a request; its number does not matter.
            surroundings: The environment and the connections.
        """
        self._ended = None
        if self.session is None:
            self.session = self._make_session()
        return self.session.test_workflow(workflow_of(step), surroundings)

    def _make_session(self) -> RunSession:
        session = RunSession(parent=self)
        session.started.connect(self.running_changed)
        session.step_finished.connect(self._step_finished)
        session.finished.connect(self._finished)
        session.failed.connect(self._broke)
        return session

    def _step_finished(self, event: StepFinished) -> None:
        if event.step == STEP:
            self._ended = event

    def _finished(self, event: RunFinished) -> None:
        self.running_changed.emit()
        if event.status is Status.SUCCEEDED and self._ended is not None:
            self.answered.emit(self._ended)
        else:
            self.failed.emit(event.error.message if event.error else tr("It was stopped."))

    def _broke(self, reason: str) -> None:
        self.running_changed.emit()
        self.failed.emit(reason)


def workflow_of(step: Step) -> Workflow:
    """A workflow of one step."""
    numbered = step.model_copy(update={"number": STEP})
    return Workflow(trigger=EventTrigger(), steps=(numbered,))
