"""Workflow files and folders of the workspace: moved, deleted, brought back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

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


def test_a_second_new_name_is_offered_where_the_first_one_still_stands(
    qapp: QApplication, tmp_path: Path
) -> None:
    workspace = Workspace.create(tmp_path / "shop")
    call = {"kind": "sub_workflow", "number": 2, "flow": "job.flow.json"}
    workspace.create_flow("caller", flow(call))
    workspace.create_flow("job", flow())

    async def scenario(user: User) -> None:
        def offered(name: str) -> bool:
            buttons = user.window.notices.findChildren(QPushButton)
            return any(f"“{name}.flow.json”" in button.text() for button in buttons)

        desk = user.window.late.flow_desk
        user.window.desk.open(workspace.flow_path("caller"))
        desk.rename(workspace.flow_path("job"), "task")
        await user.until(lambda: offered("task"))
        desk.rename(workspace.flow_path("task"), "chore")
        await user.until(lambda: offered("chore"))
        press(user, "Use “chore.flow.json” there")
        await user.until(
            lambda: flow_of(user, workspace, "caller").steps[0].flow == "chore.flow.json"
        )
        desk.rename(workspace.flow_path("chore"), "job")
        await user.until(lambda: offered("job"))
        desk.rename(workspace.flow_path("job"), "chore")
        await user.settle(0.5)
        assert not any("still says" in text for text in user.window.notices.texts())

    use(qapp, tmp_path / "data", workspace.folder, scenario)


def test_a_name_being_typed_outlives_news_from_the_disk(qapp: QApplication, tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "shop")
    workspace.create_flow("job", flow())

    async def scenario(user: User) -> None:
        desk, tree = user.window.late.flow_desk, user.window.workspace_panel.flows.tree
        user.window.desk.new()
        for tab in user.window.desk.tabs[:-1]:
            user.window.desk.close(tab)
        desk.edit_name(workspace.flow_path("job"))
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        user.type("ta")
        workspace.create_flow("other", flow())
        user.window.list_workspace()
        await user.settle(0.3)
        assert QApplication.focusWidget() is field
        user.type("sk")
        user.key("Return", field)
        names = ("other", "task")
        await user.until(lambda: tree.paths == tuple(map(workspace.flow_path, names)))
        assert len(user.window.desk.tabs) == 1

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
