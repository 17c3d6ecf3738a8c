"""Every action of the program as data: menus, shortcuts, tooltips and the command palette."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMainWindow, QMenu

from builder.app.flow_tab import FlowTab


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. `name` ties it to its handler; an empty `name` is a separator.

    `local` keys work where the focus is (the canvas, a text); the menu only shows them.
    """

    name: str
    menu: str
    text: str = ""
    shortcut: str = ""
    tip: str = ""
    local: bool = False


def _separator(menu: str) -> ActionSpec:
    return ActionSpec("", menu)


FILE, EDIT, RUN, VIEW, HELP = "&File", "&Edit", "&Run", "&View", "&Help"

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("new", FILE, "New workflow", "Ctrl+N", "Start an empty workflow"),
    ActionSpec("open_file", FILE, "Open workflow…", "Ctrl+O", "Open a workflow file"),
    ActionSpec(
        "open_folder", FILE, "Open workspace…", "Ctrl+Shift+O", "Open a folder of workflows"
    ),
    ActionSpec(
        "open_example", FILE, "Open example workspace", "", "Open the example to try things"
    ),
    _separator(FILE),
    ActionSpec("save", FILE, "Save", "Ctrl+S", "Write the workflow to its file"),
    ActionSpec("save_as", FILE, "Save as…", "Ctrl+Shift+S", "Write the workflow to another file"),
    ActionSpec("close", FILE, "Close workflow", "Ctrl+W", "Close the tab"),
    _separator(FILE),
    ActionSpec("quit", FILE, "Quit", "Ctrl+Q", "Close the program"),
    ActionSpec("undo", EDIT, "Undo", "Ctrl+Z", "Take the last edit back"),
    ActionSpec("redo", EDIT, "Redo", "Ctrl+Shift+Z", "Do it again"),
    _separator(EDIT),
    ActionSpec("cut", EDIT, "Cut", "Ctrl+X", "Cut the selected steps", local=True),
    ActionSpec("copy", EDIT, "Copy", "Ctrl+C", "Copy the selected steps as text", local=True),
    ActionSpec(
        "paste", EDIT, "Paste", "Ctrl+V", "Insert copied steps after the selected one", local=True
    ),
    ActionSpec(
        "duplicate",
        EDIT,
        "Duplicate",
        "Ctrl+D",
        "Copy the selected steps below themselves",
        local=True,
    ),
    ActionSpec("delete", EDIT, "Delete", "Del", "Delete the selected steps", local=True),
    ActionSpec("toggle", EDIT, "Enable / disable", "E", "A disabled step is skipped", local=True),
    ActionSpec("select_all", EDIT, "Select all steps", "Ctrl+A", "Select every step", local=True),
    _separator(EDIT),
    ActionSpec("rename", EDIT, "Rename step", "F2", "Edit the name of the selected step"),
    ActionSpec(
        "renumber", EDIT, "Renumber steps", "", "Number steps in reading order, references follow"
    ),
    ActionSpec("find", EDIT, "Find in response", "Ctrl+F", "Search the response shown below"),
    ActionSpec("test_step", RUN, "Test step", "Ctrl+Return", "Run the selected step alone"),
    ActionSpec(
        "test_workflow", RUN, "Test workflow", "Ctrl+Shift+Return", "Run the whole workflow"
    ),
    ActionSpec(
        "run_to_here", RUN, "Run up to here", "", "Run everything down to the selected step"
    ),
    ActionSpec("stop", RUN, "Stop", "Ctrl+.", "Cancel the run at once"),
    ActionSpec("commands", VIEW, "Command palette", "Ctrl+K", "Find any action, workflow or step"),
    _separator(VIEW),
    ActionSpec("zoom_in", VIEW, "Zoom in", "Ctrl++", "Make the canvas larger"),
    ActionSpec("zoom_out", VIEW, "Zoom out", "Ctrl+-", "Make the canvas smaller"),
    ActionSpec("zoom_reset", VIEW, "Actual size", "Ctrl+0", "Show the canvas at 100 %"),
    ActionSpec("fit", VIEW, "Fit workflow", "Shift+1", "Show the whole workflow"),
    _separator(VIEW),
    ActionSpec("outline", VIEW, "Outline", "Ctrl+Shift+L", "Walk the workflow as a list"),
    ActionSpec("run_panel", VIEW, "Run panel", "Ctrl+J", "Show or hide the run panel"),
    ActionSpec("theme", VIEW, "Switch light / dark", "", "Change the theme until the next switch"),
    ActionSpec(
        "theme_system", VIEW, "Follow the system's theme", "", "Light or dark as the system"
    ),
    ActionSpec("guide", HELP, "User guide", "F1", "Open the guide"),
    ActionSpec("about", HELP, "About Steploom", "", "Version and licence"),
)


class Actions:
    """The actions of one window, made from `ACTIONS`.

    Args:
        window: Gets the menu bar and the shortcuts.
        handlers: What each action calls, by its name.

    Raises:
        KeyError: An action has no handler.
    """

    def __init__(self, window: QMainWindow, handlers: Mapping[str, Callable[[], object]]) -> None:
        self._actions: dict[str, QAction] = {}
        menus: dict[str, QMenu] = {}
        for spec in ACTIONS:
            menu = menus.get(spec.menu) or window.menuBar().addMenu(spec.menu)
            menus[spec.menu] = menu
            if not spec.name:
                menu.addSeparator()
                continue
            action = self._made(spec, window)
            action.triggered.connect(_without_arguments(handlers[spec.name]))
            menu.addAction(action)
            self._actions[spec.name] = action

    def _made(self, spec: ActionSpec, window: QMainWindow) -> QAction:
        action = QAction(spec.text, window)
        action.setObjectName(spec.name)
        if spec.shortcut:
            action.setShortcut(QKeySequence(spec.shortcut))
        if spec.local:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        keys = f" ({action.shortcut().toString()})" if spec.shortcut else ""
        action.setToolTip(f"{spec.tip}{keys}")
        action.setStatusTip(spec.tip)
        return action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())


NEEDS_FLOW = (
    "save", "save_as", "close", "cut", "copy", "paste", "duplicate", "delete", "toggle",
    "select_all", "rename", "renumber", "find", "test_step", "test_workflow", "run_to_here",
    "zoom_in", "zoom_out", "zoom_reset", "fit", "outline", "run_panel",
)  # fmt: skip
"""Actions that are only possible while a workflow is open."""


def enable(actions: Actions, tab: FlowTab | None, history: QUndoStack | None) -> None:
    """Enable what is possible for the workflow in front."""
    for name in NEEDS_FLOW:
        actions[name].setEnabled(tab is not None)
    for name, verb in (("undo", "Undo"), ("redo", "Redo")):
        possible = bool(history and (history.canUndo() if name == "undo" else history.canRedo()))
        text = (history.undoText() if name == "undo" else history.redoText()) if history else ""
        actions[name].setEnabled(possible)
        actions[name].setText(f"{verb} {text}".strip())
    running = tab is not None and tab.runner.running
    actions["stop"].setEnabled(running)
    for name in ("test_step", "test_workflow", "run_to_here"):
        actions[name].setEnabled(tab is not None and not running)
    for name in ("test_step", "run_to_here", "rename"):
        actions[name].setEnabled(actions[name].isEnabled() and _one_selected(tab))


def _one_selected(tab: FlowTab | None) -> bool:
    return tab is not None and tab.document.current is not None


def _without_arguments(handler: Callable[[], object]) -> Callable[[], None]:
    """Qt passes `checked`; handlers take nothing."""

    def call() -> None:
        handler()

    return call
