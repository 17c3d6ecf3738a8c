"""Connections in the window: their editor, secrets typed there, API descriptions."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from builder.app.secrets import keep_secret, kept, with_value
from builder.document.one_request import OneRequest
from builder.look.language import tr
from builder.model.connection import Connection
from builder.model.events import StepFinished
from builder.model.secret import Secret
from builder.steps import Request

if TYPE_CHECKING:
    from builder.app.window import Window
    from builder.exchange.openapi import Described
    from builder.panels.connection import ConnectionPanel

BUSY = "description"
"""Of the notice while a description is fetched or read."""
FILTER = "OpenAPI 3 (*.json *.yaml *.yml)"


class ConnectionDesk(QObject):
    """Ties connections to the window.

    Signals:
        session_ended: A `RunSession` whose process is to end.
    """

    session_ended = Signal(object)
    _understood = Signal(int, object)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._panel: ConnectionPanel | None = None
        self._loader = OneRequest(self)
        self._source = ""
        self._round = 0
        self._loader.answered.connect(self._loaded)
        self._loader.failed.connect(self._fail)
        self._understood.connect(self._take)
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
        shown = self._panel.sessions if self._panel is not None else ()
        for session in (*self._loader.sessions, *shown):
            self.session_ended.emit(session)

    def _use(self, panel: ConnectionPanel) -> None:
        self._panel = panel
        panel.described.connect(self._describe)
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
            panel.connection, after, tr("Make “{name}” a secret variable", name=name)
        )
        window.say(kept(window.environments, name))

    def _describe(self, source: str) -> None:
        """Make a connection from a file that is asked for, or from what lies at an address."""
        if source:
            self._source = source
            if self._loader.send(Request(url=source), self._window.environments.surroundings()):
                self._complain("")
                words = tr("Fetching the description…")
                self._window.notices.busy(BUSY, words, self._stop_fetching)
            return
        folder = str(self._window.workspace.folder)
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, tr("OpenAPI document"), folder, FILTER
        )
        if chosen:
            self.read_description(Path(chosen))

    def read_description(self, path: Path) -> None:
        """Make a connection from an OpenAPI 3 file; why it cannot be is said in the panel."""
        try:
            self._make(path.read_bytes(), "")
        except OSError as error:
            self._complain(f"{path}: {error.strerror or error}.")

    def _loaded(self, event: StepFinished) -> None:
        try:
            self._make(event.exchanges[-1].body.read(), event.exchanges[-1].url)
        except OSError as error:
            self._complain(f"{self._source}: {error.strerror or error}.")

    def _make(self, data: bytes, source: str) -> None:
        """Read a description in a thread: a large one in YAML takes seconds."""
        self._round += 1
        self._window.notices.busy(BUSY, tr("Reading the description…"), self._stop_reading)
        Thread(target=self._read, args=(self._round, data, source), daemon=True).start()

    def _stop_fetching(self) -> None:
        for session in self._loader.sessions:
            session.stop()

    def _stop_reading(self) -> None:
        """A thread cannot be ended; nobody waits for this one any more."""
        self._round += 1

    def _read(self, reading: int, data: bytes, source: str) -> None:
        from builder.exchange.openapi import NotOpenApi, described

        found: Described | str
        try:
            found = described(data, source)
        except NotOpenApi as problem:
            found = str(problem)
        with suppress(RuntimeError):  # the window can be gone by now
            self._understood.emit(reading, found)

    def _take(self, reading: int, found: Described | str) -> None:
        if reading != self._round:
            return
        self._window.notices.clear(BUSY)
        if isinstance(found, str):
            self._complain(found)
        elif self._panel is not None:
            self._panel.make(found.name, found.connection)

    def _fail(self, why: str) -> None:
        self._window.notices.clear(BUSY)
        self._complain(why)

    def _complain(self, why: str) -> None:
        if self._panel is not None:
            self._panel.complain(why)
