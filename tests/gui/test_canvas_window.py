"""The canvas in the whole window: finding, notes, putting problems right, the outline."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from builder import examples
from builder.canvas.scene import card_of
from builder.model.edit import change_step
from builder.model.workflow import find, list_at
from tests.support.canvas import middle
from tests.support.program import User, use

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    folder = tmp_path / "example"
    examples.install(folder)
    return folder


async def opened(user: User) -> None:
    window = user.window
    window.desk.open(window.workspace.folder / "sync-new-users.flow.json")
    await user.settle()
    user.tab.canvas.setFocus()
    await user.until(user.tab.canvas.hasFocus)


def test_ctrl_f_finds_steps_on_the_canvas_and_text_elsewhere(
    qapp: QApplication, data_folder: Path, example: Path
) -> None:
    async def scenario(user: User) -> None:
        await opened(user)
        user.key("Ctrl+F", user.tab.canvas)
        bar = user.tab.canvas.parts.find_bar
        assert bar.isVisible()
        user.type("report", bar.words)
        assert user.tab.document.current == 6
        user.key("Escape", bar.words)
        assert not bar.isVisible()
        user.window.actions_by_name["find_steps"].trigger()
        assert bar.isVisible()

    use(qapp, data_folder, example, scenario)


def test_a_missing_variable_is_made_from_its_mark(
    qapp: QApplication, data_folder: Path, example: Path
) -> None:
    async def scenario(user: User) -> None:
        await opened(user)
        document, canvas = user.tab.document, user.tab.canvas
        document.edit("Edit URL", change_step(document.workflow, 2, url="{{env.shop}}/users"))
        await user.until(lambda: 2 in canvas.picture.problems)
        card = card_of(canvas.layout_now, 2)
        assert card is not None
        user.click(canvas, middle(canvas, card.mark))
        shown = canvas.parts.fixing.list
        assert shown is not None
        made = next(button for button in shown.buttons if "Create" in button.text())
        made.click()
        environments = user.window.environments
        assert "shop" in environments.variables
        assert user.window.right.shows_environments
        table = user.window.right.environment_panel.table
        row = next(row for row in table.rows if row.variable and row.variable.name == "shop")
        await user.until(row.value.hasFocus)
        await user.until(lambda: 2 not in canvas.picture.problems)

    use(qapp, data_folder, example, scenario)


def test_go_to_the_field_shows_it(qapp: QApplication, data_folder: Path, example: Path) -> None:
    async def scenario(user: User) -> None:
        await opened(user)
        document, canvas = user.tab.document, user.tab.canvas
        document.edit("Edit URL", change_step(document.workflow, 5, url=""))
        await user.until(lambda: 5 in canvas.picture.problems)
        document.select([5])
        QTest.keyClick(canvas, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
        shown = canvas.parts.fixing.list
        assert shown is not None
        shown.buttons[-1].click()
        form = user.tab.step_panel.form
        assert form is not None
        await user.until(lambda: form.isAncestorOf(QApplication.focusWidget() or canvas))

    use(qapp, data_folder, example, scenario)


def test_collapsing_and_notes_are_in_the_menus(
    qapp: QApplication, data_folder: Path, example: Path
) -> None:
    async def scenario(user: User) -> None:
        await opened(user)
        actions, canvas = user.window.actions_by_name, user.tab.canvas
        user.tab.document.select([3])
        actions["collapse"].trigger()
        assert canvas.folding.collapsed == {3}
        actions["collapse_all"].trigger()
        assert not canvas.folding.collapsed
        actions["note"].trigger()
        user.type("asks the shop", canvas.parts.note_editor)
        user.key("Return", canvas.parts.note_editor)
        step = find(user.tab.document.workflow, 3)
        assert step is not None
        assert step.note == "asks the shop"
        user.tab.document.select([2])
        user.tab.canvas.setFocus()
        user.key("N", canvas)
        user.type("saved at once", canvas.parts.note_editor)
        user.key("Ctrl+S", canvas.parts.note_editor)
        await user.until(lambda: not user.tab.file.edited)
        assert user.tab.document.path is not None
        assert "saved at once" in user.tab.document.path.read_text()
        actions["fit_selection"].trigger()
        user.tab.toggle_outline()
        view = user.tab.outline.focusProxy()
        assert view is not None
        index = view.outline.index_of(user.tab.document.workflow, 3)
        spoken = view.outline.data(index, Qt.ItemDataRole.AccessibleTextRole)
        assert "Note: asks the shop" in spoken
        user.tab.document.select([4])
        await user.settle()
        user.key("Delete", view)
        assert find(user.tab.document.workflow, 4) is None
        empty = view.outline.index(0, 0, view.outline.index_of(user.tab.document.workflow, 3))
        view.setCurrentIndex(empty)
        canvas.folding.toggle([3])
        user.key("Insert", view)
        await user.settle()
        user.type("req", user.window.adding.popup.search)
        user.key("Return", user.window.adding.popup.search)
        await user.settle()
        assert len(list_at(user.tab.document.workflow, 3, "yes")) == 1

    use(qapp, data_folder, example, scenario)
