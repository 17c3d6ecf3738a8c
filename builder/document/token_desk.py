"""“Get token now”: fetches an access token for a step, and keeps it for the runs that follow."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from builder.document.document import Document
from builder.document.environments import Environments
from builder.document.run_session import RunSession
from builder.document.samples import Samples
from builder.model.events import RunFinished, StepFinished
from builder.model.json_text import compact


class TokenDesk(QObject):
    """Fetches one token at a time, in an engine of its own.

    Attributes:
        session: The session that fetches; whoever owns the desk closes it.

    Signals:
        answered: Number of the step, whether a token came, and what is to be shown.
    """

    answered = Signal(int, bool, str)

    def __init__(
        self,
        document: Document,
        samples: Samples,
        environments: Environments,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._samples = samples
        self._environments = environments
        self._step = 0
        self._ended: StepFinished | None = None
        self.session = RunSession(parent=self, tokens=environments.tokens)
        self.session.step_finished.connect(self._step_finished)
        self.session.finished.connect(self._finished)
        self.session.failed.connect(lambda reason: self.answered.emit(self._step, False, reason))

    def fetch(self, number: int) -> bool:
        """Fetch a new token for a step; False while another one is on its way."""
        if self.session.running:
            return False
        self._step = number
        self._ended = None
        return self.session.test_step(
            self._document.workflow,
            number,
            self._samples,
            self._environments.surroundings(),
            token=True,
        )

    def _step_finished(self, event: StepFinished) -> None:
        if event.step == self._step:
            self._ended = event

    def _finished(self, event: RunFinished) -> None:
        sample = None if self._ended is None else self._ended.sample
        if event.error is not None or not isinstance(sample, dict):
            said = "No token was fetched." if event.error is None else event.error.message
            self.answered.emit(self._step, False, said)
            return
        lines = (
            f"{name}: {value if isinstance(value, str) else compact(value)}"
            for name, value in sample.items()
        )
        self.answered.emit(self._step, True, "\n".join(lines))
