"""Workflow files and folders of the workspace: moved, deleted, brought back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from builder.app.rename_window import RenameWindow
from builder.storage.files import read_flow
from builder.storage.workspace import Workspace
from tests.support.program import User, use
from tests.support.running import flow, request

pytestmark = pytest.mark.timeout(120)


def listed(user: User) -> tuple[Path, ...]:
    return user.window.workspace_panel.flows.tree.paths


def test_a_flow_is_moved_by_the_menu_and_calls_follow(qapp: QApplication, tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "shop")
    call = {"kind": "sub_workflow", "number": 2, "flow": "job.flow.json"}
    for name in ("caller", "other"):
        workspace.create_flow(name, flow(call))
    workspace.create_flow("job", flow())
    (workspace.folder / "jobs").mkdir()

    async def scenario(user: User) -> None:
        user.window.desk.open(workspace.flow_path("caller"))
        job = user.window.desk.open(workspace.flow_path("job"))
        menu = user.window.late.flow_desk.menu(workspace.flow_path("job"))
        move = next(action.menu() for action in menu.actions() if action.menu())
        next(a for a in move.actions() if a.text() == "jobs").trigger()
        target = workspace.folder / "jobs" / "job.flow.json"
        assert target.exists()
        assert job.document.path == target
        assert target in listed(user)
        await user.until(lambda: any("still say" in t for t in user.window.notices.texts()))
        press(user, "Use “jobs/job.flow.json” there…")
        await user.until(lambda: user.window.findChildren(RenameWindow))
        (asked,) = user.window.findChildren(RenameWindow)
        asked.accept()
        await user.until(lambda: any("is called" in t for t in user.window.notices.texts()))
        for name in ("caller", "other"):
            step = flow_of(user, workspace, name).steps[0]
            assert step.flow == "jobs/job.flow.json"
        press(user, "Undo")

    use(qapp, tmp_path / "data", workspace.folder, scenario)


def flow_of(user: User, workspace: Workspace, name: str):
    path = workspace.flow_path(name)
    tabs = (tab for tab in user.window.desk.tabs if tab.document.path == path)
    tab = next(tabs, None)
    return read_flow(path) if tab is None else tab.document.workflow


def press(user: User, words: str) -> None:
    buttons = user.window.notices.findChildren(QPushButton)
    user.click(next(button for button in buttons if button.text() == words))


def test_a_deleted_flow_comes_back(qapp: QApplication, tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "shop")
    for name in ("one", "two"):
        workspace.create_flow(name, flow({**request(2, "u"), "name": name}))
    data = workspace.flow_path("two").read_bytes()

    async def scenario(user: User) -> None:
        user.window.late.flow_desk.delete(workspace.flow_path("two"))
        assert not workspace.flow_path("two").exists()
        assert workspace.flow_path("two") not in listed(user)
        press(user, "Undo")
        assert workspace.flow_path("two").read_bytes() == data
        assert workspace.flow_path("two") in listed(user)

    use(qapp, tmp_path / "data", workspace.folder, scenario)
