"""What one open workflow shows of its runs: on cards and outline, in the step panel, as notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from builder.app.announcing import announce_runs
from builder.app.outcome_words import last_test
from builder.document.sample_view import fan_outs_of_steps
from builder.look.language import tr
from builder.model.events import RunFinished, StepFinished

if TYPE_CHECKING:
    from builder.app.flow_tab import FlowTab

STANDING_MS = 60
"""The foot of the step panel follows new samples after this long."""


class RunViews(QObject):
    """Follows the runs of a tab."""

    def __init__(self, tab: FlowTab) -> None:
        super().__init__(tab)
        self._tab = tab
        self._document = tab.document
        self._runner = tab.runner
        self._panel = tab.step_panel
        self._standing = QTimer(self, singleShot=True, interval=STANDING_MS)
        self._standing.timeout.connect(self._panel.refresh)
        self._follow_run()
        self._follow_samples()

    def _follow_run(self) -> None:
        runner, session = self._runner, self._runner.session
        announce_runs(runner, self._tab.canvas)
        runner.shown.changed.connect(self._show_states)
        runner.running_changed.connect(self._panel.refresh)
        runner.finished.connect(self._ended)
        runner.broke.connect(self._broke)
        runner.breakpoints.changed.connect(self._show_marks)
        runner.breakpoint_keeper.failed.connect(self._not_kept)
        session.step_finished.connect(self._step_ended)
        session.warned.connect(self._warned)
        session.control.waits.connect(self._show_waiting)

    def _follow_samples(self) -> None:
        samples = self._runner.samples
        self._runner.keeper.failed.connect(self._not_kept)
        samples.changed.connect(self._refresh_soon)
        samples.pins_changed.connect(self._show_marks)
        samples.pins_changed.connect(self._panel.refresh)
        samples.item_chosen.connect(self._panel.refresh)
        samples.item_chosen.connect(self._show_item)

    def _show_states(self) -> None:
        self._tab.canvas.set_states(self._runner.states)
        self._tab.outline.set_states(self._runner.states)

    def _show_waiting(self) -> None:
        """Bring the step a run waits before into sight."""
        waiting = self._runner.session.control.waiting
        if waiting is not None:
            self._tab.canvas.reveal_step(waiting)

    def _show_marks(self) -> None:
        marks = self._runner.breakpoints.numbers, self._runner.samples.pinned
        self._tab.canvas.set_marks(*marks)
        self._tab.outline.set_marks(*marks)
        self._tab.state_changed.emit()

    def _step_ended(self, event: StepFinished) -> None:
        if event.path in ("", self._runner.samples.path_of(event.step)):
            self._panel.set_last(event.step, last_test(event))
        self._tab.checking.take(event)

    def _refresh_soon(self) -> None:
        """Samples come by the hundred while a workflow runs."""
        if not self._standing.isActive():
            self._standing.start()

    def _show_item(self, fan_out: int) -> None:
        """Say in the panels of the steps inside a Fan Out how the item looked at went."""
        for number, around in fan_outs_of_steps(self._document.workflow).items():
            if fan_out in around:
                finished = self._runner.shown.finished_step(number)
                self._panel.set_last(number, last_test(finished) if finished else None)

    def _ended(self, event: RunFinished) -> None:
        if event.error is None:
            return
        if event.step is not None and self._document.current is None:
            self._document.select([event.step])
        if event.error.kind == "missing-sample":
            run = (tr("Run up to here"), self._tab.runs.run_to_here)
            self._tab.notices.say("run", event.error.message, [run], "warning")

    def _broke(self, reason: str) -> None:
        again = (tr("Run again"), self._tab.runs.test_workflow)
        self._tab.notices.say("run", reason, [again], "error")

    def _warned(self, why: str) -> None:
        self._tab.notices.say("history", why, tone="warning")

    def _not_kept(self, why: str) -> None:
        """Said from another thread, so this has to be a method of an object of this one."""
        self._tab.notices.say("kept", why, tone="warning")
