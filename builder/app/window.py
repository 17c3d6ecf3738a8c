"""The main window: puts the parts together and keeps them in step with the current tab."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QUndoStack
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from builder.app.actions import Actions, enable
from builder.app.command_palette import CommandPalette
from builder.app.desk import Desk
from builder.app.empty import EmptyDesk
from builder.app.flow_tab import FlowTab
from builder.app.notice import NoticeBar
from builder.app.settings import Settings
from builder.app.side_bar import WIDTH as SIDE_WIDTH
from builder.app.side_bar import SideBar
from builder.app.top_bar import TopBar
from builder.document import commands
from builder.document.environments import Environments
from builder.document.flow_file import FlowFile
from builder.look.theme import Look
from builder.model.workflow import Place
from builder.panels.environment import EnvironmentPanel
from builder.panels.palette import PalettePanel, PalettePopup
from builder.panels.workspace import WorkspacePanel
from builder.storage.userdata import UserData
from builder.storage.workspace import Workspace

PANEL_WIDTH = 428
SMALLEST = (1024, 640)
FIRST = (1440, 900)


class Window(QMainWindow):
    """The window of one workspace.

    Signals:
        painted: The first paint is done; what can wait until then may start.
        workspace_requested: Another workspace is to be opened (a path).
    """

    painted = Signal()
    workspace_requested = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        environments: Environments,
        look: Look,
        settings: Settings,
        data: UserData,
    ) -> None:
        super().__init__()
        self.look = look
        self.settings = settings
        self.environments = environments
        self.workspace = workspace
        self.desk = Desk(workspace, data, self._make_tab, self)
        self.top_bar = TopBar(look, self)
        self.notices = NoticeBar(self)
        self.tab_bar = QTabBar(self)
        self.centre = QStackedWidget(self)
        self.right = QStackedWidget(self)
        self.environment_panel = EnvironmentPanel(environments, look)
        self.workspace_panel = WorkspacePanel(look)
        self.palette_panel = PalettePanel(look)
        self.popup = PalettePopup(look, self)
        self.command_palette = CommandPalette(self)
        self._place: Place | None = None
        self._tabs: list[FlowTab] = []
        self._painted = False
        self._lay_out()
        self._connect()

    def use_actions(self, actions: Actions) -> None:
        """Take the actions; they need the window and the window needs them."""
        self.actions_by_name = actions
        self.top_bar.connect_actions(
            *(actions[n] for n in ("undo", "redo", "commands", "test_step", "test_workflow"))
        )
        self.follow()

    def _lay_out(self) -> None:
        self.setMinimumSize(*SMALLEST)
        self.tab_bar.setObjectName("flowTabs")
        self.tab_bar.setTabsClosable(True)
        self.tab_bar.setMovable(False)
        self.tab_bar.setExpanding(False)
        self.tab_bar.setDocumentMode(True)
        self.empty = EmptyDesk(self)
        self.centre.addWidget(self.empty)
        self.right.addWidget(self.environment_panel)
        middle = QWidget(self)
        column = _column(middle, self.tab_bar, self.centre)
        column.setStretch(1, 1)
        self.side_bar = SideBar(self.workspace_panel, self.palette_panel, self)
        self.across = QSplitter(Qt.Orientation.Horizontal, self)
        for widget in (self.side_bar, middle, self.right):
            self.across.addWidget(widget)
        self.across.setStretchFactor(1, 1)
        self.across.setChildrenCollapsible(False)
        central = QWidget(self)
        _column(central, self.top_bar, self.notices, self.across).setStretch(2, 1)
        self.setCentralWidget(central)
        if not self.settings.restore_window(self):
            self.resize(*FIRST)
        if not self.settings.remember("across", self.across):
            self.across.setSizes([SIDE_WIDTH, FIRST[0] - SIDE_WIDTH - PANEL_WIDTH, PANEL_WIDTH])

    def _connect(self) -> None:
        self.desk.opened.connect(self._show_tab)
        self.desk.closed.connect(self._drop_tab)
        self.desk.told.connect(self.say)
        self.desk.listed.connect(self.list_workspace)
        self.tab_bar.currentChanged.connect(self._switched)
        self.tab_bar.tabCloseRequested.connect(lambda i: self.desk.close(self.desk.tabs[i]))
        self.popup.chosen.connect(self._insert)
        self.palette_panel.chosen.connect(self._append)
        self.environments.changed.connect(self.list_workspace)
        self.top_bar.environment_chosen.connect(self.environments.choose)
        self.top_bar.manage_environments.connect(self._edit_current_environment)
        panel = self.workspace_panel
        panel.open_requested.connect(self.desk.open)
        panel.new_flow_requested.connect(self.desk.new)
        panel.environment_selected.connect(self.environments.choose)
        panel.environment_edit_requested.connect(self.edit_environments)
        panel.new_environment_requested.connect(self._new_environment)
        self.environment_panel.close_requested.connect(self._show_step_panel)
        self.environments.failed.connect(lambda why: self.say(why, "error"))
        self.environments.history.indexChanged.connect(lambda _: self.follow())

    def _make_tab(self, file: FlowFile) -> FlowTab:
        return FlowTab(file, self.environments, self.look, self.settings, self.workspace.folder)

    @property
    def tab(self) -> FlowTab | None:
        """The workflow in front, or None."""
        widget = self.centre.currentWidget()
        return widget if isinstance(widget, FlowTab) else None

    def _show_tab(self, tab: FlowTab) -> None:
        if tab not in self._tabs:
            self._tabs.append(tab)
            self.centre.addWidget(tab)
            self.right.addWidget(tab.step_panel)
            tab.canvas.palette_requested.connect(self._ask_palette)
            tab.canvas.message.connect(self.say)
            tab.state_changed.connect(self.follow)
            tab.document.selection_changed.connect(lambda _: self._show_step_panel())
            self.tab_bar.addTab(tab.document.name)
        self.tab_bar.setCurrentIndex(self._tabs.index(tab))
        self._switched(self._tabs.index(tab))

    def _drop_tab(self, tab: FlowTab) -> None:
        index = self._tabs.index(tab)
        self._tabs.remove(tab)
        self.right.removeWidget(tab.step_panel)
        tab.step_panel.deleteLater()
        self.centre.removeWidget(tab)
        self.tab_bar.removeTab(index)
        self._switched(self.tab_bar.currentIndex())

    def _switched(self, index: int) -> None:
        tab = self._tabs[index] if 0 <= index < len(self._tabs) else None
        self.centre.setCurrentWidget(tab or self.empty)
        self._show_step_panel()
        self.list_workspace()
        if tab is not None:
            tab.canvas.setFocus()

    def _show_step_panel(self) -> None:
        tab = self.tab
        self.right.setVisible(tab is not None)
        if tab is not None:
            self.right.setCurrentWidget(tab.step_panel)
        self.follow()

    @property
    def history(self) -> QUndoStack | None:
        """What undo and redo work on: the environments while they are edited, else the flow."""
        if self.right.isVisible() and self.right.currentWidget() is self.environment_panel:
            return self.environments.history
        return self.tab.document.history if self.tab else None

    def edit_environments(self, name: str = "") -> None:
        """Show the editor of an environment in place of the step panel."""
        self.environment_panel.edit(name or self.environments.current)
        self._show_environments()

    def _edit_current_environment(self) -> None:
        self.edit_environments()

    def _new_environment(self) -> None:
        self._show_environments()
        self.environment_panel.create()

    def _show_environments(self) -> None:
        self.right.setCurrentWidget(self.environment_panel)
        self.right.show()
        self.follow()

    def follow(self) -> None:
        """Bring titles, tabs and the state of actions up to date."""
        tab = self.tab
        self.tab_bar.setVisible(len(self._tabs) > 1)
        for index, other in enumerate(self._tabs):
            mark = " •" if other.file.edited else ""
            self.tab_bar.setTabText(index, f"{other.document.name}{mark}")
        name = tab.document.name if tab else self.workspace.name
        edited = tab is not None and tab.file.edited
        self.top_bar.set_title(name, edited)
        self.setWindowTitle(f"{name}{' •' if edited else ''} — Steploom")
        enable(self.actions_by_name, tab, self.history)

    def list_workspace(self) -> None:
        """Show the workspace's files and environments as they are now."""
        path = self.tab.document.path if self.tab else None
        current = self.environments.current
        self.workspace_panel.show_workspace(self.workspace, path, current)
        self.top_bar.set_environments(self.workspace.environments(), current)

    def say(self, text: str, tone: str = "") -> None:
        """Tell the user something in the bar below the top bar."""
        self.notices.say("said", text, tone=tone)

    def _ask_palette(self, place: Place, at: QPoint) -> None:
        self._place = place
        self.popup.open_at(at)

    def _insert(self, kind: str) -> None:
        if self.tab is not None and self._place is not None:
            commands.insert_new(self.tab.document, self._place, kind)

    def _append(self, kind: str) -> None:
        if self.tab is not None:
            document = self.tab.document
            place = commands.place_after(document.workflow, document.selected)
            commands.insert_new(document, place, kind)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the window is there."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close every workflow, asking about unsaved edits."""
        if all(self.desk.close(tab) for tab in tuple(self._tabs)):
            self.settings.keep_window(self)
            self.environments.close()
            event.accept()
        else:
            event.ignore()


def _column(parent: QWidget, *widgets: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget)
    return layout
