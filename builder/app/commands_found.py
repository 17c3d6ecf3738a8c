"""What the command palette finds: actions, workflows, steps, environments, connections, folders."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from builder.app.command_palette import Command
from builder.app.recent import other_folders
from builder.document.step_names import shown_title
from builder.look.language import tr
from builder.model.shown_name import shown_name
from builder.model.workflow import walk
from builder.storage.workspace import FLOW, Workspace

if TYPE_CHECKING:
    from builder.app.window import Window


def found(window: Window) -> Iterator[Command]:
    """Everything that can be found in a window now."""
    yield from _actions(window)
    for path in window.workspace.flows():
        name = shown_name(window.workspace.path_of(path).removesuffix(FLOW))
        yield Command(tr("Workflows"), name, partial(window.desk.open, path))
    yield from _steps(window)
    yield from _surroundings(window)
    for folder in other_folders(window.settings, window.workspace.folder):
        text = tr("Open {name}", name=folder.name)
        asks = partial(window.workspace_requested.emit, Workspace(folder))
        yield Command(tr("Recent workspaces"), f"{text} · {folder.parent}", asks)


def _actions(window: Window) -> Iterator[Command]:
    native = QKeySequence.SequenceFormat.NativeText
    for action in window.actions_by_name:
        yield Command(
            tr("Actions"),
            action.text().replace("&", ""),
            action.trigger,
            action.shortcut().toString(native),
            action.isEnabled(),
        )


def _steps(window: Window) -> Iterator[Command]:
    tab = window.tab
    if tab is not None:
        for step in walk(tab.document.workflow):
            text = f"{step.number} · {shown_title(step)}"
            yield Command(tr("Steps"), text, partial(tab.show_step, step.number))


def _surroundings(window: Window) -> Iterator[Command]:
    environments = window.environments
    group = tr("Environments")
    for name in environments.names:
        if name != environments.current:
            text = tr("Use environment {name}", name=name)
            yield Command(group, text, partial(environments.choose, name))
        text = tr("Edit environment {name}", name=name)
        yield Command(group, text, partial(window.right.edit_environment, name))
    if environments.current:
        yield Command(group, tr("Use no environment"), partial(environments.choose, ""))
    for name in environments.connections.names:
        text = tr("Edit connection {name}", name=name)
        yield Command(tr("Connections"), text, partial(window.right.edit_connection, name))
