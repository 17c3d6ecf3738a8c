"""A workspace opened for the first time is asked about once, before it does what needs trust."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QMessageBox

from builder.forms.script_field import ScriptField
from builder.model.events import Status
from builder.panels.connection import ConnectionPanel
from builder.storage.trust import TrustedFolders
from builder.storage.userdata import UserData
from tests.support.program import User, use

PYTHON = {
    "kind": "function",
    "number": 2,
    "name": "Sum",
    "language": "python",
    "code": "def your_function(parameters):\n    return 1 + 2\n",
}


def workspace(folder: Path, *steps: dict[str, Any]) -> Path:
    folder.mkdir()
    plain = {"format": 1, "trigger": {"kind": "event", "number": 1}, "steps": steps}
    (folder / "one.flow.json").write_text(json.dumps(plain))
    return folder


def question(user: User) -> QMessageBox | None:
    return user.window.findChild(QMessageBox)


def runs(user: User) -> list[Status]:
    """How the runs from now on end."""
    ended: list[Status] = []
    user.tab.runner.finished.connect(lambda event: ended.append(event.status))
    return ended


def answer(user: User, words: str) -> None:
    box = question(user)
    assert box is not None
    user.click(next(button for button in box.buttons() if button.text() == words))


def test_python_runs_once_the_workspace_is_trusted(qapp: QApplication, tmp_path: Path) -> None:
    data, folder = tmp_path / "data", workspace(tmp_path / "theirs", PYTHON)

    async def scenario(user: User) -> None:
        ended = runs(user)
        user.window.actions_by_name["test_workflow"].trigger()
        await user.until(lambda: question(user))
        box = question(user)
        assert box is not None
        assert "Python functions run" in box.informativeText()
        assert "2 · Sum" in box.informativeText()
        answer(user, "Do not run")
        await user.until(lambda: question(user) is None)
        assert not user.tab.runner.running
        assert not ended
        user.window.actions_by_name["test_workflow"].trigger()
        await user.until(lambda: question(user))
        answer(user, "Trust and run")
        await user.until(lambda: ended == [Status.SUCCEEDED])
        user.window.actions_by_name["test_workflow"].trigger()
        await user.until(lambda: len(ended) == 2)
        assert question(user) is None

    use(qapp, data, folder, scenario)
    assert TrustedFolders(UserData(data).trusted_file).holds(folder)

    async def again(user: User) -> None:
        ended = runs(user)
        user.window.actions_by_name["test_workflow"].trigger()
        await user.until(lambda: ended == [Status.SUCCEEDED])

    use(qapp, data, folder, again)


def test_harmless_workflows_run_unasked(qapp: QApplication, tmp_path: Path) -> None:
    harmless = {**PYTHON, "language": "javascript", "code": "function yourFunction() { return 1; }"}
    folder = workspace(tmp_path / "theirs", harmless)

    async def scenario(user: User) -> None:
        ended = runs(user)
        user.window.actions_by_name["test_workflow"].trigger()
        await user.until(lambda: ended == [Status.SUCCEEDED])

    use(qapp, tmp_path / "data", folder, scenario)
    assert not TrustedFolders(UserData(tmp_path / "data").trusted_file).holds(folder)


def test_what_is_made_here_is_trusted(qapp: QApplication, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()

    async def scenario(user: User) -> None:
        assert user.window.environments.trusted

    use(qapp, tmp_path / "data", folder, scenario)
    workspace(tmp_path / "theirs")
    assert TrustedFolders(UserData(tmp_path / "data").trusted_file).holds(folder)


def test_a_failing_function_is_marked_where_it_failed(qapp: QApplication, tmp_path: Path) -> None:
    code = "function yourFunction() {\n  return nope;\n}"
    folder = workspace(tmp_path / "theirs", {"kind": "function", "number": 2, "code": code})

    async def scenario(user: User) -> None:
        user.tab.document.select([2])
        ended = runs(user)
        user.window.actions_by_name["test_workflow"].trigger()
        await user.until(lambda: ended == [Status.FAILED])
        field = user.tab.step_panel.findChild(ScriptField)
        assert field is not None
        await user.until(lambda: field.numbers.faulty == frozenset({2}))
        assert "Line 2, column 3: ReferenceError: nope is not defined" in field.said

    use(qapp, tmp_path / "data", folder, scenario)


def test_a_connection_is_tested_only_when_its_secrets_may_leave(
    qapp: QApplication, tmp_path: Path
) -> None:
    folder = workspace(tmp_path / "theirs")
    (folder / "environments").mkdir()
    (folder / "environments" / "test.env.json").write_text(
        '{"format": 1, "variables": {"key": {"secret": true}}}'
    )
    (folder / "connections").mkdir()
    token = {"kind": "bearer", "token": "{{env.key}}"}
    plain = {"format": 1, "base_url": "http://127.0.0.1:1", "auth": token, "test_endpoint": "/"}
    (folder / "connections" / "Shop.connection.json").write_text(json.dumps(plain))

    async def scenario(user: User) -> None:
        user.window.environments.choose("test")
        user.window.right.edit_connection("Shop")
        panel = user.window.findChild(ConnectionPanel)
        assert panel is not None
        panel.start_test()
        await user.until(lambda: question(user))
        box = question(user)
        assert box is not None
        assert box.informativeText() == "Secrets are sent to 127.0.0.1:1"
        assert not panel.tester.running
        answer(user, "Do not run")
        await user.until(lambda: question(user) is None)
        assert not panel.tester.running

    use(qapp, tmp_path / "data", folder, scenario)
