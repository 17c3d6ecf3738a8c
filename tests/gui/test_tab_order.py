"""Going through the window by keyboard: Tab as it is read, and keys for its parts."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from builder import examples
from builder.app.tab_order import WalkedWindow, stops
from tests.support.program import User, use

FLOW = "sync-new-users.flow.json"
pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    examples.install(tmp_path / "example")
    return tmp_path / "example"


def grid(window: WalkedWindow) -> list[list[QLineEdit]]:
    """Two columns of three fields, made from the last to the first."""
    whole = QWidget(window)
    across = QHBoxLayout(whole)
    columns = []
    for _ in range(2):
        holder = QWidget(whole)
        column = QVBoxLayout(holder)
        fields = [QLineEdit(holder) for _ in range(3)]
        for field in fields:
            column.insertWidget(0, field)
        across.insertWidget(0, holder)
        columns.insert(0, fields[::-1])
    window.setCentralWidget(whole)
    return columns


@pytest.fixture
def window(qtbot: QtBot) -> WalkedWindow:
    window = WalkedWindow()
    qtbot.addWidget(window)
    return window


def test_tab_goes_as_one_reads_whatever_was_made_first(window: WalkedWindow, qtbot: QtBot) -> None:
    (first, second) = grid(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    order = [*first, *second]
    assert list(stops(window)) == order
    order[0].setFocus()
    for expected in (*order[1:], order[0]):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is expected
    qtbot.keyClick(order[0], Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is order[-1]


def test_it_begins_at_the_right_where_one_reads_from_there(window: WalkedWindow) -> None:
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    first, second = grid(window)
    window.show()
    assert first[0].mapTo(window, first[0].pos()).x() > second[0].mapTo(window, second[0].pos()).x()
    assert list(stops(window)) == [*first, *second]


def test_what_cannot_be_used_is_left_out(window: WalkedWindow) -> None:
    first, second = grid(window)
    window.show()
    first[0].setEnabled(False)
    second[1].hide()
    assert list(stops(window)) == [first[1], first[2], second[0], second[2]]


def walk(user: User, key: str) -> list[QWidget]:
    """Press a key until the keys are back where they began."""
    seen = [QApplication.focusWidget()]
    for _ in range(200):
        user.key(key, seen[-1])
        here = QApplication.focusWidget()
        if here is seen[0]:
            return seen
        assert here is not seen[-1], f"{here} is a trap"
        seen.append(here)
    raise AssertionError("Tab never came back")


def test_the_whole_window_is_walked_part_by_part(
    qapp: QApplication, data_folder: Path, example: Path
) -> None:
    async def scenario(user: User) -> None:
        window = user.window
        window.resize(1440, 900)
        user.tab.runs.test_workflow()
        await user.ran()
        user.tab.document.select([2])
        await user.settle(0.3)
        parts = [window.top_bar, window.side_bar, user.tab.canvas, user.tab.below, window.right]
        user.tab.canvas.setFocus()
        there = walk(user, "Tab")
        found = [next(p for p in parts if p is w or p.isAncestorOf(w)) for w in there]
        met = list(dict.fromkeys(found))
        assert [found.count(part) > 1 for part in parts] == [True] * 5
        assert met == [parts[2], parts[3], parts[4], parts[0], parts[1]]
        assert sum(a is not b for a, b in pairwise(found)) == 4
        back = walk(user, "Shift+Backtab")
        assert back == [there[0], *there[:0:-1]]

    use(qapp, data_folder, example, scenario, flow=example / FLOW)


def test_each_part_has_a_key_that_goes_back_to_where_one_was(
    qapp: QApplication, data_folder: Path, example: Path
) -> None:
    async def scenario(user: User) -> None:
        window, act = user.window, user.window.actions_by_name
        user.tab.runs.test_workflow()
        await user.ran()
        user.tab.document.select([2])
        await user.settle(0.1)
        act["go_side_bar"].trigger()
        assert window.side_bar.isAncestorOf(QApplication.focusWidget())
        window.workspace_panel.search.setFocus()
        act["go_canvas"].trigger()
        assert user.tab.canvas.hasFocus()
        act["go_run"].trigger()
        assert user.tab.below.run_panel.steps.hasFocus()
        act["go_step"].trigger()
        assert window.right.isAncestorOf(QApplication.focusWidget())
        act["side_bar"].trigger()
        assert not window.side_bar.isVisible()
        act["go_side_bar"].trigger()
        assert window.workspace_panel.search.hasFocus()

    use(qapp, data_folder, example, scenario, flow=example / FLOW)


def test_the_focus_is_seen_wherever_it_is(
    qapp: QApplication, data_folder: Path, example: Path
) -> None:
    async def scenario(user: User) -> None:
        window = user.window
        window.resize(1440, 900)
        user.tab.runs.test_workflow()
        await user.ran()
        user.tab.document.select([2])
        await user.settle(0.3)
        user.tab.canvas.setFocus()
        unseen = []
        for stop in list(stops(window)):
            window.setFocus()
            around = QRect(stop.mapTo(window, QPoint(0, 0)), stop.size()).adjusted(-6, -6, 6, 6)
            before = window.grab(around).toImage()
            stop.setFocus(Qt.FocusReason.TabFocusReason)
            if window.grab(around).toImage() == before:
                unseen.append(stop)
        assert unseen == []

    use(qapp, data_folder, example, scenario, flow=example / FLOW)
