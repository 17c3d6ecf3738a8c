"""Questions about past runs are answered in the window's thread, while somebody wants to know."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from builder.document.history_desk import HistoryDesk
from builder.history.entries import Wanted


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[HistoryDesk]:
    desk = HistoryDesk(tmp_path / "history.sqlite")
    yield desk
    desk.close()
    delete(desk)


def test_answers_of_one_who_has_ended_are_dropped(desk: HistoryDesk, qtbot: QtBot) -> None:
    answers: list[str] = []
    asker, other = QObject(desk), QObject(desk)
    desk.ask(lambda history: history.runs(Wanted()), lambda _: answers.append("ended"), asker)
    delete(asker)
    desk.ask(lambda history: history.runs(Wanted()), lambda _: answers.append("alive"), other)
    desk.ask(lambda history: history.runs(Wanted()), lambda _: answers.append("nobody's"))
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert answers == ["alive", "nobody's"]
