"""Sends one request through the engine's process, outside any workflow that is open."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from builder.document.run_session import RunSession
from builder.document.step_session import StepSession
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
        self._sending = StepSession(self)
        self._sending.started.connect(self.running_changed)
        self._sending.ended.connect(self._finished)
        self._sending.failed.connect(self._broke)

    @property
    def sessions(self) -> tuple[RunSession, ...]:
        """What sends, from the first request on; whoever owns this closes it."""
        return self._sending.sessions

    @property
    def running(self) -> bool:
        """Whether an answer is awaited."""
        return self._sending.running

    def send(self, step: Step, surroundings: Surroundings) -> bool:
        """Send; False while another one is under way.

        Args:
            step: Any step that sends a request; its number does not matter.
            surroundings: The environment and the connections.
        """
        if self.running:
            return False
        session = self._sending.for_step(STEP)
        return session.test_workflow(workflow_of(step), surroundings)

    def _finished(self, step: StepFinished | None, run: RunFinished) -> None:
        self.running_changed.emit()
        if run.status is Status.SUCCEEDED and step is not None:
            self.answered.emit(step)
        else:
            self.failed.emit(run.error.message if run.error else tr("It was stopped."))

    def _broke(self, reason: str) -> None:
        self.running_changed.emit()
        self.failed.emit(reason)


def workflow_of(step: Step) -> Workflow:
    """A workflow of one step."""
    numbered = step.model_copy(update={"number": STEP})
    return Workflow(trigger=EventTrigger(), steps=(numbered,))
