"""Renaming a variable lets the workspace follow, files after a list was agreed to."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QPushButton

from builder.app.rename_window import RenameWindow
from builder.model.connection import Connection
from builder.model.environment import Environment, Variable
from builder.storage.files import read_environment, read_flow, write_connection
from builder.storage.workspace import Workspace
from tests.support.program import User, use
from tests.support.running import flow, request

HOST = "http://127.0.0.1:1"


def shop(folder: Path) -> Workspace:
    made = Workspace.create(folder)
    for name in ("dev", "live"):
        made.create_environment(name, Environment(variables=(Variable(name="host", value=HOST),)))
    step = request(2, "{{env.host}}/users")
    made.create_flow("first", flow(step))
    made.create_flow("second", flow(step))
    made.create_flow("third", flow(request(2, HOST)))
    made.flow_path("broken").write_text("{ {{env.host}}")
    made.connection_path("Api").parent.mkdir(exist_ok=True)
    write_connection(made.connection_path("Api"), Connection(base_url="{{env.host}}/v1"))
    return made


async def renamed(user: User) -> QPushButton:
    """The variable got another name in the editor; the button that offers the rest."""
    assert user.tab.document.name == "first"
    user.window.right.edit_environment("dev")
    row = user.window.right.environment_panel.table.rows[0]
    row.name.setFocus()
    row.name.selectAll()
    user.type("server", row.name)
    user.key("Return", row.name)

    def offered() -> list[QPushButton]:
        buttons = user.window.notices.findChildren(QPushButton)
        return [button for button in buttons if button.text() == "Use “server” there…"]

    await user.until(offered)
    return offered()[0]


def url_in(workspace: Workspace, name: str) -> str:
    step = read_flow(workspace.flow_path(name)).steps[0]
    return step.url


@pytest.mark.parametrize("agreed", [True, False])
def test_open_ones_follow_as_an_edit_and_files_once_agreed(
    qapp: QApplication, tmp_path: Path, agreed: bool
) -> None:
    workspace = shop(tmp_path / "shop")
    before = workspace.flow_path("second").read_bytes()

    async def scenario(user: User) -> None:
        user.window.desk.open(workspace.flow_path("first"))
        await user.settle()
        environments = user.window.environments
        user.click(await renamed(user))
        await user.until(lambda: user.window.findChildren(RenameWindow))
        (asked,) = user.window.findChildren(RenameWindow)
        lines = [asked.places.item(row).text() for row in range(asked.places.count())]
        assert lines == [
            "first (open) · step 2 (Request): Request URL",
            "second · step 2 (Request): Request URL",
            "Connection Api",
            "Environment live · variable host",
        ]
        kinds = QDialogButtonBox.StandardButton
        user.click(asked.buttons.button(kinds.Ok if agreed else kinds.Cancel))
        await user.settle(0.3)
        url = user.tab.document.workflow.steps[0].url
        if not agreed:
            assert url == "{{env.host}}/users"
            return
        assert url == "{{env.server}}/users"
        assert environments.connections.all["Api"].base_url == "{{env.server}}/v1"
        user.tab.document.history.undo()
        assert user.tab.document.workflow.steps[0].url == "{{env.host}}/users"

    use(qapp, tmp_path / "data", workspace.folder, scenario)
    assert url_in(workspace, "first") == "{{env.host}}/users"
    if agreed:
        assert url_in(workspace, "second") == "{{env.server}}/users"
        live = read_environment(workspace.environment_path("live"))
        assert [variable.name for variable in live.variables] == ["server"]
    else:
        assert workspace.flow_path("second").read_bytes() == before
    assert url_in(workspace, "third") == HOST


def test_a_file_that_changed_meanwhile_keeps_the_change(qapp: QApplication, tmp_path: Path) -> None:
    workspace = shop(tmp_path / "shop")
    path = workspace.flow_path("second")

    async def scenario(user: User) -> None:
        user.window.desk.open(workspace.flow_path("first"))
        await user.settle()
        user.click(await renamed(user))
        await user.until(lambda: user.window.findChildren(RenameWindow))
        path.write_bytes(path.read_bytes().replace(b"users", b"orders"))
        workspace.flow_path("broken").write_bytes(b"{")
        (asked,) = user.window.findChildren(RenameWindow)
        asked.accept()
        await user.until(lambda: url_in(workspace, "second") == "{{env.server}}/orders")

    use(qapp, tmp_path / "data", workspace.folder, scenario)


def test_one_undo_takes_back_all_of_it_files_that_are_not_open_too(
    qapp: QApplication, tmp_path: Path
) -> None:
    workspace = shop(tmp_path / "shop")
    before = workspace.flow_path("second").read_bytes()

    async def scenario(user: User) -> None:
        user.window.desk.open(workspace.flow_path("first"))
        await user.settle()
        user.click(await renamed(user))
        await user.until(lambda: user.window.findChildren(RenameWindow))
        (asked,) = user.window.findChildren(RenameWindow)
        user.click(asked.buttons.button(QDialogButtonBox.StandardButton.Ok))
        await user.until(
            lambda: any("is called “server”" in t for t in user.window.notices.texts())
        )
        assert url_in(workspace, "second") == "{{env.server}}/users"
        buttons = user.window.notices.findChildren(QPushButton)
        user.click(next(button for button in buttons if button.text() == "Undo"))
        await user.settle()
        assert workspace.flow_path("second").read_bytes() == before
        assert user.tab.document.workflow.steps[0].url == "{{env.host}}/users"
        environments = user.window.environments
        assert environments.connections.all["Api"].base_url == "{{env.host}}/v1"
        assert environments.all["live"].variable("host") is not None

    use(qapp, tmp_path / "data", workspace.folder, scenario)
