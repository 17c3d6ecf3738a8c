"""Searching the workspace and *Where used*, in the program's window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from builder.model.connection import Connection
from builder.model.environment import Environment, Variable
from builder.panels.search_results import HIT
from builder.storage.files import write_connection
from builder.storage.workspace import Workspace
from tests.support.program import User, use
from tests.support.running import flow, request

pytestmark = pytest.mark.timeout(120)


def shop(folder: Path) -> Workspace:
    made = Workspace.create(folder)
    variables = (Variable(name="host", value="http://needle.example"),)
    secret = (Variable(name="key", value="needle", secret=True),)
    made.create_environment("dev", Environment(variables=variables + secret))
    called = {"kind": "sub_workflow", "number": 4, "flow": "jobs/second.flow.json"}
    through = {"kind": "integration_request", "number": 5, "connection": "Api", "url": "/x"}
    later = request(3, "https://{{env.host}}/{{2.response.body.id}}")
    made.create_flow("first", flow(request(2, "{{env.host}}/users"), later, called, through))
    (made.folder / "jobs").mkdir()
    step = {**request(2, "http://a.example/Needle?x=1"), "note": "one\nfind the needle here\n"}
    made.create_flow("second", flow(step), made.folder / "jobs")
    made.flow_path("broken").write_bytes(b"\xff\xfe{ needle")
    made.connection_path("Api").parent.mkdir(exist_ok=True)
    write_connection(made.connection_path("Api"), Connection(base_url="{{env.host}}/v1"))
    return made


def found(user: User) -> dict[str, list[str]]:
    """What is listed, by the line of its file."""
    results = user.window.late.search_desk.panel.results
    listed = {}
    for row in range(results.topLevelItemCount()):
        item = results.topLevelItem(row)
        hits = [item.child(i).data(0, HIT) for i in range(item.childCount())]
        listed[item.text(0)] = [f"{hit.step} {hit.label}: {hit.line}".strip() for hit in hits]
    return listed


async def over(user: User) -> None:
    said = user.window.late.search_desk.panel.said
    await user.until(lambda: said.text() and "Searching" not in said.text())


def test_words_are_found_everywhere_but_in_secrets_and_open_at_their_field(
    qapp: QApplication, tmp_path: Path
) -> None:
    workspace = shop(tmp_path / "shop")

    async def scenario(user: User) -> None:
        user.key("Ctrl+Shift+F")
        panel = user.window.late.search_desk.panel
        await user.until(panel.field.hasFocus)
        user.type("NEEDLE")
        user.key("Return")
        await over(user)
        listed = found(user)
        assert listed["jobs/second  2"] == [
            "2 Note: find the needle here",
            "2 Request URL: http://a.example/Needle?x=1",
        ]
        assert listed["dev  1"] == ["0 Variable host: http://needle.example"]
        assert listed["broken"] == []
        assert set(listed) == {"jobs/second  2", "dev  1", "broken"}
        user.key("Down", panel.field)
        while not (item := panel.results.currentItem()).data(0, HIT):
            user.key("Down")
        while item.data(0, HIT).label != "Note":
            user.key("Down")
            item = panel.results.currentItem()
        user.key("Return")
        await user.settle()
        assert user.tab.document.path == workspace.folder / "jobs" / "second.flow.json"
        assert user.tab.document.selected == (2,)
        focused = QApplication.focusWidget()
        assert focused is user.tab.step_panel.form.pages["Options"].fields["note"]

    use(qapp, tmp_path / "data", workspace.folder, scenario)


def test_what_is_open_is_searched_as_it_is_here(qapp: QApplication, tmp_path: Path) -> None:
    workspace = shop(tmp_path / "shop")

    async def scenario(user: User) -> None:
        user.window.desk.open(workspace.flow_path("first"))
        document = user.tab.document
        from builder.document import commands

        commands.rename(document, 2, "Not saved yet")
        user.window.late.search_desk.open()
        user.type("saved YET")
        user.key("Return")
        await over(user)
        assert found(user) == {"first  1": ["2 Name: Not saved yet"]}
        user.type("zz")
        user.key("Return")
        await over(user)
        assert found(user) == {}
        assert "Nothing found in" in user.window.late.search_desk.panel.said.text()

    use(qapp, tmp_path / "data", workspace.folder, scenario)


def test_where_used(qapp: QApplication, tmp_path: Path) -> None:
    workspace = shop(tmp_path / "shop")

    async def scenario(user: User) -> None:
        user.window.desk.open(workspace.flow_path("first"))
        user.tab.document.select([2])
        user.key("Shift+F12")
        await over(user)
        url = "https://{{env.host}}/{{2.response.body.id}}"
        assert found(user) == {"first  1": [f"3 Request URL: {url}"]}
        desk = user.window.late.search_desk
        user.window.right.edit_environment("dev")
        row = user.window.right.environment_panel.table.rows[0]
        row.menu().actions()[-1].trigger()
        await over(user)
        assert found(user) == {
            "first  2": ["2 Request URL: {{env.host}}/users", f"3 Request URL: {url}"],
            "Api  1": ["0 Base URL: {{env.host}}/v1"],
            "dev  1": ["0 Variable: host"],
        }
        user.window.workspace_panel.connection_menu("Api").actions()[1].trigger()
        await over(user)
        assert found(user)["first  1"] == ["5 Connection: Api"]
        menu = user.window.late.flow_desk.menu(workspace.folder / "jobs" / "second.flow.json")
        next(a for a in menu.actions() if a.text() == "Where used").trigger()
        await over(user)
        assert found(user)["first  1"] == ["4 Workflow: jobs/second.flow.json"]
        user.click(desk.panel.back)
        assert desk.panel.field.isVisible()

    use(qapp, tmp_path / "data", workspace.folder, scenario)
