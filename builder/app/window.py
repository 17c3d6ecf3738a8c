"""The main window: puts the parts together and keeps them in step with the workflow in front."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QUndoStack
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from builder.app.actions import Actions, enable
from builder.app.adding import Adding
from builder.app.connection_desk import ConnectionDesk
from builder.app.desk import Desk
from builder.app.drop_target import DropTarget
from builder.app.flow_tab import FlowTab
from builder.app.flow_tabs import FlowTabs
from builder.app.late_parts import LateParts
from builder.app.narrow import Sides
from builder.app.notice import NoticeBar
from builder.app.preferring import Preferring
from builder.app.recent import RecentMenu, other_folders
from builder.app.right_side import WIDTH as RIGHT_WIDTH
from builder.app.right_side import RightSide
from builder.app.side_bar import WIDTH as LEFT_WIDTH
from builder.app.side_bar import SideBar
from builder.app.tab_order import WalkedWindow
from builder.app.top_bar import TopBar
from builder.app.window_keeper import WindowKeeper
from builder.document.environments import Environments
from builder.document.flow_file import FlowFile
from builder.look.theme import Look
from builder.model.shown_name import shown_name
from builder.panels.workspace import WorkspacePanel
from builder.storage.userdata import UserData
from builder.storage.workspace import Workspace

SMALLEST = (640, 400)
FIRST = (1440, 900)
OTHER_RUNS = ("step_through", "run_to_here", "run_from_here", "toggle_skip_delays")
"""Actions that the menu beside *Test workflow* offers."""


class Window(WalkedWindow):
    """The window of one workspace.

    Signals:
        painted: The first paint is done; what can wait until then may start.
        workspace_requested: Another `Workspace` is to be opened.
    """

    painted = Signal()
    workspace_requested = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        environments: Environments,
        look: Look,
        preferring: Preferring,
        data: UserData,
    ) -> None:
        super().__init__()
        self.look = look
        self.preferring = preferring
        self.settings = preferring.settings
        self.environments = environments
        self.workspace = workspace
        self.data = data
        self.late = LateParts(self)
        self.desk = Desk(workspace, data, self._make_tab, self)
        self.top_bar = TopBar(look, self)
        self.notices = NoticeBar(self)
        self.tabs = FlowTabs(self)
        self.right = RightSide(environments, look, workspace.folder, self)
        self.workspace_panel = WorkspacePanel(look)
        self.side_bar = SideBar(
            look,
            self.workspace_panel,
            (self.late.make_palette, lambda: self.late.search_desk.panel),
            self,
        )
        self.adding = Adding(self, look, lambda: self.tab)
        self._painted = False
        self._behind: int | None = None
        self.keeper = WindowKeeper(self)
        self._lay_out()

    def use_actions(self, actions: Actions) -> None:
        """Take the actions; they need the window and the window needs them."""
        self.actions_by_name = actions
        self.top_bar.connect_actions(
            *(actions[n] for n in ("undo", "redo", "commands", "test_step", "test_workflow"))
        )
        recent = RecentMenu(self.settings, self.workspace.folder, self.open_workspace, self)
        actions.insert_menu("open_folder", recent)
        self.top_bar.offer_runs([actions[name] for name in OTHER_RUNS])
        self._connect()
        self._connect_workspace()
        self.connection_desk = ConnectionDesk(self)
        self.list_workspace()
        self.follow()

    def _lay_out(self) -> None:
        self.setMinimumSize(*SMALLEST)
        DropTarget(self)
        across = QSplitter(Qt.Orientation.Horizontal, self)
        for widget in (self.side_bar, self.tabs, self.right):
            across.addWidget(widget)
        across.setStretchFactor(1, 1)
        across.setChildrenCollapsible(False)
        central = QWidget(self)
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top_bar)
        layout.addWidget(self.notices)
        layout.addWidget(across, 1)
        self.setCentralWidget(central)
        if not self.settings.restore_window(self):
            self.resize(*FIRST)
        self.sides = Sides(self, across)
        if not self.settings.remember("across", across):
            across.setSizes([LEFT_WIDTH, FIRST[0] - LEFT_WIDTH - RIGHT_WIDTH, RIGHT_WIDTH])

    def _connect(self) -> None:
        self.desk.opened.connect(self._show_tab)
        self.desk.closed.connect(self._drop_tab)
        self.desk.told.connect(self.say)
        self.desk.listed.connect(self.list_workspace)
        self.desk.compare_requested.connect(self.late.compare_tab)
        self.tabs.current_changed.connect(self._switched)
        self.tabs.close_requested.connect(self.desk.close)
        self.tabs.empty.chosen.connect(lambda name: self.actions_by_name[name].trigger())
        self.tabs.empty.folder_chosen.connect(self.open_workspace)
        self.right.page_changed.connect(self.follow)

    def _connect_workspace(self) -> None:
        self.right.connection_panel_made.connect(
            lambda panel: panel.renamed.connect(self.late.connection_renamed)
        )
        self.right.variable_renamed.connect(self.late.variable_renamed)
        self.environments.changed.connect(self.list_again)
        self.environments.failed.connect(lambda why: self.say(why, "error"))
        self.environments.history.indexChanged.connect(self.follow)
        self.top_bar.environment_chosen.connect(self.environments.choose)
        self.top_bar.manage_environments.connect(self.right.edit_environment)
        panel = self.workspace_panel
        panel.open_requested.connect(self.desk.open)
        panel.new_flow_requested.connect(self.desk.new)
        panel.environment_selected.connect(self.environments.choose)
        panel.environment_edit_requested.connect(self.right.edit_environment)
        panel.new_environment_requested.connect(self.right.new_environment)

    def _make_tab(self, file: FlowFile) -> FlowTab:
        return FlowTab(
            file,
            self.environments,
            self.look,
            self.settings,
            self.data,
            self.workspace.folder,
        )

    @property
    def tab(self) -> FlowTab | None:
        """The workflow in front, or None."""
        return self.tabs.current

    @property
    def history(self) -> QUndoStack | None:
        """What undo and redo work on: what is edited at the right, else the flow."""
        if self.right.shows_connections:
            return self.environments.connections.history
        if self.right.shows_environments:
            return self.environments.history
        return self.tab.document.history if self.tab else None

    def open_workspace(self, folder: Path) -> None:
        """Ask for another workspace in place of this one."""
        self.workspace_requested.emit(Workspace(folder))

    def _show_tab(self, tab: FlowTab) -> None:
        if tab not in self.tabs:
            tab.document.as_preferred = self.preferring.as_preferred
            self.right.add(tab)
            tab.canvas.palette_requested.connect(self.adding.ask)
            tab.canvas.message.connect(self.say)
            tab.state_changed.connect(self.follow)
            tab.flow_requested.connect(self.desk.open)
            tab.variable_requested.connect(self.right.edit_variable)
            tab.below.again_requested.connect(self.late.send_again)
            tab.uses_requested.connect(lambda n: self.late.search_desk.step_used(tab, n))
            tab.below.history = self.late.history_desk
            self.tabs.add(tab, self._behind)
        if self._behind is None:
            self.tabs.show_tab(tab)
        else:
            self.tabs.refresh()

    def open_behind(self, path: Path, index: int) -> None:
        """Open a workflow as the tab at a place, without showing it."""
        self._behind = index
        try:
            self.desk.open(path)
        finally:
            self._behind = None

    def _drop_tab(self, tab: FlowTab) -> None:
        self.right.remove(tab)
        self.tabs.remove(tab)

    def _switched(self, tab: FlowTab | None) -> None:
        self.right.follow(tab)
        self.list_again()

    def follow(self) -> None:
        """Bring titles, tabs and the state of actions up to date."""
        tab = self.tab
        self.tabs.refresh()
        name = shown_name(tab.document.name if tab else self.workspace.name)
        edited = tab is not None and tab.file.edited
        self.top_bar.set_title(name, edited)
        self.setWindowTitle(f"{name.replace('[*]', '')}[*] — Steploom")
        self.setWindowModified(edited)
        enable(self.actions_by_name, tab, self.history)

    def list_again(self) -> None:
        """Show what is in use now; the workflow files are those that were found last."""
        self.list_workspace(rescan=False)

    def list_workspace(self, rescan: bool = True) -> None:
        """Show the workspace's files and environments as they are now."""
        path = self.tab.document.path if self.tab else None
        current = self.environments.current
        self.workspace_panel.show_workspace(
            self.workspace, path, current, self.environments.connections.names, rescan
        )
        _welcome(self)
        self.top_bar.set_environments(self.environments.names, current)
        chosen = self.environments.all.get(current)
        self.top_bar.set_production(chosen is not None and chosen.production)
        self.settings.set_text(f"environment/{self.workspace.name}", current)

    def say(self, text: str, tone: str = "") -> None:
        """Tell the user something in the bar below the top bar."""
        self.notices.say("said", text, tone=tone)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the window is there."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)
            QTimer.singleShot(0, self, lambda: self.late.past_runs)
            QTimer.singleShot(0, self, lambda: self.late.flow_desk)

    def close_tabs(self) -> bool:
        """Remember how the window is left and close every workflow; False to stay."""
        self.keeper.close()
        is_closed = all(self.desk.close(tab) for tab in self.desk.tabs)
        if not is_closed:
            self.keeper.go_on()
        return is_closed

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close every workflow, asking about unsaved edits."""
        if self.close_tabs():
            self.settings.keep_window(self)
            self.connection_desk.close()
            self.late.past_runs.close()
            self.late.close()
            self.environments.close()
            self.environments.history.disconnect(self)
            event.accept()
        else:
            event.ignore()


def _welcome(window: Window) -> None:
    """Say what can be done while no workflow is open."""
    if window.tab is None:
        workspace = window.workspace
        others = other_folders(window.settings, workspace.folder)
        window.tabs.empty.show_workspace(workspace.name, bool(workspace.flows()), others)
