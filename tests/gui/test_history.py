"""Past runs in the whole window, with a real engine, a real server and a real database."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton

from builder.document.step_state import StepState
from builder.history.about import About
from builder.history.history import History
from builder.history.recorder import Recorder
from builder.model.events import RunFinished, RunStarted, Status, StepFinished, StepStarted
from builder.panels.section import KEY
from builder.storage.userdata import UserData
from tests.support.program import User, use

NOT_YET = StepState()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    flow = {
        "format": 1,
        "trigger": {"kind": "event", "number": 1, "example": '{"id": 7}'},
        "steps": [
            {"kind": "delay", "number": 2, "value": "0", "unit": "seconds"},
        ],
    }
    (folder / "orders.flow.json").write_text(json.dumps(flow))
    return folder


def record(
    database: Path,
    workspace: Path,
    status: Status = Status.SUCCEEDED,
    event: object = None,
    part: str = "",
    output: object = "first",
) -> None:
    """A run of the workflow as the command line would keep it."""
    workflow = json.loads((workspace / "orders.flow.json").read_text())
    about = About(workflow, event, "orders.flow.json", str(workspace), part)
    recorder = Recorder(database, about, print)
    recorder.hear(RunStarted(flow="orders.flow.json", steps=(1, 2), test_data=event is None))
    recorder.hear(StepStarted(step=1, name="Event"))
    given = {"event": event or {"id": 7}}
    recorder.hear(StepFinished(step=1, name="Event", status=Status.SUCCEEDED, sample=given))
    recorder.hear(StepStarted(step=2, name="Wait", at=0.1))
    end = StepFinished(step=2, name="Wait", status=status, at=0.2, sample={"waited": output})
    recorder.hear(end)
    recorder.hear(RunFinished(status=status, duration=200, at=0.2))
    recorder.close()


def listed(user: User) -> list[str]:
    entries = user.window.workspace_panel.runs.list
    return [entries.item(row).text() for row in range(entries.count())]


def kept_steps(data: Path) -> list[int]:
    """The steps of the latest run that the history knows already."""
    history = History(UserData(data).history_file)
    return [event.step for event in history.steps(history.runs()[0].id).events]


def choose(user: User, row: int) -> None:
    """Click an entry of the run history at the left."""
    entries = user.window.workspace_panel.runs.list
    at = entries.visualItemRect(entries.item(row)).center()
    user.click(entries.viewport(), at)


def test_runs_are_there_after_a_restart(qapp, tmp_path, workspace):
    data = tmp_path / "data"

    async def run_twice(user: User) -> None:
        for _ in range(2):
            user.window.actions_by_name["test_workflow"].trigger()
            await user.ran()
        await user.until(lambda: len(listed(user)) == 3)

    use(qapp, data, workspace, run_twice)

    async def look(user: User) -> None:
        await user.until(lambda: len(listed(user)) == 3)
        assert listed(user)[-1] == "All runs…"
        choose(user, 0)
        await user.until(lambda: user.tab.runner.shown.past is not None)
        states = user.tab.runner.states
        assert {number: state.status for number, state in states.items()} == {
            1: Status.SUCCEEDED,
            2: Status.SUCCEEDED,
        }
        assert user.tab.below.isVisible()
        assert user.tab.runner.shown.finished_step(1).sample == {"event": {"id": 7}}
        assert any("You look at a run of" in text for text in user.tab.notices.texts())

    use(qapp, data, workspace, look)


def test_a_run_of_the_command_line_appears_and_shows_where_it_failed(qapp, tmp_path, workspace):
    data = tmp_path / "data"
    data.mkdir()

    async def scenario(user: User) -> None:
        await user.until(lambda: "past_runs" in user.window.late.__dict__)
        record(data / "history.sqlite", workspace, Status.FAILED)
        await user.until(lambda: len(listed(user)) == 2, seconds=5)
        assert "All runs…" in listed(user)
        choose(user, 0)
        await user.until(lambda: user.tab.runner.shown.past is not None)
        assert user.tab.runner.states[2].status is Status.FAILED

    use(qapp, data, workspace, scenario)


def test_a_run_whose_engine_died_is_interrupted(qapp, tmp_path, workspace):
    flow = workspace / "orders.flow.json"
    flow.write_text(flow.read_text().replace('"0"', '"60"'))

    async def scenario(user: User) -> None:
        user.window.actions_by_name["test_workflow"].trigger()
        await user.until(lambda: user.tab.runner.states.get(2, NOT_YET).started is not None)
        await user.until(lambda: listed(user) and "running" in listed(user)[0], seconds=5)
        await user.until(lambda: kept_steps(tmp_path / "data") == [1, 2], seconds=5)
        os.kill(user.tab.runner.session.engine_pid, signal.SIGKILL)
        await user.until(lambda: "interrupted" in listed(user)[0], seconds=5)
        choose(user, 0)
        await user.until(lambda: user.tab.runner.shown.past is not None)
        assert user.tab.runner.states[1].status is Status.SUCCEEDED
        assert user.tab.runner.states[2].status is Status.CANCELLED
        assert any("was interrupted" in text for text in user.tab.notices.texts())

    use(qapp, tmp_path / "data", workspace, scenario)


def test_an_edited_workflow_can_be_opened_as_it_was(qapp, tmp_path, workspace):
    data = tmp_path / "data"
    record(data / "history.sqlite", workspace)
    text = (workspace / "orders.flow.json").read_text()
    (workspace / "orders.flow.json").write_text(text.replace('"0"', '"1"'))

    async def scenario(user: User) -> None:
        await user.until(lambda: len(listed(user)) == 2)
        choose(user, 0)
        await user.until(lambda: any("was edited" in t for t in user.tab.notices.texts()))
        buttons = {b.text(): b for b in user.tab.notices.findChildren(QPushButton)}
        user.click(buttons["Open as it was"])
        await user.settle()
        assert user.tab.document.name.startswith("orders (")
        assert user.tab.document.workflow.steps[0].value == "0"
        assert user.tab.runner.states[2].status is Status.SUCCEEDED

    use(qapp, data, workspace, scenario)


def test_running_again_uses_the_input_of_then(qapp, tmp_path, workspace):
    data = tmp_path / "data"
    record(data / "history.sqlite", workspace, event={"id": 42})

    async def scenario(user: User) -> None:
        await user.until(lambda: len(listed(user)) == 2)
        menu = user.window.late.past_runs.menu(_first(user))
        next(a for a in menu.actions() if a.text().startswith("Run again")).trigger()
        await user.until(lambda: user.tab.runner.session.last is not None)
        await user.ran()
        assert user.tab.runner.shown.finished_step(1).sample == {"event": {"id": 42}}
        await user.until(lambda: len(listed(user)) == 3)
        menu.deleteLater()

    use(qapp, data, workspace, scenario)
    history = History(data / "history.sqlite")
    assert [history.run(entry.id).event for entry in history.runs()] == [{"id": 42}] * 2
    history.close()


def _first(user: User) -> int:
    return int(user.window.workspace_panel.runs.list.item(0).data(KEY))


def test_an_input_with_masked_values_is_not_sent_again(qapp, tmp_path, workspace):
    data = tmp_path / "data"
    record(data / "history.sqlite", workspace, event={"token": "••••••"})

    async def scenario(user: User) -> None:
        await user.until(lambda: len(listed(user)) == 2)
        user.window.late.past_runs.again(_first(user))
        await user.until(lambda: any("held secrets" in t for t in user.tab.notices.texts()))
        assert not user.tab.runner.running

    use(qapp, data, workspace, scenario)


def with_chain(workspace: Path, last: str) -> None:
    """A workflow whose last step gives what an earlier one gave."""
    path = workspace / "orders.flow.json"
    flow = json.loads(path.read_text())
    body = {"kind": "raw", "text": last}
    flow["steps"].append({"kind": "response", "number": 3, "name": "Answer", "body": body})
    path.write_text(json.dumps(flow))


def test_run_from_here_takes_the_outputs_of_the_past_run(qapp, tmp_path, workspace):
    data = tmp_path / "data"
    with_chain(workspace, '{"waited": {{2.waited}}, "id": {{1.event.id}}}')
    record(data / "history.sqlite", workspace, event={"id": 42}, output=99)

    async def scenario(user: User) -> None:
        user.tab.runner.samples.pin_value(2, {"waited": "of the last test"})
        user.tab.runner.samples.set_pinned(2, False)
        await user.until(lambda: len(listed(user)) == 2)
        user.window.late.past_runs.open(_first(user))
        await user.until(lambda: user.tab.runner.shown.past is not None)
        user.tab.runs.run_from_here(3)
        await user.until(lambda: user.tab.runner.session.last is not None)
        await user.ran()
        assert user.tab.runner.session.last.result == {"waited": 99, "id": 42}
        assert user.tab.runner.shown.past is None

    use(qapp, data, workspace, scenario)


def test_run_from_here_names_what_the_history_does_not_keep(qapp, tmp_path, workspace):
    data = tmp_path / "data"
    with_chain(workspace, "{{2.waited}}")
    record(data / "history.sqlite", workspace, event={"id": 42}, output="Bearer ••••••")

    async def scenario(user: User) -> None:
        await user.until(lambda: len(listed(user)) == 2)
        user.window.late.past_runs.open(_first(user))
        await user.until(lambda: user.tab.runner.shown.past is not None)
        user.tab.runs.run_from_here(3)
        await user.until(lambda: any("Run from step 2 on" in t for t in user.tab.notices.texts()))
        assert not user.tab.runner.running

    use(qapp, data, workspace, scenario)


def test_runs_are_found_compared_exported_and_deleted(qapp, tmp_path, workspace, monkeypatch):
    data = tmp_path / "data"
    record(data / "history.sqlite", workspace, output="first")
    record(data / "history.sqlite", workspace, output="second")
    record(data / "history.sqlite", workspace, Status.FAILED, part="up to step 2")

    async def scenario(user: User) -> None:
        user.window.actions_by_name["history"].trigger()
        window = user.window.late.past_runs.list_window
        panel = window.panel
        await user.until(lambda: panel.rows.rowCount() == 3)
        await _filters(user, panel)
        await _compares(user, panel)
        await _exports(user, panel, tmp_path, monkeypatch)
        panel.table.selectRow(0)
        user.click(panel.delete)
        await user.until(lambda: panel.rows.rowCount() == 2)
        window.close()
        await user.settle()
        assert user.window.late.past_runs.list_window is None

    use(qapp, data, workspace, scenario)


async def _filters(user: User, panel) -> None:
    panel.status.setCurrentIndex(panel.status.findData("failed"))
    await user.until(lambda: panel.rows.rowCount() == 1)
    panel.status.setCurrentIndex(0)
    await user.until(lambda: panel.rows.rowCount() == 3)
    user.type("UP TO", panel.text)
    await user.until(lambda: panel.rows.rowCount() == 1)
    panel.text.clear()
    await user.until(lambda: panel.rows.rowCount() == 3)
    await user.until(lambda: panel.flow.findData("orders") > 0)
    panel.flow.setCurrentIndex(panel.flow.findData("orders"))
    await user.settle(0.2)
    assert panel.rows.rowCount() == 3


async def _compares(user: User, panel) -> None:
    index = panel.rows.index
    user.click(panel.table.viewport(), panel.table.visualRect(index(2, 1)).center())
    assert panel.open.isEnabled()
    assert not panel.compare.isEnabled()
    at = panel.table.visualRect(index(1, 1)).center()
    QTest.mouseClick(
        panel.table.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ControlModifier,
        at,
    )
    user.click(panel.compare)
    await user.until(lambda: user.window.late.past_runs.comparison_window is not None)
    shown = user.window.late.past_runs.comparison_window
    tree = shown.view.tree
    assert "1 of 2 steps differ" in shown.view.summary.text()
    step = tree.topLevelItem(1)
    assert step.text(0) == "2 · Wait"
    difference = step.child(0)
    assert [difference.text(column) for column in range(3)] == [
        "output.waited",
        '"first"',
        '"second"',
    ]
    shown.close()


async def _exports(user: User, panel, folder: Path, monkeypatch) -> None:
    panel.table.selectRow(1)
    for kind, action in (("run", 0), ("har", 1)):
        target = folder / f"export.{kind}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, t=target: (str(t), ""))
        panel.export.menu().actions()[action].trigger()
        await user.until(target.exists)
        json.loads(target.read_text())


def test_an_export_that_takes_its_time_can_be_stopped(qapp, tmp_path, workspace, monkeypatch):
    data, target = tmp_path / "data", tmp_path / "run.json"
    record(data / "history.sqlite", workspace)
    slow = tmp_path / ".run.json.part"
    os.mkfifo(slow)  # whoever writes waits for a reader
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))

    async def scenario(user: User) -> None:
        notices = user.window.notices
        await user.until(lambda: len(listed(user)) == 2)
        user.window.late.past_runs.export(1, "run")
        await user.until(lambda: any("is being written" in text for text in notices.texts()))
        stop = next(b for b in notices.findChildren(QPushButton) if b.text() == "Stop")
        user.click(stop)
        slow.open("rb", buffering=0).close()
        await user.until(lambda: any("you stopped it" in text for text in notices.texts()))
        assert not target.exists()
        assert not slow.exists()
        target.mkdir()
        user.window.late.past_runs.export(1, "run")
        await user.until(lambda: any("was not written to" in text for text in notices.texts()))

    use(qapp, data, workspace, scenario)


def test_ten_thousand_runs_never_stall_the_window(qapp, tmp_path, workspace):
    data = tmp_path / "data"
    record(data / "history.sqlite", workspace)
    _multiply(data / "history.sqlite", 10_000)

    async def scenario(user: User) -> None:
        await user.until(lambda: len(listed(user)) == 21)
        longest = 0.0
        is_over = False

        async def watch() -> None:
            nonlocal longest
            while not is_over:
                began = time.perf_counter()
                await asyncio.sleep(0.001)
                longest = max(longest, time.perf_counter() - began)

        user.window.late.past_runs.show_all()
        await user.settle(0.3)
        watching = asyncio.ensure_future(watch())
        panel = user.window.late.past_runs.list_window.panel
        for _ in range(5):
            panel.table.scrollToBottom()
            await user.settle(0.05)
        panel.text.setText("orders")
        await user.settle(0.5)
        panel.status.setCurrentIndex(2)
        await user.settle(0.3)
        is_over = True
        await watching
        assert panel.rows.rowCount() == 0
        print(f"longest stall: {longest * 1000:.0f} ms")
        assert longest < 0.25, "50 ms at most; loose for a machine that is busy with other things"

    use(qapp, data, workspace, scenario)


def _multiply(database: Path, times: int) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        columns = (
            "status, started, duration, flow, flow_path, workspace, environment, test_data, part,"
            " version, step, error, gaps, bytes"
        )
        connection.execute(
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {times})"
            f" INSERT INTO runs (key, {columns}) SELECT 'k' || i, {columns} FROM runs, n"
            " WHERE runs.id = 1"
        )


def test_what_cannot_be_kept_is_said_and_the_run_goes_on(qapp, tmp_path, workspace):
    data = tmp_path / "data"
    data.mkdir()
    with closing(History(data / "history.sqlite")):
        pass
    with closing(sqlite3.connect(data / "history.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 99")

    async def scenario(user: User) -> None:
        user.window.actions_by_name["test_workflow"].trigger()
        await user.ran()
        assert user.tab.runner.session.run_status is Status.SUCCEEDED
        await user.until(lambda: any("newer version" in t for t in user.tab.notices.texts()))
        assert any("newer version" in text for text in user.window.notices.texts())

    use(qapp, data, workspace, scenario)


def test_runs_follow_the_first_file_and_a_new_name(qapp, tmp_path, workspace, monkeypatch):
    target = workspace / "first.flow.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))

    async def scenario(user: User) -> None:
        user.window.desk.new()
        await user.until(lambda: not listed(user))
        user.tab.runs.test_workflow()
        await user.ran()
        await user.until(lambda: len(listed(user)) == 2)
        user.tab.document.select([1])
        user.tab.runs.test_step()
        await user.ran()
        await user.until(lambda: len(listed(user)) == 3)
        user.window.actions_by_name["save"].trigger()
        assert user.tab.document.path == target
        await user.settle(0.5)
        await user.until(lambda: len(listed(user)) == 3)
        user.window.late.flow_desk.rename(target, "second")
        await user.settle(0.5)
        await user.until(lambda: len(listed(user)) == 3)
        user.window.desk.new()
        await user.until(lambda: not listed(user))

    use(qapp, tmp_path / "data", workspace, scenario)
    runs = History(UserData(tmp_path / "data").history_file).runs()
    assert {(run.flow, run.flow_path) for run in runs} == {("second", "second.flow.json")}
