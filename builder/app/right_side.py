"""The right side: the selected step, or the editor of an environment or a connection."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from builder.app.flow_tab import FlowTab
from builder.document.environments import Environments
from builder.look.theme import Look

if TYPE_CHECKING:
    from builder.panels.connection import ConnectionPanel
    from builder.panels.environment import EnvironmentPanel

WIDTH = 428


class RightSide(QStackedWidget):
    """One page for each open workflow, one for environments and one for connections.

    Signals:
        page_changed: Another page is in front, so undo works on something else.
        variable_renamed: The old and the new name of a variable.
        variable_uses_requested: Name of a variable whose uses are to be listed.
        connection_panel_made: The `ConnectionPanel`, when it is wanted first.
    """

    page_changed = Signal()
    variable_renamed = Signal(str, str)
    variable_uses_requested = Signal(str)
    connection_panel_made = Signal(object)

    def __init__(
        self, environments: Environments, look: Look, folder: Path, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._environments = environments
        self._folder = folder
        self._tab: FlowTab | None = None
        self._look = look
        self._environment_panel: EnvironmentPanel | None = None
        self._connection_panel: ConnectionPanel | None = None

    @property
    def environment_panel(self) -> EnvironmentPanel:
        """The editor of environments, made when it is wanted first."""
        if self._environment_panel is None:
            from builder.panels.environment import EnvironmentPanel

            self._environment_panel = EnvironmentPanel(self._environments, self._look)
            self._environment_panel.close_requested.connect(self.show_step)
            self._environment_panel.table.renamed.connect(self.variable_renamed)
            self._environment_panel.table.uses_requested.connect(self.variable_uses_requested)
            self.addWidget(self._environment_panel)
        return self._environment_panel

    @property
    def connection_panel(self) -> ConnectionPanel:
        """The editor of connections, made when it is wanted first."""
        if self._connection_panel is None:
            from builder.panels.connection import ConnectionPanel

            panel = ConnectionPanel(
                self._environments.connections, self._environments, self._look, self._folder
            )
            panel.close_requested.connect(self.show_step)
            self.addWidget(panel)
            self._connection_panel = panel
            self.connection_panel_made.emit(panel)
        return self._connection_panel

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the canvas."""
        if event.key() == Qt.Key.Key_Escape and self._tab is not None:
            self.show_step()
            self._tab.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def add(self, tab: FlowTab) -> None:
        """Take in the step panel of a workflow that was opened."""
        self.addWidget(tab.step_panel)
        tab.document.selection_changed.connect(self._selected)

    def remove(self, tab: FlowTab) -> None:
        """Let go of the step panel of a workflow that was closed."""
        self.removeWidget(tab.step_panel)
        tab.step_panel.deleteLater()

    def follow(self, tab: FlowTab | None) -> None:
        """Show the step panel of this workflow; nothing without one."""
        self._tab = tab
        self.show_step()

    def show_step(self) -> None:
        """Show the step panel of the workflow in front."""
        self.setVisible(self._tab is not None)
        if self._tab is not None:
            self.setCurrentWidget(self._tab.step_panel)
        self.page_changed.emit()

    def edit_environment(self, name: str = "") -> None:
        """Show the editor of an environment; the one in use when none is named."""
        self.environment_panel.edit(name or self._environments.current)
        self._show_page(self.environment_panel)

    def edit_variable(self, environment: str, variable: str) -> None:
        """Edit an environment, with the caret in the value of one of its variables."""
        self.edit_environment(environment)
        for row in self.environment_panel.table.rows:
            if row.variable is not None and row.variable.name == variable:
                row.value.setFocus()

    def new_environment(self) -> None:
        """Make an environment and show its editor."""
        self._show_page(self.environment_panel)
        self.environment_panel.make_new()

    def edit_connection(self, name: str = "") -> None:
        """Show the editor of a connection; how to make one when none is named."""
        self.connection_panel.edit(name)
        self._show_page(self.connection_panel)

    @property
    def shows_connections(self) -> bool:
        """Whether connections are edited now."""
        panel = self._connection_panel
        return panel is not None and self.isVisible() and self.currentWidget() is panel

    @property
    def shows_environments(self) -> bool:
        """Whether environments are edited now."""
        panel = self._environment_panel
        return panel is not None and self.isVisible() and self.currentWidget() is panel

    def _selected(self, numbers: tuple[int, ...]) -> None:
        if numbers:
            self.show_step()

    def _show_page(self, page: QWidget) -> None:
        self.setCurrentWidget(page)
        self.show()
        self.page_changed.emit()
