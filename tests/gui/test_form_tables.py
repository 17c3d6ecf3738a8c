"""Tables of a form: rows that are typed, pasted, moved, walked by keys and edited as text."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from builder.forms.bulk import from_text, pasted, to_text
from builder.forms.file_cell import FileCell
from builder.forms.table_field import TableField
from builder.model.rows import JsonRow, PartKind, PartRow, Row
from builder.model.ui import Ui
from tests.support.forms import Desk, make_desk, make_panel, shown

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
ROWS = (Row(key="a", value="1"), Row(key="b", value="2", enabled=False), Row(key="c", value="3"))


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Desk:
    desk = make_desk(tmp_path)
    desk.variables.look_from(3)
    return desk


@pytest.fixture
def table(desk: Desk, qtbot: QtBot) -> TableField:
    table = TableField(desk.context, Ui(label="Headers"), Row)
    shown(qtbot, table, height=400)
    table.set_value(ROWS)
    return table


def texts(table: TableField) -> list[tuple[str, str]]:
    return [(row.key.text(), row.value.text()) for row in table.widgets]


def test_typing_in_the_empty_row_makes_a_row(table: TableField, qtbot: QtBot) -> None:
    table.set_value(())
    table.widgets[0].key.edit.setFocus()
    got: list[Any] = []
    table.edited.connect(lambda rows, place: got.append((rows, place)))
    qtbot.keyClicks(table.widgets[0].key.edit, "id")
    qtbot.keyClick(table.widgets[0].key.edit, KEY.Key_Return)
    assert table.widgets[0].value.edit.hasFocus()
    qtbot.keyClicks(table.widgets[0].value.edit, "7")
    assert got[-1] == ((Row(key="id", value="7"),), "0.value")
    assert texts(table) == [("id", "7"), ("", "")]
    qtbot.keyClick(table.widgets[0].value.edit, KEY.Key_Return)
    assert table.widgets[1].key.edit.hasFocus()


def test_tab_goes_from_cell_to_cell(table: TableField, qtbot: QtBot) -> None:
    table.widgets[0].key.edit.setFocus()
    qtbot.keyClick(table.widgets[0].key.edit, KEY.Key_Tab)
    assert table.widgets[0].value.edit.hasFocus()
    qtbot.keyClick(table.widgets[0].value.edit, KEY.Key_Tab)
    assert table.widgets[1].key.edit.hasFocus()


def test_a_row_is_turned_off_moved_doubled_and_deleted(table: TableField, qtbot: QtBot) -> None:
    qtbot.mouseClick(table.widgets[0].enabled, LEFT)
    assert not table._rows[0].enabled
    table.widgets[0].value.edit.setFocus()
    qtbot.keyClick(table.widgets[0].value.edit, KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert texts(table)[:2] == [("b", "2"), ("a", "1")]
    menu = QMenu(table)
    table._add_actions(2, menu)
    actions = {action.text().split("\t")[0]: action for action in menu.actions()}
    assert not actions["Move down"].isEnabled()
    actions["Duplicate row"].trigger()
    assert [key for key, _ in texts(table)] == ["b", "a", "c", "c", ""]
    actions["Delete row"].trigger()
    assert [key for key, _ in texts(table)] == ["b", "a", ""]


def test_a_row_is_dragged_by_its_handle(table: TableField, qtbot: QtBot) -> None:
    handle = table.widgets[0].handle
    target = table.widgets[2]
    qtbot.mousePress(handle, LEFT, pos=QPoint(8, 8))
    qtbot.mouseMove(handle, QPoint(8, 40))
    end = handle.mapFromGlobal(target.mapToGlobal(QPoint(0, target.height() - 2)))
    qtbot.mouseMove(handle, QPoint(8, end.y()))
    qtbot.mouseRelease(handle, LEFT, pos=QPoint(8, end.y()))
    assert [key for key, _ in texts(table)] == ["b", "c", "a", ""]


def test_lines_pasted_into_a_key_become_rows(table: TableField) -> None:
    data = QMimeData()
    data.setText("Accept: text/html\n# X-Off: 1\nX-Url: https://a.b/c")
    table.widgets[3].key.edit.insertFromMimeData(data)
    assert table._rows[3:] == (
        Row(key="Accept", value="text/html"),
        Row(key="X-Off", value="1", enabled=False),
        Row(key="X-Url", value="https://a.b/c"),
    )


def test_a_pasted_address_is_no_row(table: TableField) -> None:
    assert pasted("https://example.com/a", Row) == ()
    assert pasted("just words: here", Row) == ()
    assert pasted("{{1.event.id}}", Row) == ()


def test_rows_are_edited_as_text(table: TableField, qtbot: QtBot) -> None:
    table.switch.click()
    assert table.bulk.text() == "a: 1\n# b: 2\nc: 3"
    assert not table.frame.isVisible()
    table.bulk.edit.selectAll()
    qtbot.keyClicks(table.bulk.edit, "// x:1")
    assert table._rows == (Row(key="x", value="1", enabled=False),)
    assert table.bulk.text() == "// x:1"
    table.switch.click()
    assert texts(table) == [("x", "1"), ("", "")]


def test_text_of_rows_keeps_what_it_cannot_say() -> None:
    rows = (JsonRow(key="n", value="1", type="number"), JsonRow(key="t", value="two\nlines\\"))
    assert from_text(to_text(rows), rows, JsonRow) == rows
    changed = from_text("n: 2\nt: one\\nmore", rows, JsonRow)
    assert changed[0] == JsonRow(key="n", value="2", type="number")
    assert changed[1].value == "one\nmore"
    reference = from_text("{{1.event.x}}: {{env.a}}", (), Row)
    assert reference == (Row(key="{{1.event.x}}", value="{{env.a}}"),)


def test_long_tables_show_their_beginning(table: TableField, qtbot: QtBot) -> None:
    table.set_value(tuple(Row(key=f"k{i}") for i in range(10_000)))
    assert len(table.widgets) < 30, "the others follow while the window goes on"
    qtbot.waitUntil(lambda: len(table.widgets) == 100)
    assert table.widgets[99].key.text() == "k99"
    assert table.more.text() == "Show 100 more of 10,000 rows"
    qtbot.mouseClick(table.more, LEFT)
    qtbot.waitUntil(lambda: len(table.widgets) == 200)
    assert table.widgets[199].key.text() == "k199"
    table.set_value(tuple(Row(key=f"k{i}") for i in range(120)))
    assert table.more.isHidden()
    assert len(table.widgets) == 121
    assert table.widgets[120].is_last


def test_ten_thousand_lines_pasted_become_rows_and_one_undo_step(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 3)
    assert panel.form is not None
    table = panel.form.pages["Request"].fields["headers"]
    assert isinstance(table, TableField)
    data = QMimeData()
    data.setText("\n".join(f"X-{i}: value {i}" for i in range(10_000)))
    before = desk.document.workflow
    table.widgets[1].key.edit.setFocus()
    table.widgets[1].key.edit.insertFromMimeData(data)
    assert len(desk.step(3).headers) == 10_001
    assert desk.step(3).headers[10_000].value == "value 9999"
    desk.document.history.undo()
    assert desk.document.workflow is before


def test_arrows_walk_the_cells(table: TableField, qtbot: QtBot) -> None:
    rows = table.widgets
    rows[0].key.edit.setFocus()
    qtbot.keyClick(rows[0].key.edit, KEY.Key_Down)
    assert rows[1].key.edit.hasFocus()
    qtbot.keyClick(rows[1].key.edit, KEY.Key_End)
    qtbot.keyClick(rows[1].key.edit, KEY.Key_Right)
    assert rows[1].value.edit.hasFocus()
    assert rows[1].value.edit.textCursor().position() == 0
    qtbot.keyClick(rows[1].value.edit, KEY.Key_Up)
    assert rows[0].value.edit.hasFocus()
    qtbot.keyClick(rows[0].value.edit, KEY.Key_Home)
    qtbot.keyClick(rows[0].value.edit, KEY.Key_Left)
    assert rows[0].key.edit.hasFocus()
    for _ in range(9):
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Down)
    assert rows[3].key.edit.hasFocus(), "the empty row is the last one"


def test_a_row_as_a_whole_is_switched_moved_and_deleted_by_keys(
    table: TableField, qtbot: QtBot
) -> None:
    rows = table.widgets
    rows[1].value.edit.setFocus()
    qtbot.keyClick(rows[1].value.edit, KEY.Key_Escape)
    assert rows[1].enabled.hasFocus()
    qtbot.keyClick(rows[1].enabled, KEY.Key_Space)
    assert table._rows[1].enabled
    qtbot.keyClick(rows[1].enabled, KEY.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [row.key for row in table._rows] == ["b", "a", "c"]
    assert rows[0].enabled.hasFocus()
    qtbot.keyClick(rows[0].enabled, KEY.Key_Down)
    qtbot.keyClick(rows[1].enabled, KEY.Key_Delete)
    assert [row.key for row in table._rows] == ["b", "c"]
    assert rows[1].enabled.hasFocus()
    qtbot.keyClick(rows[1].enabled, KEY.Key_Delete)
    assert rows[0].enabled.hasFocus()
    qtbot.keyClick(rows[0].enabled, KEY.Key_F2)
    assert rows[0].key.edit.hasFocus()
    qtbot.keyClick(rows[0].key.edit, KEY.Key_Escape)
    qtbot.keyClick(rows[0].enabled, KEY.Key_Delete)
    assert table._rows == ()
    assert rows[0].key.edit.hasFocus()


def test_the_type_of_a_row_is_reached_by_keys(desk: Desk, qtbot: QtBot) -> None:
    table = TableField(desk.context, Ui(label="JSON"), JsonRow)
    shown(qtbot, table, height=200)
    table.set_value((JsonRow(key="a", value="1"), JsonRow(key="b", value="2")))
    first, second = table.widgets[:2]
    qtbot.waitUntil(second.isVisible)
    first.value.edit.setFocus()
    qtbot.keyClick(first.value.edit, KEY.Key_Tab)
    assert first.type is not None
    assert first.type.hasFocus()
    qtbot.keyClick(first.type, KEY.Key_Tab)
    assert second.key.edit.hasFocus()


def test_cells_say_where_they_are(table: TableField) -> None:
    row = table.widgets[1]
    assert row.key.edit.accessibleName() == "Headers, row 2: key"
    assert row.value.edit.accessibleName() == "Headers, row 2: value"
    assert row.enabled.accessibleName() == "Headers, row 2: on"


def test_a_part_is_a_file(desk: Desk, qtbot: QtBot) -> None:
    table = TableField(desk.context, Ui(label="Parts"), PartRow)
    shown(qtbot, table, height=300)
    table.set_value((PartRow(key="photo"),))
    cell = table.widgets[0].file
    assert isinstance(cell, FileCell)
    assert not cell.isVisible()
    choice = table.widgets[0].type
    assert choice is not None
    choice.activated.emit(1)
    assert table._rows[0].type is PartKind.FILE
    assert cell.isVisible()
    assert desk.context.folder is not None
    cell.take(str(desk.context.folder / "pictures" / "me.jpg"))
    assert table._rows[0].value == "pictures/me.jpg"


def test_a_part_has_lines_for_its_content_type_and_file_name(desk: Desk, qtbot: QtBot) -> None:
    table = TableField(desk.context, Ui(label="Parts"), PartRow)
    shown(qtbot, table, height=300)
    table.set_value((PartRow(key="photo"),))
    extra = table.widgets[0].extras["content_type"]
    assert not extra.isVisible()
    menu = QMenu(table)
    table._add_actions(0, menu)
    menu.actions()[-1].trigger()
    assert extra.isVisible()
    extra.edit.setFocus()
    qtbot.keyClicks(extra.edit, "image/png")
    assert table._rows[0].content_type == "image/png"  # type: ignore[attr-defined]
