"""The whole window with real mouse and keys, against real servers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from builder import examples
from builder.model.events import Status
from builder.model.workflow import ROOT, Place
from builder.storage.files import read_flow
from tests.support.program import User, use
from tests.support.servers import Recorder, recorder

pytestmark = pytest.mark.timeout(120)


@pytest.fixture(scope="module")
def server() -> Iterator[Recorder]:
    with recorder() as serving:
        serving.json("/users/u_1", '{"id": "u_1", "email": "ada@example.com", "price": 1.10}')
        serving.json("/orders", '{"ok": true}')
        yield serving


@pytest.fixture
def example(tmp_path: Path) -> Path:
    folder = tmp_path / "example"
    examples.install(folder)
    return folder


def test_the_example_succeeds_with_one_click(
    qapp: QApplication, data_folder: Path, example: Path
) -> None:
    async def scenario(user: User) -> None:
        user.window.desk.open(example / examples.FIRST)
        await user.until(lambda: "example_url" in user.window.environments.surroundings().values)
        user.click(user.window.top_bar.test_workflow)
        await user.ran()
        assert user.tab.runner.session.run_status is Status.SUCCEEDED
        states = user.tab.runner.states
        assert states[2].summary.startswith("200 · ")
        assert states[3].summary == "Yes"
        assert states[5].status is Status.SKIPPED
        assert user.tab.below.isVisible()

    use(qapp, data_folder, example, scenario)
    assert b"127.0.0.1" not in (example / examples.FIRST).read_bytes()


def test_from_plus_to_a_saved_workflow(
    qapp: QApplication, data_folder: Path, tmp_path: Path, server: Recorder
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()

    async def scenario(user: User) -> None:
        user.key("Ctrl+N")
        await user.settle()
        await user.add_step(Place(None, ROOT, 0), "req")
        assert user.tab.document.current == 2
        form = user.tab.step_panel.form
        assert form is not None
        form.reveal("url")
        user.type(f"{server.url}/users/u_1?expand=orders")
        await user.settle()
        step = user.tab.document.workflow.steps[0]
        assert step.url == f"{server.url}/users/u_1"
        assert [(row.key, row.value) for row in step.query] == [("expand", "orders")]
        user.key("Ctrl+Return")
        await user.ran()
        assert user.tab.runner.states[2].status is Status.SUCCEEDED
        assert server.last.target == "/users/u_1?expand=orders"
        user.tab.file.save(folder / "mine.flow.json")
        await user.settle()
        assert user.window.windowTitle() == "mine[*] — Steploom"

    use(qapp, data_folder, folder, scenario)
    saved = json.loads((folder / "mine.flow.json").read_text())
    assert saved["steps"][0]["query"] == [{"key": "expand", "value": "orders"}]
    assert read_flow(folder / "mine.flow.json").steps[0].number == 2


def test_undo_and_redo_through_keys_while_a_field_has_the_focus(
    qapp: QApplication, data_folder: Path, tmp_path: Path
) -> None:
    async def scenario(user: User) -> None:
        user.key("Ctrl+N")
        await user.add_step(Place(None, ROOT, 0), "req")
        form = user.tab.step_panel.form
        assert form is not None
        form.reveal("url")
        user.type("http://a")
        await user.settle()
        user.key("Ctrl+Z")
        assert user.tab.document.workflow.steps[0].url == ""
        user.key("Ctrl+Shift+Z")
        assert user.tab.document.workflow.steps[0].url == "http://a"
        user.key("Ctrl+Z")
        user.key("Ctrl+Z")
        assert user.tab.document.workflow.steps == ()

    use(qapp, data_folder, tmp_path, scenario)


def test_undo_in_the_name_of_a_step(qapp: QApplication, data_folder: Path, tmp_path: Path) -> None:
    async def scenario(user: User) -> None:
        user.key("Ctrl+N")
        await user.add_step(Place(None, ROOT, 0), "req")
        name = user.tab.step_panel.header.name
        name.setFocus()
        user.type("x")
        user.key("Ctrl+Z")
        assert name.text() == ""
        assert len(user.tab.document.workflow.steps) == 1  # what was typed came first
        user.key("Ctrl+Z")
        assert user.tab.document.workflow.steps == ()

    use(qapp, data_folder, tmp_path, scenario)


def test_stop_cancels_at_once(qapp: QApplication, data_folder: Path, example: Path) -> None:
    async def scenario(user: User) -> None:
        user.key("Ctrl+N")
        await user.add_step(Place(None, ROOT, 0), "req")
        form = user.tab.step_panel.form
        assert form is not None
        form.reveal("url")
        user.type("{{env.example_url}}/slow?seconds=20".replace("{{", "{{"))
        user.key("Escape")
        await user.settle()
        user.tab.runs.test_workflow()
        await user.until(lambda: user.tab.runner.states[2].status is Status.RUNNING)
        user.click(user.tab.below.run_panel.stop)
        await user.until(lambda: not user.tab.runner.running, seconds=2)
        assert user.tab.runner.session.run_status is Status.CANCELLED

    use(qapp, data_folder, example, scenario)


def test_a_missing_upstream_answer_is_named_with_a_way_out(
    qapp: QApplication, data_folder: Path, example: Path
) -> None:
    async def scenario(user: User) -> None:
        user.window.desk.open(example / examples.FIRST)
        await user.settle(0.3)
        user.tab.document.select([4])
        user.key("Ctrl+Return", user.tab.canvas)
        await user.ran()
        (said,) = user.tab.notices.texts()
        assert "step 2 (Get user) has no output yet" in said
        button = next(
            b
            for b in user.tab.notices.findChildren(type(user.window.top_bar.test_step))
            if b.text() == "Run up to here"
        )
        user.click(button)
        await user.ran()
        assert user.tab.runner.states[4].status is Status.SUCCEEDED

    use(qapp, data_folder, example, scenario)


def test_an_unreadable_file_is_said_and_left_alone(
    qapp: QApplication, data_folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "broken.flow.json"
    path.write_text('{"format": 1, "trigger": {')

    async def scenario(user: User) -> None:
        (said,) = user.window.notices.texts()
        assert "broken.flow.json cannot be opened" in said
        assert "line 1" in said
        assert user.window.tab is None

    use(qapp, data_folder, tmp_path, scenario)
    assert path.read_text() == '{"format": 1, "trigger": {'
