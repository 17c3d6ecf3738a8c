"""One open workflow: canvas, run panel and step panel around one document."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from builder.app.below import HEIGHT as BELOW_HEIGHT
from builder.app.below import Below
from builder.app.checking import Checking
from builder.app.data_runs import DataRuns
from builder.app.fixing import offer_fixes
from builder.app.notice import NoticeBar
from builder.app.outline_side import OutlineSide
from builder.app.request_now import copy_request, show_preview
from builder.app.run_desk import RunDesk
from builder.app.run_views import RunViews
from builder.app.runner import Runner
from builder.app.secrets import make_secret
from builder.app.settings import Settings
from builder.app.standing import standing_of
from builder.canvas.actions import Offer
from builder.canvas.menu import context_menu
from builder.canvas.view import CanvasView
from builder.document.code_desk import CodeDesk
from builder.document.environments import Environments
from builder.document.flow_file import FlowFile
from builder.document.item_choice import ItemChoice
from builder.document.schema_desk import SchemaDesk
from builder.document.token_desk import TokenDesk
from builder.document.variables import Variables
from builder.forms.context import FormContext
from builder.look.theme import Look
from builder.model.problem import Problem
from builder.model.workflow import find
from builder.panels.step_footer import Standing
from builder.panels.step_panel import SecretOffer, StepPanel
from builder.storage.userdata import UserData


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
        self.outline = OutlineSide(self.document, look)
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
        self.checking = Checking(self.document, environments, folder, self)
        self._lay_out(settings)
        self._connect()
        RunViews(self)
        self.checking.begin()

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
        self._connect_state()
        self._connect_panel()
        self.checking.found.connect(self._show_problems)
        self.below.step_selected.connect(self._selected_below)
        self.canvas.step_activated.connect(self._activated)
        self.outline.step_activated.connect(self.show_step)
        self.outline.place_wanted.connect(self.canvas.ask_palette)
        self.outline.commands = self.canvas.keys.press
        offer_fixes(self)
        self.canvas.actions_on_steps.copy_request = partial(copy_request, self)
        self.canvas.actions_on_steps.offers = {**self.runs.offers(), "where_used": self._uses()}

    def _connect_state(self) -> None:
        document, runner = self.document, self.runner
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

    def _connect_panel(self) -> None:
        panel = self.step_panel
        panel.standing = self._standing
        panel.run_asked.connect(self.runs.asked)
        panel.header.name.left.connect(self.canvas.setFocus)
        panel.item_chosen.connect(self.runner.shown.choose_item)
        panel.test_requested.connect(self.runs.test_step)
        panel.preview_requested.connect(self._preview)
        panel.sent_requested.connect(self._show_sent)
        panel.menu_requested.connect(self._show_menu)
        panel.secret_offered.connect(self._make_secret)

    def _standing(self, number: int) -> tuple[Standing, Sequence[ItemChoice]]:
        return standing_of(self.document.workflow, self.runner, self.environments, number)

    def _show_problems(self, found: Sequence[Problem]) -> None:
        """Say on cards and fields what is wrong; several sentences a step are lines."""
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

    def _selected_below(self, number: int) -> None:
        if number != self.document.current:
            self.document.select([number])
            self.canvas.reveal_step(number)

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
