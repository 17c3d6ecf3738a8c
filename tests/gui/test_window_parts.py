"""What the window has beside canvas and panels: command palette, guide, past runs, environments."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication, QListWidget

from builder import examples
from builder.app.action_list import ACTIONS
from builder.app.fuzzy import cost
from builder.app.guide import Guide, guide_folder
from builder.app.preview_window import PreviewWindow
from builder.canvas.outline import OutlineView
from builder.examples import VARIABLE
from builder.http.fields import RequestFields
from builder.model.edit import change_step
from builder.model.events import Status
from builder.model.workflow import Workflow, walk
from builder.steps import EventTrigger
from builder.storage.files import write_flow
from tests.support.program import User, use

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    folder = tmp_path / "example"
    examples.install(folder)
    return folder


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("", "Anything", True),
        ("use get", "Steps 2 · Get user", True),
        ("USER", "2 · Get user", True),
        ("userx", "2 · Get user", False),
    ],
)
def test_words_are_found_in_any_order(words: str, text: str, found: bool) -> None:
    assert (cost(words, text) is not None) is found


def test_the_command_palette_opens_steps_workflows_and_actions(
    qapp: QApplication, data_folder: Path, example: Path
) -> None:
    async def scenario(user: User) -> None:
        palette = user.window.late.command_palette
        user.key("Ctrl+K", user.window)
        await user.settle()
        user.type("sync", palette.field)
        user.key("Return", palette.field)
        await user.settle()
        assert user.tab.document.name == "sync-new-users"
        user.key("Ctrl+K", user.window)
        user.type("create order", palette.field)
        user.key("Return", palette.field)
        assert user.tab.document.current == 4
        user.key("Ctrl+K", user.window)
        user.type("switch light", palette.field)
        user.key("Down", palette.field)
        user.key("Return", palette.field)
        assert user.window.look.theme.name == "dark"

    use(qapp, data_folder, example, scenario)


def test_every_action_has_a_handler_and_says_what_it_does(
    qapp: QApplication, data_folder: Path, example: Path
) -> None:
    async def scenario(user: User) -> None:
        for spec in ACTIONS:
            if spec.name:
                action = user.window.actions_by_name[spec.name]
                assert spec.tip in action.toolTip()
        for name in ("outline", "run_panel", "zoom_in", "zoom_out", "zoom_reset", "fit"):
            user.window.actions_by_name[name].trigger()
            await user.settle(0.02)
        assert user.tab.outline.isVisible()
        assert user.tab.below.isVisible()

    use(qapp, data_folder, example, scenario)


def test_a_past_run_is_shown_again(qapp: QApplication, data_folder: Path, example: Path) -> None:
    async def scenario(user: User) -> None:
        user.window.desk.open(example / "see-errors.flow.json")
        await user.settle(0.3)
        user.tab.runs.test_workflow()
        await user.ran()
        assert user.tab.runner.session.run_status is Status.FAILED
        user.tab.document.select([2])
        user.tab.runs.test_step()
        await user.ran()
        runs = user.window.workspace_panel.runs.findChild(QListWidget)
        assert runs is not None
        await user.until(lambda: runs.count() == 3)  # and "All runs…"
        user.click(runs.viewport(), runs.visualItemRect(runs.item(1)).center())
        await user.until(lambda: user.tab.runner.shown.past is not None)
        assert user.tab.runner.states[4].status is Status.FAILED

    use(qapp, data_folder, example, scenario)


def test_the_environment_is_switched_in_the_top_bar(
    qapp: QApplication, data_folder: Path, example: Path
) -> None:
    async def scenario(user: User) -> None:
        menu = user.window.top_bar.environment.menu()
        staging = next(a for a in menu.actions() if a.text() == "staging")
        staging.trigger()
        assert user.window.environments.current == "staging"
        assert user.window.top_bar.environment.text() == "staging"

    use(qapp, data_folder, example, scenario)


def test_a_request_is_previewed_without_being_sent(
    qapp: QApplication, data_folder: Path, example: Path
) -> None:
    async def scenario(user: User) -> None:
        step = next(s for s in walk(user.tab.document.workflow) if isinstance(s, RequestFields))
        known = user.window.environments.surroundings
        await user.until(lambda: VARIABLE in known().values)
        user.tab.document.select([step.number])
        user.click(user.tab.step_panel.header.preview)
        assert user.tab.notices.texts() == ()
        await user.until(lambda: user.tab.findChildren(PreviewWindow))
        shown = user.tab.findChildren(PreviewWindow)[0]
        assert shown.request.method.text == step.method
        assert shown.request.url.text().startswith("http://127.0.0.1")
        assert not user.tab.runner.running
        shown.close()
        user.tab.document.select([1])
        assert not user.tab.step_panel.header.preview.isVisible()

    use(qapp, data_folder, example, scenario)


def test_nothing_is_wrong_while_a_variable_is_being_chosen(
    qapp: QApplication, data_folder: Path, example: Path
) -> None:
    async def scenario(user: User) -> None:
        form_of, canvas = user.tab.step_panel, user.tab.canvas
        user.tab.document.select([6])
        assert form_of.form is not None
        form_of.form.reveal("url")
        user.key("End")
        user.type("/{{")
        await user.settle(0.6)
        assert user.tab.document.workflow.steps[-1].url.endswith("/{{")
        assert 6 not in canvas.picture.problems
        user.key("Escape")
        await user.until(lambda: "not closed" in canvas.picture.problems.get(6, ""))

    use(qapp, data_folder, example, scenario, flow=example / "sync-new-users.flow.json")


def test_the_outline_marks_problems_and_finds_on_the_canvas(
    qapp: QApplication, data_folder: Path, example: Path
) -> None:
    async def scenario(user: User) -> None:
        tab = user.tab
        url = "{{env.nobody}}/users"
        tab.document.edit("Edit", change_step(tab.document.workflow, 2, url=url))
        await user.until(lambda: 2 in tab.canvas.picture.problems)
        user.window.actions_by_name["outline"].trigger()
        await user.settle()
        view = tab.outline.focusProxy()
        assert isinstance(view, OutlineView)
        rows = [view.outline.index(row, 0) for row in (0, 1)]
        marks = [view.outline.data(row, Qt.ItemDataRole.DecorationRole) for row in rows]
        assert marks[0] is None
        assert not marks[1].isNull()
        user.key("Ctrl+F", view)
        assert tab.canvas.parts.find_bar.isVisible()
        assert not tab.below.isVisible()

    use(qapp, data_folder, example, scenario, flow=example / "sync-new-users.flow.json")


def test_a_steps_menu_copies_its_request(
    qapp: QApplication, data_folder: Path, example: Path
) -> None:
    async def scenario(user: User) -> None:
        step = next(s for s in walk(user.tab.document.workflow) if isinstance(s, RequestFields))
        known = user.window.environments.surroundings
        await user.until(lambda: VARIABLE in known().values)
        user.tab.document.select([step.number])
        user.tab.canvas.actions_on_steps.run("copy_as_curl")
        assert qapp.clipboard().text().startswith("curl ")
        assert known().values[VARIABLE] in qapp.clipboard().text()
        user.tab.canvas.actions_on_steps.run("copy_as_python")
        assert "import httpx" in qapp.clipboard().text()
        assert "Copied" in user.tab.notices.texts()[0]
        assert not user.tab.runner.running
        qapp.clipboard().clear()

    use(qapp, data_folder, example, scenario)


def test_the_guide_shows_its_pages(qapp: QApplication, qtbot, data_folder: Path) -> None:
    guide = Guide(None)
    qtbot.addWidget(guide)
    guide.show()
    assert "First steps" in guide.browser.toPlainText()
    assert not guide.back.isEnabled()
    guide.browser.setSource(QUrl("first-steps.md"))
    across = guide.browser.horizontalScrollBar()
    assert across.maximum() == 0
    guide.resize(500, 600)
    qtbot.waitUntil(lambda: guide.browser.document().size().width() < 500)
    assert across.maximum() == 0
    guide.back.click()
    assert guide.browser.source().fileName() == "index.md"
    assert not guide.back.isEnabled()
    guide.browser.setSource(QUrl("canvas.md"))
    guide.contents.click()
    assert guide.browser.source().fileName() == "index.md"


def test_every_link_and_picture_of_the_guide_exists() -> None:
    pages = sorted(guide_folder().glob("*.md"))
    assert len(pages) > 5
    for page in pages:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).is_file(), f"{page.name}: {target}"


def test_a_long_name_leaves_room_for_other_tabs(
    qapp: QApplication, data_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "long"
    folder.mkdir()
    for name in ("a", "x" * 200):
        write_flow(folder / f"{name}.flow.json", Workflow(trigger=EventTrigger()))

    async def scenario(user: User) -> None:
        user.window.desk.open(folder / f"{'x' * 200}.flow.json")
        await user.settle()
        bar = user.window.tabs.bar
        assert bar.tabRect(1).width() < 340
        assert bar.tabToolTip(1).startswith("xxx")
        assert not bar.tabToolTip(0)

    use(qapp, data_folder, folder, scenario)
