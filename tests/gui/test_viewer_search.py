"""Searching and filtering a body, small and large."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from builder.viewer.body_pages import Mode
from builder.viewer.response_view import HEADERS, ResponseView
from builder.viewer.rows import Spot
from builder.viewer.selection import Selection
from tests.support.bodies import (
    exchange,
    finished,
    open_menu,
    person,
    shown_text,
    shown_view,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def view(qtbot):
    shown = shown_view(qtbot)
    yield shown
    shown.helper.end()


@pytest.fixture
def large(tmp_path: Path) -> Path:
    file = tmp_path / "body"
    people = [{"id": n, "name": f"somebody {n}"} for n in range(30_000)]
    file.write_bytes(json.dumps({"people": people, "price": 1}).encode())
    return file


def test_ctrl_f_searches_the_body(view, qtbot) -> None:
    view.show_step(person())
    view.activateWindow()
    view.body.pages.view.setFocus()
    qtbot.waitUntil(view.body.pages.view.hasFocus)
    QTest.keyClick(view.body.pages.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert view.body.search.field.hasFocus()
    QTest.keyClicks(view.body.search.field, "90011")
    qtbot.waitUntil(lambda: view.body.pages.view.selected_text() == "90011", timeout=3000)


def test_binary_is_dumped_and_searched(view, qtbot) -> None:
    view.show_step(finished(exchange(bytes(range(256)), "application/octet-stream")))
    assert view.body.mode is Mode.HEX
    assert shown_text(view).splitlines()[4].endswith("@ABCDEFGHIJKLMNO")
    QTest.keyClicks(view.body.search.field, "JKL")
    qtbot.waitUntil(lambda: view.body.pages.view.selected_text() == "4a 4b 4c", timeout=3000)


def type_in_search(view: ResponseView, text: str) -> None:
    QTest.keyClicks(view.body.search.field, text)


def test_what_begins_with_a_dollar_filters(view, qtbot) -> None:
    data = b'{"orders":[{"id":1,"total":42.50},{"id":2,"total":17.99},{"id":3,"total":1e2}]}'
    view.show_step(finished(exchange(data, "application/json")))
    type_in_search(view, "$.orders[?total > 40]")
    amount = view.body.bar.amount
    qtbot.waitUntil(lambda: amount.text() == "2 matches", timeout=10_000)
    assert amount.toolTip() == "Read as $.orders[?@.total > 40]"
    assert shown_text(view).splitlines()[1:4] == ["  {", '    "id": 1,', '    "total": 42.50']
    view.body.pages.view.select(Selection(Spot(7, 6), Spot(7, 6)))
    view.body.pages.view.menu_requested.emit(view.mapToGlobal(view.rect().center()))
    open_menu(view, "Copy path as reference")
    assert QGuiApplication.clipboard().text() == "{{2.response.body.orders.2.total}}"
    view.body.set_mode(Mode.TREE)
    tree, model = view.body.pages.tree, view.body.pages.tree.model()
    second = model.index(1, 0, model.index(0, 0))
    assert model.data(second) == "orders[2]"
    assert model.mimeData([second]).text() == "{{2.response.body.orders.2}}"
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    tree.setCurrentIndex(second)
    QTest.keyClick(view.body.search.field, Qt.Key.Key_Escape)
    assert amount.text() == "79 B"
    assert view.body.pages.tree.current_path() == ()


def test_a_filter_that_is_none_says_what_is_wrong(view, qtbot) -> None:
    view.show_step(person())
    type_in_search(view, "$.orders[?total = 40]")
    fault = view.body.bar.fault
    qtbot.waitUntil(lambda: "no JSONPath" in fault.text(), timeout=10_000)
    assert fault.isVisible()
    assert shown_text(view).startswith("{")
    view.body.search.field.clear()
    type_in_search(view, "$.id")
    amount = view.body.bar.amount
    qtbot.waitUntil(lambda: amount.text() == "1 match", timeout=10_000)
    type_in_search(view, "[")
    qtbot.waitUntil(fault.isVisible, timeout=10_000)
    assert amount.text() == "1 match"  # which is what is still shown
    view.body.search.field.clear()
    assert not fault.isVisible()
    type_in_search(view, "$.nobody")
    nothing = view.body.pages.nothing
    qtbot.waitUntil(nothing.isVisible, timeout=10_000)
    assert nothing.text() == "Nothing in this body matches $.nobody"


def test_a_dollar_sign_can_be_searched(view, qtbot) -> None:
    view.show_step(finished(exchange(b'{"price": "$5"}', "application/json")))
    type_in_search(view, "\\$5")
    qtbot.waitUntil(lambda: view.body.pages.view.selected_text() == "$5", timeout=3000)


def test_a_large_body_is_filtered_in_the_helper_process(view, qtbot, large) -> None:
    view.show_step(finished(exchange(path=str(large), media_type="application/json")))
    type_in_search(view, "$.people[?@.id >= 29998].name")
    qtbot.waitUntil(lambda: view.body.bar.amount.text() == "2 matches", timeout=20_000)
    qtbot.waitUntil(lambda: "somebody 29999" in shown_text(view), timeout=5000)


def test_the_tree_is_searched_down_to_the_place(view, qtbot, large) -> None:
    view.show_step(finished(exchange(path=str(large), media_type="application/json")))
    view.body.set_mode(Mode.TREE)
    type_in_search(view, "body 2999")
    tree = view.body.pages.tree
    place = ("people", 2999, "name")
    qtbot.waitUntil(lambda: tree.current_path() == place, timeout=20_000)
    assert view.body.search.count.text() == "1 of 11"
    QTest.keyClick(view.body.search.field, Qt.Key.Key_Return)
    place = ("people", 29990, "name")
    qtbot.waitUntil(lambda: tree.current_path() == place, timeout=5000)
    QTest.keyClick(view.body.search.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view.body.search.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    place = ("people", 29999, "name")
    qtbot.waitUntil(lambda: tree.current_path() == place, timeout=5000)


def test_a_small_tree_is_searched_in_keys_too(view, qtbot) -> None:
    view.show_step(person())
    view.body.set_mode(Mode.TREE)
    type_in_search(view, "ORD")
    qtbot.waitUntil(lambda: view.body.search.count.text() == "not found", timeout=10_000)
    view.body.search.field.clear()
    type_in_search(view, "ord")
    tree = view.body.pages.tree
    qtbot.waitUntil(lambda: tree.current_path() == ("orders",), timeout=10_000)


def test_headers_are_filtered_and_copied_as_they_are(view, qtbot) -> None:
    headers = tuple((f"X-{n}", f"value\u200b {n}") for n in range(40))
    view.show_step(finished(exchange(b"{}", "application/json", headers=headers)))
    view.tabs.setCurrentIndex(HEADERS)
    view.activateWindow()
    table = view.headers.table
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    QTest.keyClick(table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(view.headers.field, "x-39")
    assert view.headers.count.text() == "1 of 40"
    assert [row for row in range(40) if not table.isRowHidden(row)] == [39]
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "X-39: value\u200b 39"
    assert table.item(39, 1).text() == "value▯ 39"
