"""Comparing the shown response with that of another run: an earlier one, or the baseline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from builder.app.runner import Runner
from builder.document.document import Document
from builder.document.history_desk import HistoryDesk
from builder.document.history_words import line, when_text
from builder.history.entries import RunEntry, Wanted
from builder.history.history import History
from builder.look.language import tr
from builder.model.events import StepFinished
from builder.viewer.response_view import ResponseView

OFFERED = 10
"""Past runs the menu lists."""
READ = 20_000
"""Steps of a run that are looked through."""


Runs = tuple[RunEntry | None, tuple[RunEntry, ...]]
"""The run that is shown, and those before it."""


@dataclass(frozen=True, slots=True)
class Past:
    """A run to compare with, and how the step ended in it (None: it was not reached)."""

    entry: RunEntry
    end: StepFinished | None


class ResponseComparison(QObject):
    """Opens the menu and asks the history.

    Args:
        document: The workflow.
        runner: Its runs.
        viewer: Where the response is shown, and what differs.
        history: Gives who answers questions about past runs.
        parent: The owner.
    """

    def __init__(
        self,
        document: Document,
        runner: Runner,
        viewer: ResponseView,
        history: Callable[[], HistoryDesk],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._runner = runner
        self._viewer = viewer
        self._history = history
        self._baseline: RunEntry | None = None
        self._with: int | None = None
        viewer.compare.show()
        viewer.compare_requested.connect(self.offer)
        viewer.shown.connect(self._go_on)

    def offer(self, point: QPoint) -> None:
        """Open the menu of runs to compare with, once they have been read."""
        question = partial(earlier_runs, self._document.name, self._runner.history_key)
        self._history().ask(question, partial(self._open_menu, point), self)

    def _open_menu(self, point: QPoint, found: Runs) -> None:
        now, runs = found
        menu = QMenu(self._viewer)
        if runs:
            words = tr("The run before it ({time})", time=when_text(runs[0].started))
            menu.addAction(words, partial(self.compare_with, runs[0].id))
        else:
            menu.addAction(tr("There is no earlier run of this workflow")).setEnabled(False)
        if self._baseline is not None:
            words = tr("The baseline ({time})", time=when_text(self._baseline.started))
            menu.addAction(words, partial(self.compare_with, self._baseline.id))
        if len(runs) > 1:
            menu.addSection(tr("Earlier runs"))
            for entry in runs[1:]:
                menu.addAction(line(entry), partial(self.compare_with, entry.id))
        menu.addSeparator()
        if now is not None:
            menu.addAction(tr("Pin this run as the baseline"), partial(self._pin, now))
        if self._with is not None:
            menu.addAction(tr("Compare no more"), self.end)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def compare_with(self, run: int) -> None:
        """Show what differs from a past run, now and for each step chosen from now on."""
        self._viewer.end_comparison()
        self._with = run
        self._go_on()

    def end(self) -> None:
        """Compare no more."""
        self._with = None
        self._viewer.end_comparison()

    def _pin(self, entry: RunEntry) -> None:
        self._baseline = entry

    def _go_on(self) -> None:
        finished = self._viewer.finished
        if self._with is None or finished is None:
            return
        path = self._runner.samples.path_of(finished.step)
        question = partial(past_end, self._with, finished.step, path)

        def arrived(past: Past | None) -> None:
            if finished is not self._viewer.finished:
                return
            if past is None:
                self.end()
                return
            name = tr("the run of {time}", time=f"{past.entry.started:%H:%M:%S}")
            self._viewer.compare_with(past.end, name)

        self._history().ask(question, arrived, self)


def earlier_runs(flow: str, key: str, history: History) -> Runs:
    """The run with a key, and the runs of the same workflow before it, latest first.

    Args:
        flow: The workflow's name, for a run that is not kept.
        key: What the history knows the run by; empty for one that is not kept.
        history: The past runs.
    """
    run = history.find(key) if key else None
    record = history.run(run) if run is not None else None
    if record is None:
        return None, history.runs(Wanted(flow=flow, whole=True), limit=OFFERED)
    now = record.entry
    wanted = Wanted(
        flow=now.flow,
        flow_path=now.flow_path,
        workspace=now.workspace,
        parent=now.parent,
        whole=True,
    )
    return now, history.runs(wanted, before=run, limit=OFFERED)


def past_end(run: int, step: int, path: str, history: History) -> Past | None:
    """How a step ended in a past run; None when the run is gone.

    Args:
        run: The run.
        step: The number of the step.
        path: The item it ran for; empty for the workflow's own list.
        history: The past runs.
    """
    record = history.run(run)
    if record is None:
        return None
    events = history.steps(run, path, limit=READ).events
    ends = (event for event in events if event.step == step)
    return Past(record.entry, next(ends, None))
