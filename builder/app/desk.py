"""What lies on the desk: the workspace and the workflows that are open in tabs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from os.path import realpath
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from builder.app.disk_notice import tell_of_change
from builder.app.flow_tab import FlowTab
from builder.app.stop_question import may_stop
from builder.document.disk_watch import DiskWatch
from builder.document.flow_file import ChangedOnDisk, FileProblem, FlowFile
from builder.document.journal_keeper import JournalKeeper
from builder.look.language import tr
from builder.model.shown_name import shown_name
from builder.model.workflow import Workflow
from builder.storage.files import DuplicateNumbers
from builder.storage.journal import Journal, Unsaved
from builder.storage.userdata import UserData
from builder.storage.workspace import FLOW, Workspace, stem

MakeTab = Callable[[FlowFile], FlowTab]


class Desk(QObject):
    """Opens, saves and closes workflows of one workspace.

    Args:
        workspace: The folder.
        data: Where unsaved work is journalled.
        make_tab: Makes the widget for a file.
        window: Parent of dialogs.

    Signals:
        opened: A `FlowTab` was added; show it.
        closed: A `FlowTab` was closed; take it away.
        listed: The workspace has other files now.
        told: A sentence for the user, with a tone ("error", "warning", "").
        compare_requested: A `FlowTab` that is to be compared with its file.
        first_saved: A `FlowTab` whose workflow got its first file.
    """

    opened = Signal(object)
    closed = Signal(object)
    listed = Signal()
    told = Signal(str, str)
    compare_requested = Signal(object)
    first_saved = Signal(object)

    def __init__(
        self, workspace: Workspace, data: UserData, make_tab: MakeTab, window: QWidget
    ) -> None:
        super().__init__(window)
        self.workspace = workspace
        self._data = data
        self._make_tab = make_tab
        self._window = window
        self._watch = DiskWatch(self)
        self._keepers: dict[FlowTab, JournalKeeper] = {}

    @property
    def tabs(self) -> tuple[FlowTab, ...]:
        """The open workflows, in the order they were opened."""
        return tuple(self._keepers)

    def new(self) -> FlowTab:
        """Open a workflow that has only a trigger; it gets a file when it is saved first."""
        return self._add(FlowFile.new(title=self._free_title(), watch=self._watch))

    def show_copy(self, workflow: Workflow, title: str) -> FlowTab:
        """Open a workflow as a new one that has no file yet."""
        tab = self._add(FlowFile.new(title=self._free_title(title), watch=self._watch))
        tab.document.edit(tr("Open a copy"), workflow)
        return tab

    def _free_title(self, wanted: str = "") -> str:
        wanted = wanted or tr("Untitled")
        taken = {tab.document.name for tab in self.tabs}
        title, number = wanted, 2
        while title in taken:
            title, number = f"{wanted} {number}", number + 1
        return title

    def open(self, path: Path) -> FlowTab | None:
        """Open a file, or show it when it is open; None when it cannot be (which is said)."""
        path = path.absolute()
        real = realpath(path)  # a link may lead to what is open under another name
        for tab in self.tabs:
            if tab.document.path is not None and realpath(tab.document.path) == real:
                self.opened.emit(tab)
                return tab
        try:
            return self._add(FlowFile.open(path, watch=self._watch))
        except DuplicateNumbers as problem:
            return self._add_repaired(path, problem)
        except FileProblem as problem:
            self.told.emit(
                f"{tr('{name} cannot be opened.', name=path.name)} {problem.sentence}", "error"
            )
            return None

    def _add_repaired(self, path: Path, problem: DuplicateNumbers) -> FlowTab:
        """Show the file with free numbers given out, as an edit that is not saved yet."""
        tab = self._add(FlowFile.new(path, watch=self._watch))
        tab.document.edit(tr("Give out free numbers"), problem.fixed)
        tab.file.keep_mine()
        tab.notices.say(
            "duplicates",
            problem.sentence
            + " "
            + tr(
                "Here free numbers were given out; save to keep that, or close without saving to "
                "leave the file as it is."
            ),
            tone="warning",
        )
        return tab

    def recover(self, unsaved: Unsaved) -> None:
        """Open work that was not saved before a crash, as an edit of its file."""
        if unsaved.workflow is None:
            self.told.emit(f"{tr('Unsaved work cannot be read.')} {unsaved.reason}", "error")
            return
        file, tab = unsaved.file, None
        if file is not None and file.exists():
            tab = self.open(file)
        title = self._free_title(unsaved.belongs.name)
        tab = tab or self._add(FlowFile.new(file, title, self._watch))
        tab.document.edit(tr("Recover unsaved work"), unsaved.workflow)
        self._keepers[tab].adopt()
        if unsaved.started_from is not None and unsaved.file_changed():
            tab.file.began_with(unsaved.started_from)

    def _add(self, file: FlowFile) -> FlowTab:
        tab = self._make_tab(file)
        keeper = JournalKeeper(file, self._journal(tab))
        keeper.failed.connect(partial(self._say_unprotected, tab))
        self._keepers[tab] = keeper
        file.changed_on_disk.connect(lambda: self._ask_about_disk(tab))
        file.settled.connect(lambda: tab.notices.clear("disk"))
        self.opened.emit(tab)
        return tab

    def _journal(self, tab: FlowTab) -> Journal:
        """The journal of a workflow; when another window has it, that is said."""
        document = tab.document
        journal = Journal(self._data.journal, self.workspace.folder, document.path, document.name)
        if not journal.claim():
            tab.notices.say(
                "claimed",
                tr("This workflow is open in another window too: save here or there, not in both."),
                tone="warning",
            )
        return journal

    def moved(self, tab: FlowTab, path: Path) -> None:
        """The file of an open workflow lies elsewhere now."""
        tab.file.moved(path)
        self._keepers[tab].use(self._journal(tab))

    def _ask_about_disk(self, tab: FlowTab) -> None:
        compare = partial(self.compare_requested.emit, tab)
        tell_of_change(tab.file, tab.notices, partial(self.save, tab), compare)

    def save(self, tab: FlowTab) -> bool:
        """Write a workflow to its file; False when it was not written (which is said)."""
        if tab.document.path is None:
            return self.save_as(tab)
        return self._write(tab, None)

    def save_as(self, tab: FlowTab) -> bool:
        """Ask for a file and write the workflow to it from now on."""
        start = tab.document.path or self.workspace.flow_path(self.workspace.free_flow_name())
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save workflow"), str(start), _filter()
        )
        if not chosen:
            return False
        path = Path(chosen)
        if not path.name.endswith(FLOW):
            path = path.with_name(f"{stem(path)}{FLOW}")
        return self._write(tab, path)

    @staticmethod
    def _say_unprotected(tab: FlowTab, why: str) -> None:
        words = tr("Edits that are not saved would be lost in a crash.")
        tab.notices.say("journal", f"{words} {why}", tone="warning")

    def _write(self, tab: FlowTab, path: Path | None, overwrite: bool = False) -> bool:
        from builder.app.leak_notice import refuse_secrets
        from builder.model.leaks import leaks

        known = tab.environments.secret_values()
        held = leaks(tab.document.workflow, known)
        if held:
            again = partial(self._write, tab, path, overwrite)
            refuse_secrets(tab.document, tab.notices, held, known, again)
            return False
        is_first = tab.document.path is None
        try:
            tab.file.save(path, overwrite)
        except ChangedOnDisk:
            self._ask_about_disk(tab)
            return False
        except FileProblem as problem:
            words = tr("“{path}” was not saved.", path=shown_name(str(problem.path)))
            choices = [(tr("Save as…"), partial(self.save_as, tab))]
            tab.notices.say("save", f"{words} {problem.sentence}", choices, tone="error")
            return False
        if path is not None:
            self._keepers[tab].use(self._journal(tab))
        if is_first:
            self.first_saved.emit(tab)
        tab.notices.clear("save")
        tab.notices.clear("disk")
        self.listed.emit()
        return True

    def close(self, tab: FlowTab) -> bool:
        """Close a tab, asking about a run under way and unsaved edits; False to stay."""
        if not may_stop(tab.runner, tab.document.name, self._window):
            return False
        if tab.file.edited and not self._may_close(tab):
            return False
        self._keepers.pop(tab).close()
        self._watch.remove(tab.file)
        tab.runner.keeper.flush()
        tab.runner.breakpoint_keeper.flush()
        self.closed.emit(tab)
        tab.deleteLater()
        return True

    def _may_close(self, tab: FlowTab) -> bool:
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.warning(
            self._window,
            tr("Unsaved edits"),
            tr("“{name}” has edits that are not saved.", name=tab.document.name),
            buttons.Save | buttons.Discard | buttons.Cancel,
            buttons.Save,
        )
        if answer == buttons.Save:
            return self.save(tab)
        return bool(answer == buttons.Discard)

    def open_file(self) -> None:
        """Ask for a workflow file and open it."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open workflow"), str(self.workspace.folder), _filter()
        )
        if chosen:
            self.open(Path(chosen))

    def ask_folder(self) -> Path | None:
        """Ask for a folder to open as workspace."""
        chosen = QFileDialog.getExistingDirectory(
            self._window, tr("Open workspace"), str(self.workspace.folder)
        )
        return Path(chosen) if chosen else None


def _filter() -> str:
    """The files that dialogs list."""
    return f"{tr('Workflows')} (*{FLOW})"
