"""The panel below the canvas: how the run is getting on, and what each step brought."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from builder.document.step_state import States
from builder.look.icons import icon
from builder.look.pill import Pill
from builder.look.theme import Look
from builder.model.amounts import duration_text
from builder.model.events import Status
from builder.model.workflow import Workflow
from builder.panels.run_list import RunList

TICK = 100
"""Milliseconds between two readings of the running clock."""
TONES = {Status.SUCCEEDED: "ok", Status.FAILED: "error", Status.RUNNING: "warning"}


@dataclass(frozen=True, slots=True)
class RunProgress:
    """How far a run is.

    Attributes:
        status: Where it stands; None before the first run.
        elapsed: Seconds since it began.
        done: Requests done.
        total: Requests expected; None when nothing is known of it.
        estimated: Whether `total` may still change.
    """

    status: Status | None = None
    elapsed: float = 0.0
    done: int = 0
    total: int | None = None
    estimated: bool = False


def clock_text(seconds: float) -> str:
    """Elapsed time while it runs: "00:01.2", "1:00:07"."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(int(minutes), 60)
    if hours:
        return f"{hours}:{minutes:02}:{int(rest):02}"
    return f"{minutes:02}:{int(rest * 10) / 10:04.1f}"


def requests_text(progress: RunProgress) -> str:
    """ "316 of ≈ 644 requests"."""
    if not progress.total:
        return f"{progress.done:,} request{'' if progress.done == 1 else 's'}" * bool(progress.done)
    about = "≈ " if progress.estimated else ""
    return f"{progress.done:,} of {about}{progress.total:,} requests"


class RunPanel(QWidget):
    """Header, steps with their bars, and beside them a widget for the chosen step's response.

    Signals:
        stop_requested: The user wants the run to stop.
        step_selected: The step with that number was chosen.
    """

    stop_requested = Signal()
    step_selected = Signal(int)

    def __init__(self, look: Look, viewer: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._progress = RunProgress()
        self._since = QElapsedTimer()
        self._tick = QTimer(self, interval=TICK)
        self.pill = Pill(look)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setFixedWidth(150)
        self.bar.setAccessibleName("Requests done")
        self.requests = QLabel()
        self.requests.setProperty("muted", True)
        self.stop = QPushButton("Stop")
        self.stop.setProperty("danger", True)
        self.stop.setToolTip("Stop the run at once")
        self.steps = RunList(look)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._arrange(viewer)
        self._tick.timeout.connect(self._show_time)
        self.stop.clicked.connect(self._stop)
        self.steps.selectionModel().currentChanged.connect(self._chosen)
        look.changed.connect(self._tint)
        self._tint()
        self.set_progress(RunProgress())

    def _arrange(self, viewer: QWidget) -> None:
        header = QFrame()
        header.setProperty("bar", True)
        row = QHBoxLayout(header)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(12)
        title = QLabel("Run")
        title.setProperty("heading", True)
        for widget in (title, self.pill, self.bar, self.requests):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.stop)
        header.setMinimumHeight(40)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.steps)
        self.splitter.addWidget(viewer)
        self.splitter.setSizes([330, 470])
        self.splitter.setStretchFactor(1, 1)
        self.steps.setMinimumWidth(180)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self.splitter, 1)

    def set_states(self, workflow: Workflow, states: States) -> None:
        """Show the steps of a workflow and how far each is."""
        self.steps.show_states(workflow, states, self._elapsed())

    def set_progress(self, progress: RunProgress) -> None:
        """Show how far the run is; while it is running the clock goes on by itself."""
        self._progress = progress
        self._since.start()
        is_running = progress.status in (Status.RUNNING, Status.WAITING)
        if is_running and not self._tick.isActive():
            self._tick.start()
        elif not is_running:
            self._tick.stop()
        self.stop.setEnabled(is_running)
        self.stop.setVisible(is_running)
        self.requests.setText(requests_text(progress))
        self.bar.setVisible(bool(progress.total))
        self.bar.setRange(0, max(1, progress.total or 1))
        self.bar.setValue(min(progress.done, progress.total or 0))
        self._show_time()

    def select(self, number: int) -> None:
        """Choose a step in the list."""
        self.steps.select(number)

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.stop_requested.emit()

    def _elapsed(self) -> float:
        further = self._since.elapsed() / 1000 if self._tick.isActive() else 0.0
        return self._progress.elapsed + further

    def _show_time(self) -> None:
        status, elapsed = self._progress.status, self._elapsed()
        if status is None:
            self.pill.set("", "")
        elif self._tick.isActive():
            self.pill.set(f"{status.value.capitalize()} · {clock_text(elapsed)}", "warning")
        else:
            took = duration_text(elapsed * 1000)
            self.pill.set(f"{status.value.capitalize()} · {took}", TONES.get(status, ""))
        self.steps.set_elapsed(elapsed)

    def _chosen(self, current: QModelIndex, _: QModelIndex) -> None:
        if current.isValid():
            self.step_selected.emit(self.steps.steps.number(current.row()))

    def _tint(self) -> None:
        self.stop.setIcon(icon("stop", self._look.theme.error))
