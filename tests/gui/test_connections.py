"""Connections: their panel, what is typed there, and their files."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builder.document.environments import Environments
from builder.look.theme import Look
from builder.model.connection import Connection
from builder.model.environment import Environment, Variable
from builder.panels.connection import ConnectionPanel
from builder.storage.files import read_connection, write_connection
from builder.storage.secrets import MemorySecrets
from builder.storage.workspace import Workspace

MARKER = "marker-secret-1212"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace.create(tmp_path / "shop")
    variables = (Variable(name="token", secret=True), Variable(name="host", value="a.example"))
    made.create_environment("dev", Environment(variables=variables))
    return made


@pytest.fixture
def environments(qtbot: QtBot, workspace: Workspace) -> Iterator[Environments]:
    made = Environments(workspace, MemorySecrets("No keyring here."))
    made.choose("dev")
    yield made
    made.close()


@pytest.fixture
def panel(qtbot: QtBot, environments: Environments) -> ConnectionPanel:
    made = ConnectionPanel(environments.connections, environments, Look())
    qtbot.addWidget(made)
    made.resize(428, 700)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def press(qtbot: QtBot, widget: object) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def type_into(qtbot: QtBot, widget: object, text: str) -> None:
    widget.setFocus()
    qtbot.keyClicks(QApplication.focusWidget(), text)


def connection(base: str, **fields: object) -> Connection:
    return Connection.model_validate({"base_url": base, **fields})


def test_an_empty_connection_is_made_named_and_filled_in(
    qtbot: QtBot, panel: ConnectionPanel, environments: Environments, workspace: Workspace
) -> None:
    press(qtbot, panel.new.empty)
    assert panel.header.name.hasFocus()
    qtbot.keyClicks(panel.header.name, "Shop")
    qtbot.keyClick(panel.header.name, Qt.Key.Key_Return)
    assert environments.connections.names == ("Shop",)
    assert panel.form is not None
    type_into(qtbot, panel.form.pages["Connection"].fields["base_url"], "https://shop.example/v1")
    environments.connections.flush()
    file = workspace.connection_path("Shop")
    assert json.loads(file.read_text()) == {"format": 1, "base_url": "https://shop.example/v1"}
    assert read_connection(file) == environments.connections.all["Shop"]


def test_an_entry_of_the_gallery_is_found_and_taken(
    qtbot: QtBot, panel: ConnectionPanel, environments: Environments
) -> None:
    qtbot.keyClicks(panel.new.search, "gith")
    qtbot.keyClick(panel.new.search, Qt.Key.Key_Return)
    assert panel.connection == "GitHub"
    made = environments.connections.all["GitHub"]
    assert made.base_url == "https://api.github.com"
    assert panel.documentation.isEnabled()


def test_typing_is_one_undo_step_and_comes_back(
    qtbot: QtBot, panel: ConnectionPanel, environments: Environments
) -> None:
    press(qtbot, panel.new.empty)
    assert panel.form is not None
    field = panel.form.pages["Connection"].fields["base_url"]
    type_into(qtbot, field, "https://a.example")
    environments.connections.history.undo()
    assert environments.connections.all["New connection"].base_url == ""
    environments.connections.history.redo()
    assert environments.connections.all["New connection"].base_url == "https://a.example"


def test_a_bad_base_url_is_said_at_the_field(qtbot: QtBot, panel: ConnectionPanel) -> None:
    press(qtbot, panel.new.empty)
    assert panel.form is not None
    field = panel.form.pages["Connection"].fields["base_url"]
    type_into(qtbot, field, "a.example")
    assert "no scheme" in field.said


def test_a_name_that_is_taken_is_refused(
    qtbot: QtBot, panel: ConnectionPanel, environments: Environments
) -> None:
    environments.connections.create("Shop", connection("https://a.example"))
    name = environments.connections.create("Other", connection("https://b.example"))
    panel.edit(name)
    panel.header.name.setFocus()
    panel.header.name.selectAll()
    qtbot.keyClicks(panel.header.name, "shop")
    qtbot.keyClick(panel.header.name, Qt.Key.Key_Return)
    assert "already" in panel.header.fault.text()
    assert environments.connections.names == ("Other", "Shop")


def test_a_literal_secret_is_in_no_file(
    qtbot: QtBot, panel: ConnectionPanel, environments: Environments, workspace: Workspace
) -> None:
    auth = {"kind": "bearer", "token": MARKER}
    panel.make("Shop", connection("https://a.example", auth=auth))
    environments.connections.flush()
    files = [file.read_bytes() for file in workspace.folder.rglob("*") if file.is_file()]
    assert not any(MARKER.encode() in data for data in files)


def test_what_another_program_writes_is_taken_over(
    qtbot: QtBot, panel: ConnectionPanel, environments: Environments, workspace: Workspace
) -> None:
    panel.make("Shop", connection("https://a.example"))
    environments.connections.flush()
    write_connection(workspace.connection_path("Shop"), connection("https://b.example"))
    wanted = lambda: environments.connections.all["Shop"].base_url == "https://b.example"  # noqa: E731
    qtbot.waitUntil(wanted, timeout=5000)


def test_a_file_that_is_no_connection_is_left_alone(
    qtbot: QtBot, panel: ConnectionPanel, environments: Environments, workspace: Workspace
) -> None:
    path = workspace.connection_path("Odd")
    path.parent.mkdir(exist_ok=True)
    path.write_text('{"base_url": 7}')
    environments.connections.look_at_disk()
    panel.edit("Odd")
    assert "base_url" in panel.header.fault.text()
    environments.connections.flush()
    assert path.read_text() == '{"base_url": 7}'


def test_deleting_takes_the_file_away_and_undo_brings_it_back(
    qtbot: QtBot, panel: ConnectionPanel, environments: Environments, workspace: Workspace
) -> None:
    panel.make("Shop", connection("https://a.example"))
    environments.connections.flush()
    press(qtbot, panel.header.delete)
    environments.connections.flush()
    assert not workspace.connection_path("Shop").exists()
    assert panel.new.isVisible()
    environments.connections.history.undo()
    environments.connections.flush()
    assert workspace.connection_path("Shop").exists()
