"""“Run with data…” in the whole window, against a real server."""

import csv
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from builder.app.data_run import DataRunWindow
from builder.engine.protocol import RowPlace
from builder.look.theme import Look
from builder.model.events import Status
from builder.panels.data_run import row_words
from builder.panels.data_run_results import ResultsModel
from tests.support.program import User, use
from tests.support.servers import Answer, Recorder, recorder


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as found:
        yield found


def workspace(folder: Path, url: str) -> Path:
    steps = [
        {"number": 2, "kind": "request", "url": f"{url}/rows/{{{{1.event.id}}}}"},
        {"number": 3, "kind": "response", "body": {"kind": "raw", "text": "{{1.event.name}}"}},
    ]
    flow = {"format": 1, "trigger": {"number": 1, "kind": "event"}, "steps": steps}
    (folder / "a.flow.json").write_text(json.dumps(flow))
    return folder


def rows(folder: Path, count: int) -> Path:
    path = folder / "rows.csv"
    path.write_text("id,name\n" + "".join(f"{i},name {i}\n" for i in range(1, count + 1)))
    return path


async def opened(user: User, path: Path) -> DataRunWindow:
    user.window.actions_by_name["run_with_data"].trigger()
    window = user.tab.data_runs.window
    assert window is not None
    window.choose(path)
    await user.until(lambda: window.panel.choice.preview.rowCount())
    return window


def test_rows_are_previewed_run_filtered_and_exported(
    qapp: QApplication, tmp_path: Path, server: Recorder
) -> None:
    server.answers["/rows/3"] = Answer(500)
    data, saved = rows(tmp_path, 40), tmp_path / "table.csv"

    async def scenario(user: User) -> None:
        window = await opened(user, data)
        panel = window.panel
        preview = panel.choice.preview
        assert preview.rowCount() == 20
        assert preview.horizontalHeaderItem(1).text() == "name"
        assert preview.item(1, 0).text() == "2"
        panel.choice.at_once.setValue(4)
        user.click(panel.start)
        assert not panel.start.isEnabled()
        await user.until(lambda: panel.start.isEnabled())
        assert "40 of 40 rows, 1 failed" in panel.said.text()
        model = panel.model
        shown = {model.index(i, 0).data(): model.index(i, 3).data() for i in range(40)}
        assert shown["7"] == "name 7"
        assert "500" in shown["3"]
        user.click(panel.only_failed)
        assert model.rowCount() == 1
        panel.table.selectRow(0)
        assert panel.detail.toPlainText().startswith("Row 3, line 4 of the data: failed in step 2")
        window.export_to(saved)
        await user.until(saved.exists)
        await user.until(lambda: "was saved" in panel.said.text())

    use(qapp, tmp_path / "data", workspace(tmp_path, server.url), scenario)
    assert len(server.seen) == 40
    table = list(csv.DictReader(saved.read_text().splitlines()))
    assert len(table) == 40
    assert {row["status"] for row in table} == {"succeeded", "failed"}


def test_a_row_opens_on_the_canvas_and_lies_in_the_history(
    qapp: QApplication, tmp_path: Path, server: Recorder
) -> None:
    server.answers["/rows/3"] = Answer(500)
    data = rows(tmp_path, 120)

    async def scenario(user: User) -> None:
        window = await opened(user, data)
        panel = window.panel
        user.click(panel.start)
        await user.until(lambda: panel.start.isEnabled())
        panel.only_failed.click()
        table, shown = panel.table, user.tab.runner.shown
        user.click(table.viewport(), table.visualRect(panel.model.index(0, 0)).center())
        await user.until(lambda: shown.past is not None)
        assert user.tab.runner.states[2].status is Status.FAILED
        assert shown.finished_step(2).exchanges[0].url.endswith("/rows/3")
        assert any("row 3" in text for text in user.tab.notices.texts())
        panel.only_failed.click()
        table.selectRow(6)
        user.key("Return", table)
        await user.until(lambda: user.tab.runner.states[2].status is Status.SUCCEEDED)
        assert shown.finished_step(2).exchanges[0].url.endswith("/rows/7")
        table.selectRow(109)
        user.key("Return", table)
        await user.until(lambda: "only the result is kept" in panel.detail.toPlainText())
        await grouped_in_the_history(user)

    use(qapp, tmp_path / "data", workspace(tmp_path, server.url), scenario)


async def grouped_in_the_history(user: User) -> None:
    """One entry for the run; it lists its rows, found by status, and opens them."""
    listed = user.window.workspace_panel.runs.list
    await user.until(lambda: "120 rows · 1 failed" in listed.item(0).text())
    user.window.actions_by_name["history"].trigger()
    panel = user.window.late.past_runs.list_window.panel
    await user.until(lambda: panel.rows.rowCount() == 1)
    panel.table.selectRow(0)
    assert not panel.export.isEnabled()
    user.key("Return", panel.table)
    await user.until(lambda: panel.rows.rowCount() == 100)
    assert "120 rows of rows.csv" in panel.crumb.said.text()
    panel.status.setCurrentIndex(panel.status.findData("failed"))
    await user.until(lambda: panel.rows.rowCount() == 1)
    assert panel.rows.index(0, 4).data().startswith("row 3 · ")
    panel.table.selectRow(0)
    assert user.tab.runner.states[2].status is Status.SUCCEEDED
    user.click(panel.open)
    await user.until(lambda: user.tab.runner.states[2].status is Status.FAILED)
    user.click(panel.crumb.back)
    await user.until(lambda: panel.rows.rowCount() == 1 and not panel.crumb.isVisible())
    user.tab.data_runs.window.panel.choice.path.clear()
    panel.table.selectRow(0)
    user.click(panel.again)
    form = user.tab.data_runs.window.panel.choice
    await user.until(lambda: form.path.text().endswith("rows.csv"))
    user.click(panel.delete)
    await user.until(lambda: panel.rows.rowCount() == 0)


