"""The panel below the canvas: how the run is getting on, and what each step brought."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from builder.document.step_state import States
from builder.look.elided import ElidedLabel
from builder.look.icons import icon
from builder.look.language import grouped, tr, tr_count
from builder.look.pill import Pill
from builder.look.theme import Look
from builder.model.amounts import duration_text
from builder.model.events import Status
from builder.model.workflow import Workflow
from builder.panels.run_list import RunList
from builder.panels.waterfall import Waterfall

PAUSE = "Pause: let no further step begin (F6)"
CONTINUE = "Continue, up to the next breakpoint (F6)"
NARROW = 440
"""Below this width the list of steps makes room."""
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
        paused: Whether it was told to pause, or waits at a breakpoint.
        waiting: What the step is called that it waits before; empty for none.
        result: What a Response ended it with, in a few words; empty for nothing.
    """

    status: Status | None = None
    elapsed: float = 0.0
    done: int = 0
    total: int | None = None
    estimated: bool = False
    paused: bool = False
    waiting: str = ""
    result: str = ""


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
        said = tr_count("{n:,} request", "{n:,} requests", progress.done)
        return said if progress.done else ""
    about = "≈ " if progress.estimated else ""
    total = f"{about}{grouped(progress.total)}"
    return tr("{n:,} of {total} requests", n=progress.done, total=total)


def _running_text(progress: RunProgress, clock: str) -> str:
    if progress.waiting:
        return tr("Paused before {step} · {time}", step=progress.waiting, time=clock)
    word = tr("Pausing") if progress.paused else tr("Running")
    return f"{word} · {clock}"


def _tool(name: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("boxed", True)
    button.setToolTip(name)
    button.setAccessibleName(name.partition(":")[0])
    button.setIconSize(QSize(14, 14))
    return button


class RunPanel(QWidget):
    """Header, steps with their bars, and beside them a widget for the chosen step's response.

    Signals:
        stop_requested: The user wants the run to stop.
        hide_requested: The user wants the panel out of the way.
        pause_requested: The user wants it to pause, or to go on.
        next_requested: The user wants one step to run.
        result_requested: The user wants to see what the run ended with.
        step_selected: The step with that number was chosen.
    """

    stop_requested = Signal()
    hide_requested = Signal()
    pause_requested = Signal()
    next_requested = Signal()
    result_requested = Signal()
    step_selected = Signal(int)

    def __init__(self, look: Look, viewer: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Run"))
        self._look = look
        self._progress = RunProgress()
        self._is_showing = False
        self._shown: tuple[Workflow, States] | None = None
        self._since = QElapsedTimer()
        self._tick = QTimer(self, interval=TICK)
        self.pill = Pill(look)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setFixedWidth(150)
        self.bar.setAccessibleName(tr("Requests done"))
        self.requests = ElidedLabel()
        self.requests.setProperty("muted", True)
        self.result = QPushButton()
        self.result.setProperty("flat", True)
        self.result.setToolTip(tr("What the run ended with: show the whole of it"))
        self.pause = _tool(tr(PAUSE))
        self.next = _tool(tr("Next step: run one step, then pause again (F10)"))
        self.as_waterfall = _tool(tr("Waterfall: all steps on one time axis"))
        self.as_waterfall.setCheckable(True)
        self.waterfall = Waterfall(look)
        self._pages = QStackedWidget()
        self.close_button = _tool(tr("Hide: make room for the canvas (Ctrl+J)"))
        self.stop = QPushButton(tr("Stop"))
        self.stop.setProperty("danger", True)
        self.stop.setToolTip(tr("Stop the run at once"))
        self.steps = RunList(look)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._arrange(viewer)
        self._tick.timeout.connect(self._show_time)
        self.stop.clicked.connect(self._stop)
        self.pause.clicked.connect(self.pause_requested.emit)
        self.next.clicked.connect(self.next_requested.emit)
        self.result.clicked.connect(self.result_requested.emit)
        self.as_waterfall.toggled.connect(self._show_page)
        self.close_button.clicked.connect(self.hide_requested)
        self.waterfall.chart.step_selected.connect(self.step_selected)
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
        title = QLabel(tr("Run"))
        title.setProperty("heading", True)
        for widget in (title, self.pill, self.bar, self.requests):
            row.addWidget(widget)
        row.setStretchFactor(self.requests, 1)
        for button in (self.result, self.as_waterfall, self.pause, self.next, self.stop):
            row.addWidget(button)
        row.addWidget(self.close_button)
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
        self._pages.addWidget(self.splitter)
        self._pages.addWidget(self.waterfall)
        column.addWidget(self._pages, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a very narrow window the response has all the room; the canvas chooses the step."""
        super().resizeEvent(event)
        self.steps.setVisible(self.width() >= NARROW)

    def set_states(self, workflow: Workflow, states: States) -> None:
        """Show the steps of a workflow and how far each is; that chooses no step."""
        self._shown = (workflow, states)
        self._is_showing = True
        self.steps.show_states(workflow, states, self._elapsed())
        self._is_showing = False
        self._draw_waterfall()

    def _draw_waterfall(self) -> None:
        if self.as_waterfall.isChecked() and self._shown is not None:
            self.waterfall.chart.show_states(*self._shown, self._elapsed())

    def _show_page(self, waterfall: bool) -> None:
        self._pages.setCurrentIndex(int(waterfall))
        self._draw_waterfall()
        if waterfall:
            self.waterfall.setFocus()

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
        for button in (self.stop, self.pause, self.next):
            button.setVisible(is_running)
        self.pause.setIcon(icon("play" if progress.paused else "pause", self._look.theme.text, 14))
        self.pause.setToolTip(tr(CONTINUE) if progress.paused else tr(PAUSE))
        self.pause.setAccessibleName(tr("Continue") if progress.paused else tr("Pause"))
        self.result.setText(progress.result)
        self.result.setVisible(bool(progress.result))
        self.requests.setText(requests_text(progress))
        self.bar.setVisible(bool(progress.total))
        self.bar.setRange(0, max(1, progress.total or 1))
        self.bar.setValue(min(progress.done, progress.total or 0))
        self._show_time()

    def select(self, number: int | None) -> None:
        """Choose a step in the list; None for none."""
        self.steps.select(number)
        self.waterfall.chart.choose(number)

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
            self.pill.set(_running_text(self._progress, clock_text(elapsed)), "warning")
        else:
            took = duration_text(elapsed * 1000)
            self.pill.set(f"{tr(status.value).capitalize()} · {took}", TONES.get(status, ""))
        self.steps.set_elapsed(elapsed)
        if self._tick.isActive():
            self._draw_waterfall()

    def _chosen(self, current: QModelIndex, _: QModelIndex) -> None:
        if current.isValid() and not self._is_showing:
            self.step_selected.emit(self.steps.steps.number(current.row()))

    def _tint(self) -> None:
        theme = self._look.theme
        self.stop.setIcon(icon("stop", theme.error))
        self.next.setIcon(icon("step-over", theme.text, 14))
        self.close_button.setIcon(icon("chevron-down", theme.text, 14))
        self.as_waterfall.setIcon(icon("waterfall", theme.text, 14))
