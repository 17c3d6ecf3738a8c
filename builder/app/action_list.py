"""The table of all actions: names, menus, texts, shortcuts and tips as plain data.

Texts are English here and are translated where they are shown (`builder.app.actions`). To add an
action: an entry in `ACTIONS` (the order is that of the menus), a handler of the same name in
`builder.app.handlers`, and its name in `NEEDS_FLOW` if it is about the workflow in front.
"""

from __future__ import annotations

import msgspec


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
    ActionSpec(
        "compare_versions",
        FILE,
        "Compare versions…",
        "",
        "Show the workflow beside its file or an earlier revision, step by step",
    ),
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
    ActionSpec(
        "find_steps", EDIT, "Find on the canvas", "Ctrl+F", "Find steps of the workflow", local=True
    ),
    ActionSpec("note", EDIT, "Note…", "N", "Write a note beside the selected step", local=True),
    ActionSpec(
        "problems",
        EDIT,
        "Problems of the step…",
        "Alt+Return",
        "What is wrong with the selected step, and what would put it right",
        local=True,
    ),
    _separator(EDIT),
    ActionSpec("rename", EDIT, "Rename step", "F2", "Edit the name of the selected step"),
    ActionSpec(
        "renumber", EDIT, "Renumber steps", "", "Number steps in reading order, references follow"
    ),
    ActionSpec("search", EDIT, "Search workspace…", "Ctrl+Shift+F", "Find words in all files"),
    ActionSpec(
        "where_used", EDIT, "Where used", "Shift+F12", "List what refers to the selected step"
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
    _separator(RUN),
    ActionSpec(
        "resend",
        RUN,
        "Edit and send again…",
        "Ctrl+Shift+R",
        "Open the request the selected step sent as a new workflow",
    ),
    ActionSpec("clear_samples", RUN, "Clear samples", "", "Forget what the steps gave last"),
    ActionSpec("clear_tokens", RUN, "Clear tokens", "", "Forget all access tokens"),
    ActionSpec(
        "clear_cookies", RUN, "Clear cookies", "", "Close connections and drop their cookies"
    ),
    ActionSpec(
        "commands",
        VIEW,
        "Command palette",
        "Ctrl+K",
        "Find any action, workflow, step, environment or connection",
    ),
    _separator(VIEW),
    ActionSpec("zoom_in", VIEW, "Zoom in", "Ctrl++", "Make the canvas larger"),
    ActionSpec("zoom_out", VIEW, "Zoom out", "Ctrl+-", "Make the canvas smaller"),
    ActionSpec("zoom_reset", VIEW, "Actual size", "Ctrl+0", "Show the canvas at 100 %"),
    ActionSpec("fit", VIEW, "Fit workflow", "Shift+1", "Show the whole workflow"),
    ActionSpec("fit_selection", VIEW, "Fit selection", "Shift+2", "Show the selected steps"),
    ActionSpec(
        "collapse", VIEW, "Collapse / expand", "C", "Hide or show what a block holds", local=True
    ),
    ActionSpec(
        "collapse_all",
        VIEW,
        "Collapse / expand all",
        "Shift+C",
        "Hide or show what all blocks hold",
        local=True,
    ),
    _separator(VIEW),
    ActionSpec("outline", VIEW, "Outline", "Ctrl+Shift+L", "Walk the workflow as a list"),
    ActionSpec("history", VIEW, "Run history…", "Ctrl+H", "Find, open, compare and export runs"),
    ActionSpec("side_bar", VIEW, "Side bar", "Ctrl+B", "Show or hide the side bar"),
    ActionSpec("run_panel", VIEW, "Run panel", "Ctrl+J", "Show or hide the run panel"),
    ActionSpec(
        "waterfall", VIEW, "Waterfall", "Ctrl+Shift+J", "Show all steps of the run on one time axis"
    ),
    ActionSpec("go_side_bar", VIEW, "Go to the side bar", "Ctrl+1", "Put the keys on the left"),
    ActionSpec("go_canvas", VIEW, "Go to the canvas", "Ctrl+2", "Put the keys on the workflow"),
    ActionSpec("go_step", VIEW, "Go to the step", "Ctrl+3", "Put the keys on the right"),
    ActionSpec("go_run", VIEW, "Go to the run panel", "Ctrl+4", "Put the keys below the canvas"),
    _separator(VIEW),
    ActionSpec("theme", VIEW, "Switch light / dark", "", "Change the theme for good"),
    ActionSpec(
        "theme_system", VIEW, "Follow the system's theme", "", "Light or dark as the system"
    ),
    _separator(VIEW),
    ActionSpec("settings", VIEW, "Settings…", "Ctrl+,", "Theme, fonts, language, proxy, defaults"),
    ActionSpec("tour", HELP, "Tour", "", "See in a minute what is where"),
    ActionSpec("keys", HELP, "Keyboard shortcuts", "Ctrl+/", "All keys, to be searched"),
    ActionSpec("guide", HELP, "User guide", "F1", "Open the guide"),
    ActionSpec(
        "diagnostics", HELP, "Export diagnostics…", "", "Versions, settings and log, no secrets"
    ),
    ActionSpec("about", HELP, "About Steploom", "", "Version and licence"),
)

NEEDS_FLOW = (
    "save", "save_as", "close", "compare_versions",
    "cut", "copy", "paste", "duplicate", "delete", "toggle",
    "select_all", "rename", "renumber", "find", "test_step", "test_workflow", "run_to_here",
    "run_from_here", "step_through", "pause_or_continue", "next_step", "toggle_breakpoint",
    "toggle_pin", "where_used", "edit_pin", "toggle_skip_delays",
    "run_with_data", "zoom_in", "zoom_out", "zoom_reset", "fit", "fit_selection",
    "find_steps", "note", "problems", "collapse", "collapse_all", "outline", "run_panel",
    "waterfall", "resend", "clear_samples", "go_canvas", "go_run",
)  # fmt: skip
"""Actions that are only possible while a workflow is open."""

CHECKABLE = ("toggle_breakpoint", "toggle_pin", "toggle_skip_delays")
"""Actions that are on or off."""
