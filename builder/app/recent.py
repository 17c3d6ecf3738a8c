"""The workspaces that were open last, the latest first, and what each looked like."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QMenu, QWidget

from builder.app.settings import Settings
from builder.look.language import tr

MOST = 10
"""Workspaces that are remembered."""
_LIST = "recent"


def recent_folders(settings: Settings) -> tuple[Path, ...]:
    """The workspaces that were open last, the latest first; they may be gone meanwhile."""
    try:
        names = msgspec.json.decode(settings.text(_LIST, "[]"), type=list[str])
    except msgspec.DecodeError:
        return ()
    return tuple(Path(name) for name in names[:MOST])


def remember_folder(settings: Settings, folder: Path) -> None:
    """Put a workspace in front of the others."""
    others = (other for other in recent_folders(settings) if other != folder)
    _write(settings, (folder, *others))


def _write(settings: Settings, folders: tuple[Path, ...]) -> None:
    settings.set_text(_LIST, msgspec.json.encode([str(f) for f in folders[:MOST]]).decode())


class RecentMenu(QMenu):
    """*Open recent*: filled each time it opens; workspaces that are gone are not offered.

    Args:
        settings: Where they are remembered.
        here: The workspace that is open.
        open_folder: Opens another one.
        parent: The window.
    """

    def __init__(
        self,
        settings: Settings,
        here: Path,
        open_folder: Callable[[Path], object],
        parent: QWidget,
    ) -> None:
        super().__init__(tr("Open recent"), parent)
        self._settings = settings
        self._here = here
        self._open = open_folder
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List them as they are now."""
        self.clear()
        others = other_folders(self._settings, self._here)
        for folder in others:
            action = self.addAction(folder.name.replace("&", "&&"))
            action.setToolTip(str(folder))
            action.triggered.connect(self._opener(folder))
        if not others:
            self.addAction(tr("No other workspace was open yet")).setEnabled(False)
            return
        self.addSeparator()
        self.addAction(tr("Clear this list")).triggered.connect(self._forget)

    def _opener(self, folder: Path) -> Callable[[], None]:
        def open_it() -> None:
            self._open(folder)

        return open_it

    def _forget(self) -> None:
        _write(self._settings, (self._here,))


def other_folders(settings: Settings, here: Path) -> tuple[Path, ...]:
    """The workspaces besides the open one that are still there."""
    return tuple(f for f in recent_folders(settings) if f != here and f.is_dir())


class TabState(msgspec.Struct, frozen=True):
    """How an open workflow was looked at.

    Attributes:
        path: Its file.
        zoom: Of the canvas.
        x: Where the canvas' origin stood in the view, px; `y` likewise.
        selected: Numbers of the selected steps.
        run_panel: Whether the run panel was there.
        outline: Whether the outline was there.
        collapsed: Numbers of the collapsed blocks.
    """

    path: str
    zoom: float = 1.0
    x: float = 0.0
    y: float = 0.0
    selected: tuple[int, ...] = ()
    run_panel: bool = False
    outline: bool = False
    collapsed: tuple[int, ...] = ()


class WindowState(msgspec.Struct, frozen=True):
    """How the window of a workspace was left.

    Attributes:
        tabs: The workflows in the order of their tabs.
        front: File of the one in front; empty for none.
        side: The page of the side bar.
    """

    tabs: tuple[TabState, ...] = ()
    front: str = ""
    side: int = 0

    def of(self, path: Path) -> TabState | None:
        """How a workflow was looked at; None when it was not open."""
        return next((tab for tab in self.tabs if tab.path == str(path)), None)


def read_state(settings: Settings, folder: Path) -> WindowState:
    """How the window of a workspace was left; as at first when nobody knows."""
    try:
        return msgspec.json.decode(settings.text(_key(folder), "{}"), type=WindowState)
    except msgspec.DecodeError:
        return WindowState()


def keep_state(settings: Settings, folder: Path, state: WindowState) -> None:
    """Remember how the window of a workspace is left."""
    settings.set_text(_key(folder), msgspec.json.encode(state).decode())


def forget_states(settings: Settings) -> None:
    """Forget how workspaces were left that are not remembered any more."""
    kept = {_key(folder) for folder in recent_folders(settings)}
    for name in settings.names("state"):
        if f"state/{name}" not in kept:
            settings.remove(f"state/{name}")


def _key(folder: Path) -> str:
    return f"state/{blake2b(str(folder).encode(), digest_size=8).hexdigest()}"
