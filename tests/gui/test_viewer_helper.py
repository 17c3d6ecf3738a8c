"""The window's side of the helper process."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QProcess
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from builder.viewer.body import make_body
from builder.viewer.helper import Helper
from builder.viewer.questions import Answer, Format


def test_a_process_that_dies_answers_with_an_error(qtbot: QtBot, tmp_path: Path) -> None:
    owner = QObject()
    helper = Helper(owner)
    answers: list[Answer] = []
    body = tmp_path / "body"
    body.write_text("[1, 2]")
    helper.ask(Format(file=str(body), target=str(tmp_path / "a")), answers.append)
    process = helper._running.process
    assert process is not None
    process.kill()
    qtbot.waitUntil(lambda: bool(answers))
    assert "helper process ended" in answers[0].error
    helper.ask(Format(file=str(body), target=str(tmp_path / "b")), answers.append)
    qtbot.waitUntil(lambda: len(answers) == 2, timeout=10_000)
    assert answers[1].error == ""
    helper.end()
    delete(owner)


def test_nobody_is_answered_after_the_view_has_ended(qtbot: QtBot, tmp_path: Path) -> None:
    owner = QObject()
    helper = Helper(owner)
    answers: list[Answer] = []
    helper.ask(Format(file=str(tmp_path / "none"), target=str(tmp_path / "a")), answers.append)
    process = helper._running.process
    assert process is not None
    assert process.waitForStarted(5_000)
    delete(owner)
    assert process.state() is QProcess.ProcessState.NotRunning
    assert answers == []


def test_what_takes_too_long_is_stopped_and_the_next_question_answered(
    qtbot: QtBot, tmp_path: Path
) -> None:
    owner = QObject()
    helper = Helper(owner)
    answers: list[Answer] = []
    body = tmp_path / "body"
    body.write_text("[1, 2]")
    question = Format(file=str(body), target=str(tmp_path / "a"))
    helper.ask(question, answers.append, 0.001)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers[0].error == "This took longer than 0.001 seconds and was stopped."
    helper.ask(question, answers.append, 10)
    qtbot.waitUntil(lambda: len(answers) == 2, timeout=10_000)
    assert answers[1].error == ""
    delete(owner)


def test_files_of_a_helper_end_with_it(tmp_path: Path) -> None:
    helper = Helper()
    file = Path(helper.file_of(make_body(b"[]", "application/json")))
    assert file.read_bytes() == b"[]"
    assert file.parent.stat().st_mode & 0o077 == 0
    helper.end()
    assert not file.parent.exists()
