"""Remembers how a window was left, and makes it so again: tabs, what they showed, the side bar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from builder.app.flow_tab import FlowTab
from builder.app.recent import (
    TabState,
    WindowState,
    forget_states,
    keep_state,
    read_state,
    remember_folder,
)
from builder.canvas.camera import Camera
from builder.model.workflow import walk

if TYPE_CHECKING:
    from builder.app.window import Window

KEEP_MS = 500
"""How long after a change it is remembered, so that a crash loses little."""


class WindowKeeper(QObject):
    """Keeps the state of one window.

    Args:
        window: The window; its workspace becomes the one that was open last.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._folder = window.workspace.folder
        self._left = read_state(window.settings, self._folder)
        self._waiting: list[TabState] = []
        self._restored: set[str] = set()
        self._unseen: dict[FlowTab, TabState] = {}
        self._is_over = False
        self._soon = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._soon.timeout.connect(self._keep)
        window.desk.opened.connect(self._opened)
        window.desk.closed.connect(self._closed)
        window.tabs.current_changed.connect(lambda _: self._soon.start())
        remember_folder(window.settings, self._folder)
        forget_states(window.settings)

    @property
    def front(self) -> Path | None:
        """The workflow that was in front, if it is still there."""
        path = Path(self._left.front)
        return path if self._left.front and path.is_file() else None

    def restore(self) -> None:
        """Open what else was open, behind what is in front, one workflow at a time."""
        if self._left.side:
            self._window.side_bar.show_page(self._left.side)
        opened = {str(tab.document.path) for tab in self._window.desk.tabs}
        self._waiting = [tab for tab in self._left.tabs if tab.path not in opened]
        self._open_next()

    def _open_next(self) -> None:
        if self._is_over or not self._waiting:
            return
        state = self._waiting.pop(0)
        if Path(state.path).is_file():
            before = [tab.path for tab in self._left.tabs]
            self._window.open_behind(Path(state.path), before.index(state.path))
        QTimer.singleShot(0, self, self._open_next)

    def close(self) -> None:
        """Remember how the window is left; called before its workflows are closed."""
        self._keep()
        self._is_over = True
        self._soon.stop()

    def go_on(self) -> None:
        """The window was not closed after all."""
        self._is_over = False

    def _opened(self, tab: FlowTab) -> None:
        """Let a workflow look as it was left, once; a restored one or one opened by hand."""
        state = self._left.of(tab.document.path) if tab.document.path is not None else None
        if state is not None and state.path not in self._restored:
            self._restored.add(state.path)
            self._unseen[tab] = state
            self._restore(tab, state)
        if tab not in self._window.tabs:
            tab.canvas.camera_changed.connect(self._soon.start)
            tab.canvas.folding.changed.connect(self._soon.start)
            tab.state_changed.connect(self._soon.start)
        self._soon.start()

    def _closed(self, tab: FlowTab) -> None:
        self._unseen.pop(tab, None)
        self._soon.start()

    def _restore(self, tab: FlowTab, state: TabState) -> None:
        """Select and look at the same; the canvas has its size once it is shown."""
        canvas = tab.canvas
        known = {step.number for step in walk(tab.document.workflow)}
        canvas.folding.set(known.intersection(state.collapsed))
        tab.document.select([number for number in state.selected if number in known])
        if state.run_panel:
            tab.below.open()
        if state.outline:
            tab.outline.open()

        def look() -> None:
            canvas.camera_changed.disconnect(look)
            self._unseen.pop(tab, None)
            canvas.look_from(Camera(state.zoom, state.x + canvas.width() / 2, state.y))

        canvas.camera_changed.connect(look)

    def _keep(self) -> None:
        if not self._is_over:
            keep_state(self._window.settings, self._folder, self._now())

    def _now(self) -> WindowState:
        window = self._window
        tabs = [
            _state(tab, self._unseen.get(tab))
            for tab in window.tabs
            if tab.document.path is not None
        ]
        front = window.tab.document.path if window.tab is not None else None
        return WindowState(
            (*tabs, *self._waiting), str(front) if front else "", window.side_bar.page
        )


def _state(tab: FlowTab, unseen: TabState | None) -> TabState:
    """How a tab is looked at; one that was not shown yet would be looked at as it was left."""
    camera, width = tab.canvas.camera, tab.canvas.width()
    return TabState(
        path=str(tab.document.path),
        zoom=unseen.zoom if unseen else camera.zoom,
        x=unseen.x if unseen else camera.x - width / 2,
        y=unseen.y if unseen else camera.y,
        selected=tab.document.selected,
        run_panel=not tab.below.isHidden(),
        outline=not tab.outline.isHidden(),
        collapsed=tuple(sorted(tab.canvas.folding.collapsed)),
    )
