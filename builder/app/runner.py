"""Runs of the workflow in a tab: starts them, and keeps what the last tests brought."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QObject, Signal

from builder.document.breakpoint_keeper import BreakpointKeeper
from builder.document.breakpoints import Breakpoints
from builder.document.document import Change, Document
from builder.document.environments import Environments
from builder.document.request_count import RequestCount
from builder.document.run_choices import RunChoices
from builder.document.run_session import RunSession
from builder.document.sample_keeper import SampleKeeper
from builder.document.sample_view import fan_outs_around
from builder.document.samples import Sample, Samples
from builder.document.shown_run import ShownRun
from builder.document.step_changes import step_changes
from builder.document.step_state import NO_STATES, States
from builder.model.events import RunFinished, StepFinished
from builder.model.step import Step
from builder.model.workflow import find, place_of, walk
from builder.storage.userdata import UserData


class Runner(QObject):
    """Tests steps and workflows of one document.

    A test of the workflow starts from nothing; a test of a step replaces what is known of that
    step alone.

    Attributes:
        shown: What the last tests brought, or a past run.
        breakpoints: The steps before which runs pause.
        skip_delays: Whether runs of the workflow skip Delays.

    Signals:
        running_changed: A run began or ended.
        finished: The `RunFinished` of a run.
        broke: A run broke off because of the engine; why.
    """

    running_changed = Signal()
    finished = Signal(object)
    broke = Signal(str)

    def __init__(
        self,
        document: Document,
        environments: Environments,
        data: UserData,
        workspace: Path | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._environments = environments
        self.samples = Samples(document, self)
        self.keeper = SampleKeeper(
            self.samples, document, data.samples, workspace, environments.secret_values
        )
        self.session = RunSession(
            parent=self, tokens=environments.tokens, history=data.history_file
        )
        self._workspace = workspace
        self.breakpoints = Breakpoints(document, self)
        self.breakpoint_keeper = BreakpointKeeper(
            self.breakpoints, document, data.samples, workspace
        )
        self.skip_delays = False
        self._kept: States = NO_STATES
        self._requests: RequestCount | None = None
        self._key = ""
        self.runs_without_file: tuple[str, ...] = ()
        """What the history knows runs by that were begun before the workflow had a file."""
        self.shown = ShownRun(document, self.samples, self)
        self.session.changed.connect(self._merge)
        self.session.started.connect(self.running_changed)
        self.session.step_finished.connect(self._take)
        self.session.finished.connect(self._end)
        self.session.failed.connect(self._break_off)
        self.breakpoints.changed.connect(self._pause_elsewhere)
        document.changed.connect(self._forget_deleted)

    @property
    def states(self) -> States:
        """How far each step got in its last test, or in the past run that is shown."""
        return self.shown.states

    @property
    def running(self) -> bool:
        """Whether a run is under way."""
        return self.session.running

    def test_workflow(self, choices: RunChoices | None = None, event: Any = None) -> bool:
        """Run everything, or a part of it; False while a run is under way.

        Pins, breakpoints and skipped delays go along without being asked for.

        Args:
            choices: Which part, and how; None for all of it.
            event: What the trigger hands on; None for its example.
        """
        if self.running:
            return False
        choices = choices or RunChoices()
        self._begin(choices.steps(self._document.workflow))
        self._kept = self.states if choices.start is not None else NO_STATES
        begun = self.session.test_workflow(
            self._document.workflow,
            self._environments.surroundings(),
            name=self._document.name,
            event=event,
            choices=replace(
                choices,
                breakpoints=self.breakpoints.numbers,
                skip_delays=self.skip_delays,
                pinned=self._pinned(),
            ),
            samples=self.samples,
        )
        self._key = self.session.history_key
        return self._noted(begun)

    def _noted(self, begun: bool) -> bool:
        """Remember a run that has begun while the workflow has no file."""
        key = self.session.history_key
        if begun and key and not self.flow_path:
            self.runs_without_file += (key,)
        return begun

    def _pinned(self) -> dict[int, Sample]:
        found = {number: self.samples.sample(number) for number in self.samples.pinned}
        return {number: sample for number, sample in found.items() if sample is not None}

    def can_run_from(self, number: int | None) -> bool:
        """Whether a run may begin at a step: not at the trigger and not inside a Fan Out."""
        workflow = self._document.workflow
        place = place_of(workflow, number) if number is not None else None
        if number is None or place is None:
            return False
        return place.parent is None or not fan_outs_around(workflow, number)

    def test_step(self, number: int) -> bool:
        """Run one step on the latest outputs of the others; False while a run is under way."""
        if self.running:
            return False
        step = find(self._document.workflow, number)
        self._begin(() if step is None else (step,))
        self._kept = self.states
        begun = self.session.test_step(
            self._document.workflow,
            number,
            self.samples,
            self._environments.surroundings(),
            name=self._document.name,
        )
        return self._noted(begun)

    def _begin(self, steps: tuple[Step, ...]) -> None:
        self._document.end_merge()
        self.shown.past = None
        self.session.flow_path = self.flow_path
        self._requests = RequestCount(self._document.workflow, steps)

    @property
    def flow_path(self) -> str:
        """The workflow's file as the workspace names it; empty while it has none."""
        path = self._document.path
        if path is None or self._workspace is None or not path.is_relative_to(self._workspace):
            return "" if path is None else str(path)
        return path.relative_to(self._workspace).as_posix()

    def stop(self) -> None:
        """Cancel what runs."""
        self.session.stop()

    @property
    def requests(self) -> int:
        """How many requests the run has sent so far, redirects included."""
        return self._requests.sent if self._requests is not None else 0

    @property
    def expected(self) -> int | None:
        """About how many it will send; None while none is under way."""
        return self._requests.expected if self._requests is not None and self.running else None

    @property
    def history_key(self) -> str:
        """What the history knows the run that is shown by; empty when it is not kept."""
        return self._key if self.shown.past is None else self.shown.past.key

    def _merge(self) -> None:
        states = MappingProxyType({**self._kept, **self.session.states})
        if self._requests is not None:
            self._requests.count(self.session.states, self.shown.total)
        self.shown.show(states, self.session.record)

    def _take(self, event: StepFinished) -> None:
        if self._requests is not None:
            self._requests.take(event)
        if not event.path and (path := self.samples.path_of(event.step)):
            self.session.record.keep_test(event, path)
        self.samples.take(event)

    def _end(self, event: RunFinished) -> None:
        self.running_changed.emit()
        self.finished.emit(event)

    def _break_off(self, reason: str) -> None:
        self.running_changed.emit()
        self.broke.emit(reason)

    def _pause_elsewhere(self) -> None:
        self.session.control.set_breakpoints(self.breakpoints.numbers)

    def _forget_deleted(self, change: Change) -> None:
        if not self.running and step_changes(change):
            self.shown.keep_only({step.number for step in walk(change.after)})
