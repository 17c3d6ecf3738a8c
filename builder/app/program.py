"""The running program: its window, the example server, and what outlives a workspace."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from builder import examples
from builder.app.actions import Actions
from builder.app.bridge import Bridge
from builder.app.handlers import handlers
from builder.app.instance import Instance
from builder.app.preferences import Preferences
from builder.app.preferring import Preferring
from builder.app.production import ProductionQuestion
from builder.app.recent_log import listen
from builder.app.settings import Settings
from builder.app.trust import TrustQuestion
from builder.app.window import Window
from builder.document.environments import Environments
from builder.document.run_session import RunSession
from builder.look.language import tr
from builder.look.theme import Look
from builder.storage.files import FileProblem
from builder.storage.journal import Unsaved, unsaved
from builder.storage.samples import remove_orphans
from builder.storage.secrets import open_secrets
from builder.storage.trust import TrustedFolders
from builder.storage.userdata import UserData
from builder.storage.workspace import Workspace

if TYPE_CHECKING:
    from builder.app.data_run_session import DataRunSession
    from builder.app.flow_tab import FlowTab
    from builder.examples.hosted import HostedServer


class Program(QObject):
    """Opens workspaces, one window at a time.

    Args:
        bridge: Runs coroutines.
        look: Colours and fonts.
        settings: What is remembered between two starts.
        data: The user's data folder.
        instance: The claim on the workspace that is opened first, if there is one already.
    """

    def __init__(
        self,
        bridge: Bridge,
        look: Look,
        settings: Settings,
        data: UserData,
        instance: Instance | None = None,
    ) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._look = look
        self._settings = settings
        self._data = data
        self._server: HostedServer | None = None
        self._server_url = ""
        self._ending: set[asyncio.Task[Any]] = set()
        self._left: tuple[Unsaved, ...] = ()
        self._instance = instance
        self._log = listen()
        self.window: Window | None = None
        self.preferring = Preferring(settings, look, data, self)
        self.preferring.changed.connect(self._preferred)

    def open(self, workspace: Workspace, flow: Path | None = None) -> Window:
        """Show the window of a workspace, in place of the one before."""
        self._claim(workspace)
        environments = Environments(workspace, open_secrets(workspace.folder))
        first = next(iter(environments.all), "")
        environments.choose(self._settings.text(f"environment/{workspace.name}", first))
        window = Window(workspace, environments, self._look, self.preferring, self._data)
        window.use_actions(Actions(window, handlers(window, self._open_example, self._log)))
        window.workspace_requested.connect(self._change_workspace)
        window.painted.connect(lambda: self._after_paint(window))
        window.desk.closed.connect(self._end_engines)
        window.connection_desk.session_ended.connect(self._end_engine)
        own = workspace.folder == self._data.example_workspace.resolve()
        trusted = TrustedFolders(self._data.trusted_file)
        TrustQuestion(workspace, environments, trusted, own, window)
        question = ProductionQuestion(environments, window.notices)
        window.desk.closed.connect(lambda _: question.withdraw())
        old, self.window = self.window, window
        # Looked for before a tab claims its journal; told after the first paint.
        self._left = tuple(u for u in unsaved(self._data.journal) if _belongs_to(u, workspace))
        first_flow = flow or window.keeper.front
        if first_flow is not None:
            window.desk.open(first_flow)
        window.follow()
        window.show()
        if old is not None:
            old.close()
        return window

    def _claim(self, workspace: Workspace) -> None:
        """Let later starts with this workspace, and no other, hand over to this program."""
        if self._instance is not None and self._instance.folder == workspace.folder:
            return
        if self._instance is not None:
            self._instance.close()
        self._instance = Instance(self._data, workspace.folder)
        self._instance.take()  # without the claim it hears nothing, and another program does

    def _heard(self, files: tuple[Path, ...]) -> None:
        """A later start named these files: show them, and the window in front."""
        window = self.window
        if window is None:
            return
        for file in files:
            window.desk.open(file)
        _come_forward(window)

    async def close(self) -> None:
        """End what still runs: engines and the example server."""
        if self._instance is not None:
            self._instance.close()
        logging.getLogger().removeHandler(self._log)
        await asyncio.gather(*self._ending)
        if self._server is not None:
            await self._server.close()

    def _preferred(self, before: Preferences) -> None:
        """Engines know the proxies from their start."""
        now = self.preferring.now
        proxies = [(p.proxy, p.proxy_url, p.no_proxy) for p in (before, now)]
        if self.window is not None and proxies[0] != proxies[1]:
            for tab in self.window.desk.tabs:
                tab.runner.session.restart()

    @property
    def _folder(self) -> Path | None:
        return self.window.workspace.folder if self.window is not None else None

    def _end_engines(self, tab: FlowTab) -> None:
        """End all that works for a tab which was closed."""
        desks = (*tab.token_desk.sessions, *tab.schema_desk.sessions)
        for session in (tab.runner.session, *desks):
            self._end_engine(session)
        self._end(tab.code_desk.aclose())
        tab.data_runs.end(self._end_engine)

    def _end_engine(self, session: RunSession | DataRunSession) -> None:
        session.setParent(self)
        self._end(session.closed())

    def _end(self, work: Coroutine[Any, Any, None]) -> None:
        """Let something come to its end; the program waits for it."""
        task = self._bridge.spawn(work, self._say_error)
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    def _say_error(self, error: BaseException) -> None:
        if self.window is not None:
            self.window.say(str(error), "error")

    def _after_paint(self, window: Window) -> None:
        self._bridge.spawn(self._serve_examples(), self._say_error)
        if self._instance is not None:
            self._bridge.spawn(self._instance.listen(self._heard), self._say_error)
        for tab in window.desk.tabs:
            tab.runner.session.warm_up()
        window.keeper.restore()
        self._offer_recovery(window)
        try:
            self._data.remove_leftovers()
            remove_orphans(self._data.samples)
        except (FileProblem, OSError) as problem:
            window.say(tr("Leftovers of old runs cannot be removed: {why}", why=problem), "warning")

    async def _serve_examples(self) -> None:
        """Let the example server answer, from a process of its own."""
        if self._server is None:
            from builder.examples.hosted import HostedServer

            self._server = HostedServer(self._examples_moved)
            await self._server.start()
        elif self._server_url:
            self._examples_moved(self._server_url)

    def _examples_moved(self, url: str) -> None:
        self._server_url = url
        if self.window is not None:
            self.window.environments.set_built_in(examples.VARIABLE, url)

    def _offer_recovery(self, window: Window) -> None:
        left, self._left = self._left, ()
        if not left:
            return
        names = ", ".join(f"“{item.belongs.name or tr('Untitled')}”" for item in left)
        window.notices.say(
            "recovery",
            tr("Work on {names} was not saved when the program ended.", names=names),
            [
                (tr("Recover"), lambda: _each(left, window.desk.recover)),
                (tr("Throw away"), lambda: _each(left, Unsaved.discard)),
            ],
            "warning",
        )

    def _change_workspace(self, workspace: Workspace) -> None:
        window = self.window
        other = Instance(self._data, workspace.folder)
        if workspace.folder != self._folder and not other.take() and other.hand_over((), 1.0):
            if window is not None:
                window.say(tr("“{name}” is open in another window.", name=workspace.name))
            return
        other.close()
        if window is None or window.close_tabs():
            self.open(workspace)

    def _open_example(self) -> None:
        try:
            flow = examples.install(self._data.example_workspace)
        except OSError as error:
            if self.window is not None:
                self.window.say(tr("The example cannot be copied: {why}", why=error), "error")
            return
        window = self.window
        workspace = Workspace(self._data.example_workspace)
        if window is not None and window.workspace.folder == workspace.folder:
            window.desk.open(flow)
        elif window is None or window.close_tabs():
            self.open(workspace, flow)


def _each(items: Iterable[Unsaved], act: Callable[[Unsaved], None]) -> None:
    for item in items:
        act(item)


def _belongs_to(item: Unsaved, workspace: Workspace) -> bool:
    return item.belongs.workspace in ("", str(workspace.folder))


def _come_forward(window: Window) -> None:
    """Show the window in front of others, as it was before it was minimised."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
