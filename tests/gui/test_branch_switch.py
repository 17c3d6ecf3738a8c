"""A branch is switched on disk while workflows are open."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from builder.document import commands
from builder.model import edit
from builder.storage.files import read_flow, write_flow
from builder.storage.workspace import Workspace
from tests.support.program import User, use
from tests.support.repository import Repository
from tests.support.running import flow, request

pytestmark = pytest.mark.timeout(120)
OPEN = 12
ALL = 200


def named(name: str):
    return flow({**request(2, "http://a.example"), "name": name}, request(3, "{{2.response.body}}"))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """200 workflows, all of them different on the branch “other”, one not there, one broken."""
    made = Repository(tmp_path / "shop")
    Workspace.create(made.folder)
    for number in range(ALL):
        write_flow(made.folder / f"f{number:03}.flow.json", named("main"))
    made.commit("main")
    made.git("checkout", "-q", "-b", "other")
    for number in range(ALL):
        write_flow(made.folder / f"f{number:03}.flow.json", named("other"))
    (made.folder / "f001.flow.json").unlink()
    (made.folder / "f002.flow.json").write_text("<<<<<<< HEAD\n")
    write_flow(made.folder / "only-here.flow.json", named("new"))
    made.commit("other")
    made.git("checkout", "-q", "main")
    return made


class Stalls(QObject):
    """How long the event loop did not turn, at most."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.longest = 0.0
        self._last = time.perf_counter()
        timer = QTimer(self, interval=2)
        timer.timeout.connect(self._tick)
        timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def name_of(tab) -> str:
    return tab.document.workflow.steps[0].name


def said(tab) -> str:
    return " ".join(tab.notices.texts())


def test_clean_ones_follow_dirty_ones_ask_gone_ones_stay(
    qapp: QApplication, tmp_path: Path, repository: Repository
) -> None:
    folder = repository.folder

    async def scenario(user: User) -> None:
        tabs = [user.window.desk.open(folder / f"f{n:03}.flow.json") for n in range(OPEN)]
        clean, gone, broken, dirty = tabs[0], tabs[1], tabs[2], tabs[3]
        clean.document.select([3])
        commands.rename(dirty.document, 2, "mine")
        await user.settle(0.4)
        stalls = Stalls(user.window)
        repository.git("checkout", "-q", "other")
        await user.until(lambda: all(name_of(tab) == "other" for tab in (clean, *tabs[4:])))
        await user.until(lambda: said(gone) and said(broken) and said(dirty))
        await user.until(lambda: folder / "only-here.flow.json" in listed(user))
        assert stalls.longest < 1
        assert clean.document.selected == (3,)
        assert not clean.file.edited
        assert name_of(dirty) == "mine"
        assert "was changed on disk" in said(dirty)
        assert "was deleted by another program" in said(gone)
        assert gone.file.edited, "closing it asks"
        assert user.window.tabs.bar.tabText(1) == "f001 •"
        assert name_of(gone) == "main"
        assert "cannot be read any more" in said(broken)
        assert name_of(broken) == "main"

        repository.git("checkout", "-q", "main")
        await user.until(lambda: all(name_of(tab) == "main" for tab in (clean, *tabs[4:])))
        await user.until(lambda: not (said(gone) or said(broken) or said(dirty)))
        assert not gone.file.edited
        assert name_of(dirty) == "mine"
        clean.document.history.undo()
        assert name_of(clean) == "other", "taking over is an edit that can be undone"

    use(qapp, tmp_path / "data", folder, scenario, seconds=100)


def listed(user: User) -> tuple[Path, ...]:
    return user.window.workspace_panel.flows.tree.paths


def test_a_deleted_file_is_written_again_by_saving(
    qapp: QApplication, tmp_path: Path, repository: Repository
) -> None:
    path = repository.folder / "f001.flow.json"

    async def scenario(user: User) -> None:
        tab = user.window.desk.open(path)
        await user.settle()
        repository.git("checkout", "-q", "other")
        await user.until(lambda: said(tab))
        user.key("Ctrl+S", tab.canvas)
        await user.settle()
        assert read_flow(path) == named("main")
        assert not said(tab)
        assert not tab.file.edited

    use(qapp, tmp_path / "data", repository.folder, scenario)


def test_versions_are_compared_and_a_step_is_taken_over(
    qapp: QApplication, tmp_path: Path, repository: Repository
) -> None:
    path = repository.folder / "f005.flow.json"
    write_flow(path, edit.remove(named("newer"), [3]))
    repository.commit("Take a step out")

    async def scenario(user: User) -> None:
        tab = user.window.desk.open(path)
        compared = user.window.late.compare_tab(tab)
        assert not compared.isModal()
        await user.until(lambda: compared.left.count() == 4)
        words = [compared.left.itemText(row) for row in range(4)]
        assert words[:2] == ["Open in the window", "File on disk"]
        assert "Take a step out · Ada" in words[2]
        assert compared.summary.text() == "Both say the same."
        compared.choose(compared.left.itemData(3), "open")
        await user.until(lambda: compared.summary.text() == "1 removed, 1 changed")
        rows = compared.rows
        assert rows.topLevelItem(0).child(0).text(1) == "main"
        assert rows.topLevelItem(0).child(0).text(2) == "newer"
        rows.setCurrentItem(rows.topLevelItem(1))
        assert compared.take.text() == "Take this step over"
        user.click(compared.take)
        assert [step.number for step in tab.document.workflow.steps] == [2, 3]
        await user.until(lambda: compared.summary.text() == "1 changed")
        tab.document.history.undo()
        await user.until(lambda: compared.summary.text() == "1 removed, 1 changed")
        user.window.desk.close(tab)
        await user.settle()

    use(qapp, tmp_path / "data", repository.folder, scenario)


def test_without_a_repository_that_is_said(qapp: QApplication, tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "plain")
    workspace.create_flow("one", named("x"))

    async def scenario(user: User) -> None:
        compared = user.window.late.compare(workspace.flow_path("one"))
        await user.until(lambda: "no git repository" in compared.said.text())
        assert compared.summary.text() == "Both say the same."
        compared.close()

    use(qapp, tmp_path / "data", workspace.folder, scenario)


def test_a_changed_note_is_shown_whole_and_esc_closes(qapp: QApplication, tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "plain")
    workspace.create_flow("one", named("x"))

    async def scenario(user: User) -> None:
        tab = user.window.desk.open(workspace.flow_path("one"))
        note = "word and words " * 60
        tab.document.edit("Note", tab.document.workflow.model_copy(update={"note": note}))
        compared = user.window.late.compare_tab(tab)
        rows = compared.rows
        await user.until(lambda: rows.topLevelItemCount() == 1)
        await user.settle(0.3)
        change = rows.topLevelItem(0).child(0)
        line = rows.fontMetrics().height()
        assert rows.visualItemRect(change).height() > 10 * line
        user.key("Escape", rows)
        assert not compared.isVisible()

    use(qapp, tmp_path / "data", workspace.folder, scenario)
