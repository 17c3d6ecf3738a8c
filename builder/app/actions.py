"""The actions of a window, made from the table in `builder.app.action_list`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMainWindow, QMenu

from builder.app.action_list import ACTIONS, CHECKABLE, NEEDS_FLOW, ActionSpec
from builder.app.flow_tab import FlowTab
from builder.look.language import tr


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
        self._menus: dict[str, QMenu] = {}
        menus: dict[str, QMenu] = {}
        for spec in ACTIONS:
            menu = menus.get(spec.menu) or window.menuBar().addMenu(tr(spec.menu))
            menus[spec.menu] = menu
            if not spec.name:
                menu.addSeparator()
                continue
            action = self._made(spec, window)
            action.triggered.connect(_without_arguments(handlers[spec.name]))
            menu.addAction(action)
            self._actions[spec.name] = action
            self._menus[spec.name] = menu

    def insert_menu(self, name: str, menu: QMenu) -> None:
        """Put a menu below the action of that name."""
        entries = self._menus[name].actions()
        after = entries.index(self._actions[name]) + 1
        self._menus[name].insertMenu(entries[after], menu)

    def _made(self, spec: ActionSpec, window: QMainWindow) -> QAction:
        action = QAction(tr(spec.text), window)
        action.setObjectName(spec.name)
        action.setCheckable(spec.name in CHECKABLE)
        if spec.shortcut:
            action.setShortcut(QKeySequence(spec.shortcut))
        if spec.local:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        keys = (
            f" ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})"
            if spec.shortcut
            else ""
        )
        action.setToolTip(f"{tr(spec.tip)}{keys}")
        action.setStatusTip(tr(spec.tip))
        return action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())


def enable(actions: Actions, tab: FlowTab | None, history: QUndoStack | None) -> None:
    """Enable what is possible for the workflow in front."""
    for name in NEEDS_FLOW:
        actions[name].setEnabled(tab is not None)
    for name in ("undo", "redo"):
        possible = bool(history and (history.canUndo() if name == "undo" else history.canRedo()))
        text = (history.undoText() if name == "undo" else history.redoText()) if history else ""
        actions[name].setEnabled(possible)
        actions[name].setText(
            tr("Undo {edit}" if name == "undo" else "Redo {edit}", edit=text).strip()
        )
    _enable_runs(actions, tab)
    actions["rename"].setEnabled(_one_selected(tab))
    for name in ("where_used", "note"):
        actions[name].setEnabled(_one_selected(tab))


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
    actions["pause_or_continue"].setText(tr("Continue") if paused else tr("Pause"))
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
