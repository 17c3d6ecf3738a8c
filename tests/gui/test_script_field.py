"""The editor of a function: numbers, brackets, indents, marks."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from builder.document.function_faults import FunctionFaults
from builder.forms.brackets import pair_at
from builder.forms.highlight import tokens
from builder.forms.multiline import open_after
from builder.forms.script_field import ScriptField
from builder.model.edit import change_step
from builder.model.events import Failure, Status, StepFinished
from tests.support.forms import Desk, make_desk, make_panel


def flow(**fields: Any) -> dict[str, Any]:
    step = {"kind": "function", "number": 2, **fields}
    return {"trigger": {"kind": "event", "number": 1}, "steps": [step]}


def opened(
    qtbot: QtBot, folder: Path, language: str = "javascript", code: str = ""
) -> tuple[Desk, ScriptField]:
    desk = make_desk(folder, flow(language=language, code=code))
    panel = make_panel(qtbot, desk, 2)
    field = panel.findChild(ScriptField)
    assert field is not None
    desk.kept = panel  # type: ignore[attr-defined]  # Python must not collect it meanwhile
    field.edit.setFocus()
    field.edit.moveCursor(QTextCursor.MoveOperation.End)
    return desk, field


def code_of(desk: Desk) -> str:
    return str(desk.step(2).code)


def caret(field: ScriptField, position: int) -> None:
    cursor = field.edit.textCursor()
    cursor.setPosition(position)
    field.edit.setTextCursor(cursor)


def test_tab_begins_with_the_skeleton_of_the_language(qtbot: QtBot, tmp_path: Path) -> None:
    desk, field = opened(qtbot, tmp_path, "python")
    assert "def your_function" in field.edit.placeholderText()
    qtbot.keyClick(field.edit, Qt.Key.Key_Tab)
    assert code_of(desk).startswith("def your_function(parameters):\n    return")
    desk.document.edit("language", change_step(desk.document.workflow, 2, language="javascript"))
    assert "function yourFunction" in field.edit.placeholderText()
    assert field.edit.indent == "  "


def test_lines_are_indented_as_blocks_open_and_close(qtbot: QtBot, tmp_path: Path) -> None:
    desk, field = opened(qtbot, tmp_path)
    for text in ("function yourFunction(p) {", "if (p) {", "return 1;"):
        qtbot.keyClicks(field.edit, text)
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    qtbot.keyClicks(field.edit, "}")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    qtbot.keyClicks(field.edit, "}")
    expected = "function yourFunction(p) {\n  if (p) {\n    return 1;\n  }\n}"
    assert code_of(desk) == expected


def test_enter_between_brackets_and_python_colons(qtbot: QtBot, tmp_path: Path) -> None:
    desk, field = opened(qtbot, tmp_path, "python", "x = []")
    caret(field, 5)
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    qtbot.keyClicks(field.edit, "1")
    assert code_of(desk) == "x = [\n    1\n]"
    field.edit.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    qtbot.keyClicks(field.edit, "if x:")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    qtbot.keyClicks(field.edit, "y")
    assert code_of(desk).endswith("if x:\n    y")
    qtbot.keyClick(field.edit, Qt.Key.Key_Backspace)
    qtbot.keyClick(field.edit, Qt.Key.Key_Backspace)
    assert code_of(desk).endswith("if x:\n")


def test_tab_shifts_the_lines_that_are_selected(qtbot: QtBot, tmp_path: Path) -> None:
    desk, field = opened(qtbot, tmp_path, code="a\n\nb\n")
    field.edit.selectAll()
    qtbot.keyClick(field.edit, Qt.Key.Key_Tab)
    assert code_of(desk) == "  a\n\n  b\n"
    qtbot.keyClick(field.edit, Qt.Key.Key_Backtab)
    assert code_of(desk) == "a\n\nb\n"


@pytest.mark.parametrize(
    ("code", "at", "pair"),
    [
        ("f(a, [1])", 1, (1, 8)),
        ("f(a, [1])", 9, (8, 1)),
        ("f(')', x)", 1, (1, 8)),
        ("{\n  a: [\n  ]\n}", 0, (0, 13)),
        ("{\n  a: [\n  ]\n}", 14, (13, 0)),
        ("f((1)", 1, (1, -1)),
        ("a // (\n)", 8, (7, -1)),
        ("abc", 1, None),
    ],
)
def test_brackets_are_matched(
    qtbot: QtBot, tmp_path: Path, code: str, at: int, pair: tuple[int, int] | None
) -> None:
    _, field = opened(qtbot, tmp_path, code=code)
    assert pair_at(field.edit.document(), at, "javascript") == pair
    caret(field, at)
    marked = [mark.cursor.selectionStart() for mark in field.edit.extraSelections()]
    assert marked == [place for place in pair or () if place >= 0]


def test_lines_are_numbered_and_faults_marked_while_typing(qtbot: QtBot, tmp_path: Path) -> None:
    _, field = opened(qtbot, tmp_path, "python", "def your_function(p):\n    return 1 +\n")
    assert field.numbers is not None
    qtbot.waitUntil(lambda: field.numbers.faulty == frozenset({2}))
    assert field.said.startswith("Line 2, column ")
    room = field.edit.viewport().x()
    assert room >= field.numbers.width() > 0
    ink = field.numbers.grab().toImage()
    paper = ink.pixelColor(0, ink.height() - 1)
    assert any(ink.pixelColor(x, y) != paper for x in range(ink.width()) for y in range(20))
    field.edit.insertPlainText("\n" * 99)
    assert field.edit.viewport().x() > room


def test_an_error_of_the_last_run_is_marked_until_the_code_changes(
    qtbot: QtBot, tmp_path: Path
) -> None:
    code = "function yourFunction() {\n  return nope;\n}"
    desk, field = opened(qtbot, tmp_path, code=code)
    faults = FunctionFaults()
    error = Failure("function-error", "Code: Line 2, column 3: ReferenceError: nope")
    failed = StepFinished(step=2, status=Status.FAILED, error=error)
    assert faults.take(failed, desk.document.workflow)
    problems = faults.problems(desk.document.workflow)
    assert [p.message for p in problems] == ["Line 2, column 3: ReferenceError: nope"]
    desk.kept.set_problems(problems)  # type: ignore[attr-defined]
    assert field.numbers is not None
    assert field.numbers.faulty == frozenset({2})
    assert field.said == "Line 2, column 3: ReferenceError: nope"
    qtbot.keyClicks(field.edit, ";")
    assert faults.problems(desk.document.workflow) == ()
    desk.kept.set_problems(())  # type: ignore[attr-defined]
    assert field.numbers.faulty == frozenset()
    done = StepFinished(step=2, status=Status.SUCCEEDED)
    assert faults.take(done, desk.document.workflow)
    assert not faults.take(done, desk.document.workflow)


def test_a_megabyte_of_code_stays_fluid(qtbot: QtBot, tmp_path: Path) -> None:
    code = "const line = (a, b) => a + b; // a line like many\n" * 21_000
    _, field = opened(qtbot, tmp_path, code=code)
    assert len(code) > 1_000_000
    field.edit.moveCursor(QTextCursor.MoveOperation.Start)
    took = []
    for letter in "function(x) { return x }":
        began = time.perf_counter()
        qtbot.keyClick(field.edit, letter)
        field.edit.repaint()
        took.append(time.perf_counter() - began)
    assert sorted(took)[len(took) // 2] < 0.1


def test_the_window_does_not_load_the_engine_of_javascript(qtbot: QtBot, tmp_path: Path) -> None:
    opened(qtbot, tmp_path, code="function yourFunction() {}")
    assert "py_mini_racer" not in sys.modules


@pytest.mark.parametrize(
    ("language", "lines", "open_at_the_end"),
    [
        ("javascript", ["a /* it's", "don't */ b"], ""),
        ("javascript", ["a // /*", "'/*' \"`\" b"], ""),
        ("javascript", ["`a", "${b} \\` c"], "`"),
        ("javascript", ["`a", "b` + '`' /*"], "/*"),
        ("python", ["x = '''a", 'b """ c', "d''' + \"'''\""], ""),
        ("python", ['"""', "it's"], '"""'),
        ("python", ["# '''", "x"], ""),
        ("json", ['{"a": "/*"}'], ""),
    ],
)
def test_strings_and_comments_go_over_lines(
    language: str, lines: list[str], open_at_the_end: str
) -> None:
    assert open_after(language, lines) == open_at_the_end


def test_what_is_open_is_coloured_to_its_end() -> None:
    assert tokens("javascript", "don't */ return 1", "/*")[0] == (0, 8, "muted")
    assert "blue" in {colour for _, _, colour in tokens("javascript", "x */ return 1", "/*")}
    assert tokens("python", "it's a text", '"""') == ((0, 11, "ok"),)
    found = tokens("javascript", "return `a ${b")
    assert (7, 6, "ok") in found
    assert not any(colour == "error" for _, _, colour in tokens("javascript", "/* it's"))


def test_the_editor_is_as_high_as_its_broken_lines_need(qtbot: QtBot, tmp_path: Path) -> None:
    long = "const sum = " + " + ".join(f"parameters.value{n}" for n in range(14)) + ";\n"
    _, field = opened(qtbot, tmp_path, code=long * 2)
    qtbot.waitUntil(lambda: field.edit.document().lineCount() > 8, timeout=3000)
    qtbot.waitUntil(lambda: field.edit.verticalScrollBar().maximum() == 0)
