"""What the window says when a pinned step is tested, and when a run follows a past one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from builder.model.events import Status
from tests.support.program import User, use

pytestmark = pytest.mark.timeout(60)

CHECK = {"kind": "check", "number": 2, "name": "Right", "rules": {
    "groups": [[{"left": "1", "operator": "equals", "right": "1"}]]}}  # fmt: skip


def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    folder.mkdir()
    flow = {"format": 1, "trigger": {"kind": "event", "number": 1}, "steps": [CHECK]}
    (folder / "a.flow.json").write_text(json.dumps(flow))
    return folder


def test_a_pinned_step_is_tested_for_real_and_the_pin_stays(
    qapp: QApplication, data_folder: Path, tmp_path: Path
) -> None:
    async def scenario(user: User) -> None:
        tab = user.tab
        tab.document.select([1])
        assert tab.step_panel.standing(1)[0].kept is False, "test data are no output that was kept"
        tab.runner.samples.pin_value(2, {"passed": False})
        tab.runs.test_step(2)
        await user.until(lambda: tab.notices.texts())
        assert "“Right” is pinned. Test step runs it all the same" in tab.notices.texts()[0]
        await user.ran()
        assert tab.runner.states[2].status is Status.SUCCEEDED
        assert tab.runner.samples.value(2) == {"passed": False}
        buttons = tab.notices.findChildren(QPushButton)
        user.click(next(button for button in buttons if button.text() == "Unpin"))
        assert tab.runner.samples.pinned == frozenset()
        tab.runs.test_step(2)
        await user.ran()
        assert tab.notices.texts() == ()
        assert tab.runner.samples.value(2) == {"passed": True}

    use(qapp, data_folder, workspace(tmp_path), scenario)


def test_a_new_run_takes_the_notice_of_a_past_one_away(
    qapp: QApplication, data_folder: Path, tmp_path: Path
) -> None:
    async def scenario(user: User) -> None:
        tab = user.tab
        tab.notices.say("past", "You look at a run of yesterday.", tone="warning")
        tab.runs.test_workflow()
        await user.ran()
        assert tab.notices.texts() == ()

    use(qapp, data_folder, workspace(tmp_path), scenario)
