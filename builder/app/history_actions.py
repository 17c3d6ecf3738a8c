"""Past runs in the window: listed, opened on the canvas, compared, run again, written, deleted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFileDialog, QMenu

from builder.app.history_again import run_again
from builder.app.history_list import ALL, HistoryList
from builder.app.history_opening import show_run
from builder.document.history_desk import HistoryDesk
from builder.document.history_run import MOST_STEPS, PastEvents, read_run
from builder.history.comparison import StepComparison, compared
from builder.history.entries import RunEntry, RunRecord, Wanted
from builder.history.history import History
from builder.history.writing_out import HAR
from builder.look.language import tr

if TYPE_CHECKING:
    from builder.app.history_window import ComparisonWindow, HistoryWindow
    from builder.app.window import Window

_MENU = (
    ("Open", "open"),
    ("Run again with the same input", "again"),
    ("Compare with the run before it", "compare"),
    ("Export as a file with everything…", "export"),
    ("Export as HTTP Archive (HAR)…", "har"),
    ("Delete", "delete"),
)
_DATA_RUN_MENU = (
    ("Show its rows", "open"),
    ("Run with this data again…", "again"),
    ("Delete with all rows", "delete"),
)


class HistoryActions(QObject):
    """What the user can do with past runs in one window.

    Signals:
        closing: The window closes.
    """

    closing = Signal()

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.desk = HistoryDesk(window.data.history_file, self)
        self.listed = HistoryList(window, self.desk)
        self.list_window: HistoryWindow | None = None
        self.comparison_window: ComparisonWindow | None = None
        self.desk.told.connect(lambda text: window.notices.say("history", text, tone="warning"))
        panel = window.workspace_panel
        panel.run_selected.connect(self._selected)
        panel.runs.menu_requested.connect(self._show_menu)
        self.desk.look()

    def close(self) -> None:
        """End the thread that reads."""
        self.closing.emit()
        self.desk.close()

    def _selected(self, key: str) -> None:
        if key == ALL:
            self.show_all()
        else:
            self.open(int(key))

    def menu(self, run: int) -> QMenu:
        """What can be done with a run of the short list."""
        menu = QMenu(self._window)
        is_data = self.listed.is_data(run)
        for words, act in _DATA_RUN_MENU if is_data else _MENU:
            menu.addAction(tr(words)).triggered.connect(partial(self._act, act, run))
        return menu

    def _act(self, name: str, run: int) -> None:
        acts: dict[str, Callable[[int], object]] = {
            "open": self.open,
            "again": self.again,
            "compare": self.compare_with_earlier,
            "export": partial(self.export, kind="run"),
            "har": partial(self.export, kind=HAR),
            "delete": self.delete,
        }
        acts[name](run)

    def _show_menu(self, key: str) -> None:
        if key != ALL:
            menu = self.menu(int(key))
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(QCursor.pos())

    def show_all(self) -> None:
        """Show the list of all runs of the workspace."""
        from builder.app.history_window import HistoryWindow

        if self.list_window is None:
            window = self._window
            shown = HistoryWindow(self.desk, window.look, str(window.workspace.folder), window)
            shown.destroyed.connect(self._list_closed)
            panel = shown.panel
            panel.open_requested.connect(self.open)
            panel.again_requested.connect(self.again)
            panel.compare_requested.connect(self.compare)
            panel.export_requested.connect(self.export)
            panel.deleted.connect(self.listed.refresh)
            self.list_window = shown
        self.list_window.show()
        self.list_window.raise_()

    def _list_closed(self) -> None:
        self.list_window = None

    def open(self, run: int) -> None:
        """Show a run on the canvas, with the exchange of each step below."""

        def question(history: History) -> PastEvents | None:
            return read_run(history, run)

        self.desk.ask(question, self._show)

    def _show(self, found: PastEvents | None) -> None:
        """Show a run that was read; of a data-driven one its rows."""
        if found is None or not found.record.entry.data:
            show_run(self._window, found)
            return
        self.show_all()
        if self.list_window is not None:
            self.list_window.panel.show_rows(found.record.entry)
            self.list_window.activateWindow()

    def again(self, run: int) -> None:
        """Run the workflow of a run once more with the same input."""

        def question(history: History) -> RunRecord | None:
            return history.run(run)

        self.desk.ask(question, partial(run_again, self._window))

    def compare(self, before: int, after: int) -> None:
        """Show what differs between two runs, the older one first."""
        self.desk.ask(partial(_comparison, before, after), self._show_comparison)

    def compare_with_earlier(self, run: int) -> None:
        """Show what differs between a run and the run of the same workflow before it."""

        def question(history: History) -> Comparison | None:
            earlier = _earlier(history, run)
            return None if earlier is None else _comparison(earlier, run, history)

        self.desk.ask(question, self._show_comparison)

    def _show_comparison(self, found: Comparison | None) -> None:
        if found is None:
            self._window.say(tr("There is no other run to compare it with."), "warning")
            return
        from builder.app.history_window import ComparisonWindow

        self.comparison_window = ComparisonWindow(*found, self._window)
        self.comparison_window.destroyed.connect(self._comparison_closed)
        self.comparison_window.show()

    def _comparison_closed(self) -> None:
        self.comparison_window = None

    def export(self, run: int, kind: str) -> None:
        """Ask for a file and write a run to it, without secrets."""
        name = f"run-{run}.har" if kind == HAR else f"run-{run}.json"
        start = str(self._window.workspace.folder / name)
        title = tr("Export run")
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, start, _filter(kind))
        if not chosen:
            return
        from builder.app.run_export import RunExport

        export = RunExport(self._window, self.desk, run, kind, Path(chosen))
        self.closing.connect(export.stop)

    def delete(self, run: int) -> None:
        """Delete a run with its bodies."""

        def question(history: History) -> bool:
            return history.delete(run)

        self.desk.ask(question, self._say_deleted)

    def _say_deleted(self, deleted: bool) -> None:
        if not deleted:
            words = tr("A run that is under way cannot be deleted; stop it first.")
            self._window.say(words, "warning")
        self.listed.refresh()
        if self.list_window is not None:
            self.list_window.panel.rows.refresh()


Comparison = tuple[RunEntry, RunEntry, tuple[StepComparison, ...]]


def _comparison(before: int, after: int, history: History) -> Comparison | None:
    first, second = history.run(before), history.run(after)
    if first is None or second is None:
        return None
    steps = compared(
        history.steps(before, limit=MOST_STEPS).events,
        history.steps(after, limit=MOST_STEPS).events,
    )
    return first.entry, second.entry, steps


def _earlier(history: History, run: int) -> int | None:
    """The run of the same workflow before a run."""
    record = history.run(run)
    if record is None or record.entry.data:
        return None
    entry = record.entry
    wanted = Wanted(
        flow=entry.flow,
        flow_path=entry.flow_path,
        workspace=entry.workspace,
        whole=True,
    )
    found = history.runs(wanted, before=run, limit=1)
    return found[0].id if found else None


def _filter(kind: str) -> str:
    return tr("HTTP Archives (*.har)") if kind == HAR else tr("Runs (*.json)")
