"""Runs of the workflow in a tab: starts them, and keeps what the last tests brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal

from builder.document.document import Change, Document
from builder.document.environments import Environments
from builder.document.run_session import RunSession
from builder.document.samples import Samples
from builder.document.step_state import NO_STATES, States
from builder.model.amounts import duration_text
from builder.model.events import RunFinished, Status, StepFinished
from builder.model.step import Step
from builder.model.workflow import find, walk

KEPT_RUNS = 50


@dataclass(frozen=True, slots=True)
class PastRun:
    """A run of this window.

    Attributes:
        at: When it ended, local time.
        end: The event it ended with.
        states: How far each step got.
    """

    at: datetime
    end: RunFinished
    states: States

    @property
    def words(self) -> str:
        """A line for the list ("14:02  1.2 s · 6 steps")."""
        what = f"{len(self.states)} step{'' if len(self.states) == 1 else 's'}"
        if self.end.status is not Status.SUCCEEDED and self.end.step is not None:
            what = f"step {self.end.step}"
        return f"{self.at:%H:%M}  {duration_text(self.end.duration)} · {what}"


class Runner(QObject):
    """Tests steps and workflows of one document.

    A test of the workflow starts from nothing; a test of a step replaces what is known of that
    step alone.

    Attributes:
        states: How far each step got in its last test.
        past: The runs of this window, the latest first.
        requests: How many requests the run has sent so far, redirects included.
        expected: How many it will send at most; None when none is under way.

    Signals:
        changed: States are others now.
        running_changed: A run began or ended.
        finished: The `RunFinished` of a run.
        broke: A run broke off because of the engine; why.
    """

    changed = Signal()
    running_changed = Signal()
    finished = Signal(object)
    broke = Signal(str)

    def __init__(
        self, document: Document, environments: Environments, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._environments = environments
        self.samples = Samples(document, self)
        self.session = RunSession(parent=self, tokens=environments.tokens)
        self._kept: States = NO_STATES
        self.states: States = NO_STATES
        self.past: tuple[PastRun, ...] = ()
        self.requests = 0
        self.expected: int | None = None
        self.session.changed.connect(self._merge)
        self.session.started.connect(self.running_changed)
        self.session.step_finished.connect(self._take)
        self.session.finished.connect(self._end)
        self.session.failed.connect(self._break_off)
        document.changed.connect(self._forget_deleted)

    @property
    def running(self) -> bool:
        """Whether a run is under way."""
        return self.session.running

    def test_workflow(self, upto: int | None = None) -> bool:
        """Run everything, or everything up to a step; False while a run is under way."""
        if self.running:
            return False
        self._begin(tuple(walk(self._document.workflow)))
        self._kept = NO_STATES
        return self.session.test_workflow(
            self._document.workflow,
            self._environments.surroundings(),
            name=self._document.name,
            upto=upto,
        )

    def test_step(self, number: int) -> bool:
        """Run one step on the latest outputs of the others; False while a run is under way."""
        if self.running:
            return False
        step = find(self._document.workflow, number)
        self._begin(() if step is None else (step,))
        self._kept = self.states
        return self.session.test_step(
            self._document.workflow,
            number,
            self.samples,
            self._environments.surroundings(),
            name=self._document.name,
        )

    def _begin(self, steps: tuple[Step, ...]) -> None:
        self._document.end_merge()
        self.requests = 0
        self.expected = sum(step.group == "Actions" for step in steps)

    def stop(self) -> None:
        """Cancel what runs."""
        self.session.stop()

    def _merge(self) -> None:
        if not self.running:
            self.expected = None
        self.states = MappingProxyType({**self._kept, **self.session.states})
        self.changed.emit()

    def finished_step(self, number: int | None) -> StepFinished | None:
        """How a step's last test ended; None when it did not."""
        state = self.states.get(number) if number is not None else None
        return state.finished if state is not None else None

    def show(self, run: PastRun) -> None:
        """Show an earlier run again."""
        if not self.running:
            self._kept = NO_STATES
            self.states = run.states
            self.changed.emit()

    def _take(self, event: StepFinished) -> None:
        self.requests += len(event.exchanges)
        self.samples.take(event)

    def _end(self, event: RunFinished) -> None:
        run = PastRun(datetime.now().astimezone(), event, self.states)
        self.past = (run, *self.past)[:KEPT_RUNS]
        self.running_changed.emit()
        self.finished.emit(event)

    def _break_off(self, reason: str) -> None:
        self.running_changed.emit()
        self.broke.emit(reason)

    def _forget_deleted(self, change: Change) -> None:
        if change.before.steps is change.after.steps or not self.states:
            return
        present = {step.number for step in walk(change.after)}
        if self.running or present.issuperset(self.states):
            return
        self._kept = NO_STATES
        self.states = MappingProxyType({n: s for n, s in self.states.items() if n in present})
        self.changed.emit()
