"""The workspace panel: workflows, connections, environments and runs, with a field to find them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu, QScrollArea, QVBoxLayout, QWidget

from builder.look.icons import icon
from builder.look.language import tr
from builder.look.theme import Look
from builder.model.shown_name import shown_name
from builder.panels.flow_section import FlowSection
from builder.panels.section import Entry, Section
from builder.storage.flow_folders import FlowFolder, flow_folders
from builder.storage.workspace import Workspace


class WorkspacePanel(QWidget):
    """What lies in the workspace.

    Signals:
        open_requested: Path of a workflow to open.
        new_flow_requested: A new workflow is wanted.
        environment_selected: Name of the environment to use from now on; empty for none.
        environment_edit_requested: Name of the environment to show the editor of.
        new_environment_requested: A new environment is wanted.
        connection_edit_requested: Name of the connection to show the editor of.
        connection_uses_requested: Name of the connection whose uses are to be listed.
        new_connection_requested: A new connection is wanted.
        run_selected: Key of a run in the history.
    """

    open_requested = Signal(object)
    new_flow_requested = Signal()
    environment_selected = Signal(str)
    environment_edit_requested = Signal(str)
    new_environment_requested = Signal()
    connection_edit_requested = Signal(str)
    connection_uses_requested = Signal(str)
    new_connection_requested = Signal()
    run_selected = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._current_environment = ""
        self._folders: tuple[FlowFolder, ...] = ()
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(tr("Find…"))
        self.search.setAccessibleName(tr("Find in the workspace"))
        self.search.setToolTip(tr("List only what has these words in its name"))
        self.search.setClearButtonEnabled(True)
        self._glass = self.search.addAction(
            icon("search", look.theme.muted), QLineEdit.ActionPosition.LeadingPosition
        )
        self.flows = FlowSection(look)
        self.connections = Section(
            look,
            tr("Connections"),
            tr("What requests to one API share. Press + to connect one."),
            tr("New connection"),
        )
        self.environments = Section(
            look,
            tr("Environments"),
            tr("Variables for different servers and users. Press + to make an environment."),
            tr("New environment"),
        )
        self.runs = Section(
            look, tr("Run history"), tr("Press Test workflow; every run is kept and listed here.")
        )
        self._lay_out()
        self._connect()
        look.changed.connect(self._tint)

    @property
    def sections(self) -> tuple[FlowSection | Section, ...]:
        """The sections from top to bottom."""
        return self.flows, self.connections, self.environments, self.runs

    def _lay_out(self) -> None:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for section in self.sections:
            column.addWidget(section)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the field that has the keys
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.search)
        layout.addWidget(scroll, 1)

    def _connect(self) -> None:
        for section in self.sections:
            self.search.textChanged.connect(section.filter)
        self.flows.tree.chosen.connect(self.open_requested)
        self.flows.add_requested.connect(self.new_flow_requested)
        self.environments.chosen.connect(self._choose_environment)
        self.environments.opened.connect(self.environment_edit_requested)
        self.environments.add_requested.connect(self.new_environment_requested)
        self.environments.menu_requested.connect(lambda n: self._show_menu(self.menu(n)))
        self.connections.chosen.connect(self.connection_edit_requested)
        self.connections.menu_requested.connect(lambda n: self._show_menu(self.connection_menu(n)))
        self.connections.add_requested.connect(self.new_connection_requested)
        self.runs.chosen.connect(self.run_selected)

    def show_workspace(
        self,
        workspace: Workspace,
        current: Path | None = None,
        environment: str = "",
        connections: Sequence[str] | None = None,
        rescan: bool = True,
    ) -> None:
        """List what lies in a workspace now.

        Args:
            workspace: The workspace.
            current: The workflow in front; it is shown selected.
            environment: The environment in use; it is written bold.
            connections: The connections; without them those that have files.
            rescan: Whether there may be other workflow files than when it was listed last.
        """
        self._current_environment = environment
        here = current.resolve() if current else None
        if rescan or not self._folders:
            self._folders = tuple(flow_folders(workspace.folder))
        self.flows.tree.show_folders(self._folders, here)
        self.connections.show_entries(
            [
                Entry(name, shown_name(name), "connection", tip=tr("Click to edit"))
                for name in (workspace.connections() if connections is None else connections)
            ]
        )
        tip = tr("Click to use it, double-click to edit its variables")
        self.environments.show_entries(
            [
                Entry(
                    name,
                    shown_name(name),
                    bold=name == environment,
                    tip=tip,
                    spoken=tr("in use") if name == environment else "",
                )
                for name in workspace.environments()
            ]
        )

    def show_runs(self, runs: Sequence[Entry]) -> None:
        """List past runs, the latest first."""
        self.runs.show_entries(runs)

    def sizeHint(self) -> QSize:
        """As wide as in the pictures."""
        return QSize(200, 480)

    def _choose_environment(self, name: str) -> None:
        """Use an environment; the one in use stays in use."""
        if name != self._current_environment:
            self.environment_selected.emit(name)

    def menu(self, name: str) -> QMenu:
        """What can be done with an environment."""
        menu = QMenu(self)
        used = name == self._current_environment
        choose = menu.addAction(tr("Stop using it") if used else tr("Use it"))
        choose.triggered.connect(lambda: self.environment_selected.emit("" if used else name))
        edit = menu.addAction(tr("Edit variables…"))
        edit.triggered.connect(lambda: self.environment_edit_requested.emit(name))
        return menu

    def connection_menu(self, name: str) -> QMenu:
        """What can be done with a connection."""
        menu = QMenu(self)
        menu.addAction(tr("Edit…")).triggered.connect(
            lambda: self.connection_edit_requested.emit(name)
        )
        menu.addAction(tr("Where used")).triggered.connect(
            lambda: self.connection_uses_requested.emit(name)
        )
        return menu

    def _show_menu(self, menu: QMenu) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(QCursor.pos())

    def _tint(self) -> None:
        self._glass.setIcon(icon("search", self._look.theme.muted))
