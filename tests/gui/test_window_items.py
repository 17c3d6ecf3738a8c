"""Fan Outs run from the window: their items, one of which is looked at."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from builder.model.events import Status
from tests.support.program import User, use
from tests.support.run_scenes import act, check, fan_out, response, workspace

pytestmark = pytest.mark.timeout(120)
LEFT = Qt.MouseButton.LeftButton
Play = Callable[[Callable[[User], Awaitable[None]], Path], None]


@pytest.fixture
def play(qapp: QApplication, data_folder: Path) -> Play:
    def run(scenario: Callable[[User], Awaitable[None]], folder: Path) -> None:
        use(qapp, data_folder, folder, scenario)

    return run


def test_a_fan_out_shows_its_items_and_any_of_them_can_be_opened(
    play: Play, tmp_path: Path
) -> None:
    async def scenario(user: User) -> None:
        tab = user.tab
        tab.document.select([2])
        await user.settle()
        (line,) = tab.step_panel.items.lines
        assert line.words.toolTip() == '40 items, first: {"id":0}'
        act(user, "test_workflow")
        await user.ran()
        states = tab.runner.states
        assert (states[2].summary, states[3].summary) == ("40 items · 1 failed",) * 2
        await user.until(lambda: tab.below.items.model.rowCount() == 40)
        panel = tab.below.items
        assert panel.isVisible()
        await user.until(lambda: panel.pill.text == "40 items · 1 failed")
        user.click(panel.orders[1])
        (row,) = panel.model.rows
        assert (row.index, row.status) == (13, Status.FAILED)
        index = panel.model.index(0, 0)
        QTest.mouseClick(panel.list.viewport(), LEFT, pos=panel.list.visualRect(index).center())
        assert tab.runner.samples.item(2) == 13
        assert line.spin.value() == 14
        panel.list.setFocus()
        user.key("Return", panel.list)
        await user.settle()
        assert tab.document.current == 3
        finished = tab.runner.shown.finished_step(3)
        assert finished is not None
        assert (finished.path, finished.status) == ("2[13]", Status.FAILED)
        assert tab.below.viewer.isVisible()
        assert "false" in tab.below.viewer.banner.text

    play(scenario, workspace(tmp_path, 40, fan_out()))


def test_the_item_chosen_is_the_one_steps_inside_are_tested_and_shown_with(
    play: Play, tmp_path: Path
) -> None:
    after = response(4, '{"all": {{3.passed}}}')

    async def scenario(user: User) -> None:
        tab = user.tab
        tab.document.select([3])
        await user.settle()
        (line,) = tab.step_panel.items.lines
        line.spin.setFocus()
        line.spin.lineEdit().selectAll()
        user.type("8", line.spin)
        user.key("Return", line.spin)
        assert line.words.toolTip() == '20 items, item 8: {"id":7}'
        paths = {e.path: e.sample for g in tab.variables.groups() for e in g.entries}
        assert paths["2.instance.id"] == "7"
        assert paths["2.index"] == "7"
        act(user, "test_step")
        await user.ran()
        assert tab.runner.states[3].status is Status.SUCCEEDED
        line.spin.setValue(14)
        act(user, "test_step")
        await user.ran()
        assert tab.runner.states[3].status is Status.FAILED
        assert tab.runner.shown.finished_step(3).status is Status.FAILED
        line.spin.setValue(8)
        assert tab.runner.shown.finished_step(3).status is Status.SUCCEEDED
        assert tab.step_panel.footer.pill.text == "passed"
        line.spin.setValue(9)
        assert tab.runner.shown.finished_step(3) is None
        act(user, "test_workflow")
        await user.ran()
        tab.document.select([2])
        act(user, "test_step")
        await user.ran()
        assert tab.runner.shown.finished_step(2).sample["items"][7] == {"id": 7}
        assert tab.runner.shown.finished_step(3).path == "2[8]"
        tab.document.select([4])
        await user.settle()
        groups = {e.path: e for g in tab.variables.groups() for e in g.entries}
        assert groups["3.passed"].kind == "array"
        assert tab.step_panel.items.isHidden()

    play(scenario, workspace(tmp_path, 20, fan_out(), after))


def test_items_beyond_the_first_hundred_come_from_the_history(play: Play, tmp_path: Path) -> None:
    step = fan_out(check(3, "{{2.instance.id}}", "does_not_equal", "250"))

    async def scenario(user: User) -> None:
        tab = user.tab
        tab.document.select([2])
        act(user, "test_workflow")
        await user.ran()
        assert tab.runner.states[3].summary == "300 items · 1 failed"
        panel = tab.below.items
        await user.until(lambda: panel.model.rowCount() == 300)
        user.click(panel.orders[1])
        await user.until(lambda: [row.index for row in panel.model.rows] == [250])
        assert tab.runner.shown.record.item("2[250]") is None
        panel.list.activated.emit(panel.model.index(0, 0))
        await user.until(lambda: tab.runner.shown.finished_step(3) is not None)
        assert tab.document.current == 3
        finished = tab.runner.shown.finished_step(3)
        assert finished is not None
        assert (finished.path, finished.status) == ("2[250]", Status.FAILED)
        assert "false" in tab.below.viewer.banner.text

    play(scenario, workspace(tmp_path, 300, step))
