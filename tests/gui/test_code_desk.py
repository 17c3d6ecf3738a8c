"""JavaScript is compiled while it is typed, and its mistakes are marked in the editor."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from builder.document.code_desk import CodeDesk
from builder.forms.script_field import ScriptField
from builder.model.text_fault import TextFault
from tests.support.forms import make_desk, make_panel
from tests.support.qt_loop import qt_loop

pytestmark = pytest.mark.timeout(60)

WRONG = "function yourFunction(p) {\n  return p +;\n}"


async def until(reached: Callable[[], Any]) -> None:
    for _ in range(1000):
        if reached():
            return
        await asyncio.sleep(0.01)
    raise TimeoutError


def test_mistakes_are_marked_while_typing(qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> None:
    function = {"kind": "function", "number": 2, "code": WRONG}
    desk = make_desk(tmp_path, {"trigger": {"kind": "event", "number": 1}, "steps": [function]})
    code = CodeDesk()
    desk.context = msgspec.structs.replace(desk.context, code=code)
    panel = make_panel(qtbot, desk)

    async def scenario() -> None:
        desk.document.select([2])
        field = panel.findChild(ScriptField)
        assert field is not None
        assert field.numbers is not None
        numbers = field.numbers

        def said() -> str:
            return " ".join(label.text() for label in field.findChildren(QLabel))

        await until(lambda: numbers.faulty == frozenset({2}))
        assert "Line 2, column 13: SyntaxError" in said()
        field.edit.moveCursor(QTextCursor.MoveOperation.Start)
        field.edit.find("+")
        qtbot.keyClick(field.edit, Qt.Key.Key_Delete)
        await until(lambda: numbers.faulty == frozenset())
        assert "SyntaxError" not in said()
        field.edit.moveCursor(QTextCursor.MoveOperation.Start)
        qtbot.keyClicks(field.edit, "let")
        await until(lambda: numbers.faulty == frozenset({1}))
        await code.aclose()

    before = set(psutil.Process().children(recursive=True))
    with qt_loop(qapp) as play:
        play(scenario)
    assert set(psutil.Process().children(recursive=True)) <= before


def test_of_texts_that_come_meanwhile_the_last_is_compiled(qapp: QApplication) -> None:
    heard: list[tuple[str, TextFault | None]] = []
    code = CodeDesk()

    async def scenario() -> None:
        for text in ("a +", "b +;", "c"):
            code.check(text, lambda fault, text=text: heard.append((text, fault)))
        await until(lambda: heard)
        await asyncio.sleep(0.05)
        assert heard == [("c", None)]
        code.check("d +;", lambda fault: heard.append(("d", fault)))
        await code.aclose()
        code.check("e", lambda fault: heard.append(("e", fault)))
        assert len(heard) == 1, "nobody hears of what was asked when it was closed"

    with qt_loop(qapp) as play:
        play(scenario)
