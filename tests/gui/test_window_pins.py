"""Pinned outputs, from the window."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from builder.model.events import Status
from builder.panels.pin_editor import PinEditor
from tests.support.program import User, use
from tests.support.run_scenes import act, check, workspace

pytestmark = pytest.mark.timeout(120)
Play = Callable[[Callable[[User], Awaitable[None]], Path], None]


@pytest.fixture
def play(qapp: QApplication, data_folder: Path) -> Play:
    def run(scenario: Callable[[User], Awaitable[None]], folder: Path) -> None:
        use(qapp, data_folder, folder, scenario)

    return run


async def write_pin(user: User) -> None:
    """Write an output by hand; what is none is refused."""
    act(user, "edit_pin")
    editor = user.tab.findChild(PinEditor)
    assert editor is not None
    editor.text.setPlainText("[1]")
    assert not editor.pin.isEnabled()
    editor.text.setPlainText('{"passed": false')
    assert "line 1" in editor.problem.text()
    editor.text.setPlainText('{"passed": false}')
    user.click(editor.pin)
    await user.settle()


def test_a_pinned_output_is_used_and_survives_a_restart(play: Play, tmp_path: Path) -> None:
    folder = workspace(
        tmp_path,
        1,
        check(2, "1", "equals", "1", name="Slow"),
        check(3, "{{2.passed}}", "is_true"),
    )
    before = (folder / "a.flow.json").read_bytes()

    async def first(user: User) -> None:
        tab = user.tab
        tab.document.select([2])
        act(user, "toggle_pin")
        assert tab.runner.samples.pinned == frozenset()
        act(user, "test_step")
        await user.ran()
        user.click(tab.step_panel.footer.pin)
        assert tab.runner.samples.pinned == {2}
        assert tab.canvas.picture.pinned == {2}
        assert tab.step_panel.footer.pill.text == "pinned"
        await write_pin(user)
        act(user, "test_workflow")
        await user.ran()
        assert tab.runner.states[2].summary == "pinned"
        assert tab.runner.states[3].status is Status.FAILED
        assert not tab.file.edited

    async def second(user: User) -> None:
        tab = user.tab
        await user.until(lambda: tab.runner.samples.pinned == {2})
        assert tab.runner.samples.value(2) == {"passed": False}
        tab.document.select([2])
        user.key("P", tab.canvas)
        assert tab.runner.samples.pinned == frozenset()
        act(user, "test_workflow")
        await user.ran()
        assert tab.runner.session.run_status is Status.SUCCEEDED

    async def third(user: User) -> None:
        await user.until(lambda: user.tab.runner.samples.value(3) is not None)
        assert user.tab.runner.samples.value(2) == {"passed": True}
        user.tab.document.select([2])
        await user.settle()
        assert user.tab.step_panel.footer.pill.text == "kept"

    for scenario in (first, second, third):
        play(scenario, folder)
    assert (folder / "a.flow.json").read_bytes() == before


def test_a_large_pinned_output_is_used_whole_after_a_restart_too(
    play: Play, tmp_path: Path
) -> None:
    code = "function yourFunction() { return Array.from({length: 50000}, (_, i) => i); }"
    work = {"kind": "function", "number": 2, "name": "Many", "code": code}
    steps = [work, check(3, "{{2.result.49999}}", "equals", "49999")]
    folder = workspace(tmp_path, 1, *steps)

    async def run_pinned(user: User) -> None:
        tab = user.tab
        act(user, "test_workflow")
        await user.ran()
        assert tab.runner.states[2].summary == "pinned"
        assert tab.runner.session.run_status is Status.SUCCEEDED

    async def first(user: User) -> None:
        tab = user.tab
        tab.document.select([2])
        act(user, "test_step")
        await user.ran()
        assert len(tab.runner.samples.value(2)["result"]) < 50_000
        act(user, "toggle_pin")
        await run_pinned(user)

    async def second(user: User) -> None:
        await user.until(lambda: user.tab.runner.samples.pinned == {2})
        await run_pinned(user)

    play(first, folder)
    play(second, folder)
