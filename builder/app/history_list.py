"""The last runs of the workflow in front, listed at the left."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from builder.app.flow_tab import FlowTab
from builder.document.history_desk import HistoryDesk
from builder.document.history_words import icon_name, line, tip, tone
from builder.history.entries import RunEntry, Wanted
from builder.history.history import History
from builder.look.language import tr
from builder.model.events import Status
from builder.panels.section import Entry
from builder.storage.workspace import stem

if TYPE_CHECKING:
    from builder.app.window import Window

LISTED = 20
"""Runs that are listed."""

ALL = "all"
"""Key of the entry that opens the list of all runs."""

SETTLED_MS = 150
"""After a run ended its last rows are written by then."""


class HistoryList(QObject):
    """Keeps the short list of runs up to date."""

    def __init__(self, window: Window, desk: HistoryDesk) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._tab: FlowTab | None = None
        self._data_runs: frozenset[int] = frozenset()
        desk.changed.connect(self.refresh)
        window.tabs.current_changed.connect(self._follow)
        window.desk.first_saved.connect(self._give_file)
        self._follow(window.tab)

    def _follow(self, tab: FlowTab | None) -> None:
        """List the runs of another workflow."""
        if self._tab is not None and self._tab is not tab:
            self._tab.runner.running_changed.disconnect(self._settle)
            self._tab.document.path_changed.disconnect(self.refresh)
            self._tab.destroyed.disconnect(self._forget)
        if tab is not None and tab is not self._tab:
            tab.runner.running_changed.connect(self._settle)
            tab.document.path_changed.connect(self.refresh)
            tab.destroyed.connect(self._forget)
        self._tab = tab
        self.refresh()

    def _forget(self) -> None:
        self._tab = None

    def flow_moved(self, old: Path, new: Path) -> None:
        """Let the runs of a workflow follow its file to where that lies now."""
        workspace = self._window.workspace
        places = (workspace.path_of(old), workspace.path_of(new))
        folder, name = str(workspace.folder), stem(new)

        def follow(history: History) -> None:
            history.flow_files.moved(folder, *places, name)

        self._desk.ask(follow, lambda _: self._desk.look())

    def _give_file(self, tab: FlowTab) -> None:
        """Let the runs of a workflow be found under its first file."""
        runner = tab.runner
        keys, path, name = runner.runs_without_file, runner.flow_path, tab.document.name
        runner.runs_without_file = ()

        def give(history: History) -> None:
            history.flow_files.given(keys, path, name)

        if keys:
            self._desk.ask(give, lambda _: self._desk.look())

    def _settle(self) -> None:
        QTimer.singleShot(SETTLED_MS, self, self._desk.look)

    def refresh(self) -> None:
        """Read the runs of the workflow in front again."""
        tab = self._tab
        if tab is None:
            self._window.workspace_panel.show_runs([])
            return
        path = tab.runner.flow_path
        wanted = Wanted(
            workspace=str(self._window.workspace.folder),
            flow_path=path,
            flow="" if path else tab.document.name,
        )

        def question(history: History) -> tuple[RunEntry, ...]:
            return history.runs(wanted, limit=LISTED)

        self._desk.ask(question, self._list)

    def is_data(self, run: int) -> bool:
        """Whether a run that is listed is a data-driven one."""
        return run in self._data_runs

    def _list(self, runs: tuple[RunEntry, ...]) -> None:
        self._data_runs = frozenset(run.id for run in runs if run.data)
        entries = [
            Entry(
                str(run.id),
                line(run),
                icon_name(run),
                tone(run),
                tip=tip(run),
                spoken=tr(run.status) if run.status == Status.SUCCEEDED else "",
            )
            for run in runs
        ]
        if runs:
            tip_of_all = tr("Find, compare, export runs")
            entries.append(Entry(ALL, tr("All runs…"), "history", tip=tip_of_all))
        self._window.workspace_panel.show_runs(entries)
