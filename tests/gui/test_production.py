"""An environment marked as production: it shows, and runs in it are asked about first."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QPushButton

from builder.app import notice
from builder.document import environment_edits as edits
from builder.model.environment import Environment, Variable
from builder.model.events import Status
from builder.model.workflow import Workflow
from builder.steps import EventTrigger, Request
from builder.storage.files import read_environment, write_environment, write_flow
from tests.support.program import User, use
from tests.support.servers import recorder

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    (folder / "environments").mkdir(parents=True)
    live = Environment(production=True, variables=(Variable(name="a", value="b"),))
    write_environment(folder / "environments" / "live.env.json", live)
    write_environment(folder / "environments" / "test.env.json", Environment())
    return folder


def test_a_file_says_it_only_when_it_is_so(folder: Path) -> None:
    live, test = (folder / "environments" / f"{name}.env.json" for name in ("live", "test"))
    assert b'"production": true' in live.read_bytes()
    assert b"production" not in test.read_bytes()
    assert read_environment(live).production
    assert not read_environment(test).production


def button(user: User, words: str) -> QPushButton:
    buttons = user.window.notices.findChildren(QPushButton)
    return next(b for b in buttons if b.isVisible() and b.text().replace("&", "") == words)


def test_runs_are_asked_about(qapp: QApplication, data_folder: Path, folder: Path) -> None:
    async def scenario(user: User) -> None:
        window = user.window
        window.environments.trusted = True
        window.environments.choose("live")
        assert window.top_bar.production.isVisible()
        user.click(window.top_bar.test_workflow)
        await user.settle(0.3)
        assert not user.tab.runner.running
        assert serving.seen == []
        assert window.notices.texts() == ("“live” is marked as production. Send requests there?",)
        user.click(button(user, "Run in production"))
        await user.ran()
        assert len(serving.seen) == 1
        assert user.tab.runner.session.run_status is Status.SUCCEEDED
        user.click(window.top_bar.test_workflow)
        await user.settle(0.2)
        assert len(serving.seen) == 1  # each run is asked about
        user.click(button(user, "Dismiss"))
        await user.settle(0.2)
        assert len(serving.seen) == 1
        user.click(window.top_bar.test_workflow)
        window.environments.choose("test")
        assert window.notices.texts() == ()
        assert not window.top_bar.production.isVisible()
        user.click(window.top_bar.test_workflow)
        await user.ran()
        assert len(serving.seen) == 2

    with recorder() as serving:
        serving.json("/", "{}")
        write_flow(
            folder / "one.flow.json",
            Workflow(trigger=EventTrigger(), steps=(Request(number=2, url=f"{serving.url}/"),)),
        )
        use(qapp, data_folder, folder, scenario)


def test_it_is_marked_in_the_editor_and_undone(
    qapp: QApplication, data_folder: Path, folder: Path
) -> None:
    async def scenario(user: User) -> None:
        user.window.right.edit_environment("test")
        panel = user.window.right.environment_panel
        await user.settle()
        assert not panel.production.isChecked()
        user.click(panel.production, QPoint(8, panel.production.height() // 2))
        assert user.window.environments.all["test"].production
        user.window.actions_by_name["undo"].trigger()
        assert not user.window.environments.all["test"].production
        assert not panel.production.isChecked()
        edits.set_production(user.window.environments, "test", False)
        assert not user.window.environments.history.canUndo()

    use(qapp, data_folder, folder, scenario)


def test_notices_that_only_tell_go_by_themselves(
    qapp: QApplication, data_folder: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice, "READING_MS", 50)
    monkeypatch.setattr(notice, "LETTER_MS", 1)

    async def scenario(user: User) -> None:
        notices = user.window.notices
        user.window.setFocus()
        before = QApplication.focusWidget()
        user.window.say("Done.")
        notices.say("warned", "Careful.", tone="warning")
        notices.say("asked", "Go on?", [("Yes", lambda: None)])
        assert QApplication.focusWidget() is before
        await user.until(lambda: notices.texts() == ("Careful.", "Go on?"), 3)
        await user.settle(0.2)
        assert notices.texts() == ("Careful.", "Go on?")
        user.window.say("Read me.")
        line = notices._shown["said"]
        line.findChild(QPushButton).setFocus()
        await user.settle(0.3)
        assert "Read me." in notices.texts()
        user.window.workspace_panel.search.setFocus()
        await user.until(lambda: "Read me." not in notices.texts(), 3)

    use(qapp, data_folder, folder, scenario)


def test_long_work_is_shown_and_stopped(
    qapp: QApplication, data_folder: Path, folder: Path
) -> None:
    async def scenario(user: User) -> None:
        window = user.window
        window.right.edit_connection("")
        panel = window.right.connection_panel
        panel.described.emit(f"http://127.0.0.1:{silent.getsockname()[1]}/api.json")
        await user.until(lambda: "Fetching the description…" in window.notices.texts())
        await user.settle(0.5)
        user.click(button(user, "Stop"))
        await user.until(lambda: panel.header.fault.text())
        assert window.notices.texts() == ()

    with socket.create_server(("127.0.0.1", 0)) as silent:
        use(qapp, data_folder, folder, scenario)
