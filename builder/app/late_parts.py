"""Parts of a window that are imported and made when they are wanted first."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from builder.app.command_palette import CommandPalette
    from builder.app.compare import CompareWindow
    from builder.app.dropping import Dropping
    from builder.app.flow_desk import FlowDesk
    from builder.app.flow_tab import FlowTab
    from builder.app.history_actions import HistoryActions
    from builder.app.keys_window import KeysWindow
    from builder.app.rename_desk import RenameDesk
    from builder.app.search_desk import SearchDesk
    from builder.app.settings_window import SettingsWindow
    from builder.app.tour import Tour
    from builder.app.window import Window
    from builder.document.history_desk import HistoryDesk
    from builder.model.http import Exchange
    from builder.panels.palette import PalettePanel


class LateParts:
    """What a window can be painted without."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def make_palette(self) -> PalettePanel:
        """The kinds of steps, for the left side."""
        from builder.panels.palette import PalettePanel

        panel = PalettePanel(self._window.look)
        panel.chosen.connect(self._window.adding.append)
        return panel

    @cached_property
    def command_palette(self) -> CommandPalette:
        """What Ctrl+K opens."""
        from builder.app.command_palette import CommandPalette

        return CommandPalette(self._window)

    @cached_property
    def past_runs(self) -> HistoryActions:
        """The past runs; nothing is read of them before the first paint."""
        from builder.app.history_actions import HistoryActions

        return HistoryActions(self._window)

    def compare(self, path: Path) -> CompareWindow:
        """Show versions of a workflow's file side by side."""
        tabs = self._window.desk.tabs
        return self._compared(path, next((t for t in tabs if t.document.path == path), None))

    def compare_tab(self, tab: FlowTab) -> CompareWindow:
        """Show versions of an open workflow side by side."""
        return self._compared(tab.document.path, tab)

    def _compared(self, path: Path | None, tab: FlowTab | None) -> CompareWindow:
        from builder.app.compare import CompareWindow

        window = CompareWindow(self._window.look, path, tab, self._window)
        window.show()
        return window

    @cached_property
    def flow_desk(self) -> FlowDesk:
        """Makes, renames, moves and deletes workflow files."""
        from builder.app.flow_desk import FlowDesk

        return FlowDesk(self._window)

    @cached_property
    def search_desk(self) -> SearchDesk:
        """The search of the workspace, and *Where used*."""
        from builder.app.search_desk import SearchDesk

        return SearchDesk(self._window)

    def close(self) -> None:
        """End what was made and works beside the window."""
        if "search_desk" in self.__dict__:
            self.search_desk.close()
        if "_rename_desk" in self.__dict__:
            self._rename_desk.close()

    @cached_property
    def settings_window(self) -> SettingsWindow:
        """Where the user says what is preferred."""
        from builder.app.settings_window import SettingsWindow

        return SettingsWindow(self._window.preferring, self._window)

    @cached_property
    def keys_window(self) -> KeysWindow:
        """The overview of all shortcuts."""
        from builder.app.keys_window import KeysWindow

        return KeysWindow(self._window.look, self._window)

    @cached_property
    def dropping(self) -> Dropping:
        """Takes what is dropped on the window."""
        from builder.app.dropping import Dropping

        return Dropping(self._window)

    @cached_property
    def tour(self) -> Tour:
        """What leads through the window."""
        from builder.app.tour import Tour

        return Tour(self._window)

    def send_again(self, exchange: Exchange) -> None:
        """Open a request that was sent as a new workflow."""
        from builder.app.resend import send_again

        send_again(self._window, exchange)

    def history_desk(self) -> HistoryDesk:
        """What answers questions about past runs."""
        return self.past_runs.desk

    @cached_property
    def _rename_desk(self) -> RenameDesk:
        from builder.app.rename_desk import RenameDesk

        return RenameDesk(self._window)

    def variable_renamed(self, old: str, new: str) -> None:
        """Offer to let everything follow the new name of a variable."""
        self._rename_desk.variable_renamed(old, new)

    def flow_moved(self, old: str, new: str) -> None:
        """Offer to let calls follow a workflow, or a folder of them, to its new path."""
        self._rename_desk.flow_moved(old, new)

    def connection_renamed(self, old: str, new: str) -> None:
        """Offer to let everything follow the new name of a connection."""
        self._rename_desk.connection_renamed(old, new)
