"""The trigger's panel: how the workflow starts, its schedule, and a real call as test data."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builder.document.listener import LARGEST, LEFT_OUT, Listener
from builder.forms.call_field import LISTEN, STOP, CallField
from builder.forms.several_field import SeveralField
from builder.forms.zone_field import ZoneField
from builder.model.json_text import parse
from builder.panels.step_panel import StepPanel
from builder.steps.schedule import Day, Rhythm
from tests.support.forms import Desk, make_desk, make_panel
from tests.support.qt_loop import qt_loop


def opened(qtbot: QtBot, folder: Path, **trigger: Any) -> tuple[Desk, StepPanel]:
    desk = make_desk(folder / "w", {"trigger": {"number": 1, **trigger}})
    return desk, make_panel(qtbot, desk, 1)


def field(panel: StepPanel, name: str) -> Any:
    assert panel.form is not None
    return next(iter(panel.form.pages.values())).fields[name]


def choose(panel: StepPanel, hint: str) -> None:
    combo = panel.header.kinds
    combo.setCurrentIndex(combo.findText(hint))
    combo.activated.emit(combo.currentIndex())


def test_the_way_a_workflow_starts_is_chosen_and_undone(qtbot: QtBot, tmp_path: Path) -> None:
    desk, panel = opened(qtbot, tmp_path, kind="event", name="Start", note="n", event="a.b")
    assert panel.header.kinds.currentText() == "Starts with an event"
    choose(panel, "Starts on a schedule")
    trigger = desk.step(1)
    assert (trigger.kind, trigger.name, trigger.note) == ("schedule", "Start", "n")
    choose(panel, "Starts with an event")
    assert desk.step(1).event == "a.b"
    desk.document.history.undo()
    desk.document.history.undo()
    assert desk.step(1).kind == "event"
    assert panel.header.kinds.currentText() == "Starts with an event"


def test_other_steps_offer_no_such_choice(qtbot: QtBot, tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "w")
    panel = make_panel(qtbot, desk, 2)
    assert panel.header.kinds.isHidden()


def test_a_schedule_shows_its_next_times(qtbot: QtBot, tmp_path: Path) -> None:
    desk, panel = opened(qtbot, tmp_path, kind="schedule", rhythm="weekly", days=["mon"])
    days = field(panel, "days")
    assert isinstance(days, SeveralField)
    qtbot.mouseClick(days.buttons[Day.FRIDAY], Qt.MouseButton.LeftButton)
    assert desk.step(1).days == (Day.MONDAY, Day.FRIDAY)
    zone = field(panel, "zone")
    assert isinstance(zone, ZoneField)
    lines = zone.times.text().split("\n")
    assert len(lines) == 5
    assert {line[:3] for line in lines} == {"Mon", "Fri"}
    zone.box.setFocus()
    zone.box.lineEdit().selectAll()
    qtbot.keyClicks(zone.box, "Asia/Kathmandu")
    assert desk.step(1).zone == "Asia/Kathmandu"
    assert all(line.endswith("+05:45") for line in zone.times.text().split("\n"))
    qtbot.keyClicks(zone.box, "x")
    assert zone.times.isHidden()


def test_only_the_fields_of_its_rhythm_are_shown(qtbot: QtBot, tmp_path: Path) -> None:
    desk, panel = opened(qtbot, tmp_path, kind="schedule")
    assert desk.step(1).rhythm is Rhythm.HOURLY
    assert field(panel, "minute").isVisible()
    assert not field(panel, "cron").isVisible()
    combo = field(panel, "rhythm").combo
    combo.setCurrentIndex(combo.findText("Cron expression"))
    combo.activated.emit(combo.currentIndex())
    assert field(panel, "cron").isVisible()
    assert not field(panel, "minute").isVisible()


def test_zones_are_completed(qtbot: QtBot, tmp_path: Path) -> None:
    _, panel = opened(qtbot, tmp_path, kind="schedule")
    box = field(panel, "zone").box
    box.setFocus()
    box.lineEdit().selectAll()
    qtbot.keyClicks(box, "berl")
    completer = box.completer()
    assert completer is not None
    found = [
        completer.completionModel().index(row, 0).data()
        for row in range(completer.completionCount())
    ]
    assert found == ["Europe/Berlin"]
    completer.popup().hide()


async def until(true: Any) -> None:
    while not true():  # noqa: ASYNC110 - what is waited for is not ours to signal
        await asyncio.sleep(0.01)


def test_a_real_call_becomes_the_test_data(qtbot: QtBot, tmp_path: Path) -> None:
    body = [{"key": "id", "type": "number"}]
    with qt_loop(QApplication.instance()) as play:  # type: ignore[arg-type]
        desk, panel = opened(qtbot, tmp_path, kind="request_trigger", path="/orders", body=body)
        call = field(panel, "example")
        assert isinstance(call, CallField)

        async def scenario() -> None:
            qtbot.mouseClick(call.button, Qt.MouseButton.LeftButton)
            await until(lambda: call.listener.address)
            assert call.button.text() == STOP
            assert call.curl.toPlainText().startswith("curl -X POST http://127.0.0.1:")
            url = f"{call.listener.address}/orders?page=2"
            async with httpx.AsyncClient(headers={"Authorization": "Bearer t0k3n"}) as client:
                answer = await client.post(url, json={"id": 7})
            assert answer.json() == {"received": True}
            await until(lambda: not call.listener.address)

        play(scenario)
        assert call.button.text() == LISTEN
        kept = parse(desk.step(1).example)
        assert kept["params"] == {"page": "2"}
        assert kept["body"] == {"id": 7}
        assert kept["headers"]["authorization"] == LEFT_OUT
        assert "t0k3n" not in desk.step(1).example
        desk.document.history.undo()
        assert desk.step(1).example == "{}"


def test_the_command_that_is_shown_calls_it(qtbot: QtBot, tmp_path: Path) -> None:
    with qt_loop(QApplication.instance()) as play:  # type: ignore[arg-type]
        headers = [{"key": "X-Id", "type": "number"}]
        desk, panel = opened(qtbot, tmp_path, kind="request_trigger", headers=headers, method="PUT")
        call = field(panel, "example")

        async def scenario() -> None:
            qtbot.mouseClick(call.button, Qt.MouseButton.LeftButton)
            await until(lambda: call.listener.address)
            qtbot.mouseClick(call.copy, Qt.MouseButton.LeftButton)
            command = QApplication.clipboard().text()
            process = await asyncio.to_thread(_shell, command)
            assert process == 0
            await until(lambda: not call.listener.address)

        play(scenario)
        assert parse(desk.step(1).example)["headers"]["x-id"] == "1"


def _shell(command: str) -> int:
    import subprocess

    return subprocess.run(command, shell=True, timeout=20, capture_output=True).returncode


@pytest.mark.parametrize(
    ("method", "path", "content", "status"),
    [
        ("GET", "/hook", b"", 405),
        ("POST", "/other", b"", 404),
        ("POST", "/hook", b"{", 400),
        ("POST", "/hook", b'"%s"' % (b"x" * LARGEST), 413),
    ],
)
def test_other_calls_are_told_what_is_waited_for(
    qtbot: QtBot, method: str, path: str, content: bytes, status: int
) -> None:
    with qt_loop(QApplication.instance()) as play:  # type: ignore[arg-type]
        listener = Listener()
        heard: list[str] = []
        listener.received.connect(heard.append)

        async def scenario() -> None:
            listener.start("POST", "/hook")
            await until(lambda: listener.address)
            async with httpx.AsyncClient() as client:
                headers = {"Content-Type": "application/json"}
                url = f"{listener.address}{path}"
                answer = await client.request(method, url, content=content, headers=headers)
                assert answer.status_code == status
                assert listener.address
                kept = await client.post(f"{listener.address}/hook", json=1)
                assert kept.status_code == 200
            await until(lambda: heard)

        play(scenario)
        assert not listener.address
        listener.deleteLater()


def test_stop_ends_listening_and_another_path_too(qtbot: QtBot, tmp_path: Path) -> None:
    with qt_loop(QApplication.instance()) as play:  # type: ignore[arg-type]
        desk, panel = opened(qtbot, tmp_path, kind="request_trigger", path="/a")
        call = field(panel, "example")

        async def scenario() -> None:
            for end in (
                lambda: qtbot.mouseClick(call.button, Qt.MouseButton.LeftButton),
                lambda: qtbot.keyClicks(field(panel, "path").box.edit, "b"),
            ):
                qtbot.mouseClick(call.button, Qt.MouseButton.LeftButton)
                await until(lambda: call.listener.address)
                address = call.listener.address
                end()
                assert not call.listener.address
                assert call.curl.isHidden()
                async with httpx.AsyncClient() as client:
                    with pytest.raises(httpx.ConnectError):
                        await client.get(address)

        play(scenario)
        assert desk.step(1).example == "{}"


def test_listening_ends_with_its_panel(qtbot: QtBot) -> None:
    with qt_loop(QApplication.instance()) as play:  # type: ignore[arg-type]
        listener = Listener()

        async def scenario() -> None:
            listener.start("POST", "/")
            await until(lambda: listener.address)
            address = listener.address
            listener.deleteLater()
            async with httpx.AsyncClient() as client:
                await asyncio.sleep(0.05)
                with pytest.raises(httpx.ConnectError):
                    await client.get(address)

        play(scenario)
