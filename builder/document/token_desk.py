"""“Get token now”: fetches an access token for a step, and keeps it for the runs that follow."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from builder.document.document import Document
from builder.document.environments import Environments
from builder.document.run_session import RunSession
from builder.document.samples import Samples
from builder.document.step_session import StepSession
from builder.look.language import tr
from builder.model.events import RunFinished, StepFinished
from builder.model.json_text import compact
from builder.model.workflow import Workflow


class TokenDesk(QObject):
    """Fetches one token at a time, in an engine of its own.

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
        self._asked = 0
        self._fetching = StepSession(self, environments.tokens)
        self._fetching.ended.connect(self._finished)
        self._fetching.failed.connect(self._refused)

    @property
    def sessions(self) -> tuple[RunSession, ...]:
        """What fetches, from the first token on; whoever owns the desk closes it."""
        return self._fetching.sessions

    def fetch(self, number: int) -> bool:
        """Fetch a new token for a step; False while another one is on its way."""
        return self._fetch(number, self._document.workflow, number)

    def _fetch(self, asked: int, workflow: Workflow, number: int) -> bool:
        """Fetch a token for step `number` of a workflow; answered as step `asked`."""
        if self._fetching.running:
            return False
        begin = partial(self._fetch, asked, workflow, number)
        if not self._environments.permit(workflow, begin):
            return False
        self._asked = asked
        around = self._environments.surroundings()
        session = self._fetching.for_step(number)
        return session.test_step(workflow, number, self._samples, around, token=True)

    def _finished(self, step: StepFinished | None, run: RunFinished) -> None:
        sample = None if step is None else step.sample
        if run.error is not None or not isinstance(sample, dict):
            self._refused(tr("No token was fetched.") if run.error is None else run.error.message)
            return
        lines = (
            f"{name}: {value if isinstance(value, str) else compact(value)}"
            for name, value in sample.items()
        )
        self.answered.emit(self._asked, True, "\n".join(lines))

    def _refused(self, reason: str) -> None:
        self.answered.emit(self._asked, False, reason)
