"""Diagnostics, clearing and sending again, in the program's window."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from builder import examples
from builder.app.diagnostics import report, without_secrets
from builder.app.diagnostics_window import DiagnosticsWindow
from builder.app.preferring import Preferring
from builder.app.recent_log import KEPT, RecentLog
from builder.document import environment_edits as edits
from builder.engine.tokens import KeptToken
from builder.http.fields import RequestFields
from builder.model.environment import Variable
from builder.model.masking import MASK, Masker
from builder.model.workflow import find, walk
from tests.support.markers import ALL, VARIABLES, found_in, spellings
from tests.support.program import User, use

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    examples.install(tmp_path / "example")
    return tmp_path / "example"


def test_addresses_and_the_home_folder_are_cut() -> None:
    given = "GET https://me:pw@api.example.com/a?token=1#x in /home/ada/work failed (secret9)"
    assert without_secrets(given, Masker(["secret9"]), Path("/home/ada")) == (
        f"GET https://api.example.com/a in ~/work failed ({MASK})"
    )


def test_only_the_last_lines_are_kept() -> None:
    log = RecentLog()
    for number in range(KEPT + 5):
        log.emit(logging.makeLogRecord({"msg": f"line {number}\nmore", "levelname": "INFO"}))
    assert len(log.lines) == KEPT
    assert log.lines[-1].endswith(f"line {KEPT + 4} more")


def test_no_secret_is_exported(
    qapp: QApplication,
    data_folder: Path,
    example: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "diagnostics.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))

    async def scenario(user: User) -> None:
        environments = user.window.environments
        for name, value in VARIABLES.items():
            edits.add_variable(environments, environments.current, Variable(name=name, secret=True))
            environments.set_secret(environments.current, name, value)
        for value in VARIABLES.values():
            for form in spellings(value):
                user.window.say(f"The server said {form}.")
                logging.getLogger("asyncio").warning("Lost %s", form)
        user.window.actions_by_name["diagnostics"].trigger()
        await user.settle()
        (shown,) = user.window.findChildren(DiagnosticsWindow)
        assert not shown.isModal()
        text = shown.text.toPlainText()
        assert "The server said" in text
        assert "Lost" in text
        for word in (
            "Steploom ",
            "Qt ",
            "PySide6-Essentials 6",
            "theme: -",
            "samples: ",
            "Open workflow 1",
        ):
            assert word in text, word
        assert found_in(text.encode()) == []
        user.click(shown.save)
        assert target.read_text() == text
        user.click(shown.copy)
        assert QGuiApplication.clipboard().text() == text
        user.key("Escape", shown)

    assert ALL
    use(qapp, data_folder, example, scenario)


def test_what_runs_left_is_cleared(qapp: QApplication, data_folder: Path, example: Path) -> None:
    async def scenario(user: User) -> None:
        window = user.window
        window.desk.open(example / "first-request.flow.json")
        await user.until(lambda: "example_url" in window.environments.surroundings().values)
        user.tab.runs.test_workflow()
        await user.ran()
        user.tab.runs.toggle_pin(2)
        window.actions_by_name["clear_samples"].trigger()
        assert user.tab.runner.samples.sample(2) is not None
        assert "Pinned outputs stay." in window.notices.texts()[-1]
        user.tab.runs.toggle_pin(2)
        window.actions_by_name["clear_samples"].trigger()
        assert user.tab.runner.samples.sample(2) is None
        assert window.notices.texts()[-1] == "1 sample was cleared."
        tokens = window.environments.tokens
        name = window.environments.current
        tokens.keep(KeptToken("key", b"token", 9e12, "refresh", name))
        window.actions_by_name["clear_tokens"].trigger()
        assert window.notices.texts()[-1] == "1 token was forgotten."
        around = window.environments.surroundings()
        assert tokens.for_run(user.tab.document.workflow, around) == []
        window.actions_by_name["clear_cookies"].trigger()
        assert "No cookies are left" in window.notices.texts()[-1]
        user.tab.runs.test_workflow()  # on a new engine
        await user.ran()
        assert user.tab.runner.samples.sample(2) is not None

    use(qapp, data_folder, example, scenario)


def test_a_request_is_edited_and_sent_again(
    qapp: QApplication, data_folder: Path, example: Path
) -> None:
    async def scenario(user: User) -> None:
        window = user.window
        window.desk.open(example / "first-request.flow.json")
        await user.until(lambda: "example_url" in window.environments.surroundings().values)
        window.actions_by_name["resend"].trigger()
        assert "Select a step" in user.tab.notices.texts()[-1]
        user.tab.runs.test_workflow()
        await user.ran()
        user.tab.document.select([2])
        sent = user.tab.runner.shown.finished_step(2)
        assert sent is not None
        user.tab.below.show_sent()
        await user.settle()
        user.click(user.tab.below.viewer.request.again)
        await user.settle()
        made = find(user.tab.document.workflow, 2)
        assert isinstance(made, RequestFields)
        assert made.url == sent.exchanges[-1].url.partition("?")[0]
        assert user.tab.document.path is None
        user.tab.runs.test_step()
        await user.ran()
        again = user.tab.runner.shown.finished_step(2)
        assert again is not None
        assert again.exchanges[-1].status == sent.exchanges[-1].status
        assert again.exchanges[-1].url == sent.exchanges[-1].url
        user.tab.document.history.setClean()

    use(qapp, data_folder, example, scenario)


def test_the_report_needs_no_open_workflow(
    qapp: QApplication, data_folder: Path, example: Path
) -> None:
    async def scenario(user: User) -> None:
        for tab in user.window.desk.tabs:
            user.window.desk.close(tab)
        assert "## Log\nnothing" in report(user.window, ())
        assert isinstance(user.window.preferring, Preferring)
        assert not list(walk_tabs(user))

    use(qapp, data_folder, example, scenario)


def walk_tabs(user: User) -> list[int]:
    return [step.number for tab in user.window.desk.tabs for step in walk(tab.document.workflow)]
