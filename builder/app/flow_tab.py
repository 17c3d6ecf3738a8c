"""One open workflow: canvas, run panel and step panel around one document."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from builder import examples
from builder.app.announcing import announce_runs
from builder.app.below import HEIGHT as BELOW_HEIGHT
from builder.app.below import Below
from builder.app.data_runs import DataRuns
from builder.app.first_check import FirstCheck
from builder.app.fixing import offer_fixes
from builder.app.notice import NoticeBar
from builder.app.outcome_words import last_test
from builder.app.outline_side import OutlineSide
from builder.app.request_now import copy_request, show_preview
from builder.app.run_desk import RunDesk
from builder.app.runner import Runner
from builder.app.secrets import make_secret
from builder.app.settings import Settings
from builder.canvas.actions import Offer
from builder.canvas.menu import context_menu
from builder.canvas.view import CanvasView
from builder.document.code_desk import CodeDesk
from builder.document.environments import Environments
from builder.document.flow_file import FlowFile
from builder.document.function_faults import FunctionFaults
from builder.document.sample_view import fan_outs_of_steps
from builder.document.schema_desk import SchemaDesk
from builder.document.token_desk import TokenDesk
from builder.document.variables import Variables
from builder.forms.context import FormContext
from builder.look.language import tr
from builder.look.theme import Look
from builder.model.called_flows import flow_problems
from builder.model.check import Memory, problems
from builder.model.events import RunFinished, StepFinished
from builder.model.workflow import find
from builder.panels.step_panel import SecretOffer, StepPanel
from builder.storage.called_flows import FlowReader
from builder.storage.userdata import UserData
from builder.storage.workspace import Workspace

CHECK_DELAY_MS = 200
"""Problems are looked for when typing rests this long."""
STANDING_MS = 60
"""The foot of the step panel follows new samples after this long."""


class FlowTab(QWidget):
    """An open workflow with everything that shows and runs it.

    Signals:
        state_changed: Edited or saved, running or not, another selection or file name.
        flow_requested: The path of another workflow that is wanted in a tab.
        variable_requested: An environment and its variable, whose value is to be typed.
        uses_requested: Number of the step whose uses are to be listed.
    """

    state_changed = Signal()
    flow_requested = Signal(object)
    variable_requested = Signal(str, str)
    uses_requested = Signal(int)

    def __init__(
        self,
        file: FlowFile,
        environments: Environments,
        look: Look,
        settings: Settings,
        data: UserData,
        folder: Path | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.look = look
        self.folder = folder
        self.file = file
        self.document = file.document
        self.environments = environments
        self.runner = Runner(self.document, environments, data, folder, self)
        self.variables = Variables(self.document, self.runner.samples, environments, self)
        file.setParent(self)
        self.notices = NoticeBar(self)
        self.canvas = CanvasView(self.document, look)
        self.outline = OutlineSide(self.document)
        self.below = Below(self.document, self.runner, look, self)
        self.runs = RunDesk(self)
        self.data_runs = DataRuns(self, data)
        self.token_desk = TokenDesk(self.document, self.runner.samples, environments, self)
        self.code_desk = CodeDesk()
        self.schema_desk = SchemaDesk(self.document, self.runner.samples, environments, self)
        context = FormContext(
            look,
            self.variables,
            folder,
            environments.connections,
            self.token_desk,
            partial(self.notices.say, "paste"),
            self.schema_desk,
            self.code_desk,
        )
        self.step_panel = StepPanel(self.document, context, look)
        self._facts = Memory()
        self._function_faults = FunctionFaults()
        self._flows = FlowReader(Workspace(folder or Path()))
        self._standing = QTimer(self, singleShot=True, interval=STANDING_MS)
        self._check = QTimer(self, singleShot=True, interval=CHECK_DELAY_MS)
        self._lay_out(settings)
        self._connect()
        FirstCheck(self.document.workflow, self._facts, self.check_now, self)

    def _lay_out(self, settings: Settings) -> None:
        middle = QSplitter(Qt.Orientation.Vertical, self)
        beside = QSplitter(Qt.Orientation.Horizontal, self)
        beside.addWidget(self.outline)
        beside.addWidget(self.canvas)
        beside.setStretchFactor(1, 1)
        middle.addWidget(beside)
        middle.addWidget(self.below)
        middle.setStretchFactor(0, 1)
        middle.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(middle, 1)
        self.below.remember = settings.remember
        if not settings.remember("run", middle):
            middle.setSizes([600, BELOW_HEIGHT])

    def _connect(self) -> None:
        self._check.timeout.connect(self.check_now)
        document, runner, panel = self.document, self.runner, self.step_panel
        document.changed.connect(self._check.start)
        self.environments.changed.connect(self._check.start)
        for signal in (
            document.history.cleanChanged,
            document.history.indexChanged,
            document.path_changed,
            document.selection_changed,
            runner.running_changed,
            runner.session.control.paused_changed,
            self.file.saved,
            self.file.changed_on_disk,
            self.file.settled,
        ):
            signal.connect(self.state_changed)
        runner.shown.changed.connect(self._show_states)
        runner.finished.connect(self._ended)
        announce_runs(runner, self.canvas)
        runner.broke.connect(self._broke)
        runner.session.step_finished.connect(self._step_ended)
        runner.session.warned.connect(lambda why: self.notices.say("history", why, tone="warning"))
        self.below.step_selected.connect(self._selected_below)
        self.canvas.step_activated.connect(self._activated)
        self.outline.step_activated.connect(self.show_step)
        self.outline.place_wanted.connect(self.canvas.ask_palette)
        self.outline.commands = self.canvas.keys.press
        offer_fixes(self)
        self.canvas.actions_on_steps.copy_request = partial(copy_request, self)
        self.canvas.actions_on_steps.offers = {**self.runs.offers(), "where_used": self._uses()}
        runner.breakpoints.changed.connect(self._show_marks)
        runner.breakpoint_keeper.failed.connect(self._not_kept)
        runner.keeper.failed.connect(self._not_kept)
        runner.session.control.waits.connect(self._show_waiting)
        runner.samples.pins_changed.connect(self._show_marks)
        panel.standing = self.runs.standing
        panel.run_asked.connect(self.runs.asked)
        panel.header.name.left.connect(self.canvas.setFocus)
        panel.item_chosen.connect(runner.shown.choose_item)
        self._standing.timeout.connect(panel.refresh)
        runner.samples.changed.connect(self._refresh_soon)
        runner.samples.pins_changed.connect(panel.refresh)
        runner.samples.item_chosen.connect(panel.refresh)
        runner.samples.item_chosen.connect(self._show_item)
        runner.running_changed.connect(panel.refresh)
        panel.test_requested.connect(self.runs.test_step)
        panel.preview_requested.connect(self._preview)
        panel.sent_requested.connect(self._show_sent)
        panel.menu_requested.connect(self._show_menu)
        panel.secret_offered.connect(self._make_secret)

    def check_now(self) -> None:
        """Look for problems and show them on cards and fields."""
        environments = self.environments
        known = environments.variables | {examples.VARIABLE}
        workflow, connections = self.document.workflow, environments.connections.all
        own = self._flows.path_of(self.document.path)
        found = (
            *problems(workflow, known, environments.current, connections, self._facts),
            *flow_problems(workflow, self._flows.called(workflow), own),
            *self._function_faults.problems(workflow),
        )
        by_step: dict[int, str] = {}
        for problem in found:
            if problem.step is not None:
                said = by_step.get(problem.step)
                by_step[problem.step] = f"{said}\n{problem.message}" if said else problem.message
        self.canvas.set_problems(by_step, found)
        self.outline.set_problems(by_step)
        self.step_panel.set_problems(found)

    def _activated(self, number: int) -> None:
        """Open the workflow a step calls; edit any other step."""
        step = find(self.document.workflow, number)
        path = step.called_flow() if step is not None else ""
        if path and self.folder is not None and (self.folder / path).is_file():
            self.flow_requested.emit(self.folder / path)
        else:
            self.show_step(number)

    def _uses(self) -> Offer:
        """Listing what refers to the selected step."""
        return Offer(
            lambda: self.uses_requested.emit(self.document.current),
            lambda: self.document.current is not None,
        )

    def show_step(self, number: int) -> None:
        """Select a step, bring it into sight and put the focus on its panel."""
        self.document.select([number])
        self.canvas.reveal_step(number)
        if self.step_panel.form is not None:
            self.step_panel.form.begin()

    def toggle_outline(self) -> None:
        """Show or hide the workflow as a list beside the canvas."""
        if self.outline.isVisible():
            self.outline.hide()
            self.canvas.setFocus()
        else:
            self.outline.open()

    def _show_states(self) -> None:
        self.canvas.set_states(self.runner.states)
        self.outline.set_states(self.runner.states)

    def _show_waiting(self) -> None:
        """Bring the step a run waits before into sight."""
        if self.runner.session.control.waiting is not None:
            self.canvas.reveal_step(self.runner.session.control.waiting)

    def _show_marks(self) -> None:
        marks = self.runner.breakpoints.numbers, self.runner.samples.pinned
        self.canvas.set_marks(*marks)
        self.outline.set_marks(*marks)
        self.state_changed.emit()

    def _selected_below(self, number: int) -> None:
        if number != self.document.current:
            self.document.select([number])
            self.canvas.reveal_step(number)

    def _step_ended(self, event: StepFinished) -> None:
        if event.path in ("", self.runner.samples.path_of(event.step)):
            self.step_panel.set_last(event.step, last_test(event))
        if self._function_faults.take(event, self.document.workflow):
            self._check.start()

    def _refresh_soon(self) -> None:
        """Samples come by the hundred while a workflow runs."""
        if not self._standing.isActive():
            self._standing.start()

    def _show_item(self, fan_out: int) -> None:
        """Say in the panels of the steps inside a Fan Out how the item looked at went."""
        for number, around in fan_outs_of_steps(self.document.workflow).items():
            if fan_out in around:
                finished = self.runner.shown.finished_step(number)
                self.step_panel.set_last(number, last_test(finished) if finished else None)

    def _ended(self, event: RunFinished) -> None:
        if event.error is None:
            return
        step = event.step
        if step is not None and self.document.current is None:
            self.document.select([step])
        if event.error.kind == "missing-sample":
            self.notices.say(
                "run",
                event.error.message,
                [(tr("Run up to here"), self.runs.run_to_here)],
                "warning",
            )

    def _broke(self, reason: str) -> None:
        self.notices.say("run", reason, [(tr("Run again"), self.runs.test_workflow)], "error")

    def _not_kept(self, why: str) -> None:
        """Said from another thread, so this has to be a method of an object of this one."""
        self.notices.say("kept", why, tone="warning")

    def _make_secret(self, offer: SecretOffer) -> None:
        self.notices.say("secret", make_secret(self.document, self.environments, offer))

    def _show_sent(self, number: int) -> None:
        self.document.select([number])
        self.below.show_sent()

    def _preview(self, number: int) -> None:
        show_preview(self, number)

    def _show_menu(self, _: int, at: QPoint) -> None:
        actions = self.canvas.actions_on_steps
        context_menu(self, self.look, self.document, actions).exec(at)
