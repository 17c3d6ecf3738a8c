"""Connections in the window: tested, used by a step, made from descriptions, renamed."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from builder.model.connection import Connection
from builder.model.environment import Environment, Variable
from builder.storage.files import read_flow, write_connection
from builder.storage.workspace import Workspace
from tests.support.program import User, use
from tests.support.servers import Recorder, recorder

MARKER = "marker-secret-1212"


def connection(base: str, **fields: object) -> Connection:
    return Connection.model_validate({"base_url": base, **fields})


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as made:
        made.json("/v1/me", '{"name": "Ada"}')
        yield made


def shop(folder: Path, server: Recorder) -> Workspace:
    made = Workspace.create(folder)
    made.create_environment("dev", Environment(variables=(Variable(name="t", value=MARKER),)))
    flow = {
        "format": 1,
        "trigger": {"kind": "event", "number": 1},
        "steps": [{"kind": "integration_request", "number": 2, "connection": "Shop"}],
    }
    (made.folder / "main.flow.json").write_text(json.dumps(flow))
    path = made.connection_path("Shop")
    path.parent.mkdir()
    operations = [
        {"method": "GET", "path": "/orders", "summary": "List orders"},
        {
            "method": "POST",
            "path": "/orders",
            "summary": "Make an order",
            "query": [{"key": "dry", "value": "true"}],
            "body": {"kind": "raw", "text": '{"id": 1}'},
        },
    ]
    write_connection(
        path,
        connection(
            f"{server.url}/v1/",
            test_endpoint="me",
            auth={"kind": "bearer", "token": "{{env.t}}"},
            operations=operations,
        ),
    )
    return made


def test_testing_a_connection_shows_what_came_back(
    qapp: QApplication, tmp_path: Path, server: Recorder
) -> None:
    workspace = shop(tmp_path / "shop", server)

    async def scenario(user: User) -> None:
        entries = user.window.workspace_panel.connections.list
        user.click(entries.viewport(), entries.visualItemRect(entries.item(0)).center())
        await user.settle()
        panel = user.window.right.connection_panel
        assert panel.isVisible()
        user.click(panel.test)
        await user.until(lambda: not panel.tester.running)
        assert panel.result.text().startswith("200 OK · ")
        assert server.last.target == "/v1/me"
        assert server.last.header("authorization") == f"Bearer {MARKER}"
        server.json("/v1/me", "{}", status=401)
        user.click(panel.test)
        await user.until(lambda: not panel.tester.running)
        assert "401" in panel.result.text()

    use(qapp, tmp_path / "data", workspace.folder, scenario)


def test_the_plus_makes_one_and_the_step_runs_through_it(
    qapp: QApplication, tmp_path: Path, server: Recorder
) -> None:
    workspace = shop(tmp_path / "shop", server)

    async def scenario(user: User) -> None:
        user.click(user.window.workspace_panel.connections.add)
        await user.settle()
        assert user.window.right.connection_panel.new.isVisible()
        user.tab.show_step(2)
        await user.settle()
        form = user.tab.step_panel.form
        path = form.pages["Request"].fields["url"]
        assert path.prefix.isVisible()
        assert path.prefix.toolTip() == f"{server.url}/v1/"
        path.setFocus()
        user.type("/me")
        await user.settle()
        user.tab.runs.test_step(2)
        await user.ran()
        assert server.last.target == "/v1/me"
        assert server.last.header("authorization") == f"Bearer {MARKER}"
        for _ in range(3):
            user.key("Backspace")
        user.type("https://other.example/x")
        assert not path.prefix.isVisible()

    use(qapp, tmp_path / "data", workspace.folder, scenario)


def test_an_operation_completes_the_request(
    qapp: QApplication, tmp_path: Path, server: Recorder
) -> None:
    workspace = shop(tmp_path / "shop", server)

    async def scenario(user: User) -> None:
        user.tab.show_step(2)
        await user.settle()
        path = user.tab.step_panel.form.pages["Request"].fields["url"]
        user.click(path.operations)
        await user.settle()
        menu = QApplication.activePopupWidget()
        assert menu is not None
        assert menu.screen().availableGeometry().contains(menu.geometry())
        user.type("make", menu.search)
        user.key("Return", menu.search)
        await user.settle()
        step = user.tab.document.workflow.steps[0]
        assert (step.method, step.url, step.query[0].key) == ("POST", "/orders", "dry")
        assert step.body.text == '{"id": 1}'
        user.tab.document.history.undo()
        assert user.tab.document.workflow.steps[0].url == ""

    use(qapp, tmp_path / "data", workspace.folder, scenario)


def test_renaming_a_connection_offers_to_rename_it_in_open_workflows(
    qapp: QApplication, tmp_path: Path, server: Recorder
) -> None:
    workspace = shop(tmp_path / "shop", server)

    async def scenario(user: User) -> None:
        user.window.right.edit_connection("Shop")
        panel = user.window.right.connection_panel
        panel.header.name.setFocus()
        panel.header.name.selectAll()
        user.type("Store", panel.header.name)
        user.key("Return", panel.header.name)

        def offers() -> list[QPushButton]:
            buttons = user.window.notices.findChildren(QPushButton)
            return [button for button in buttons if button.text() == "Use “Store” there"]

        await user.until(offers)
        user.click(offers()[0])
        assert user.tab.document.workflow.steps[0].connection == "Store"
        user.tab.document.history.undo()
        assert user.tab.document.workflow.steps[0].connection == "Shop"

    use(qapp, tmp_path / "data", workspace.folder, scenario)
    assert read_flow(workspace.flow_path("main")).steps[0].connection == "Shop"


DESCRIPTION = """
openapi: 3.0.0
info: {title: Bikes}
servers: [{url: /v1}]
components: {securitySchemes: {b: {type: http, scheme: bearer}}}
paths: {/bikes: {get: {summary: List bikes}}}
"""


def test_a_connection_is_made_from_a_description_at_an_address(
    qapp: QApplication, tmp_path: Path, server: Recorder
) -> None:
    workspace = shop(tmp_path / "shop", server)
    server.json("/openapi.yaml", DESCRIPTION)
    server.json("/none", "<html>")

    async def scenario(user: User) -> None:
        user.click(user.window.workspace_panel.connections.add)
        await user.settle()
        panel = user.window.right.connection_panel
        panel.new.address.setFocus()
        user.type(f"{server.url}/none", panel.new.address)
        user.click(panel.new.load)
        await user.until(lambda: "no OpenAPI" in panel.header.fault.text())
        panel.new.address.clear()
        user.type(f"{server.url}/openapi.yaml", panel.new.address)
        user.key("Return", panel.new.address)
        await user.until(lambda: panel.connection == "Bikes")
        made = user.window.environments.connections.all["Bikes"]
        assert made.base_url == f"{server.url}/v1"
        assert [o.summary for o in made.operations] == ["List bikes"]
        assert not panel.header.fault.isVisible()

    use(qapp, tmp_path / "data", workspace.folder, scenario)


def test_a_description_in_a_file_is_read_and_a_bad_one_named(
    qapp: QApplication, tmp_path: Path, server: Recorder
) -> None:
    workspace = shop(tmp_path / "shop", server)
    good, bad = tmp_path / "bikes.yaml", tmp_path / "old.json"
    good.write_text(DESCRIPTION)
    bad.write_text('{"swagger": "2.0"}')

    async def scenario(user: User) -> None:
        user.window.right.edit_connection("")
        panel, desk = user.window.right.connection_panel, user.window.connection_desk
        desk.read_description(bad)
        await user.until(lambda: "Swagger 2.0" in panel.header.fault.text())
        desk.read_description(tmp_path / "gone.json")
        assert "gone.json" in panel.header.fault.text()
        desk.read_description(good)
        await user.until(lambda: panel.connection == "Bikes")

    use(qapp, tmp_path / "data", workspace.folder, scenario)


def test_a_literal_becomes_a_secret_variable(
    qapp: QApplication, tmp_path: Path, server: Recorder
) -> None:
    workspace = shop(tmp_path / "shop", server)

    async def scenario(user: User) -> None:
        environments = user.window.environments
        user.window.right.edit_connection("Shop")
        form = user.window.right.connection_panel.form
        form.show_tab(1)
        await user.settle()
        field = form.pages["Authorization"].fields["auth"].page.fields["token"]
        field.setFocus()
        QApplication.focusWidget().selectAll()
        user.type(MARKER)
        await user.settle()
        user.click(field.offer.make)
        await user.settle()
        assert environments.connections.all["Shop"].auth.token.text == "{{env.token}}"
        assert environments.secrets.get("dev", "token") == MARKER
        environments.flush()
        environments.connections.flush()

    use(qapp, tmp_path / "data", workspace.folder, scenario)
    assert MARKER not in workspace.connection_path("Shop").read_text()


def test_a_connection_is_chosen_with_the_keyboard(
    qapp: QApplication, tmp_path: Path, server: Recorder
) -> None:
    workspace = shop(tmp_path / "shop", server)

    async def scenario(user: User) -> None:
        user.tab.show_step(2)
        await user.settle()
        field = user.tab.step_panel.form.pages["Request"].fields["connection"]
        field.setFocus()
        user.key("Up")
        assert user.tab.document.workflow.steps[0].connection == ""
        await user.until(lambda: "No connection is chosen" in field.said)
        user.key("Down")
        assert user.tab.document.workflow.steps[0].connection == "Shop"
        await user.until(lambda: field.said == "")
        user.window.environments.connections.remove("Shop")
        await user.until(lambda: "no connection “Shop”" in field.said)
        assert field.combo.currentText() == "Shop"
        user.window.environments.connections.history.undo()
        await user.until(lambda: field.said == "")

    use(qapp, tmp_path / "data", workspace.folder, scenario)
