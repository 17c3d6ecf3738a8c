"""Below the canvas: how the run is getting on and what each step brought.

Nothing of it is imported or made before the first run, so that the window is there sooner.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from builder.app.runner import Runner
from builder.document.document import Document
from builder.look.theme import Look

if TYPE_CHECKING:
    from builder.panels.run_panel import RunPanel
    from builder.viewer.response_view import ResponseView

HEIGHT = 312


class Below(QWidget):
    """The run panel with the response view in it, hidden until there is something to show.

    Signals:
        step_selected: The step with that number was chosen in the list.
    """

    step_selected = Signal(int)

    def __init__(self, document: Document, runner: Runner, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._runner = runner
        self._look = look
        self._parts: tuple[RunPanel, ResponseView] | None = None
        self.hide()
        runner.changed.connect(self._show_states)
        document.selection_changed.connect(self._show_response)

    @property
    def run_panel(self) -> RunPanel:
        """The list of steps with the run's progress."""
        return self._made()[0]

    @property
    def viewer(self) -> ResponseView:
        """The response of the chosen step."""
        return self._made()[1]

    def _made(self) -> tuple[RunPanel, ResponseView]:
        if self._parts is None:
            from builder.panels.run_panel import RunPanel
            from builder.viewer.response_view import ResponseView

            viewer = ResponseView(self._look)
            panel = RunPanel(self._look, viewer)
            layout = QVBoxLayout(self)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.addWidget(panel)
            panel.stop_requested.connect(self._runner.stop)
            panel.step_selected.connect(self.step_selected)
            self._parts = panel, viewer
            self._show_states()
        return self._parts

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

    def search(self) -> None:
        """Search the body that is shown."""
        self.open()
        self.viewer.body.start_search()

    def show_sent(self) -> None:
        """Show the request of the chosen step as it was sent."""
        from builder.viewer.response_view import REQUEST

        self.open()
        self.viewer.tabs.setCurrentIndex(REQUEST)

    def _show_states(self) -> None:
        if self._parts is None:
            return
        from builder.panels.run_panel import RunProgress

        runner, session = self._runner, self._runner.session
        self.run_panel.set_states(self._document.workflow, runner.states)
        elapsed = time.monotonic() - session.started_at
        if not session.running and session.last is not None:
            elapsed = session.last.duration / 1000
        self.run_panel.set_progress(
            RunProgress(
                session.run_status, elapsed, runner.requests, runner.expected, estimated=True
            )
        )
        self._show_response()

    def _show_response(self) -> None:
        if self._parts is None:
            return
        number = self._document.current
        self.viewer.show_step(self._runner.finished_step(number))
        if number is not None:
            self.run_panel.select(number)
