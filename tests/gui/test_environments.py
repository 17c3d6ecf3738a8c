"""Environments and their panel, with real mouse and keys."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from builder.document import environment_edits as edits
from builder.document.environments import Environments
from builder.look.theme import Look
from builder.model.environment import Environment, Variable
from builder.panels.environment import EnvironmentPanel
from builder.storage.files import read_environment, write_environment
from builder.storage.secrets import MemorySecrets
from builder.storage.workspace import Workspace

MARKER = "marker-90210"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace.create(tmp_path / "shop")
    variables = (
        Variable(name="url", value="https://a.example"),
        Variable(name="token", secret=True),
    )
    made.create_environment("staging", Environment(variables=variables))
    made.create_environment("local", Environment(variables=(Variable(name="url", value="x"),)))
    return made


@pytest.fixture
def environments(qtbot: QtBot, workspace: Workspace) -> Iterator[Environments]:
    made = Environments(workspace, MemorySecrets("No keyring here."))
    made.choose("staging")
    yield made
    made.close()


@pytest.fixture
def panel(qtbot: QtBot, environments: Environments) -> EnvironmentPanel:
    made = EnvironmentPanel(environments, Look())
    qtbot.addWidget(made)
    made.resize(428, 600)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def names(environments: Environments, name: str = "staging") -> list[str]:
    return [variable.name for variable in environments.all[name].variables]


def all_bytes(workspace: Workspace) -> bytes:
    return b"".join(f.read_bytes() for f in workspace.folder.rglob("*") if f.is_file())


def test_a_variable_is_added_filled_in_and_undone(
    qtbot: QtBot, panel: EnvironmentPanel, environments: Environments, workspace: Workspace
) -> None:
    last = panel.table.rows[-1]
    qtbot.mouseClick(last.name, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(last.name, "user")
    qtbot.keyClick(last.name, Qt.Key.Key_Return)
    assert names(environments) == ["url", "token", "user"]
    row = panel.table.rows[2]
    assert row.value.hasFocus()
    qtbot.keyClicks(row.value, "ada")
    assert environments.surroundings().values["user"] == "ada"
    assert environments.history.undoText() == "Edit user"
    qtbot.keyClick(row.value, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert environments.surroundings().values["user"] == ""
    redo = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(row.value, Qt.Key.Key_Z, redo)
    assert row.value.text() == "ada"
    path = workspace.environment_path("staging")
    qtbot.waitUntil(lambda: b"ada" in path.read_bytes(), timeout=3000)
    environments.history.undo()
    environments.history.undo()
    assert names(environments) == ["url", "token"]
    assert len(panel.table.rows) == 3


def test_keystrokes_merge_until_the_field_is_left(
    qtbot: QtBot, panel: EnvironmentPanel, environments: Environments
) -> None:
    field = panel.table.rows[0].value
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "one")
    panel.table.rows[0].name.setFocus()
    field.setFocus()
    qtbot.keyClicks(field, " two")
    assert environments.history.count() == 2
    environments.history.undo()
    assert environments.surroundings().values["url"] == "one"


def test_a_name_that_is_taken_is_refused_with_the_reason(
    qtbot: QtBot, panel: EnvironmentPanel, environments: Environments
) -> None:
    field = panel.table.rows[1].name
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "url")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert names(environments) == ["url", "token"]
    assert panel.header.fault.isVisible()
    assert "“url” already" in panel.header.fault.text()
    field.selectAll()
    qtbot.keyClicks(field, "key")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert names(environments) == ["url", "key"]
    assert not panel.header.fault.isVisible()


def test_a_secret_is_typed_hidden_and_in_no_file(
    qtbot: QtBot, panel: EnvironmentPanel, environments: Environments, workspace: Workspace
) -> None:
    row = panel.table.rows[1]
    assert "No value yet" in row.value.placeholderText()
    assert row.value.echoMode() == row.value.EchoMode.Password
    row.value.setFocus()
    qtbot.keyClicks(row.value, MARKER)
    qtbot.keyClick(row.value, Qt.Key.Key_Return)
    assert row.value.text() == ""
    assert "•••" in row.value.placeholderText()
    assert environments.surroundings().values["token"] == MARKER
    assert "memory" in panel.keeper.text()
    assert "No keyring here." in panel.keeper.text()
    environments.flush()
    assert MARKER.encode() not in all_bytes(workspace)
    qtbot.keyClicks(row.value, "abc")
    qtbot.keyClick(row.value, Qt.Key.Key_Return)
    assert "fewer than 4" in panel.header.fault.text()


def test_the_lock_moves_a_value_out_of_the_file(
    qtbot: QtBot, panel: EnvironmentPanel, environments: Environments, workspace: Workspace
) -> None:
    edits.set_value(environments, "staging", "url", MARKER)
    environments.flush()
    assert MARKER.encode() in all_bytes(workspace)
    qtbot.mouseClick(panel.table.rows[0].secret, Qt.MouseButton.LeftButton)
    environments.flush()
    assert MARKER.encode() not in all_bytes(workspace)
    assert environments.surroundings().values["url"] == MARKER
    assert environments.surroundings().secrets == {"url", "token"}
    assert panel.table.rows[0].value.text() == ""
    qtbot.mouseClick(panel.table.rows[0].secret, Qt.MouseButton.LeftButton)
    environments.flush()
    assert MARKER.encode() not in all_bytes(workspace)
    assert environments.surroundings().values["url"] == ""


def test_removing_and_deleting(
    qtbot: QtBot, panel: EnvironmentPanel, environments: Environments, workspace: Workspace
) -> None:
    qtbot.mouseClick(panel.table.rows[0].remove, Qt.MouseButton.LeftButton)
    assert names(environments) == ["token"]
    qtbot.mouseClick(panel.header.delete, Qt.MouseButton.LeftButton)
    assert environments.names == ("local",)
    assert environments.current == ""
    environments.flush()
    assert workspace.environments() == ("local",)
    assert panel.empty.isVisible()
    environments.history.undo()
    environments.flush()
    assert workspace.environments() == ("local", "staging")


def test_renaming_takes_secrets_along(
    qtbot: QtBot, panel: EnvironmentPanel, environments: Environments, workspace: Workspace
) -> None:
    environments.set_secret("staging", "token", MARKER)
    panel.header.name.setFocus()
    panel.header.name.selectAll()
    qtbot.keyClicks(panel.header.name, "local")
    qtbot.keyClick(panel.header.name, Qt.Key.Key_Return)
    assert "already" in panel.header.fault.text()
    panel.header.name.selectAll()
    qtbot.keyClicks(panel.header.name, "production")
    qtbot.keyClick(panel.header.name, Qt.Key.Key_Return)
    assert environments.current == "production"
    assert environments.surroundings().values["token"] == MARKER
    edits.rename_variable(environments, "production", "token", "key")
    assert environments.surroundings().values["key"] == MARKER
    environments.flush()
    assert workspace.environments() == ("local", "production")
    environments.close()
    assert environments.secrets.get("staging", "token") is None
    assert environments.secrets.get("production", "token") is None
    assert environments.secrets.get("production", "key") == MARKER


def test_a_new_environment_is_named_at_once(
    qtbot: QtBot, panel: EnvironmentPanel, environments: Environments
) -> None:
    qtbot.mouseClick(panel.new, Qt.MouseButton.LeftButton)
    assert environments.current == "new"
    assert panel.header.name.selectedText() == "new"
    qtbot.keyClicks(panel.header.name, "mine")
    qtbot.keyClick(panel.header.name, Qt.Key.Key_Return)
    assert "mine" in environments.names
    assert "new" not in environments.names


def test_what_another_program_writes_is_shown_and_can_be_undone(
    qtbot: QtBot, panel: EnvironmentPanel, environments: Environments, workspace: Workspace
) -> None:
    path = workspace.environment_path("staging")
    mine = read_environment(path)
    with qtbot.waitSignal(environments.changed, timeout=3000):
        write_environment(path, Environment(variables=(Variable(name="other", value="1"),)))
    assert names(environments) == ["other"]
    assert panel.table.rows[0].name.text() == "other"
    environments.history.undo()
    environments.flush()
    assert read_environment(path) == mine


def test_an_environment_in_use_that_breaks_is_said_and_used_again_once_it_is_mended(
    qtbot: QtBot, environments: Environments, workspace: Workspace
) -> None:
    said: list[str] = []
    environments.failed.connect(said.append)
    path = workspace.environment_path("staging")
    good = path.read_bytes()
    path.write_bytes(b"\xff{")
    qtbot.waitUntil(lambda: bool(said), timeout=5000)
    assert "staging.env.json" in said[0]
    assert "not used" in said[0]
    assert environments.current == ""
    path.write_bytes(good)
    qtbot.waitUntil(lambda: environments.current == "staging", timeout=5000)
    assert len(said) == 1


def test_a_conflict_overwrites_nothing_until_it_is_decided(
    qtbot: QtBot, panel: EnvironmentPanel, environments: Environments, workspace: Workspace
) -> None:
    path = workspace.environment_path("staging")
    theirs = Environment(variables=(Variable(name="theirs"),))
    edits.set_value(environments, "staging", "url", "mine")
    write_environment(path, theirs)
    environments.flush()
    assert read_environment(path) == theirs
    assert panel.header.keep_mine.isVisible()
    qtbot.mouseClick(panel.header.keep_mine, Qt.MouseButton.LeftButton)
    assert read_environment(path).variables[0].value == "mine"
    assert not panel.header.keep_mine.isVisible()
    edits.set_value(environments, "staging", "url", "mine again")
    write_environment(path, theirs)
    environments.flush()
    qtbot.mouseClick(panel.header.reload, Qt.MouseButton.LeftButton)
    assert names(environments) == ["theirs"]
    assert read_environment(path) == theirs


def test_a_file_that_cannot_be_read_is_named_and_left_alone(
    qtbot: QtBot, workspace: Workspace
) -> None:
    path = workspace.environment_path("staging")
    path.write_text("{ oops")
    environments = Environments(workspace, MemorySecrets())
    panel = EnvironmentPanel(environments, Look())
    qtbot.addWidget(panel)
    panel.show()
    panel.edit("staging")
    assert environments.names == ("local", "staging")
    assert "line 1, column 3" in panel.header.fault.text()
    assert not panel.table.isVisible()
    environments.choose("staging")
    assert environments.current == ""
    environments.close()
    assert path.read_text() == "{ oops"


def test_built_in_variables_can_be_overridden(
    qtbot: QtBot, environments: Environments, workspace: Workspace
) -> None:
    with qtbot.waitSignal(environments.changed):
        environments.set_built_in("example_url", "http://127.0.0.1:1")
    assert environments.surroundings().values["example_url"] == "http://127.0.0.1:1"
    edits.add_variable(environments, "staging", Variable(name="example_url", value="mine"))
    assert environments.surroundings().values["example_url"] == "mine"
    assert environments.surroundings().folder == str(workspace.folder)
    environments.flush()
    plain = json.loads(workspace.environment_path("staging").read_text())
    assert plain["variables"]["example_url"] == "mine"
