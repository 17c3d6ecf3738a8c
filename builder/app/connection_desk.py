"""Connections in the window: their editor, secrets typed there, renamed ones, API descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from builder.app.secrets import keep_secret, kept, with_value
from builder.model.connection import Connection
from builder.model.references import connection_uses, with_connection_renamed
from builder.model.secret import Secret

if TYPE_CHECKING:
    from builder.app.window import Window
    from builder.panels.connection import ConnectionPanel


class ConnectionDesk(QObject):
    """Ties connections to the window.

    Signals:
        session_ended: A `RunSession` whose process is to end.
    """

    session_ended = Signal(object)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._panel: ConnectionPanel | None = None
        panel, right = window.workspace_panel, window.right
        panel.connection_edit_requested.connect(right.edit_connection)
        panel.new_connection_requested.connect(lambda: right.edit_connection(""))
        right.connection_panel_made.connect(self._use)
        connections = window.environments.connections
        connections.failed.connect(lambda why: window.say(why, "error"))
        connections.history.indexChanged.connect(window.follow)

    def close(self) -> None:
        """End what is being called."""
        self._window.environments.connections.history.disconnect(self._window)
        if self._panel is not None and self._panel.tester.session is not None:
            self.session_ended.emit(self._panel.tester.session)

    def _use(self, panel: ConnectionPanel) -> None:
        self._panel = panel
        panel.renamed.connect(self._renamed)
        panel.secret_offered.connect(self._make_secret)

    def _make_secret(self, place: str, text: str) -> None:
        """Keep a literal as a secret variable, and refer to it."""
        panel = self._panel
        if panel is None:
            return
        window = self._window
        value = window.environments.connections.all[panel.connection]
        name = keep_secret(window.environments, place, text)
        reference = Secret(text=f"{{{{env.{name}}}}}")
        after: Connection = with_value(value, place.split("."), reference)
        window.environments.connections.edit(
            panel.connection, after, f"Make “{name}” a secret variable"
        )
        window.say(kept(window.environments, name))

    def _renamed(self, old: str, new: str) -> None:
        """Offer to let the open workflows follow."""
        tabs = [
            tab for tab in self._window.desk.tabs if connection_uses(tab.document.workflow, old)
        ]
        if not tabs:
            return

        def follow() -> None:
            for tab in tabs:
                workflow = with_connection_renamed(tab.document.workflow, old, new)
                tab.document.edit(f"Rename connection “{old}”", workflow)

        names = ", ".join(f"“{tab.document.name}”" for tab in tabs)
        self._window.notices.say(
            "renamed",
            f"{names} still says “{old}”.",
            [(f"Use “{new}” there", follow)],
            "warning",
        )
