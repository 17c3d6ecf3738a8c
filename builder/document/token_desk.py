"""“Get token now”: fetches an access token for a step, and keeps it for the runs that follow."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from builder.document.document import Document
from builder.document.environments import Environments
from builder.document.run_session import RunSession
from builder.document.samples import Samples
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
        self._step = 0
        self._ended: StepFinished | None = None
        self._session: RunSession | None = None

    @property
    def session(self) -> RunSession:
        """What fetches, made when it is wanted first; whoever owns the desk closes it."""
        if self._session is None:
            session = RunSession(parent=self, tokens=self._environments.tokens)
            session.step_finished.connect(self._step_finished)
            session.finished.connect(self._finished)
            session.failed.connect(lambda reason: self.answered.emit(self._asked, False, reason))
            self._session = session
        return self._session

    @property
    def sessions(self) -> tuple[RunSession, ...]:
        """The session, if there is one."""
        return (self._session,) if self._session is not None else ()

    def fetch(self, number: int) -> bool:
        """Fetch a new token for a step; False while another one is on its way."""
        return self._fetch(number, self._document.workflow, number)

    def _fetch(self, asked: int, workflow: Workflow, number: int) -> bool:
        """Fetch a token for step `number` of a workflow; answered as step `asked`."""
        if self.session.running:
            return False
        begin = partial(self._fetch, asked, workflow, number)
        if not self._environments.permit(workflow, begin):
            return False
        self._asked = asked
        self._step = number
        self._ended = None
        return self.session.test_step(
            workflow, number, self._samples, self._environments.surroundings(), token=True
        )

    def _step_finished(self, event: StepFinished) -> None:
        if event.step == self._step:
            self._ended = event

    def _finished(self, event: RunFinished) -> None:
        sample = None if self._ended is None else self._ended.sample
        if event.error is not None or not isinstance(sample, dict):
            said = tr("No token was fetched.") if event.error is None else event.error.message
            self.answered.emit(self._asked, False, said)
            return
        lines = (
            f"{name}: {value if isinstance(value, str) else compact(value)}"
            for name, value in sample.items()
        )
        self.answered.emit(self._asked, True, "\n".join(lines))
