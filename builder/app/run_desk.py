"""What the user asks of runs: the whole workflow, a part, one step; pauses, breakpoints, pins."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from builder.canvas.actions import Offer
from builder.document.environments import NO_ENVIRONMENT
from builder.document.run_choices import RunChoices
from builder.document.shown_run import PastRun
from builder.look.language import tr
from builder.model.workflow import find

if TYPE_CHECKING:
    from builder.app.flow_tab import FlowTab


class RunDesk(QObject):
    """Starts and steers the runs of one open workflow."""

    def __init__(self, tab: FlowTab) -> None:
        super().__init__(tab)
        self._tab = tab
        self._document = tab.document
        self._runner = tab.runner

    def test_workflow(self, choices: RunChoices | None = None, event: Any = None) -> None:
        """Run the whole workflow, or a part of it.

        Args:
            choices: Which part; None for all of it.
            event: What the trigger hands on; None for its example.
        """
        self._begin(partial(self._runner.test_workflow, choices, event))

    def step_through(self) -> None:
        """Run the whole workflow, paused before its first step."""
        self._begin(partial(self._runner.test_workflow, RunChoices(paused=True)))

    def test_step(self, number: int | None = None) -> None:
        """Run one step alone; the selected one when none is named."""
        wanted = number or self._document.current
        if wanted is not None:
            self._begin(partial(self._test_step, wanted))

    def _test_step(self, number: int) -> bool:
        begun = self._runner.test_step(number)
        step = find(self._document.workflow, number)
        if begun and step is not None and number in self._runner.samples.pinned:
            self._tab.notices.say(
                "pin",
                tr(
                    "“{step}” is pinned. Test step runs it all the same, and leaves the pin as it "
                    "is: runs of the workflow go on using the pinned output.",
                    step=step.title,
                ),
                [(tr("Unpin"), partial(self._runner.samples.set_pinned, number, False))],
            )
        else:
            self._tab.notices.clear("pin")
        return begun

    def run_to_here(self, number: int | None = None) -> None:
        """Run everything down to a step; the selected one when none is named."""
        wanted = number or self._document.current
        if wanted is not None:
            self._begin(partial(self._runner.test_workflow, RunChoices(upto=wanted)))

    def run_from_here(self, number: int | None = None) -> None:
        """Run a step and everything after it, on what the steps before gave.

        That are their samples, or what they gave in the past run that is shown.
        """
        wanted = number or self._document.current
        if wanted is None or not self._runner.can_run_from(wanted):
            return
        past = self._runner.shown.past
        if past is not None:
            self._run_on(past, wanted)
        else:
            self._begin(partial(self._runner.test_workflow, RunChoices(start=wanted)))

    def _run_on(self, past: PastRun, number: int) -> None:
        """Run from a step on with the input, environment and outputs of a past run."""
        from builder.document.history_run import input_of
        from builder.document.past_start import past_start

        workflow = self._document.workflow
        event = input_of(past.kept, workflow)
        start = past_start(past, workflow, number, event)
        environment = past.kept.entry.environment
        obstacle = start.obstacle
        if not obstacle and not self._tab.environments.choose_again(environment):
            obstacle = NO_ENVIRONMENT.format(environment)
        if obstacle:
            self._tab.notices.say("run", obstacle, tone="warning")
            return
        choices = RunChoices(start=number, outputs=start.outputs)
        self._begin(partial(self._runner.test_workflow, choices, event))

    def _begin(self, start: Callable[[], bool]) -> None:
        permit = self._tab.environments.permit
        if permit(self._document.workflow, lambda: self._begin(start)) and start():
            self._tab.notices.clear("run")
            self._tab.notices.clear("past")
            self._tab.below.open()

    def stop(self) -> None:
        """Cancel the run at once."""
        self._runner.stop()

    def pause_or_continue(self) -> None:
        """Pause the run, or let it go on."""
        self._runner.session.control.pause_or_resume()

    def next_step(self) -> None:
        """Let one step run; a run that is not paused pauses after it."""
        self._runner.session.control.next_step()

    def toggle_breakpoint(self) -> None:
        """Let runs pause before the selected steps, or no longer."""
        trigger = self._document.workflow.trigger.number
        for number in self._document.selected:
            if number != trigger:
                self._runner.breakpoints.toggle(number)

    def toggle_skip_delays(self) -> None:
        """Let runs skip Delays, or no longer."""
        self._runner.skip_delays = not self._runner.skip_delays
        self._runner.running_changed.emit()

    def toggle_pin(self, number: int | None = None) -> None:
        """Pin the output of a step, or let it run again."""
        wanted = number or self._document.current
        if wanted is None:
            return
        samples = self._runner.samples
        if wanted in samples.pinned:
            samples.set_pinned(wanted, False)
        elif not samples.set_pinned(wanted, True):
            self._ask_for_sample(wanted)

    def _ask_for_sample(self, number: int) -> None:
        step = find(self._document.workflow, number)
        title = step.title if step is not None else tr("Step {n}", n=number)
        self._tab.notices.say(
            "pin",
            tr("“{name}” has no output to pin yet.", name=title),
            [
                (tr("Run up to here"), partial(self.run_to_here, number)),
                (tr("Write it by hand"), partial(self.edit_pin, number)),
            ],
            "warning",
        )

    def edit_pin(self, number: int | None = None) -> None:
        """Let the user write what a step is to give, as JSON."""
        from builder.panels.pin_editor import PinEditor

        wanted = number or self._document.current
        step = None if wanted is None else find(self._document.workflow, wanted)
        if step is None or wanted is None or step is self._document.workflow.trigger:
            return
        samples = self._runner.samples
        editor = PinEditor(self._tab.look, step.title, samples.sample(wanted), self._tab)
        editor.chosen.connect(partial(samples.pin_value, wanted))
        editor.show()

    def asked(self, number: int, name: str) -> None:
        """Do what the foot of the step panel offers for a step."""
        do: Callable[[int], None] = getattr(self, name)
        do(number)

    def offers(self) -> Mapping[str, Offer]:
        """What the menu of a step offers, by the names of `builder.canvas.actions.ENTRIES`."""
        document, runner = self._document, self._runner

        def one() -> bool:
            return document.current is not None and not runner.running

        def not_the_trigger() -> bool:
            return document.current not in (None, document.workflow.trigger.number)

        return {
            "test_step": Offer(self.test_step, one),
            "run_to_here": Offer(self.run_to_here, one),
            "run_from_here": Offer(
                self.run_from_here, lambda: one() and runner.can_run_from(document.current)
            ),
            "breakpoint": Offer(
                self.toggle_breakpoint,
                lambda: self._tab.canvas.actions_on_steps.steps,
                lambda: bool(runner.breakpoints.numbers.intersection(document.selected)),
            ),
            "pin": Offer(
                self.toggle_pin, not_the_trigger, lambda: document.current in runner.samples.pinned
            ),
            "edit_pin": Offer(self.edit_pin, not_the_trigger),
        }
