"""The whole program in this process, for tests that use its window with real mouse and keys."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from builder.app.bridge import Bridge
from builder.app.program import Program
from builder.app.settings import Settings
from builder.app.window import Window
from builder.canvas.scene import plus_of
from builder.look.stylesheet import dress
from builder.look.theme import Look
from builder.model.workflow import Place
from builder.storage.userdata import UserData
from builder.storage.workspace import Workspace

Scenario = Callable[["User"], Awaitable[None]]


class User:
    """Somebody at the window: looks, waits, clicks, types."""

    def __init__(self, program: Program) -> None:
        self.program = program

    @property
    def window(self) -> Window:
        """The window that is open now."""
        assert self.program.window is not None
        return self.program.window

    @property
    def tab(self):
        """The workflow in front."""
        tab = self.window.tab
        assert tab is not None
        return tab

    async def until(self, condition: Callable[[], object], seconds: float = 15) -> None:
        """Wait until something holds.

        Raises:
            AssertionError: It does not within the time.
        """
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, "this did not happen in time"
            await asyncio.sleep(0.01)

    async def settle(self, seconds: float = 0.05) -> None:
        """Let the window catch up."""
        await asyncio.sleep(seconds)

    async def ran(self) -> None:
        """Wait until the run is over."""
        await self.until(lambda: not self.tab.runner.running)
        await self.settle()

    def key(self, keys: str, widget: QWidget | None = None) -> None:
        """Press a combination of keys ("Ctrl+S") where the focus is."""
        target = widget or QApplication.focusWidget() or self.window
        *held, name = keys.split("+") if keys != "+" else [keys]
        modifiers = Qt.KeyboardModifier.NoModifier
        for word in held:
            modifiers |= {
                "Ctrl": Qt.KeyboardModifier.ControlModifier,
                "Shift": Qt.KeyboardModifier.ShiftModifier,
            }[word]
        QTest.keyClick(target, getattr(Qt.Key, f"Key_{name}"), modifiers)

    def type(self, text: str, widget: QWidget | None = None) -> None:
        """Type text where the focus is."""
        for letter in text:
            QTest.keyClicks(widget or QApplication.focusWidget() or self.window, letter)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click a widget in its middle, or at a point of it."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())

    def plus(self, place: Place) -> QPoint:
        """Where on the canvas a "+" is."""
        canvas = self.tab.canvas
        plus = plus_of(canvas.layout_now, place)
        assert plus is not None
        at = canvas.camera.to_view(plus.x, plus.y)
        return QPoint(round(at.x), round(at.y))

    async def add_step(self, place: Place, words: str) -> None:
        """Press a "+", type a few letters, press Enter."""
        self.click(self.tab.canvas, self.plus(place))
        await self.settle()
        self.type(words, self.window.adding.popup.search)
        self.key("Return", self.window.adding.popup.search)
        await self.settle()


FIRST = Path("first")
"""Stands for the first workflow of a workspace."""


def use(
    application: QApplication,
    data: Path,
    workspace: Path,
    scenario: Scenario,
    seconds: float = 60,
    flow: Path | None = FIRST,
) -> None:
    """Open a workspace in the program, let the scenario happen, close everything.

    Args:
        application: Qt's.
        data: The user's data folder.
        workspace: The folder that is opened.
        scenario: What the user does.
        seconds: How long that may take.
        flow: The workflow to show; None for what was shown when the workspace was left.

    Raises:
        BaseException: Whatever the scenario raised.
    """
    user_data = UserData(data)
    bridge = Bridge(application)
    look = Look(application, fixed="light")
    dress(application, look)
    settings = Settings(user_data.settings_file, application)
    program = Program(bridge, look, settings, user_data)
    failures: list[BaseException] = []

    async def play() -> None:
        try:
            async with asyncio.timeout(seconds):
                await scenario(User(program))
        except BaseException as error:
            failures.append(error)
        finally:
            for tab in program.window.desk.tabs if program.window else ():
                tab.document.history.setClean()
                tab.runner.session.close()  # else the window asks whether to stop what runs
            application.closeAllWindows()

    def started() -> None:
        folder = Workspace(workspace)
        shown = next(iter(folder.flows()), None) if flow is FIRST else flow
        window = program.open(folder, shown)
        window.painted.connect(lambda: bridge.spawn(play(), failures.append))

    bridge.run(started, program.close)
    for left in application.topLevelWidgets():
        left.deleteLater()  # each window that is left makes dressing the next one slower
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if failures:
        raise failures[0]