def test_enter_in_the_path_takes_the_file_and_presses_nothing(
    qapp: QApplication, tmp_path: Path
) -> None:
    data = rows(tmp_path, 3)

    async def scenario(user: User) -> None:
        user.window.actions_by_name["run_with_data"].trigger()
        panel = user.tab.data_runs.window.panel
        pressed: list[str] = []
        for button in panel.findChildren(QPushButton):
            button.pressed.connect(partial(pressed.append, button.text()))
        panel.choice.path.setText(str(data))
        user.key("Return", panel.choice.path)
        await user.until(lambda: panel.choice.preview.rowCount() == 3)
        assert pressed == []

    use(qapp, tmp_path / "data", workspace(tmp_path, "http://127.0.0.1:1"), scenario)


def test_a_stopped_run_is_resumed(qapp: QApplication, tmp_path: Path, server: Recorder) -> None:
    for i in range(1, 41):
        server.answers[f"/rows/{i}"] = lambda seen: (time.sleep(0.05), Answer())[1]
    data = rows(tmp_path, 40)

    async def scenario(user: User) -> None:
        window = await opened(user, data)
        panel = window.panel
        user.click(panel.start)
        await user.until(lambda: panel.model.total >= 5)
        user.click(panel.stop)
        await user.until(lambda: panel.start.isEnabled())
        assert panel.said.text().startswith("Stopped: ")
        done = panel.model.total
        assert done < 40
        user.click(panel.resume)
        await user.until(lambda: panel.start.isEnabled())
        assert panel.model.total == 40
        assert len(server.seen) <= 41  # the one that was stopped came twice
        data.write_text("id,name\n1,other\n")
        user.click(panel.resume)
        await user.until(lambda: panel.start.isEnabled())
        assert panel.said.text() == "Succeeded: 1 of 1 rows."

    use(qapp, tmp_path / "data", workspace(tmp_path, server.url), scenario)


_KILLED = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from tests.gui.test_data_run import opened
from tests.support.program import use

async def scenario(user):
    window = await opened(user, Path(sys.argv[2]))
    user.click(window.panel.start)
    await user.until(lambda: window.panel.model.total == 40)

use(QApplication([]), Path(sys.argv[1]), Path(sys.argv[2]).parent, scenario)
"""


def test_a_window_killed_in_the_middle_is_resumed_by_the_next(
    qapp: QApplication, tmp_path: Path, server: Recorder
) -> None:
    for i in range(1, 41):
        server.answers[f"/rows/{i}"] = lambda seen: (time.sleep(0.05), Answer())[1]
    place, data = workspace(tmp_path, server.url), rows(tmp_path, 40)
    command = [sys.executable, "-c", _KILLED, str(tmp_path / "data"), str(data)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root) as killed:
        deadline = time.monotonic() + 30
        while len(server.seen) < 8 and time.monotonic() < deadline:
            time.sleep(0.01)
        killed.kill()
    time.sleep(0.5)
    seen = len(server.seen)
    assert 8 <= seen < 40
    time.sleep(0.3)
    assert len(server.seen) == seen, "the engine ended with its window"

    async def scenario(user: User) -> None:
        listed = user.window.workspace_panel.runs.list
        await user.until(lambda: listed.count() and "of 40 rows" in listed.item(0).text())
        window = await opened(user, data)
        panel = window.panel
        user.click(panel.resume)
        await user.until(lambda: panel.start.isEnabled())
        assert panel.said.text() == "Succeeded: 40 of 40 rows."
        await user.until(lambda: listed.item(0).text().endswith("  40 rows"))

    use(qapp, tmp_path / "data", place, scenario)
    assert len(server.seen) <= 41, "only the row that was under way came twice"


def test_bad_data_and_a_dying_engine_are_named(
    qapp: QApplication, tmp_path: Path, server: Recorder
) -> None:
    for i in range(1, 21):
        server.answers[f"/rows/{i}"] = lambda seen: (time.sleep(0.1), Answer())[1]
    data = rows(tmp_path, 30)
    bad = tmp_path / "bad.csv"
    bad.write_text("a,b\n" + "1,2\n" * 30 + "3\n")

    async def scenario(user: User) -> None:
        window = await opened(user, bad)
        panel = window.panel
        user.click(panel.start)
        await user.until(lambda: panel.start.isEnabled())
        assert "line 32: The row has 1 cell" in panel.said.text()
        assert server.seen == []
        window.choose(data)
        user.click(panel.start)
        await user.until(lambda: panel.model.total >= 2)
        engine = window._session._engine
        assert engine is not None
        engine._process.kill()
        await user.until(lambda: panel.start.isEnabled())
        assert "Resume the run" in panel.said.text()
        window.choose(tmp_path / "none.csv")
        await user.until(lambda: "No such file" in panel.choice.said.text())

    use(qapp, tmp_path / "data", workspace(tmp_path, server.url), scenario)


def test_a_million_rows_in_the_table(qapp: QApplication) -> None:
    model = ResultsModel(Look(qapp, fixed="light"), row_words, qapp)
    model.begin(lambda place: None)
    slowest = 0.0
    for start in range(0, 1_000_000, 5_000):
        seen = [RowPlace(i + 1, i % 100 == 0, 1.5, i * 90) for i in range(start, start + 5_000)]
        begun = time.perf_counter()
        model.add(seen)
        slowest = max(slowest, time.perf_counter() - begun)
    assert model.rowCount() == 1_000_000
    assert slowest < 0.05
    model.show_failed(True)
    assert model.rowCount() == 10_000
    assert model.index(1, 0).data() == "101"
    model.deleteLater()
