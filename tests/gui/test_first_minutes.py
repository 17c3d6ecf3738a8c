"""The tour, the welcome, and small windows."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QPushButton

from builder import examples
from builder.app.recent import remember_folder
from builder.app.tour import SEEN, STOPS
from tests.support.program import User, use

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    examples.install(tmp_path / "example")
    return tmp_path / "example"


@pytest.mark.parametrize("size", [(1440, 900), (1024, 640), (640, 400)])
def test_the_tour_stays_within_the_window(
    qapp: QApplication, data_folder: Path, example: Path, size: tuple[int, int]
) -> None:
    async def scenario(user: User) -> None:
        window = user.window
        window.resize(*size)
        await user.settle(0.1)
        assert window.settings.text(SEEN) == ""
        window.actions_by_name["tour"].trigger()
        tour = window.late.tour
        seen = []
        while tour.runs:
            await user.settle()
            callout = tour.callout
            assert window.rect().contains(callout.geometry())
            assert callout.text.height() >= callout.text.heightForWidth(callout.text.width())
            seen.append(callout.title.text())
            user.key("Return", callout.onward)
        assert 4 <= len(seen) <= len(STOPS) <= 6
        assert window.settings.text(SEEN)
        assert not window.late.tour.callout.isVisible()

    use(qapp, data_folder, example, scenario)


def test_the_tour_follows_the_window_to_another_size(
    qapp: QApplication, data_folder: Path, example: Path
) -> None:
    async def scenario(user: User) -> None:
        window = user.window
        window.resize(1440, 900)
        await user.settle(0.1)
        window.actions_by_name["tour"].trigger()
        tour = window.late.tour
        parts = {"Run it": window.top_bar.test_workflow, "Edit a step": window.right}
        parts |= {"This is a workflow": user.tab.canvas, "Your workspace": window.side_bar}
        while tour.runs:
            for size in ((640, 400), (1100, 700), (900, 500), (1440, 900)):
                window.resize(*size)
                await user.settle(0.03)
                part = parts.get(tour.callout.title.text(), window.top_bar.search)
                about = QRect(part.mapTo(window, QPoint(0, 0)), part.size())
                assert tour.ring.isVisible() == part.isVisible(), (size, part)
                if part.isVisible():
                    outside = about.adjusted(-4, -4, 4, 4).intersected(window.rect())
                    assert tour.ring.geometry() == outside, (size, part)
                assert window.rect().contains(tour.callout.geometry())
            user.key("Return", tour.callout.onward)
        await user.settle(0.03)
        assert not tour.ring.isVisible()

    use(qapp, data_folder, example, scenario)


def test_escape_leaves_the_tour_wherever_the_focus_is(
    qapp: QApplication, data_folder: Path, example: Path
) -> None:
    async def scenario(user: User) -> None:
        window = user.window
        window.activateWindow()
        window.actions_by_name["tour"].trigger()
        await user.settle()
        window.workspace_panel.search.setFocus()
        user.key("Escape", window.workspace_panel.search)
        assert not window.late.tour.runs
        window.actions_by_name["tour"].trigger()
        assert window.late.tour.runs
        user.click(window.late.tour.callout.leave)
        assert not window.late.tour.runs
        user.tab.document.select([2])
        window.actions_by_name["tour"].trigger()
        window.actions_by_name["duplicate"].trigger()  # everything stays usable
        assert window.isWindowModified()
        window.late.tour.end()

    use(qapp, data_folder, example, scenario)


def test_an_empty_workspace_says_what_to_do(
    qapp: QApplication, data_folder: Path, example: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "<b>new"
    empty.mkdir()

    async def scenario(user: User) -> None:
        window = user.window
        welcome = window.tabs.empty
        assert welcome.isVisible()
        remember_folder(window.settings, example)
        remember_folder(window.settings, empty)
        window.list_workspace()
        await user.settle()
        buttons = {b.text(): b for b in welcome.findChildren(QPushButton) if b.isVisible()}
        assert {"New workflow", "Take the tour", "example"} <= buttons.keys()
        for width in (1024, 640):
            window.resize(width, 400)
            await user.settle()
            assert buttons["New workflow"].visibleRegion().boundingRect().width() == 260
        user.click(buttons["New workflow"])
        assert user.tab.document.name == "Untitled"
        assert window.desk.close(user.tab)
        window.list_workspace()
        await user.settle()
        again = {b.text(): b for b in welcome.findChildren(QPushButton) if b.isVisible()}
        user.click(again["example"])
        await user.until(lambda: user.window.workspace.folder == example)

    use(qapp, data_folder, empty, scenario)


def test_a_small_window_shows_one_side(
    qapp: QApplication, data_folder: Path, example: Path
) -> None:
    async def scenario(user: User) -> None:
        window = user.window
        window.resize(1440, 900)
        await user.settle()
        before = window.side_bar.width()
        window.resize(640, 400)
        await user.settle(0.1)
        assert (window.width(), window.height()) == (640, 400)
        bar = window.top_bar
        for button in (bar.environment, bar.test_workflow, bar.test_step, bar.more):
            assert button is bar.more or button.width() >= button.minimumSizeHint().width()
            at = QRect(button.mapTo(window, button.rect().topLeft()), button.size())
            assert window.rect().contains(at)
        assert not window.side_bar.isVisible()
        assert user.tab.canvas.width() + window.right.width() >= 635
        user.key("Ctrl+B", window)
        await user.settle()
        assert window.side_bar.isVisible()
        assert not window.right.isVisible()
        assert window.width() == 640
        user.tab.document.select([2])
        await user.settle()
        assert window.right.isVisible()
        assert not window.side_bar.isVisible()
        user.tab.runs.test_workflow()
        await user.ran()
        assert (window.width(), window.height()) == (640, 400)
        assert user.tab.below.isVisible()
        window.resize(1440, 900)
        await user.settle(0.1)
        assert window.side_bar.isVisible()
        assert window.side_bar.width() == before
        user.key("Ctrl+B", window)
        assert not window.side_bar.isVisible()
        window.resize(640, 400)
        window.resize(1440, 900)
        assert not window.side_bar.isVisible()

    use(qapp, data_folder, example, scenario)
