"""Searching the workspace and *Where used*: asks, lists, and goes to what was found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from builder.document.step_names import shown_title
from builder.document.workspace_search import Summary, WorkspaceSearch
from builder.look.language import tr
from builder.model.search import Hit, Question, Wanted
from builder.model.shown_name import shown_name
from builder.model.workflow import Workflow, find
from builder.panels.search_panel import SearchPanel
from builder.storage.search import CONNECTION, FLOW, FileHits
from builder.storage.workspace import stem

if TYPE_CHECKING:
    from builder.app.flow_tab import FlowTab
    from builder.app.window import Window


class SearchDesk(QObject):
    """The search page of a window, and where its results lead."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._question = Question(Wanted.TEXT, "")
        self.panel = SearchPanel(window.look)
        self._search = WorkspaceSearch(window.workspace.folder, self)
        self._search.found.connect(self.panel.add)
        self._search.finished.connect(self._finished)
        self.panel.asked.connect(self._find)
        self.panel.opened.connect(self._open)

    def open(self) -> None:
        """Show the search with the focus in its field."""
        self._search.prepare()
        self._window.side_bar.show_search()
        self.panel.take_words()

    def step_used(self, tab: FlowTab, number: int) -> None:
        """List where a step of an open workflow is referred to."""
        step = find(tab.document.workflow, number)
        title = shown_title(step) if step is not None else ""
        subject = tr("References to step {n} {title}", n=number, title=title)
        self._show(Question(Wanted.STEP, str(number)), subject, tab)

    def variable_used(self, name: str) -> None:
        """List where a variable is referred to, and the environments that have it."""
        self._show(Question(Wanted.VARIABLE, name), tr("Uses of variable {name}", name=name))

    def connection_used(self, name: str) -> None:
        """List the steps that use a connection."""
        self._show(Question(Wanted.CONNECTION, name), tr("Uses of connection {name}", name=name))

    def flow_used(self, path: str) -> None:
        """List the steps that call a workflow, given by its path in the workspace."""
        subject = tr("Calls of {name}", name=shown_name(stem(Path(path))))
        self._show(Question(Wanted.FLOW, path), subject)

    def close(self) -> None:
        """The window closes."""
        self._search.end()

    def _find(self, words: str) -> None:
        if not words:
            self._search.drop()
            self.panel.clear()
            return
        self._question = Question(Wanted.TEXT, words)
        self.panel.begin()
        self._search.ask(self._question, self._shown())

    def _show(self, question: Question, subject: str, only: FlowTab | None = None) -> None:
        """Answer a question in the page; of one workflow alone when one is given."""
        self._question = question
        self._window.side_bar.show_search()
        self.panel.begin(subject)
        if only is None:
            self._search.ask(question, self._shown())
        else:
            self._search.look_through(question, {self._name(only): only.document.workflow})
        self.panel.results.setFocus()

    def _finished(self, summary: Summary) -> None:
        self.panel.finish(summary.searched, summary.cut, summary.error)

    def _shown(self) -> dict[str, Workflow]:
        return {self._name(tab): tab.document.workflow for tab in self._window.desk.tabs}

    def _name(self, tab: FlowTab) -> str:
        """How an open workflow is told from others: by its path, else by its title."""
        path = tab.document.path
        if path is None or not path.is_relative_to(self._window.workspace.folder):
            return tab.document.name
        return self._window.workspace.path_of(path)

    def _open(self, file: FileHits, hit: Hit | None) -> None:
        """Go to a place."""
        right = self._window.right
        if file.kind == FLOW:
            self._open_flow(file.name, hit)
        elif file.kind == CONNECTION:
            right.edit_connection(file.name)
            form = right.connection_panel.form
            if form is not None and hit is not None and hit.place:
                form.reveal(hit.place)
        else:
            right.edit_environment(file.name)
            if hit is not None and hit.place:
                row = int(hit.place.split(".")[1])
                right.environment_panel.table.rows[row].name.setFocus()

    def _open_flow(self, name: str, hit: Hit | None) -> None:
        tabs = (tab for tab in self._window.desk.tabs if self._name(tab) == name)
        tab = next(tabs, None)
        if tab is None:
            tab = self._window.desk.open(self._window.workspace.folder / name)
        else:
            self._window.tabs.show_tab(tab)
        if tab is not None and hit is not None and hit.step:
            tab.show_step(hit.step)
            if hit.place == "name":
                tab.step_panel.rename()
            elif hit.place:
                tab.step_panel.reveal(hit.place)
