"""Below the canvas: how the run is getting on and what each step brought.

Nothing of it is imported or made before the first run, so that the window is there sooner.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from builder.app.runner import Runner
from builder.document.document import Document
from builder.document.sample_view import is_fan_out
from builder.document.step_names import shown_title
from builder.document.variables import sample_text
from builder.look.language import tr
from builder.look.theme import Look
from builder.model.workflow import find, walk

if TYPE_CHECKING:
    from builder.app.item_lists import ItemLists
    from builder.document.history_desk import HistoryDesk
    from builder.panels.items_panel import ItemsPanel
    from builder.panels.log_view import LogView
    from builder.panels.run_panel import RunPanel
    from builder.viewer.response_view import ResponseView

HEIGHT = 312
FOLLOW_MS = 150
"""The list follows edits of the workflow after this long."""
RESULT = 60
"""Characters of the run's result that stand in the panel's header."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the panel is made of."""

    panel: RunPanel
    viewer: ResponseView
    items: ItemsPanel
    log: LogView
    log_page: int
    sides: QStackedWidget
    lists: ItemLists


class Below(QWidget):
    """The run panel with the response view in it, hidden until there is something to show.

    Attributes:
        history: Gives who answers questions about past runs; None where nothing is kept.
        remember: Restores a splitter and keeps it from then on; None where nothing is remembered.

    Signals:
        step_selected: The step with that number was chosen in the list.
        again_requested: The `Exchange` whose request is to be edited and sent again.
    """

    step_selected = Signal(int)
    again_requested = Signal(object)

    def __init__(self, document: Document, runner: Runner, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._runner = runner
        self._look = look
        self._parts: Parts | None = None
        self.history: Callable[[], HistoryDesk] | None = None
        self.remember: Callable[[str, QSplitter], bool] | None = None
        self.hide()
        runner.shown.changed.connect(self._show_states)
        runner.session.control.paused_changed.connect(self._show_states)
        document.selection_changed.connect(self._show_response)
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._follow.timeout.connect(self._follow_document)
        document.changed.connect(lambda _: self._follow.start())

    @property
    def run_panel(self) -> RunPanel:
        """The list of steps with the run's progress."""
        return self._made().panel

    @property
    def viewer(self) -> ResponseView:
        """The response of the chosen step."""
        return self._made().viewer

    @property
    def items(self) -> ItemsPanel:
        """The items of the chosen Fan Out."""
        return self._made().items

    @property
    def log(self) -> LogView:
        """The log of the chosen step."""
        return self._made().log

    def _made(self) -> Parts:
        if self._parts is None:
            self._parts = self._make()
            self._show_states()
        return self._parts

    def _make(self) -> Parts:
        from builder.app.item_lists import ItemLists
        from builder.app.response_comparison import ResponseComparison
        from builder.panels.items_panel import ItemsPanel
        from builder.panels.log_view import LogView
        from builder.panels.run_panel import RunPanel
        from builder.viewer.response_view import ResponseView

        viewer, items, log = ResponseView(self._look), ItemsPanel(self._look), LogView(self._look)
        sides = QStackedWidget()
        sides.addWidget(viewer)
        sides.addWidget(items)
        panel = RunPanel(self._look, sides)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(panel)
        panel.stop_requested.connect(self._runner.stop)
        panel.hide_requested.connect(self.hide)
        panel.pause_requested.connect(self._runner.session.control.pause_or_resume)
        panel.next_requested.connect(self._runner.session.control.next_step)
        panel.result_requested.connect(self._show_result)
        panel.step_selected.connect(self.step_selected)
        viewer.request.again.show()
        viewer.request.again_requested.connect(self.again_requested)
        items.chosen.connect(self._runner.shown.choose_item)
        items.opened.connect(self._open_item)
        lists = ItemLists(self._runner, items, self.history, self)
        if self.history is not None:
            ResponseComparison(self._document, self._runner, viewer, self.history, self)
        if self.remember is not None:
            self.remember("run-steps", panel.splitter)
        return Parts(panel, viewer, items, log, viewer.add_page(tr("Log"), log), sides, lists)

    def open(self) -> None:
        """Show the panel."""
        self._made()
        self.show()

    def toggle(self) -> None:
        """Show or hide the panel."""
        if self.isVisible():
            self.hide()
        else:
            self.open()

    def toggle_waterfall(self) -> None:
        """Show all steps on one time axis, or the list again."""
        self.open()
        self.run_panel.as_waterfall.toggle()

    def search(self) -> None:
        """Search the body that is shown."""
        self.open()
        self.viewer.body.start_search()

    def show_sent(self) -> None:
        """Show the request of the chosen step as it was sent."""
        from builder.viewer.response_view import REQUEST

        self.open()
        self.viewer.tabs.setCurrentIndex(REQUEST)

    def _open_item(self, fan_out: int, index: int) -> None:
        """Look at an item, at the step in it that failed, else at the first one."""
        self._runner.shown.choose_item(fan_out, index)
        number = self._made().lists.step_to_open(self._document.workflow, fan_out, index)
        if number is not None:
            self.step_selected.emit(number)

    def _show_result(self) -> None:
        """Select the step that ended the run."""
        states = self._runner.states
        ran = [s.number for s in walk(self._document.workflow) if s.ends_run and s.number in states]
        ended = [number for number in ran if states[number].finished is not None]
        if ended:
            self.step_selected.emit(ended[-1])

    def _follow_document(self) -> None:
        """Steps came, went or have other names: so it is in the list."""
        if self._parts is not None:
            self.run_panel.set_states(self._document.workflow, self._runner.states)
            self.run_panel.select(self._document.current)

    def _show_states(self) -> None:
        if self._parts is None:
            return
        from builder.panels.run_panel import RunProgress

        runner, session = self._runner, self._runner.session
        self.run_panel.set_states(self._document.workflow, runner.states)
        if runner.shown.past is not None:
            end = runner.shown.past.end
            self.run_panel.set_progress(RunProgress(end.status, end.duration / 1000))
            self._show_response()
            return
        elapsed = time.monotonic() - session.started_at
        result = ""
        if not session.running and session.last is not None:
            elapsed = session.last.duration / 1000
            if session.last.result is not None:
                result = tr("Result: {value}", value=sample_text(session.last.result))
        self.run_panel.set_progress(
            RunProgress(
                session.run_status,
                elapsed,
                runner.requests,
                runner.expected,
                estimated=True,
                paused=session.control.paused,
                waiting=self._waiting(),
                result=result if len(result) <= RESULT else f"{result[:RESULT]}…",
            )
        )
        self._show_response()

    def _waiting(self) -> str:
        """The step that begins next, and for which item; empty while none waits."""
        control = self._runner.session.control
        number = control.waiting
        step = find(self._document.workflow, number) if number is not None else None
        if step is None:
            return ""
        said = f"{step.number} · {shown_title(step)}"
        places = " · ".join(f"{index + 1:,}" for index in control.waiting_item)
        return tr("{step}, item {places}", step=said, places=places) if places else said

    def _show_response(self) -> None:
        if self._parts is None:
            return
        parts, number = self._parts, self._document.current
        step = find(self._document.workflow, number) if number is not None else None
        if step is not None and is_fan_out(step) and self._runner.shown.has_items(step.number):
            parts.sides.setCurrentWidget(parts.items)
            parts.lists.show(step)
        else:
            parts.sides.setCurrentWidget(parts.viewer)
            parts.viewer.show_step(self._runner.shown.finished_step(number))
        lines = self._runner.shown.record.log(number) if number is not None else ()
        parts.log.show_lines(lines)
        parts.viewer.set_page_visible(parts.log_page, bool(lines))
        parts.panel.select(number)
