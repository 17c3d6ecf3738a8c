"""The window and what happens to files: changed by others, lost in a crash, secrets in them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from builder.auth import BearerToken
from builder.document.environment_edits import add_variable, create
from builder.model import edit
from builder.model.environment import Variable
from builder.model.secret import Secret
from builder.model.workflow import ROOT, Place, Workflow, find
from builder.steps import EventTrigger, Request
from builder.storage.files import read_environment, read_flow, write_flow
from builder.storage.journal import Journal, unsaved
from builder.storage.signature import signature
from tests.support.program import User, use

pytestmark = pytest.mark.timeout(120)
MARKER = "tok_marker_4f2a91"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    write_flow(
        folder / "a.flow.json",
        Workflow(trigger=EventTrigger(), steps=(Request(number=2, name="Mine"),)),
    )
    return folder


def button(user: User, text: str) -> QPushButton:
    found = [b for b in user.window.findChildren(QPushButton) if b.text() == text]
    assert found, f"no button “{text}”"
    return found[-1]


def name_of(user: User) -> str:
    return user.tab.document.workflow.steps[0].name


def test_a_change_on_disk_is_noticed_and_can_be_taken_over(
    qapp: QApplication, data_folder: Path, folder: Path
) -> None:
    path = folder / "a.flow.json"

    async def scenario(user: User) -> None:
        user.tab.document.select([2])
        user.key("Ctrl+D", user.tab.canvas)
        theirs = edit.change_step(read_flow(path), 2, name="Theirs")
        write_flow(path, theirs)
        await user.until(lambda: any("changed on disk" in t for t in user.tab.notices.texts()))
        assert name_of(user) == "Mine"
        user.click(button(user, "Reload"))
        await user.settle()
        assert name_of(user) == "Theirs"
        user.key("Ctrl+Z", user.tab.canvas)
        assert name_of(user) == "Mine"

    use(qapp, data_folder, folder, scenario)


def test_saving_over_somebody_elses_change_asks_first(
    qapp: QApplication, data_folder: Path, folder: Path
) -> None:
    path = folder / "a.flow.json"

    async def scenario(user: User) -> None:
        write_flow(path, edit.change_step(read_flow(path), 2, name="Theirs"))
        user.tab.document.select([2])
        user.key("Ctrl+D", user.tab.canvas)
        user.key("Ctrl+S", user.tab.canvas)
        await user.settle()
        assert read_flow(path).steps[0].name == "Theirs"
        user.click(button(user, "Keep mine"))
        user.key("Ctrl+S", user.tab.canvas)
        await user.settle()
        assert [step.name for step in read_flow(path).steps] == ["Mine", "Mine"]

    use(qapp, data_folder, folder, scenario)


def test_work_that_a_crash_left_behind_is_offered(
    qapp: QApplication, data_folder: Path, folder: Path
) -> None:
    path = folder / "a.flow.json"
    (data_folder / "journal").mkdir(parents=True)
    journal = Journal(data_folder / "journal", folder, path, "a")
    lost = edit.change_step(read_flow(path), 2, name="Lost and found")
    journal.write(journal.text(lost, None))
    assert len(unsaved(data_folder / "journal")) == 1

    async def scenario(user: User) -> None:
        await user.until(lambda: any("not saved" in t for t in user.window.notices.texts()))
        assert name_of(user) == "Mine"
        user.click(button(user, "Recover"))
        await user.settle()
        assert name_of(user) == "Lost and found"
        user.key("Ctrl+S", user.tab.canvas)
        await user.settle()
        assert read_flow(path).steps[0].name == "Lost and found"

    use(qapp, data_folder, folder, scenario)
    assert unsaved(data_folder / "journal") == ()


def test_recovered_work_does_not_replace_what_others_wrote_since(
    qapp: QApplication, data_folder: Path, folder: Path
) -> None:
    path = folder / "a.flow.json"
    (data_folder / "journal").mkdir(parents=True)
    journal = Journal(data_folder / "journal", folder, path, "a")
    lost = edit.change_step(read_flow(path), 2, name="Lost and found")
    journal.write(journal.text(lost, signature(path)))
    theirs = edit.change_step(read_flow(path), 2, name="Theirs")
    write_flow(path, theirs)

    async def scenario(user: User) -> None:
        await user.until(lambda: any("not saved" in t for t in user.window.notices.texts()))
        user.click(button(user, "Recover"))
        await user.settle()
        assert name_of(user) == "Lost and found"
        assert any("changed on disk" in t for t in user.tab.notices.texts())
        user.key("Ctrl+S", user.tab.canvas)
        await user.settle()
        assert read_flow(path) == theirs
        user.click(button(user, "Keep mine"))
        user.key("Ctrl+S", user.tab.canvas)
        await user.settle()
        assert read_flow(path).steps[0].name == "Lost and found"
        assert user.tab.notices.texts() == ()

    use(qapp, data_folder, folder, scenario)


def test_a_typed_token_becomes_a_secret_variable_and_is_in_no_file(
    qapp: QApplication, data_folder: Path, folder: Path
) -> None:
    async def scenario(user: User) -> None:
        tab = user.tab
        after = edit.change_step(
            tab.document.workflow, 2, auth=BearerToken(token=Secret(text=MARKER))
        )
        tab.document.edit("Type a token", after)
        tab.document.select([2])
        await user.settle()
        assert tab.step_panel.form is not None
        tab.step_panel.form.reveal("auth")
        await user.settle()
        user.key("Ctrl+S", tab.canvas)
        await user.settle()
        assert MARKER not in (folder / "a.flow.json").read_text()
        user.click(button(user, "Make it a secret variable"))
        await user.settle(0.6)
        step = find(tab.document.workflow, 2)
        assert isinstance(step, Request)
        assert step.auth == BearerToken(token=Secret(text="{{env.token}}"))
        around = user.window.environments.surroundings()
        assert around.values["token"] == MARKER
        user.key("Ctrl+S", tab.canvas)
        await user.settle()

    use(qapp, data_folder, folder, scenario)
    variable = read_environment(folder / "environments" / "local.env.json").variable("token")
    assert variable is not None
    assert variable.secret
    everything = [*folder.rglob("*"), *data_folder.rglob("*")]
    for file in everything:
        assert not file.is_file() or MARKER.encode() not in file.read_bytes(), file


def test_dropped_steps_and_pasted_steps_can_be_undone(
    qapp: QApplication, data_folder: Path, folder: Path
) -> None:
    async def scenario(user: User) -> None:
        before = user.tab.document.workflow
        await user.add_step(Place(None, ROOT, 1), "cond")
        await user.add_step(Place(3, "yes", 0), "req")
        user.tab.document.select([3])
        user.key("Ctrl+C", user.tab.canvas)
        user.key("Ctrl+V", user.tab.canvas)
        await user.settle()
        numbers = [step.number for step in user.tab.document.workflow.steps]
        assert numbers == [2, 3, 5]
        user.key("Delete", user.tab.canvas)
        for _ in range(4):
            user.key("Ctrl+Z", user.tab.canvas)
        assert user.tab.document.workflow is before

    use(qapp, data_folder, folder, scenario)


def test_two_new_workflows_have_journals_of_their_own(
    qapp: QApplication, data_folder: Path, folder: Path
) -> None:
    async def scenario(user: User) -> None:
        for _ in range(2):
            user.key("Ctrl+N", user.window)
            await user.add_step(Place(None, ROOT, 0), "req")
        assert [tab.document.name for tab in user.window.desk.tabs] == [
            "a",
            "Untitled",
            "Untitled 2",
        ]
        await user.until(lambda: len(list((data_folder / "journal").glob("*.journal"))) == 2)
        second = user.tab
        second.file.save(folder / "b.flow.json")

    use(qapp, data_folder, folder, scenario)


def test_a_known_secret_is_not_saved_and_becomes_a_reference(
    qapp: QApplication, data_folder: Path, folder: Path
) -> None:
    path = folder / "a.flow.json"

    async def scenario(user: User) -> None:
        environments = user.window.environments
        create(environments, "local")
        environments.set_secret("local", "token", MARKER)
        add_variable(environments, "local", Variable(name="token", secret=True))
        after = edit.change_step(
            user.tab.document.workflow, 2, url=f"https://a.example/{MARKER}/users"
        )
        user.tab.document.edit("Type a secret", after)
        user.key("Ctrl+S", user.tab.canvas)
        await user.settle()
        (said,) = user.tab.notices.texts()
        assert "secret “token” stands in step 2 (Mine), Request URL" in said
        assert MARKER not in said
        assert MARKER not in path.read_text()
        user.click(button(user, "Make it a reference"))
        await user.settle()
        assert not user.tab.file.edited

    use(qapp, data_folder, folder, scenario)
    step = read_flow(path).steps[0]
    assert isinstance(step, Request)
    assert step.url == "https://a.example/{{env.token}}/users"


def test_a_file_that_is_open_is_not_opened_again_through_a_link(
    qapp: QApplication, data_folder: Path, folder: Path
) -> None:
    async def scenario(user: User) -> None:
        opened = user.tab.document.path
        (folder / "link").symlink_to(folder)
        (folder / "loop.flow.json").symlink_to(folder / "loop.flow.json")
        assert user.window.desk.open(folder / "link" / opened.name) is user.tab
        assert user.window.desk.open(folder / "loop.flow.json") is None
        assert len(user.window.desk.tabs) == 1

    use(qapp, data_folder, folder, scenario)


def test_a_folder_that_went_away_is_named_and_another_file_offered(
    qapp: QApplication, data_folder: Path, folder: Path
) -> None:
    async def scenario(user: User) -> None:
        user.tab.document.select([2])
        user.key("Ctrl+D", user.tab.canvas)
        shutil.rmtree(folder)
        assert not user.window.desk.save(user.tab)
        said = next(t for t in user.tab.notices.texts() if "was not saved" in t)
        assert str(folder) in said
        button(user, "Save as…")

    use(qapp, data_folder, folder, scenario)
