"""What each action of `builder.app.action_list` does in a window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QMessageBox, QWidget

import builder
from builder.app import areas
from builder.app.flow_tab import FlowTab
from builder.app.recent_log import RecentLog
from builder.app.text_edits import in_text_or
from builder.app.window import Window
from builder.document import commands
from builder.look.language import tr
from builder.storage.workspace import Workspace

Handler = Callable[[], object]
OnTab = Callable[[Callable[[FlowTab], object]], Handler]
"""Makes a handler of what is to be done with the workflow in front."""

STEP_ACTIONS = (
    "cut", "copy", "paste", "duplicate", "delete", "toggle", "select_all", "note", "problems",
    "collapse", "where_used",
)  # fmt: skip
"""Actions on the selected steps, by their names in `builder.canvas.actions`."""

RUN_ACTIONS = (
    "test_step", "test_workflow", "run_to_here", "run_from_here", "step_through",
    "pause_or_continue", "next_step", "toggle_breakpoint", "toggle_skip_delays", "toggle_pin",
    "edit_pin", "stop",
)  # fmt: skip
"""Actions that `RunDesk` has a method of the same name for."""


def handlers(window: Window, open_example: Handler, log: RecentLog) -> Mapping[str, Handler]:
    """A handler for every action, by the action's name.

    Args:
        window: What they work on.
        open_example: Opens the example workspace.
        log: What was logged last, for diagnostics.
    """

    on_tab = partial(_on_tab, window)
    return {
        **_file_handlers(window, on_tab, open_example),
        **_edit_handlers(window, on_tab),
        **_run_handlers(on_tab),
        **_canvas_handlers(on_tab),
        **_view_handlers(window, on_tab),
        **_window_handlers(window, log),
    }


def _on_tab(window: Window, act: Callable[[FlowTab], object]) -> Handler:
    """Do something with the workflow in front, if there is one."""

    def handle() -> None:
        if window.tab is not None:
            act(window.tab)

    return handle


def _file_handlers(window: Window, on_tab: OnTab, open_example: Handler) -> dict[str, Handler]:
    desk = window.desk
    return {
        "new": desk.new,
        "open_file": desk.open_file,
        "open_folder": lambda: _open_folder(window),
        "open_example": open_example,
        "save": on_tab(desk.save),
        "save_as": on_tab(desk.save_as),
        "compare_versions": on_tab(lambda tab: window.late.compare_tab(tab)),  # noqa: PLW0108
        "close": on_tab(desk.close),
        "quit": window.close,
    }


def _edit_handlers(window: Window, on_tab: OnTab) -> dict[str, Handler]:
    def on_steps(name: str) -> Handler:
        return on_tab(lambda tab: tab.canvas.actions_on_steps.run(name))

    return {
        "undo": lambda: _in_history(window, QUndoStack.undo),
        "redo": lambda: _in_history(window, QUndoStack.redo),
        **{name: in_text_or(name, on_steps(name)) for name in STEP_ACTIONS},
        "rename": on_tab(lambda tab: tab.step_panel.rename()),
        "renumber": on_tab(lambda tab: commands.renumber(tab.document)),
        "search": lambda: window.late.search_desk.open(),  # noqa: PLW0108 - made when it is wanted
        "find": on_tab(lambda tab: tab.below.search()),
    }


def _canvas_handlers(on_tab: OnTab) -> dict[str, Handler]:
    return {
        "zoom_in": on_tab(lambda tab: tab.canvas.zoom_in()),
        "zoom_out": on_tab(lambda tab: tab.canvas.zoom_out()),
        "zoom_reset": on_tab(lambda tab: tab.canvas.zoom_to(1.0)),
        "find_steps": on_tab(lambda tab: tab.canvas.parts.find_bar.open()),
        "collapse_all": on_tab(lambda tab: tab.canvas.folding.toggle_all()),
        "fit_selection": on_tab(lambda tab: tab.canvas.fit_selection()),
        "fit": on_tab(lambda tab: tab.canvas.fit()),
        "outline": on_tab(lambda tab: tab.toggle_outline()),
        "run_panel": on_tab(lambda tab: tab.below.toggle()),
        "waterfall": on_tab(lambda tab: tab.below.toggle_waterfall()),
        "go_canvas": on_tab(areas.go_canvas),
        "go_run": on_tab(areas.go_run),
    }


def _view_handlers(window: Window, on_tab: OnTab) -> dict[str, Handler]:
    return {
        "run_with_data": on_tab(lambda tab: tab.data_runs.open()),
        "commands": lambda: _ask_command(window),
        "keys": lambda: _in_front(window.late.keys_window),
        "history": lambda: window.late.past_runs.show_all(),  # noqa: PLW0108 - made when it is wanted
        "theme": lambda: window.preferring.change(
            theme="light" if window.look.theme.name == "dark" else "dark"
        ),
        "theme_system": lambda: window.preferring.change(theme=""),
        "settings": lambda: _in_front(window.late.settings_window),
        "guide": lambda: _open_guide(window),
        "about": lambda: _about(window),
    }


def _window_handlers(window: Window, log: RecentLog) -> dict[str, Handler]:
    """What the rarer entries of the menus do; each is imported when it is wanted."""

    def resend() -> None:
        from builder.app.resend import resend

        resend(window)

    def clear(what: str) -> Handler:
        def act() -> None:
            from builder.app import clearing

            getattr(clearing, what)(window)

        return act

    def diagnose() -> None:
        from builder.app.diagnostics import report
        from builder.app.diagnostics_window import DiagnosticsWindow

        _in_front(DiagnosticsWindow(report(window, log.lines), window))

    clearings = ("clear_tokens", "clear_cookies", "clear_samples")
    return {
        "resend": resend,
        "diagnostics": diagnose,
        "tour": lambda: window.late.tour.start(),  # noqa: PLW0108 - made when it is wanted
        "side_bar": window.sides.toggle,
        "go_side_bar": lambda: areas.go_side_bar(window),
        "go_step": lambda: areas.go_step(window),
        **{name: clear(name) for name in clearings},
    }


def _run_handlers(on_tab: OnTab) -> dict[str, Handler]:
    """What the Run menu does; the names of the actions are those of `RunDesk`'s methods."""

    def on_runs(name: str) -> Handler:
        return on_tab(lambda tab: getattr(tab.runs, name)())

    return {name: on_runs(name) for name in RUN_ACTIONS}


def _ask_command(window: Window) -> None:
    from builder.app.commands_found import found

    window.late.command_palette.ask(found(window))


def _in_history(window: Window, move: Callable[[QUndoStack], None]) -> None:
    if window.history is not None:
        move(window.history)


def _open_folder(window: Window) -> None:
    folder = window.desk.ask_folder()
    if folder is not None:
        window.workspace_requested.emit(Workspace(folder))


def _in_front(shown: QWidget) -> None:
    """Show a window of its own, or bring it forward."""
    shown.show()
    shown.raise_()
    shown.activateWindow()


def _open_guide(window: Window) -> None:
    from builder.app.guide import Guide

    guide = window.findChild(Guide) or Guide(window)
    _in_front(guide)


def _about(window: Window) -> None:
    box = QMessageBox(window)
    box.setWindowTitle(tr("About Steploom"))
    box.setText(f"Steploom {builder.__version__}")
    box.setInformativeText(
        tr(
            "A visual workflow builder for HTTP APIs.\n"
            "Local and free: no account, no telemetry. MIT licence."
        )
    )
    box.setStandardButtons(QMessageBox.StandardButton.Close)
    box.setModal(False)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _in_front(box)
