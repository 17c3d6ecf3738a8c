"""Text with reference chips: one caret position each, deleted, copied, opened and typed."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from builder.document.samples import Sample
from builder.forms import chips
from builder.forms.code_field import CodeField
from builder.forms.live import describe, faulty
from builder.forms.text_box import TextBox
from builder.forms.text_field import LineField
from builder.forms.tip import tip
from builder.forms.variable_menu import VariableMenu
from builder.model.edit import change_step
from builder.model.ui import Ui
from tests.support.forms import Desk, make_desk, shown

KEY = Qt.Key
REFERENCE = "{{2.response.body.email}}"


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


def raw(box: TextBox) -> str:
    return box.edit.document().toRawText()


def menu_of(box: TextBox) -> VariableMenu | None:
    found = [menu for menu in box.window().findChildren(VariableMenu) if menu.isVisible()]
    return found[0] if found else None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        f"a {REFERENCE} b",
        f"{REFERENCE}{REFERENCE}",
        "two\nlines\r\nand \u2029 more",
        "an object \ufffc character, no-break\u00a0space",
        "emoji 😀 {{1.event.id}} 😀",
        "unclosed {{1.event.id",
        r"literal \{{1.event.id}} and \\{{1.event.id}}",
        "{{ unknown }} {{1.event.id}}",
        '{{1.event["odd }} key"]}} {{2.response.body.items | [?a == `1`].b | [0]}}',
    ],
)
def test_a_text_read_back_is_the_text_put_in(box: TextBox, text: str) -> None:
    box.set_text(text)
    assert box.text() == text
    assert chips.read(box.edit.document()).text == text


def test_a_chip_is_one_caret_position_and_one_backspace(box: TextBox, qtbot: QtBot) -> None:
    box.set_text(f"a{REFERENCE}b")
    assert raw(box) == "a\ufffcb"
    qtbot.keyClick(box.edit, KEY.Key_End)
    qtbot.keyClick(box.edit, KEY.Key_Left)
    with qtbot.waitSignal(box.edited) as said:
        qtbot.keyClick(box.edit, KEY.Key_Backspace)
    assert said.args == ["ab"]


def test_chips_are_said_as_they_are_written(box: TextBox) -> None:
    box.set_text(f"id={REFERENCE}!")
    assert box.edit.accessibleDescription() == f"id={REFERENCE}!"
    box.set_text("plain")
    assert box.edit.accessibleDescription() == ""


def test_a_typed_reference_becomes_a_chip_when_it_is_closed(box: TextBox, qtbot: QtBot) -> None:
    qtbot.keyClicks(box.edit, "id={")
    assert menu_of(box) is None
    qtbot.keyClicks(box.edit, "{")
    menu = menu_of(box)
    assert menu is not None
    qtbot.keyClick(menu.search, KEY.Key_Escape)
    assert box.edit.hasFocus()
    qtbot.keyClicks(box.edit, "1.event.id}}!")
    assert box.text() == "id={{1.event.id}}!"
    assert raw(box) == "id=\ufffc!"


def test_a_selected_chip_is_as_legible_as_any(box: TextBox) -> None:
    box.set_text(REFERENCE)
    look = box.edit._look
    box.edit.selectAll()
    picture = box.edit.viewport().grab().toImage()
    colours = {picture.pixelColor(x, 4).name() for x in range(20, 60)}
    assert look.theme.chip.name() in colours  # nothing is laid over its ground


def test_the_context_menu_offers_what_works_here(box: TextBox, qtbot: QtBot) -> None:
    box.set_text("x")
    at = box.edit.mapToGlobal(QPoint(4, 4))
    mouse = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(box.edit.viewport(), QContextMenuEvent(mouse, QPoint(4, 4), at))
    shown_menu = QApplication.activePopupWidget()
    assert isinstance(shown_menu, QMenu)
    entries = {
        action.text().split("\t")[0].replace("&", ""): action for action in shown_menu.actions()
    }
    assert not {"Undo", "Redo"} & entries.keys()
    entries["Insert a variable"].trigger()
    assert menu_of(box) is not None
    shown_menu.close()


def test_an_escaped_brace_opens_no_menu(box: TextBox, qtbot: QtBot) -> None:
    qtbot.keyClicks(box.edit, "\\{{x}}")
    assert menu_of(box) is None
    assert box.text() == "\\{{x}}"


def test_copy_and_paste_carry_the_written_reference(box: TextBox, qtbot: QtBot) -> None:
    box.set_text(f"x{REFERENCE}")
    box.edit.selectAll()
    qtbot.keyClick(box.edit, KEY.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == f"x{REFERENCE}"
    qtbot.keyClick(box.edit, KEY.Key_End)
    qtbot.keyClick(box.edit, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert box.text() == f"x{REFERENCE}x{REFERENCE}"
    assert raw(box) == "x\ufffcx\ufffc"


def test_pasting_drops_the_line_break_at_the_end_only(box: TextBox) -> None:
    data = QMimeData()
    data.setText("token\nsecond\n")
    box.edit.insertFromMimeData(data)
    assert box.text() == "token\nsecond"
    assert box.edit.blockCount() == 1


def test_double_click_opens_a_chip_and_leaving_closes_it(
    box: TextBox, desk: Desk, qtbot: QtBot
) -> None:
    box.set_text(REFERENCE)
    place = QPoint(40, box.edit.cursorRect().center().y())
    qtbot.mouseDClick(box.edit.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert raw(box) == REFERENCE
    qtbot.keyClicks(box.edit, "2")
    assert box.text() == "{{2.response.body.email2}}"
    box.edit.clearFocus()
    assert raw(box) == "\ufffc"
    assert box.text() == "{{2.response.body.email2}}"


def test_enter_on_a_clicked_chip_opens_it(box: TextBox, qtbot: QtBot) -> None:
    box.set_text(REFERENCE)
    place = QPoint(40, box.edit.cursorRect().center().y())
    qtbot.mouseClick(box.edit.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.assertNotEmitted(box.edit.entered):
        qtbot.keyClick(box.edit, KEY.Key_Return)
    assert raw(box) == REFERENCE
    with qtbot.waitSignal(box.edit.entered):
        qtbot.keyClick(box.edit, KEY.Key_Return)


def test_setting_a_text_keeps_the_caret_where_it_is(box: TextBox, qtbot: QtBot) -> None:
    box.set_text(f"abc {REFERENCE} def")
    cursor = box.edit.textCursor()
    cursor.setPosition(2)
    box.edit.setTextCursor(cursor)
    with qtbot.assertNotEmitted(box.edited):
        box.set_text(f"abc {REFERENCE} def")
    assert box.edit.textCursor().position() == 2
    box.set_text(f"abc {REFERENCE} defg")
    assert raw(box) == "abc \ufffc defg"


def test_undo_is_left_to_the_window(box: TextBox, qtbot: QtBot) -> None:
    qtbot.keyClicks(box.edit, "abc")
    qtbot.keyClick(box.edit, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert box.text() == "abc"


def test_the_tooltip_says_the_value_and_where_it_came_from(desk: Desk) -> None:
    said = describe(REFERENCE, desk.variables)
    assert '"ada@example.com"' in said
    assert "last test of 2 · Get user" in said
    secret = describe("{{env.api_key}}", desk.variables)
    assert "s3cr3t" not in secret
    assert "•" in secret
    assert "nearest" not in describe("{{2.response.body.emial}}", desk.variables)
    assert "email" in describe("{{2.response.body.emial}}", desk.variables)


def test_the_tooltip_says_when_a_value_was_taken_and_what_is_pinned(desk: Desk) -> None:
    trigger = describe("{{1.event.userId}}", desk.variables)
    assert "the example of 1 · " in trigger
    assert re.search(r"last test of 2 · Get user, \d\d:\d\d$", describe(REFERENCE, desk.variables))
    desk.samples.set_pinned(2, True)
    assert describe(REFERENCE, desk.variables).endswith("pinned at 2 · Get user")
    desk.samples.set_pinned(2, False)
    desk.samples.forget(2)
    desk.samples.restore({2: Sample({"response": {"body": {"email": "a@b"}}})})
    assert "from an earlier test of 2" in describe(REFERENCE, desk.variables)


def test_a_reference_that_reaches_nothing_says_why(desk: Desk, qtbot: QtBot) -> None:
    def said(source: str) -> str:
        assert faulty(source, desk.variables, own=False)
        return describe(source, desk.variables, own=False)

    assert "There is no step 99." in said("{{99.response.body}}")
    assert "4 · Conditional cannot have run before this step." in said("{{4.selectedChoice}}")
    assert "A step cannot refer to itself." in said("{{3.response.body}}")
    assert not faulty("{{99.response.body?}}", desk.variables, own=False)
    workflow = desk.document.workflow
    desk.document.edit("Turn off", change_step(workflow, 2, enabled=False))
    qtbot.waitUntil(lambda: faulty(REFERENCE, desk.variables))
    assert "2 · Get user is turned off." in said(REFERENCE)
    desk.document.history.undo()
    qtbot.waitUntil(lambda: not faulty(REFERENCE, desk.variables))


def test_a_broken_chip_is_red_and_mends_itself(box: TextBox, desk: Desk, qtbot: QtBot) -> None:
    def ground() -> str:
        QApplication.processEvents()
        image = box.edit.viewport().grab().toImage()
        return image.pixelColor(6, image.height() // 2).name()

    box.set_text("{{2.response.body.emial}}")
    box.edit.clearFocus()
    assert ground() == desk.look.theme.on_error.name()
    desk.sample(2, {"response": {"body": {"emial": 1}}})
    assert ground() == desk.look.theme.chip.name()


def test_a_tooltip_shows_data_as_it_is_and_no_wider_than_reads_well() -> None:
    assert tip('<img src="file:///etc/passwd">\nvalue') == '<img src="file:///etc/passwd">\nvalue'
    assert "\u202e" not in tip("user\u202egnp.exe")
    long = tip("word " * 100_000).split("\n")
    assert len(long) <= 24
    assert max(map(len, long)) <= 101
    assert long[-1].endswith("…")
    assert max(map(len, tip("x" * 1000).split("\n"))) == 100


def test_the_value_at_the_caret_shows_below_a_long_text(desk: Desk, qtbot: QtBot) -> None:
    field = CodeField(desk.context, Ui(label="Text", language="json"), True)
    shown(qtbot, field, height=300)
    filler = '"' + "x" * 500 + '"'
    field.set_value(f'{{"a": {filler},\n"b": {REFERENCE}}}')
    field.edit.setFocus()
    field.edit.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.wait(200)
    assert not field.live.isVisible()
    field.edit.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(field.edit, KEY.Key_Left)
    qtbot.waitUntil(field.live.isVisible)
    assert field.live.resolved.text == "ada@example.com"


def test_a_drop_beside_the_text_goes_behind_it(box: TextBox) -> None:
    box.set_text("id=")
    data = QMimeData()
    data.setText(REFERENCE)
    place = QPointF(2, 2)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    actions = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(place.toPoint(), actions, data, buttons, keys)
    QApplication.sendEvent(box, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(box, QDropEvent(place, actions, data, buttons, keys))
    assert box.text() == f"id={REFERENCE}"
    assert raw(box) == "id=\ufffc"


@pytest.mark.parametrize("direction", Qt.LayoutDirection)
def test_chips_read_from_left_to_right_in_any_language(
    desk: Desk, qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    box = TextBox(desk.context)
    window = shown(qtbot, box, height=60)
    window.setLayoutDirection(direction)
    box.set_text(f"a{REFERENCE}b")
    box.edit.setFocus()
    cursor = QTextCursor(box.edit.document())
    places = []
    for position in range(4):
        cursor.setPosition(position)
        places.append(box.edit.cursorRect(cursor).left())
    assert places == sorted(places)
    chip = chips.chip_at(box.edit, QPoint((places[1] + places[2]) // 2, 8))
    assert chip is not None
    assert chips.source_of(chip.charFormat()) == REFERENCE


def test_a_chip_is_not_wider_than_its_cell(desk: Desk, qtbot: QtBot) -> None:
    box = TextBox(desk.context, cell=True)
    shown(qtbot, box, width=120, height=60)
    box.set_text("{{2.response.body.orders.0.total}}")
    cursor = QTextCursor(box.edit.document())
    cursor.setPosition(1)
    assert box.edit.cursorRect(cursor).left() <= box.edit.viewport().width() + 2


def test_a_line_shows_what_it_comes_to(desk: Desk, qtbot: QtBot) -> None:
    field = LineField(desk.context, Ui(label="To"), True)
    shown(qtbot, field, height=120)
    field.set_value("mail {{2.response.body.email}}")
    qtbot.waitUntil(field.live.isVisible)
    assert field.live.resolved.text == "mail ada@example.com"
    field.set_value("{{2.response.body.emial}}")
    qtbot.waitUntil(lambda: field.live.resolved.tone == "warning")
    field.say(field.live.resolved.text)
    assert not field.live.isVisible(), "it is said once"
    field.say("")
    assert field.live.isVisible()
    desk.variables.look_from(4)
    field.set_value("{{3.response.body}}")
    qtbot.waitUntil(lambda: "step 3 has been tested" in field.live.resolved.text)
    field.set_value("plain")
    qtbot.waitUntil(lambda: not field.live.isVisible())


def test_a_line_is_resolved_anew_when_it_is_seen_from_another_step(
    desk: Desk, qtbot: QtBot
) -> None:
    field = LineField(desk.context, Ui(label="To"), True)
    shown(qtbot, field, height=120)
    desk.variables.look_from(2)
    field.set_value(REFERENCE)
    qtbot.waitUntil(lambda: field.live.resolved.tone == "warning")
    desk.variables.look_from(3)
    field.set_value(REFERENCE)  # which touches nothing
    qtbot.waitUntil(lambda: field.live.resolved.text == "ada@example.com")


def test_wrong_json_is_underlined_and_said(desk: Desk, qtbot: QtBot) -> None:
    field = CodeField(desk.context, Ui(label="Text", language="json"), True)
    shown(qtbot, field, height=300)
    field.set_value('{\n  "a": {{2.response.body.id}},\n  "b": "x {{1.event.id}}"\n}')
    qtbot.wait(300)
    assert field.said == ""
    field.edit.setFocus()
    field.edit.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(field.edit, " oops")
    qtbot.waitUntil(lambda: field.said.startswith("Line 4, column"))
    assert len(field.edit.extraSelections()) == 1


def test_code_keeps_its_indent(desk: Desk, qtbot: QtBot) -> None:
    field = CodeField(desk.context, Ui(label="Text", language="json"), True)
    shown(qtbot, field, height=300)
    field.edit.setFocus()
    qtbot.keyClick(field.edit, KEY.Key_Tab)
    qtbot.keyClicks(field.edit, "a")
    qtbot.keyClick(field.edit, KEY.Key_Return)
    qtbot.keyClicks(field.edit, "b")
    assert field.box.text() == "  a\n  b"


def test_a_megabyte_is_typed_in_without_delay(desk: Desk, qtbot: QtBot) -> None:
    from time import perf_counter

    field = CodeField(desk.context, Ui(label="Text", language="json"), True)
    shown(qtbot, field, height=500)
    line = '  {"id": 12345, "email": "somebody@example.com", "active": true},\n'
    field.set_value("[\n" + line * 16_000 + "]")
    field.edit.setFocus()
    QApplication.processEvents()
    took = []
    for _ in range(15):
        start = perf_counter()
        qtbot.keyClick(field.edit, KEY.Key_X)
        QApplication.processEvents()
        took.append(perf_counter() - start)
    assert sorted(took)[len(took) // 2] < 0.050
