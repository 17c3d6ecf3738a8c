"""The data-driven runs of an open workflow; nothing of them is there before they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from builder.storage.userdata import UserData

if TYPE_CHECKING:
    from builder.app.data_run import DataRunWindow
    from builder.app.data_run_session import DataRunSession
    from builder.app.flow_tab import FlowTab


class DataRuns(QObject):
    """Opens their window.

    Attributes:
        session: What runs the rows; None before the window was opened.
        window: The window; None before it was opened.
    """

    def __init__(self, tab: FlowTab, data: UserData) -> None:
        super().__init__(tab)
        self._tab = tab
        self._data = data
        self.session: DataRunSession | None = None
        self.window: DataRunWindow | None = None

    def open(self, path: Path | None = None) -> None:
        """Show the window, with a file of rows when one is named."""
        if self.window is None:
            from builder.app.data_run import DataRunWindow
            from builder.app.data_run_session import DataRunSession

            tokens = self._tab.environments.tokens
            self.session = DataRunSession(tokens, self._data.history_file, self)
            self.window = DataRunWindow(self._tab, self._data, self.session)
        if path is not None:
            self.window.choose(path)
        self.window.open_now()

    def end(self, end: Callable[[DataRunSession], object]) -> None:
        """Hand the session, if there is one, to who ends it."""
        if self.session is not None:
            end(self.session)
