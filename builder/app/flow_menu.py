"""The menus of workflows and folders in the list of the workspace, and *Where used* from lists."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu

from builder.look.language import tr
from builder.model.shown_name import shown_name
from builder.storage.flow_folders import flow_folders
from builder.storage.flow_moves import is_folder

if TYPE_CHECKING:
    from builder.app.flow_desk import FlowDesk
    from builder.app.window import Window


class FlowMenu(QObject):
    """Makes the menus; what they do is done by the desk."""

    def __init__(self, window: Window, desk: FlowDesk) -> None:
        super().__init__(desk)
        self._window = window
        self._desk = desk
        self._workspace = window.workspace
        window.workspace_panel.connection_uses_requested.connect(self._connection_used)
        window.right.variable_uses_requested.connect(self._variable_used)

    def menu(self, path: Path | None) -> QMenu:
        """What can be done with a workflow or a folder; None is the workspace itself."""
        desk = self._desk
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        folder = self._folder_of(path)
        if path is not None and not is_folder(path):
            _offer(menu, tr("Open"), partial(self._window.desk.open, path))
            menu.addSeparator()
        _offer(menu, tr("New workflow"), partial(desk.new_flow, folder))
        _offer(menu, tr("New folder"), partial(desk.new_folder, folder))
        if path is None:
            return menu
        menu.addSeparator()
        _offer(menu, tr("Rename…"), partial(desk.edit_name, path))
        menu.addMenu(self._move_menu(menu, path))
        if not is_folder(path):
            _offer(menu, tr("Duplicate"), partial(desk.duplicate, path))
            _offer(menu, tr("Where used"), partial(self._flow_used, path))
            _offer(menu, tr("Compare versions…"), partial(self._window.late.compare, path))
        menu.addSeparator()
        _offer(menu, tr("Delete"), partial(desk.delete, path))
        return menu

    def _move_menu(self, parent: QMenu, path: Path) -> QMenu:
        menu = QMenu(tr("Move to"), parent)
        for folder in flow_folders(self._workspace.folder):
            inside = folder.path == path or folder.path.is_relative_to(path)
            name = self._workspace.path_of(folder.path)
            said = tr("Top of the workspace") if name == "." else shown_name(name)
            possible = not inside and folder.path != path.parent
            _offer(menu, said, partial(self._desk.move, path, folder.path), possible)
        return menu

    def _folder_of(self, path: Path | None) -> Path:
        if path is None:
            return self._workspace.folder
        return path if is_folder(path) else path.parent

    def _flow_used(self, path: Path) -> None:
        self._window.late.search_desk.flow_used(self._workspace.path_of(path))

    def _connection_used(self, name: str) -> None:
        self._window.late.search_desk.connection_used(name)

    def _variable_used(self, name: str) -> None:
        self._window.late.search_desk.variable_used(name)


def _offer(menu: QMenu, text: str, act: Callable[[], object], possible: bool = True) -> None:
    action = menu.addAction(text)
    action.setEnabled(possible)
    action.triggered.connect(lambda checked=False: act())
