"""The window's side of the helper process."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from builder.viewer.helper import Helper
from builder.viewer.questions import Answer, Format


def test_a_process_that_dies_answers_with_an_error(qtbot: QtBot, tmp_path: Path) -> None:
    owner = QObject()
    helper = Helper(owner)
    answers: list[Answer] = []
    body = tmp_path / "body"
    body.write_text("[1, 2]")
    helper.ask(Format(file=str(body), target=str(tmp_path / "a")), answers.append)
    process = helper._process
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
    process = helper._process
    assert process is not None
    delete(owner)
    process.kill()
    assert process.waitForFinished(5_000)
    assert answers == []
