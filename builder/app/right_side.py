"""The right side: the panel of the selected step, or the editor of an environment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from builder.app.flow_tab import FlowTab
from builder.document.environments import Environments
from builder.look.theme import Look

if TYPE_CHECKING:
    from builder.panels.environment import EnvironmentPanel

WIDTH = 428


class RightSide(QStackedWidget):
    """One page for each open workflow and one for environments.

    Signals:
        page_changed: Another page is in front, so undo works on something else.
    """

    page_changed = Signal()

    def __init__(self, environments: Environments, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._environments = environments
        self._tab: FlowTab | None = None
        self._look = look
        self._environment_panel: EnvironmentPanel | None = None

    @property
    def environment_panel(self) -> EnvironmentPanel:
        """The editor of environments, made when it is wanted first."""
        if self._environment_panel is None:
            from builder.panels.environment import EnvironmentPanel

            self._environment_panel = EnvironmentPanel(self._environments, self._look)
            self._environment_panel.close_requested.connect(self.show_step)
            self.addWidget(self._environment_panel)
        return self._environment_panel

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
        self._show_environments()

    def new_environment(self) -> None:
        """Make an environment and show its editor."""
        self._show_environments()
        self.environment_panel.make_new()

    @property
    def shows_environments(self) -> bool:
        """Whether environments are edited now."""
        panel = self._environment_panel
        return panel is not None and self.isVisible() and self.currentWidget() is panel

    def _selected(self, numbers: tuple[int, ...]) -> None:
        if numbers:
            self.show_step()

    def _show_environments(self) -> None:
        self.setCurrentWidget(self.environment_panel)
        self.show()
        self.page_changed.emit()
