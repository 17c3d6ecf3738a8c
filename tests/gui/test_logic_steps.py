"""Delay, Check, Response and Sub-workflow in the panel and in the window."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builder.document.run_session import RunSession
from builder.forms.flow_field import FlowField
from builder.model.environment import Surroundings
from builder.model.events import Status
from builder.panels.step_panel import StepPanel
from builder.steps.delay import Unit
from builder.storage.files import write_flow
from tests.support.forms import Desk, make_desk, make_panel
from tests.support.program import User, use
from tests.support.qt_loop import qt_loop
from tests.support.running import flow

INNER = flow(
    {
        "kind": "response",
        "number": 2,
        "body": {"kind": "json", "rows": [{"key": "got", "value": "{{1.event.n}}"}]},
    }
)


def opened(qtbot: QtBot, folder: Path, **step: Any) -> tuple[Desk, StepPanel]:
    workflow = {"trigger": {"kind": "event", "number": 1}, "steps": [{"number": 2, **step}]}
    desk = make_desk(folder / "w", workflow)
    return desk, make_panel(qtbot, desk, 2)


def field(panel: StepPanel, name: str) -> Any:
    assert panel.form is not None
    return next(iter(panel.form.pages.values())).fields[name]


def test_a_delay_is_typed_and_its_unit_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    desk, panel = opened(qtbot, tmp_path, kind="delay")
    edit = field(panel, "value").box.edit
    edit.selectAll()
    qtbot.keyClicks(edit, "1.5")
    combo = field(panel, "unit").combo
    combo.setCurrentIndex(combo.findText("Hours"))
    combo.activated.emit(combo.currentIndex())
    assert (desk.step(2).value, desk.step(2).unit) == ("1.5", Unit.HOURS)
    desk.document.history.undo()
    assert desk.step(2).unit is Unit.SECONDS


def test_a_check_has_the_rules_editor_and_a_message(qtbot: QtBot, tmp_path: Path) -> None:
    desk, panel = opened(qtbot, tmp_path, kind="check")
    qtbot.keyClicks(field(panel, "rules").rows[0][0].left.edit, "200")
    qtbot.keyClicks(field(panel, "message").box.edit, "It failed.")
    assert desk.step(2).rules.groups[0][0].left == "200"
    assert desk.step(2).message == "It failed."


def test_a_response_offers_the_bodies_that_answers_have(qtbot: QtBot, tmp_path: Path) -> None:
    _, panel = opened(qtbot, tmp_path, kind="response")
    combo = field(panel, "body").combo
    assert [combo.itemText(row) for row in range(combo.count())] == ["None", "JSON", "Raw", "File"]


def test_workflows_of_the_workspace_are_offered(qtbot: QtBot, tmp_path: Path) -> None:
    desk, panel = opened(qtbot, tmp_path, kind="sub_workflow")
    for name in ("fetch-user", "send-mail"):
        write_flow(tmp_path / "w" / f"{name}.flow.json", INNER)
    box = field(panel, "flow").box
    assert isinstance(field(panel, "flow"), FlowField)
    box.setFocus()
    box.refresh()
    assert [box.itemText(row) for row in range(box.count())] == [
        "fetch-user.flow.json",
        "send-mail.flow.json",
    ]
    qtbot.keyClicks(box, "mail")
    completer = box.completer()
    assert completer is not None
    assert completer.completionCount() == 1
    completer.popup().hide()
    box.setCurrentIndex(1)
    assert desk.step(2).flow == "send-mail.flow.json"


def test_called_workflows_travel_to_the_engine(qapp: QApplication, tmp_path: Path) -> None:
    folder = tmp_path / "w"
    folder.mkdir()
    write_flow(folder / "inner.flow.json", INNER)
    inputs = [{"key": "n", "value": "{{1.event.n}}"}]
    step = {"kind": "sub_workflow", "number": 2, "flow": "inner.flow.json", "inputs": inputs}
    workflow = flow(step, example='{"n": 1.50}')
    with qt_loop(qapp) as play:

        async def scenario() -> None:
            session = RunSession(tmp_path / "runs")
            try:
                assert session.test_workflow(workflow, Surroundings(folder=str(folder)))
                while session.running:  # noqa: ASYNC110 - what is waited for is Qt's
                    await asyncio.sleep(0.01)
                assert session.run_status is Status.SUCCEEDED, session.last
                finished = session.states[2].finished
                assert finished is not None
                assert str(finished.sample["result"]["got"]) == "1.50"
            finally:
                await session.closed()

        play(scenario)


@pytest.mark.timeout(120)
def test_the_window_says_what_is_wrong_with_a_called_workflow(
    qapp: QApplication, data_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "w"
    folder.mkdir()
    inputs = [{"key": "n", "value": "1"}]
    calls = {"kind": "sub_workflow", "number": 2, "flow": "b.flow.json", "inputs": inputs}
    plain = {"format": 1, "trigger": {"kind": "event", "number": 1}, "steps": [calls]}
    (folder / "a.flow.json").write_text(json.dumps(plain))

    async def scenario(user: User) -> None:
        tab = user.tab
        tab.document.select([2])
        await user.until(lambda: tab.step_panel.form is not None)
        said = field(tab.step_panel, "flow")
        await user.until(lambda: "There is no workflow “b.flow.json”" in said.said)
        back = {**plain, "steps": [{**calls, "flow": "a.flow.json"}]}
        (folder / "b.flow.json").write_text(json.dumps(back))
        tab.checking.now()
        assert "in a circle: a.flow.json → b.flow.json → a.flow.json" in said.said
        write_flow(folder / "b.flow.json", INNER)
        tab.checking.now()
        assert said.said == ""
        tab.runs.test_workflow()
        session = tab.runner.session
        await user.until(lambda: not session.running and session.last is not None)
        assert session.run_status is Status.SUCCEEDED, session.last

    use(qapp, data_folder, folder, scenario)


@pytest.mark.parametrize(
    ("kind", "tabs"),
    [
        ("function", "Function, On failure, Options"),
        ("sub_workflow", "Sub-workflow, On failure, Options"),
        ("integration_request", "Request, Authorization, On failure, Pagination, Options"),
    ],
)
def test_tabs_stand_in_the_same_order_for_every_kind(
    qtbot: QtBot, tmp_path: Path, kind: str, tabs: str
) -> None:
    _, panel = opened(qtbot, tmp_path, kind=kind)
    assert panel.form is not None
    bar = panel.form.tabs
    assert ", ".join(bar.tabText(index).strip() for index in range(bar.count())) == tabs
