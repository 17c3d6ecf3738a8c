"""Running from the window: parts of a workflow, pauses, several at once, the result."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from builder.canvas.menu import context_menu
from builder.document.commands import insert_new
from builder.model.edit import change_step
from builder.model.events import Status
from builder.model.workflow import ROOT, Place
from tests.support.program import User, use
from tests.support.run_scenes import act, card, check, delay, fan_out, response, workspace

pytestmark = pytest.mark.timeout(120)
LEFT = Qt.MouseButton.LeftButton
Play = Callable[[Callable[[User], Awaitable[None]], Path], None]


@pytest.fixture
def play(qapp: QApplication, data_folder: Path) -> Play:
    def run(scenario: Callable[[User], Awaitable[None]], folder: Path) -> None:
        use(qapp, data_folder, folder, scenario)

    return run


def test_a_run_pauses_at_a_breakpoint_goes_step_by_step_and_on(play: Play, tmp_path: Path) -> None:
    steps = [check(n, "1", "equals", "1") for n in (2, 3, 4, 5)]

    async def scenario(user: User) -> None:
        tab = user.tab
        user.click(tab.canvas, card(user, 3))
        user.key("F9", tab.canvas)
        assert tab.runner.breakpoints.numbers == {3}
        menu = context_menu(tab, tab.look, tab.document, tab.canvas.actions_on_steps)
        texts = [action.text() for action in menu.actions() if action.isEnabled()]
        menu.deleteLater()
        assert "Remove breakpoint" in texts
        assert {"Test step", "Run up to here", "Run from here", "Pin output"} <= set(texts)
        assert tab.canvas.picture.breakpoints == {3}
        assert "pauses before" in tab.canvas.picture.tip(tab.document.workflow.steps[1])
        act(user, "test_workflow")
        session = tab.runner.session
        await user.until(lambda: session.control.waiting == 3)
        await user.settle()
        assert tab.runner.states[3].status is Status.WAITING
        assert tab.runner.states[2].status is Status.SUCCEEDED
        panel = tab.below.run_panel
        assert panel.pill.text.startswith("Paused before 3 · Check")
        assert user.window.actions_by_name["pause_or_continue"].text() == "Continue"
        user.click(panel.next)
        await user.until(lambda: session.control.waiting == 4)
        assert tab.runner.states[3].status is Status.SUCCEEDED
        act(user, "next_step")
        await user.until(lambda: session.control.waiting == 5)
        user.click(panel.pause)
        await user.ran()
        assert session.run_status is Status.SUCCEEDED
        act(user, "toggle_breakpoint")
        assert tab.runner.breakpoints.numbers == frozenset()

    play(scenario, workspace(tmp_path, 1, *steps))


def test_a_run_is_stepped_through_and_paused_by_key(play: Play, tmp_path: Path) -> None:
    async def scenario(user: User) -> None:
        session = user.tab.runner.session
        act(user, "step_through")
        await user.until(lambda: session.control.waiting == 1)
        user.key("F6")
        await user.until(lambda: user.tab.runner.states[2].status is Status.RUNNING)
        user.key("F6")
        assert session.control.paused
        await user.until(lambda: session.control.waiting == 3)
        user.click(user.tab.below.run_panel.stop)
        await user.ran()
        assert session.run_status is Status.CANCELLED
        assert not session.control.paused

    steps = [delay(2, "0.5"), check(3, "1", "equals", "1")]
    play(scenario, workspace(tmp_path, 1, *steps))


def test_a_delay_counts_down_and_can_be_skipped(play: Play, tmp_path: Path) -> None:
    async def scenario(user: User) -> None:
        act(user, "test_workflow")
        await user.until(lambda: user.tab.runner.states[2].summary.endswith("s left"))
        user.tab.runner.stop()
        await user.ran()
        act(user, "toggle_skip_delays")
        assert user.window.actions_by_name["toggle_skip_delays"].isChecked()
        act(user, "test_workflow")
        await user.ran()
        assert user.tab.runner.session.run_status is Status.SUCCEEDED
        user.tab.document.select([2])
        await user.settle()
        viewer = user.tab.below.viewer
        names = [viewer.tabs.tabText(i) for i in range(viewer.tabs.count())]
        assert viewer.tabs.isTabVisible(names.index("Log"))
        assert "kip" in user.tab.below.log.toPlainText()

    play(scenario, workspace(tmp_path, 1, delay(2, "60")))


def test_runs_go_up_to_here_and_from_here(play: Play, tmp_path: Path) -> None:
    steps = [
        check(2, "{{1.event.items.0.id}}", "equals", "0"),
        check(3, "{{2.passed}}", "is_true"),
        fan_out(check(6, "1", "equals", "1")) | {"number": 4},
        check(5, "{{4.total}}", "equals", "2"),
    ]

    async def scenario(user: User) -> None:
        tab = user.tab
        tab.document.select([3])
        act(user, "test_step")
        await user.ran()
        buttons = [b.text() for b in tab.notices.findChildren(type(tab.below.run_panel.stop))]
        assert "Run up to here" in buttons
        act(user, "run_to_here")
        await user.ran()
        assert set(tab.runner.states) == {1, 2, 3}
        tab.document.select([4])
        act(user, "run_from_here")
        await user.ran()
        assert tab.runner.session.run_status is Status.SUCCEEDED
        assert tab.runner.states[5].status is Status.SUCCEEDED
        assert tab.runner.states[2].status is Status.SUCCEEDED
        tab.document.select([6])
        await user.settle()
        assert not user.window.actions_by_name["run_from_here"].isEnabled()
        assert not tab.step_panel.footer.from_here.isEnabled()
        tab.document.select([3])
        await user.settle()
        with_footer = tab.step_panel.footer
        with_footer.to_here.trigger()
        await user.ran()
        assert set(tab.runner.states) == {1, 2, 3}

    play(scenario, workspace(tmp_path, 2, *steps))


def test_several_workflows_run_at_once_one_run_each(play: Play, tmp_path: Path) -> None:
    folder = workspace(tmp_path, 1, delay(2, "0.6"))
    workspace(tmp_path, 1, delay(2, "0.6"), name="b")

    async def scenario(user: User) -> None:
        desk = user.window.desk
        desk.open(folder / "b.flow.json")
        first, second = desk.tabs
        for tab in (first, second):
            user.window.tabs.show_tab(tab)
            act(user, "test_workflow")
        assert first.runner.running
        assert second.runner.running
        tabs = user.window.tabs.bar
        assert [tabs.tabText(index) for index in range(2)] == ["▸ a", "▸ b"]
        assert tabs.accessibleTabName(1) == "b, running"
        assert not second.runner.test_workflow()
        assert not user.window.actions_by_name["test_workflow"].isEnabled()
        await user.until(lambda: not first.runner.running and not second.runner.running)
        assert {t.runner.session.run_status for t in desk.tabs} == {Status.SUCCEEDED}

    play(scenario, folder)


def test_closing_a_tab_asks_before_it_stops_a_run(play: Play, tmp_path: Path) -> None:
    folder = workspace(tmp_path, 1, delay(2, "60"))

    async def scenario(user: User) -> None:
        tab = user.tab
        act(user, "test_workflow")
        await user.until(lambda: 2 in tab.runner.states)
        asked: list[str] = []

        def answer(word: str) -> None:
            box = QApplication.activeModalWidget()
            assert isinstance(box, QMessageBox)
            asked.append(box.text())
            next(b for b in box.buttons() if word in b.text()).click()

        closed: list[bool] = []
        for word, is_closed in (("Cancel", False), ("Stop", True)):
            # as by a click: not from inside a task
            QTimer.singleShot(0, lambda: closed.append(user.window.desk.close(tab)))
            QTimer.singleShot(100, partial(answer, word))
            await user.until(partial(closed.__contains__, is_closed))
            if not is_closed:
                assert tab.runner.running
        assert closed == [False, True]
        assert len(asked) == 2
        assert user.window.desk.tabs == ()
        assert "running" in asked[0]

    play(scenario, folder)


def test_a_double_click_on_a_sub_workflow_opens_it(play: Play, tmp_path: Path) -> None:
    call = {"kind": "sub_workflow", "number": 2, "name": "Call", "flow": "inner.flow.json"}
    folder = workspace(tmp_path, 1, call)
    workspace(tmp_path, 1, check(2, "1", "equals", "1"), name="inner")

    async def scenario(user: User) -> None:
        QTest.mouseDClick(user.tab.canvas, LEFT, pos=card(user, 2))
        await user.settle()
        assert user.tab.document.name == "inner"

    play(scenario, folder)


def test_the_result_and_the_waterfall_of_a_run(play: Play, tmp_path: Path) -> None:
    steps = [delay(2, "0.3"), response(3, '{"ok": true}')]

    async def scenario(user: User) -> None:
        tab = user.tab
        act(user, "test_workflow")
        await user.ran()
        panel = tab.below.run_panel
        assert panel.result.text() == "Result: { 1 }"
        user.click(panel.result)
        assert tab.document.current == 3
        user.click(panel.as_waterfall)
        await user.settle()
        chart = panel.waterfall.chart
        assert chart.isVisible()
        waited, answered = chart.bar_rect(1), chart.bar_rect(2)
        assert waited.width() > 5 * answered.width()
        assert answered.left() >= waited.right() - 2
        QTest.mouseClick(chart, LEFT, pos=waited.center().toPoint())
        assert tab.document.current == 2
        user.key("Down", chart)
        assert tab.document.current == 3
        act(user, "waterfall")
        assert not panel.as_waterfall.isChecked()

    play(scenario, workspace(tmp_path, 1, *steps))


def test_the_list_follows_edits_of_the_workflow(
    qapp: QApplication, data_folder: Path, tmp_path: Path
) -> None:
    async def scenario(user: User) -> None:
        user.tab.runs.test_workflow()
        await user.ran()
        document, steps = user.tab.document, user.tab.below.run_panel.steps
        document.select([3])
        assert steps.current_number() == 3
        document.edit("Rename", change_step(document.workflow, 2, name="Wait for it"))
        await user.until(lambda: steps.steps.index(1, 0).data() == "Wait for it")
        assert steps.current_number() == 3
        insert_new(document, Place(None, ROOT, 0), "delay")
        await user.until(lambda: steps.steps.rowCount() == 4)
        assert steps.current_number() == document.current == 4

    use(qapp, data_folder, workspace(tmp_path, 0, delay(2, "0"), delay(3, "0")), scenario)
