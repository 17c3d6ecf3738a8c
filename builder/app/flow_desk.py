"""Workflow files and folders of the workspace: made, renamed, moved, copied and deleted."""

from __future__ import annotations

from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFile, QObject

from builder.app.flow_menu import FlowMenu
from builder.document.folder_watch import FolderWatch
from builder.look.language import tr
from builder.model.shown_name import shown_name
from builder.model.workflow import Workflow
from builder.steps import EventTrigger
from builder.storage import flow_moves
from builder.storage.file_problem import FileProblem
from builder.storage.flow_folders import flow_folders
from builder.storage.flow_moves import is_folder
from builder.storage.samples import SampleStore
from builder.storage.workspace import FLOW, stem

if TYPE_CHECKING:
    from builder.app.flow_tab import FlowTab
    from builder.app.window import Window

MOST_WATCHED = 500
"""Folders that are watched for files that others make; systems allow only so many."""


class FlowDesk(QObject):
    """What the tree of workflows asks for, and its menus."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = window.workspace
        section = window.workspace_panel.flows
        self._tree = section.tree
        self.menu = FlowMenu(window, self).menu
        section.menu_requested.connect(lambda path, at: self.menu(path).popup(at))
        self._tree.renamed.connect(self.rename)
        self._tree.moved.connect(self.move)
        self._tree.delete_requested.connect(self.delete)
        self._watch = FolderWatch(self)
        self._watch.changed.connect(self._listed)
        self._watch_folders()

    def new_flow(self, folder: Path) -> None:
        """Make a workflow in a folder, open it, and let its name be typed."""
        name = self._workspace.free_flow_name(folder=folder)
        try:
            path = self._workspace.create_flow(name, Workflow(trigger=EventTrigger()), folder)
        except FileProblem as problem:
            self._refuse(problem)
            return
        self._listed()
        self._window.desk.open(path)
        self._tree.edit_name(path)

    def new_folder(self, within: Path) -> None:
        """Make a folder and let its name be typed."""
        name, number = tr("New folder"), 2
        while (within / name).exists():
            name, number = f"{tr('New folder')} {number}", number + 1
        try:
            path = flow_moves.make_folder(self._workspace, name, within)
        except FileProblem as problem:
            self._refuse(problem)
            return
        self._listed()
        self._tree.edit_name(path)

    def duplicate(self, path: Path) -> None:
        """Copy a workflow's file beside itself and let the name be typed."""
        try:
            copy = flow_moves.duplicate(self._workspace, path)
        except FileProblem as problem:
            self._refuse(problem)
            return
        self._listed()
        self._tree.edit_name(copy)

    def edit_name(self, path: Path) -> None:
        """Let the name of a workflow or a folder be typed over."""
        self._tree.edit_name(path)

    def rename(self, path: Path, name: str) -> None:
        """Give a workflow or a folder another name."""
        self._relocate(path, flow_moves.renamed(path, name))

    def move(self, path: Path, folder: Path) -> None:
        """Put a workflow or a folder into another folder."""
        self._relocate(path, folder / path.name)

    def _relocate(self, path: Path, target: Path, again: bool = False) -> None:
        try:
            flow_moves.move(self._workspace, path, target)
        except FileProblem as problem:
            self._refuse(problem)
            return
        self._follow_tabs(path, target)
        self._listed()
        old, new = (self._workspace.path_of(p) for p in (path, target))
        end = "/" if is_folder(path) else ""
        if not again:
            back = partial(self._relocate, target, path, again=True)
            names = {"old": _said(old), "new": _said(new)}
            said = tr("“{old}” is “{new}” now.", **names)
            self._window.notices.say("moved", said, [(tr("Undo"), back)])
        else:
            self._window.notices.clear("renamed")
        self._window.late.flow_moved(old + end, new + end)

    def _follow_tabs(self, path: Path, target: Path) -> None:
        """Open workflows go on in their files' new places; samples of others go along."""
        flows = (
            [target]
            if not is_folder(target)
            else [flow for folder in flow_folders(target) for flow in folder.flows]
        )
        for flow in flows:
            old = path / flow.relative_to(target)
            self._keep_samples(old, flow)
            self._window.late.past_runs.listed.flow_moved(old, flow)
        for tab in self._tabs_in(path):
            assert tab.document.path is not None
            self._window.desk.moved(tab, target / tab.document.path.relative_to(path))

    def _keep_samples(self, old: Path, new: Path) -> None:
        root, folder = self._window.data.samples, self._workspace.folder
        try:
            SampleStore(root, folder, new).take_over(SampleStore(root, folder, old))
        except FileProblem as problem:
            self._window.say(problem.sentence, "warning")

    def delete(self, path: Path) -> None:
        """Put a workflow or a folder into the trash, after open ones in it were closed."""
        if not all(self._window.desk.close(tab) for tab in self._tabs_in(path)):
            return
        try:
            kept = _trashed(path) or flow_moves.put_aside(self._workspace, path)
        except FileProblem as problem:
            self._refuse(problem)
            return
        self._listed()
        name = shown_name(path.name if is_folder(path) else stem(path))
        back = partial(self._bring_back, kept, path)
        said = tr("“{name}” is in the trash.", name=name)
        self._window.notices.say("deleted", said, [(tr("Undo"), back)])

    def _bring_back(self, kept: Path, path: Path) -> None:
        try:
            flow_moves.bring_back(kept, path)
        except FileProblem as problem:
            self._refuse(problem)
        self._listed()

    def _tabs_in(self, path: Path) -> list[FlowTab]:
        tabs = self._window.desk.tabs
        return [t for t in tabs if t.document.path and t.document.path.is_relative_to(path)]

    def _refuse(self, problem: FileProblem) -> None:
        name = shown_name(problem.path.name)
        self._window.say(f"{name}: {problem.sentence}", "error")

    def _listed(self) -> None:
        self._window.list_workspace()
        self._watch_folders()

    def _watch_folders(self) -> None:
        folders = islice(flow_folders(self._workspace.folder), MOST_WATCHED)
        self._watch.watch(folder.path for folder in folders)


def _said(path: str) -> str:
    """A path in the workspace as the tree says it."""
    return shown_name(path.removesuffix(FLOW))


def _trashed(path: Path) -> Path | None:
    """Move something to the system's trash; where it lies there, None when there is no trash."""
    file = QFile(str(path))
    if not file.moveToTrash() or not file.fileName():
        return None
    kept = Path(file.fileName())
    return kept if kept.exists() else None
