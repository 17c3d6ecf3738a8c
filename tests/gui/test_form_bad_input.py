"""Rubbish, huge and unseen text in fields: nothing is lost, nothing is hidden, nothing freezes."""

from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builder.forms import chips
from builder.forms.bulk import pasted
from builder.forms.chip_text import OBJECT, content, label, meaning, visible, whole
from builder.forms.code_field import CodeField
from builder.forms.text_box import TextBox
from builder.model import url
from builder.model.rows import Row
from builder.model.ui import Ui
from tests.support.forms import Desk, make_desk, shown

KEY = Qt.Key
RECORD = '{"id": 12345, "email": "somebody@example.com", "active": true},'


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Desk:
    desk = make_desk(tmp_path)
    desk.variables.look_from(3)
    return desk


@pytest.fixture
def box(desk: Desk, qtbot: QtBot) -> TextBox:
    box = TextBox(desk.context)
    shown(qtbot, box, height=60)
    box.edit.setFocus()
    return box


def paste(box: TextBox, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    box.edit.insertFromMimeData(data)


def seconds_per_key(box: TextBox) -> float:
    """The median of some keystrokes, each painted."""
    took = []
    for _ in range(9):
        start = perf_counter()
        QTest.keyClick(box.edit, KEY.Key_X)
        QApplication.processEvents()
        took.append(perf_counter() - start)
    return sorted(took)[len(took) // 2]


HOSTILE = [
    "nul \x00 escape \x1b delete \x7f bell \x07",
    "user\u202egnp.exe\u202c \u2066isolated\u2069",
    "zero\u200bwidth \ufeff mark, soft\xadhyphen",
    "line\u2028separator",
    "hidden tags \U000e0041\U000e0042\U000e0043",
    "object \ufffc and \ufdd0 \ufdd1",
    "\ufeffbyte order mark first",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_unseen_characters_are_seen_and_kept(box: TextBox, text: str) -> None:
    box.edit.insert(text)
    assert box.text() == text
    shown_text = box.edit.document().toRawText()
    held = chips.read(box.edit.document())
    assert held.sources, "at least one character became a chip"
    assert all(mark.isprintable() or mark == OBJECT for mark in shown_text)
    for source in held.sources:
        assert label(source).isprintable()
        assert meaning(source)


def test_joined_emoji_and_persian_stay_as_they_are() -> None:
    for text in ("👩\u200d💻", "می\u200cخواهم", "🏴\U000e0067\U000e0062\U000e0065\U000e007f"):
        assert content(text, one_line=True, chips=True).raw == text
    assert content("a\u200db", one_line=True, chips=True).sources == ("\u200d",)


def test_halves_of_characters_are_replaced_where_they_are_seen() -> None:
    assert whole("a\ud800b\udfffc 😀") == "a\ufffdb\ufffdc 😀"
    assert whole("plain") == "plain"


def test_a_value_cannot_turn_its_line_around() -> None:
    assert visible("evil \u202egnp.exe\n") == "evil U+202Egnp.exe↵"
    assert visible("plain ü") == "plain ü"


def test_a_character_is_named_where_the_mouse_rests() -> None:
    assert meaning("\u202e") == "Right-to-left override (U+202E), which is not seen otherwise"
    assert "U+001B" in meaning("\x1b")
    assert "Enter shows more" in meaning("x" * 9000)


@pytest.mark.parametrize(
    "text",
    [
        RECORD * 16_000,
        "line of text\n" * 80_000,
        "{{1.event.id}}" * 70_000,
        "\x01\x02\u202e" * 300_000,
        "{" * 1_000_000,
    ],
    ids=["json", "lines", "references", "controls", "braces"],
)
def test_a_megabyte_pasted_into_one_line_is_kept_and_typed_in(box: TextBox, text: str) -> None:
    start = perf_counter()
    paste(box, text)
    QApplication.processEvents()
    took = perf_counter() - start
    assert box.text() == text.rstrip("\r\n")
    assert box.edit.blockCount() == 1
    assert took < 1.0
    assert seconds_per_key(box) < 0.05
    assert len(box.text()) == len(text.rstrip("\r\n")) + 9


def test_a_megabyte_of_json_on_a_single_line_is_typed_in(desk: Desk, qtbot: QtBot) -> None:
    field = CodeField(desk.context, Ui(label="Text", language="json"), True)
    shown(qtbot, field, height=400)
    text = f"[{RECORD * 16_000}1]"
    field.set_value(text)
    field.edit.setFocus()
    QApplication.processEvents()
    assert seconds_per_key(field.box) < 0.05
    assert field.box.text() == text + "x" * 9
    field.check()
    assert not field.said, "what is not shown is not judged"


def test_more_of_a_folded_line_is_shown_at_a_double_click(box: TextBox, qtbot: QtBot) -> None:
    text = "abcdefgh" * 5000
    paste(box, text)
    assert "more characters" in label(chips.read(box.edit.document()).sources[0])
    shown_before = len(box.edit.document().toRawText())
    cursor = box.edit.textCursor()
    cursor.setPosition(box.edit.document().toRawText().index(OBJECT))
    cursor.movePosition(cursor.MoveOperation.Right, cursor.MoveMode.KeepAnchor)
    box.edit.setTextCursor(cursor)
    qtbot.keyClick(box.edit, KEY.Key_Return)
    assert len(box.edit.document().toRawText()) == shown_before + 2000
    assert box.text() == text


def test_a_fold_is_copied_whole(box: TextBox, qtbot: QtBot) -> None:
    text = "abcdefgh" * 5000
    paste(box, text)
    box.edit.selectAll()
    qtbot.keyClick(box.edit, KEY.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == text


def test_a_hidden_character_is_deleted_by_one_key(box: TextBox, qtbot: QtBot) -> None:
    paste(box, "a\u202eb")
    qtbot.mouseClick(box.edit.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 8))
    qtbot.keyClick(box.edit, KEY.Key_Left)
    qtbot.keyClick(box.edit, KEY.Key_Backspace)
    assert box.text() == "ab"


def test_a_huge_line_without_colons_is_no_row_and_soon_seen_as_none() -> None:
    begun = perf_counter()
    assert not pasted("x" * 20_000_000, Row)
    assert perf_counter() - begun < 1


def test_an_address_of_very_many_references_is_split_at_once() -> None:
    address = "https://example.com/?" + "&".join("a={{1.event.a}}" for _ in range(20_000))
    begun = perf_counter()
    base, rows = url.split(address, ())
    assert perf_counter() - begun < 1.5
    assert base == "https://example.com/"
    assert len(rows) == 20_000
    assert rows[-1].value == "{{1.event.a}}"
