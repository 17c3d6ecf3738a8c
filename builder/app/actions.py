"""Every action of the program as data: menus, shortcuts, tooltips and the command palette."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMainWindow, QMenu

from builder.app.flow_tab import FlowTab


class ActionSpec(msgspec.Struct, frozen=True):
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
        "run_to_here", RUN, "Run up to here", "Ctrl+F10", "Run everything down to the selected step"
    ),
    ActionSpec(
        "run_from_here",
        RUN,
        "Run from here",
        "Ctrl+Shift+F10",
        "Run the selected step and all after it on the latest outputs of those before",
    ),
    ActionSpec(
        "run_with_data", RUN, "Run with data…", "", "Run the workflow for each row of a file"
    ),
    _separator(RUN),
    ActionSpec("step_through", RUN, "Step through", "F11", "Run the workflow, one step at a time"),
    ActionSpec(
        "pause_or_continue", RUN, "Pause", "F6", "Let no further step begin, or go on again"
    ),
    ActionSpec("next_step", RUN, "Next step", "F10", "Run one step, then pause again"),
    ActionSpec("stop", RUN, "Stop", "Ctrl+.", "Cancel the run at once"),
    _separator(RUN),
    ActionSpec(
        "toggle_breakpoint", RUN, "Breakpoint", "F9", "Runs pause before the selected steps"
    ),
    ActionSpec(
        "toggle_pin",
        RUN,
        "Pin output",
        "P",
        "Use the output the selected step gave instead of running it",
        local=True,
    ),
    ActionSpec(
        "edit_pin", RUN, "Edit pinned output…", "", "Write as JSON what the selected step gives"
    ),
    ActionSpec("toggle_skip_delays", RUN, "Skip delays", "", "Runs do not wait at Delays"),
    ActionSpec("commands", VIEW, "Command palette", "Ctrl+K", "Find any action, workflow or step"),
    _separator(VIEW),
    ActionSpec("zoom_in", VIEW, "Zoom in", "Ctrl++", "Make the canvas larger"),
    ActionSpec("zoom_out", VIEW, "Zoom out", "Ctrl+-", "Make the canvas smaller"),
    ActionSpec("zoom_reset", VIEW, "Actual size", "Ctrl+0", "Show the canvas at 100 %"),
    ActionSpec("fit", VIEW, "Fit workflow", "Shift+1", "Show the whole workflow"),
    _separator(VIEW),
    ActionSpec("outline", VIEW, "Outline", "Ctrl+Shift+L", "Walk the workflow as a list"),
    ActionSpec("history", VIEW, "Run history…", "Ctrl+H", "Find, open, compare and export runs"),
    ActionSpec("run_panel", VIEW, "Run panel", "Ctrl+J", "Show or hide the run panel"),
    ActionSpec(
        "waterfall", VIEW, "Waterfall", "Ctrl+Shift+J", "Show all steps of the run on one time axis"
    ),
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
        action.setCheckable(spec.name in CHECKABLE)
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
    "run_from_here", "step_through", "pause_or_continue", "next_step", "toggle_breakpoint",
    "toggle_pin", "edit_pin", "toggle_skip_delays", "run_with_data",
    "zoom_in", "zoom_out", "zoom_reset", "fit", "outline", "run_panel",
    "waterfall",
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
    _enable_runs(actions, tab)
    actions["rename"].setEnabled(_one_selected(tab))


CHECKABLE = ("toggle_breakpoint", "toggle_pin", "toggle_skip_delays")
"""Actions that are on or off."""


def _enable_runs(actions: Actions, tab: FlowTab | None) -> None:
    """Enable what can be asked of runs now, and tick what is on."""
    one = _one_selected(tab)
    runner = tab.runner if tab is not None else None
    current = tab.document.current if tab is not None else None
    running = runner is not None and runner.running
    session = runner.session if runner is not None else None
    for name in ("stop", "pause_or_continue", "next_step"):
        actions[name].setEnabled(running)
    for name in ("test_workflow", "step_through"):
        actions[name].setEnabled(runner is not None and not running)
    for name in ("test_step", "run_to_here"):
        actions[name].setEnabled(one and not running)
    for name in ("toggle_pin", "edit_pin"):
        actions[name].setEnabled(one)
    actions["toggle_breakpoint"].setEnabled(tab is not None and bool(tab.document.selected))
    may_begin = runner is not None and not running and runner.can_run_from(current)
    actions["run_from_here"].setEnabled(may_begin)
    paused = session is not None and session.control.paused
    actions["pause_or_continue"].setText("Continue" if paused else "Pause")
    ticked = (
        runner is not None and current in runner.breakpoints.numbers,
        runner is not None and current in runner.samples.pinned,
        runner is not None and runner.skip_delays,
    )
    for name, on in zip(CHECKABLE, ticked, strict=True):
        actions[name].setChecked(on)


def _one_selected(tab: FlowTab | None) -> bool:
    return tab is not None and tab.document.current is not None


def _without_arguments(handler: Callable[[], object]) -> Callable[[], None]:
    """Qt passes `checked`; handlers take nothing."""

    def call() -> None:
        handler()

    return call
