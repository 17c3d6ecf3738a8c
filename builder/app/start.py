"""Starts the program with its window."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QApplication

import builder
from builder import examples
from builder.app.announcing import describe_painted
from builder.app.bridge import Bridge
from builder.app.garbage import Garbage
from builder.app.instance import Instance
from builder.app.preferences import dress_as, read
from builder.app.program import Program
from builder.app.recent import read_state, recent_folders
from builder.app.settings import Settings
from builder.look.language import install
from builder.look.stylesheet import dress
from builder.look.theme import Look
from builder.storage.files import FileProblem
from builder.storage.userdata import UserData
from builder.storage.workspace import FLOW, Workspace

FRAME = QSize(0, 40)
"""What the frame of the first window may take of the screen, px."""
TOUR_MS = 800
"""At the very first start the tour begins so long after the first paint."""


def open_window(arguments: Sequence[str], after_paint: Callable[[], object] | None = None) -> int:
    """Show the window and run until it is closed.

    Args:
        arguments: At most one: a workspace folder or a workflow file.
        after_paint: Called once the window has been painted (for measurements).

    Returns:
        The exit code: 0, or 2 when what was named cannot be opened.
    """
    data = UserData.standard()
    try:
        settings = Settings(data.settings_file)
        workspace, flow = _wanted(arguments, data, settings)
        instance = Instance(data, workspace.folder)
        if not instance.take() and instance.hand_over(_files(arguments)):
            return 0
    except (FileProblem, OSError, ValueError) as problem:
        print(f"steploom: {problem}", file=sys.stderr)
        return 2
    application = QApplication(["steploom"])
    application.setApplicationName("Steploom")
    application.setApplicationVersion(builder.__version__)
    application.setDesktopFileName("steploom")
    preferences = read(settings)
    install(application, preferences.language)
    look = Look(application, fixed=preferences.theme)
    dress_as(look, preferences)
    dress(application, look)
    describe_painted()
    bridge = Bridge(application)
    program = Program(bridge, look, settings, data, instance)
    signal.signal(signal.SIGINT, lambda *_: application.closeAllWindows())

    def started() -> None:
        first = not settings.knows_window
        window = program.open(workspace, flow)
        if first:
            window.resize(window.size().boundedTo(window.screen().availableSize() - FRAME))
        window.painted.connect(lambda: Garbage(application))
        if not arguments and not settings.text("tour"):
            tour = window.actions_by_name["tour"]
            window.painted.connect(lambda: QTimer.singleShot(TOUR_MS, tour, tour.trigger))
        if after_paint is not None:
            window.painted.connect(after_paint)

    bridge.run(started, program.close)
    return 0


def _files(arguments: Sequence[str]) -> list[Path]:
    """The files that were named, absolute."""
    paths = [Path(argument).absolute() for argument in arguments]
    return [path for path in paths if path.is_file()]


def _wanted(
    arguments: Sequence[str], data: UserData, settings: Settings
) -> tuple[Workspace, Path | None]:
    """The workspace and the workflow to show first.

    When nothing was named it is the workspace that was open last, and at first the example.
    Without a workflow the window shows what it showed last.

    Raises:
        ValueError: Something that is neither a folder nor a workflow file was named.
    """
    if len(arguments) > 1:
        raise ValueError("name one folder or one workflow file.")
    last = next((folder for folder in recent_folders(settings) if folder.is_dir()), None)
    if not arguments and last is not None:
        return Workspace(last), None
    if not arguments:
        flow = examples.install(data.example_workspace)
        return Workspace(data.example_workspace), flow
    path = Path(arguments[0])
    if path.is_dir():
        workspace = Workspace(path)
        known = read_state(settings, workspace.folder).tabs
        return workspace, None if known else next(iter(workspace.flows()), None)
    if path.is_file():
        return Workspace.of(path), path.absolute()
    raise ValueError(f"{path}: there is no such folder or {FLOW} file.")
